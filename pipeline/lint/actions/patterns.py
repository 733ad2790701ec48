"""Three kinds of promise told by their words alone: sanctions of people, circles, and calls for care.

Each function takes the tokens of an item from the opening on and tells which token the words begin and end at, or None.
"""

from collections.abc import Sequence
from itertools import pairwise

from pipeline.lint.actions.tokens import CODE, HANDLE, MARK, NAME, NUMBER, QUOTE, TICKET, Token
from pipeline.lint.actions.words import singular, verb

Span = tuple[int, int]
PEOPLE = frozenset(
    """engineer operator developer intern contractor admin administrator employee person individual author responder
    technician staff colleague manager supervisor on-call oncall shift crew nurse pharmacist driver dispatcher agent-on-duty
    approver reviewer committer dba sre lead junior him her them himself herself themselves locum teacher clerk trainee
    he she everyone those people member team vendor culprit worker apprentice dev devs""".split()
)
SANCTIONS = frozenset(
    """discipline disciplinary reprimand reprimanded scold punish punished sanction sanctions fire fired dismiss suspend suspended
    demote warn admonish blame shame penalise penalize fine retrain re-train retraining coach coaching remind reminded caution
    reiterate sensitize sensitise apologise apologize lecture counsel counselling chastise""".split()
)
SANCTION_PHRASES = (
    "performance plan", "performance review", "performance improvement", "written warning", "formal warning", "verbal warning",
    "final warning", "official warning", "hold accountable", "held accountable", "be accountable", "held responsible",
    "hold responsible", "hr meeting", "personnel file", "off the rota", "off the on-call", "off on-call", "off the rotation",
    "from the rota", "from the on-call", "from on-call", "from the rotation", "lose access", "loses access", "lose their",
    "loses his", "loses her", "lose merge", "take away", "consequences for", "explain himself", "explain herself",
    "explain themselves", "stern talk", "serious talk", "word with", "talk with the author", "talk with the person",
    "make an example",
    "be disciplined", "for disciplinary", "write up the", "written up", "no longer allowed",
    "speak to the engineer", "held to account", "hold to account", "off the deploy rota", "certification again", "costs you",
)  # fmt: skip
MEASURES_AGAINST = frozenset(
    "revoke remove replace bar ban exclude move take withdraw deduct supervise escalate report demote transfer retrain".split()
)
PENALTIES = frozenset(
    "disciplinary reprimand penalty bonus wages attitude apologise apologize behaviour behavior sanction".split()
)
BELONGINGS = frozenset(
    "access rights sudo permissions behaviour behavior attitude changes badge account privileges mistake error".split()
)
TITLES = PEOPLE - frozenset("team vendor people member those everyone dev devs manager lead".split())
FAILURES = frozenset(
    """issue problem bug error outage incident failure downtime mistake defect crash cause root happen happening recur recurrence
    reoccur reoccurrence occur again repeat repetition this that it such similar kind class future same break breaking broken
    underlying failing fail long another happens""".split()
)
CIRCLE_WORDS = frozenset(
    """the a an of to in and or any all these those this that it from with for by our so as is be was were which caused
    make sure ensure not never cannot can't doesn't don't won't shouldn't must should do does will would can could get
    more once up out properly correctly permanently completely quickly soon asap immediately finally at on we i
    prevent preventing avoid avoiding stop stopping eliminate fix fixing solve resolve correct rectify reduce
    next time ever release version production prod system service systems services deploy deployed""".split()
)
RECUR = frozenset("recur recurrence reoccur reoccurrence recurring again repeat repetition another".split())
CARE_OPENINGS = (
    "be careful", "be more", "be extra", "be vigilant", "be mindful", "be aware", "be attentive", "be cautious", "be wary",
    "be conscious", "stay alert", "stay vigilant", "remain vigilant", "stay attentive", "pay attention", "pay more",
    "pay closer", "pay close", "take care", "take more care", "take extra", "take greater", "exercise caution",
    "exercise more", "use caution", "double check", "double-check", "triple check", "triple-check", "remember to",
    "remember that", "keep in", "bear in", "don't forget", "do not forget", "never forget", "watch out", "look out",
    "think before", "think twice", "slow down", "take your", "stick to", "always remember", "always check", "always double-check",
    "always verify", "always test", "always ask", "always read", "always tell", "always assume", "more care", "more caution",
    "more attention", "more vigilance", "more discipline", "greater care", "greater attention", "extra care", "extra caution",
    "remind everyone", "remind all", "remind people", "remind staff", "raise awareness", "communicate better",
    "communicate more", "try not", "read the", "follow the", "when in",
)  # fmt: skip
CARE_ANYWHERE = (
    "more careful", "more carefully", "extra careful", "more cautious", "more mindful", "more attentive", "more vigilant",
    "extra watchful", "extra vigilant", "double-check", "double check", "be careful", "be vigilant", "pay attention",
    "pay more attention", "watch out", "be wary", "be mindful", "be aware", "keep in mind", "bear in mind", "take care to",
    "take more care", "so people know", "with caution", "with care", "with more care", "with more caution", "closer attention",
    "more attention",
)  # fmt: skip
CONCRETE = frozenset((CODE, TICKET, NUMBER, NAME, QUOTE))


def words_of(found: Sequence[Token]) -> str:
    return " " + " ".join([token.low for token in found]) + " "


def _holds(line: str, phrases: Sequence[str]) -> bool:
    """Whether one of the phrases begins at a word of the line."""
    for phrase in phrases:
        at = line.find(phrase)
        if at > 0 and line[at - 1] == " ":
            return True
    return False


def punitive(found: Sequence[Token], text: str, line: str) -> bool:
    """A sanction or correction of people as people. `line` is words_of(found), `text` the item's own."""
    if _holds(line, SANCTION_PHRASES) and _people(found, text):
        return True
    for index, token in enumerate(found[:12]):
        if token.low in SANCTIONS and _person_after(found, index, text) and not _training(line):
            return True
    return _against(found) or _talk_to(found, text, line)


def _against(found: Sequence[Token]) -> bool:
    """Something taken from a person: "revoke Ana's sudo", "replace the engineer who pulled the drive", "the driver's bonus"."""
    low = [token.low for token in found]
    titled = any(singular(word) in TITLES or singular(word.removesuffix("'s")) in TITLES for word in low)
    if titled and any(word in PENALTIES for word in low):
        return True
    if not any(verb(word)[1] in MEASURES_AGAINST for word in low[:6]):
        return False
    for first, second in pairwise(low):
        if first.endswith("'s") and second in BELONGINGS:
            return True
        if second in ("who", "responsible") and singular(first) in TITLES:
            return True
    return False


def _training(line: str) -> bool:
    return " all " in line and (" train " in line or " training " in line)


def _people(found: Sequence[Token], text: str) -> bool:
    return any(singular(token.low) in PEOPLE or token.kind == HANDLE for token in found) or any(
        _named(found, index, text) for index in range(len(found))
    )


def _person_after(found: Sequence[Token], index: int, text: str) -> bool:
    """Whether the verb at `index` is done to people: the next words name some, or it is a passive of people."""
    for offset in range(1, 6):
        at = index + offset
        if at >= len(found) or found[at].low in ("about", "on", "when", "that", "of", "with", "by", ".", ",", ":"):
            break
        if found[at].kind == HANDLE or singular(found[at].low) in PEOPLE or _named(found, at, text):
            return True
    passive = index and found[index - 1].low in ("be", "is", "get", "gets", "been", "was", "being")
    return bool(passive and any(singular(token.low) in PEOPLE for token in found[:index]))


def _named(found: Sequence[Token], index: int, text: str) -> bool:
    """A capital inside the sentence on a plain word: a person's name, as far as words can tell."""
    token = found[index]
    piece = text[token.start : token.end]
    return token.kind == "word" and index > 0 and found[index - 1].kind != MARK and piece[:1].isupper() and piece[1:].islower()


def _talk_to(found: Sequence[Token], text: str, line: str) -> bool:
    if "talk" not in line and "speak" not in line and "chat" not in line and "word" not in line and "convers" not in line:
        return False
    for phrase in (" talk to ", " talk with ", " speak to ", " speak with ", " chat with ", " word with ", " conversation with "):
        at = line.find(phrase)
        if at >= 0:
            index = line.count(" ", 0, at + len(phrase)) - 1
            rest = found[index : index + 4]
            if any(singular(token.low) in PEOPLE - {"team", "vendor", "people", "manager", "lead"} for token in rest):
                return True
            if rest and _named(found, index, text) and (" about " in line or len(found) <= index + 2):
                return True
    return False


def circular(found: Sequence[Token], line: str) -> bool:
    """Restates the goal or negates the failure, and names neither thing nor means."""
    if any(token.kind in CONCRETE for token in found):
        return False
    low = [token.low for token in found if token.kind != MARK]
    if not low or low[0] in ("report", "document"):
        return False
    if not RECUR.isdisjoint(low) and _negated(low) and " by " not in line:
        return True
    content = [word for word in low if word not in CIRCLE_WORDS]
    return 0 < len(low) <= 20 and all(singular(word) in FAILURES for word in content) and bool(content or "again" in low)


def _negated(low: list[str]) -> bool:
    return bool(
        {"not", "never", "no", "prevent", "avoid", "stop", "cannot", "can't", "won't", "doesn't", "don't", "preventing",
         "avoiding", "eliminate", "isn't", "ensure"} & set(low)
    )  # fmt: skip


def forbidden(found: Sequence[Token]) -> bool:
    """Forbids in production what was done in production: nobody does that on purpose."""
    low = [token.low for token in found if token.kind != MARK]
    return (low[:2] == ["do", "not"] or low[:1] in (["don't"], ["never"])) and low[-1] in ("production", "prod", "again")


def negated(found: Sequence[Token]) -> bool:
    """Says only what is not to happen: "do not drop tables", "a dead host should not take down the site"."""
    low = [token.low for token in found[:16]]
    if low[:1] in (["never"], ["don't"]) or low[:2] == ["do", "not"]:
        return True
    return any(
        (first in ("should", "must", "can", "may") and second in ("not", "never"))
        or first in ("shouldn't", "mustn't", "cannot", "can't")
        for first, second in pairwise(low)
    )


def asked(found: Sequence[Token], subject: str) -> bool:
    """Asks people to do something each time: "everyone checks", "changes should be reviewed", "always test"."""
    low = [token.low for token in found[:14]]
    if low[:1] == ["always"] or subject in ("everyone", "everybody", "all"):
        return True
    for index, word in enumerate(low[:-1]):
        if word in ("should", "must", "need", "needs", "shall"):
            if any(singular(before) in PEOPLE for before in low[:index]):
                return True
            return "be" in low[index + 1 : index + 3] and any(verb(after)[1] in LOOKING for after in low[index + 1 : index + 5])
    return False


LOOKING = frozenset("test review check verify inspect double-check look read announce communicate watch confirm audit".split())


def careful(found: Sequence[Token], line: str) -> bool:
    """Asks people to take care, to remember, to follow what is written."""
    start = " ".join(token.low for token in found[:3])
    if start.startswith(CARE_OPENINGS):
        return not any(token.kind in CONCRETE for token in found) or start.startswith(("be ", "double", "remember"))
    return _holds(line, CARE_ANYWHERE)


def pairs(low: Sequence[str]) -> list[str]:
    return [f"{a}_{b}" for a, b in pairwise(low)]
