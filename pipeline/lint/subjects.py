"""Who does it: the subject of a predicate, without a tagger. The same words are blame about a person and a fact about a system.

    subject("The operator pod failed to reconcile", 17)    -> THING: the last word of a noun phrase decides, and that is "pod"
    subject("Engineers on call failed to look", 18)        -> PERSON: what stands before the preposition decides

The method: the clause left of the predicate, its auxiliaries and adverbs passed over; the head of the noun phrase that ends
there; over prepositions to the left; a predicate after "and" or "but" takes the subject of the clause before it.
"""

import re
from dataclasses import dataclass

from pipeline.lint.people import MACHINE_GROUPS, UNSURE_TEAMS, Kind, Roster, kind_of_word

TOKEN = re.compile(r"@?[^\W_][\w'’-]*(?:\.[^\W_]+)*|[,;:()|—–]|\S")
PASSED_OVER = frozenset(
    """
    did didn't do does doesn't don't had hadn't has hasn't have haven't was wasn't were weren't is isn't are aren't be
    been being not never n't also still even just only simply really actually apparently then again always ever yet too
    all both either could couldn't should shouldn't would wouldn't might must may can can't cannot will won't ought
    needed need needs to have've finally partially fully completely totally initially once twice no longer almost nearly
    quite clearly obviously unfortunately sadly regrettably somehow admittedly evidently seemingly at first merely
    likely probably perhaps possibly 've 'd
    """.split()
)
BREAKS = frozenset(
    """
    because when whenever if which that while since unless until although though whereas where after before so as than
    what why how once whether said says meant means showed shows thought found out but and or
    """.split()
)
JOINS = frozenset(["and", "but", "or", "then"])
PREPOSITIONS = frozenset(
    """
    of on in at for from with by to about under over within behind between during into
    """.split()
)
STOPS = frozenset(",;:()|—–")
DETERMINERS = frozenset(
    """
    the a an this that these those our my your his her their its one another some any no every each
    """.split()
)
QUANTITIES = frozenset(["one", "some", "two", "three", "several", "many", "most", "all", "both", "none", "any", "few", "neither"])
REACH = 14


@dataclass(frozen=True, slots=True)
class Subject:
    """Who stands at text[start:end]; `named` where it is a roster name or handle, `sure` where the words leave no doubt."""

    kind: Kind
    start: int
    end: int
    named: bool = False
    sure: bool = True

    @property
    def human(self) -> bool:
        return self.kind in (Kind.PERSON, Kind.TEAM, Kind.SELF)


NOBODY = Subject(Kind.THING, 0, 0)


def subject(text: str, at: int, roster: Roster) -> Subject:
    """The subject of the predicate that begins at text[at]. Linear: looks at most a few words back."""
    words = [(match[0], match.start()) for match in TOKEN.finditer(text, max(0, at - 160), at)]
    return _before(text, words, roster, REACH)


def _before(text: str, words: list[tuple[str, int]], roster: Roster, reach: int) -> Subject:
    index = len(words) - 1
    while index >= 0 and _is_passed_over(words[index][0], roster):
        index -= 1
    if index < 0 or reach <= 0:
        return NOBODY
    word = words[index][0].lower()
    if word in JOINS or (word == "," and index and not _is_relative(words, index)):
        return _of_clause_before(text, words[:index], roster, reach)
    if word in ("who", "whom", "which", "that"):
        return _antecedent(text, words[:index], roster, word)
    if word in (",", ")", "—", "–"):
        return _before(text, _over_insertion(words, index), roster, reach - 4)
    return _phrase(text, words[: index + 1], roster)


def _is_passed_over(word: str, roster: Roster) -> bool:
    """Auxiliaries and adverbs; not a Will or a Kelly of the roster."""
    lower = word.lower()
    return (lower in PASSED_OVER or lower.endswith("ly")) and not (word[:1].isupper() and word in roster)


def _is_relative(words: list[tuple[str, int]], index: int) -> bool:
    return any(word.lower() in ("who", "which", "whose") for word, _ in words[max(0, index - 10) : index])


def _over_insertion(words: list[tuple[str, int]], index: int) -> list[tuple[str, int]]:
    """Words without what was inserted between commas, dashes or brackets before words[index]."""
    mark = words[index][0]
    opening = {")": "(", "—": "—", "–": "–"}.get(mark, ",")
    for back in range(index - 1, -1, -1):
        if words[back][0] == opening:
            return words[:back]
    return []


def _of_clause_before(text: str, words: list[tuple[str, int]], roster: Roster, reach: int) -> Subject:
    """The subject at the beginning of the clause that ends here: its first noun phrase that is a human, else a thing."""
    first = 0
    for back in range(len(words) - 1, max(-1, len(words) - 1 - reach * 2), -1):
        if words[back][0].lower() in BREAKS - JOINS or words[back][0] in ";:(|":
            first = back + 1
            break
    for index in range(first, min(len(words), first + 7)):
        if words[index][0] == "," and index - first > 2:
            break
        found = _head(text, words[: index + 1], roster)
        if found.kind is not Kind.THING:
            following = words[index + 1][0].lower() if index + 1 < len(words) else ""
            if kind_of_word(following) is Kind.THING and not _is_compound(following, found):
                return found
    return NOBODY


def _is_compound(following: str, found: Subject) -> bool:
    """Whether a human word only modifies what follows ("operator pod"): not where a verb or small word follows."""
    return (
        following.endswith(("service", "pod", "api", "dashboard", "group", "account", "role", "node", "job")) and not found.named
    )


def _antecedent(text: str, words: list[tuple[str, int]], roster: Roster, pronoun: str) -> Subject:
    while words and words[-1][0] in STOPS:
        words = words[:-1]
    found = _phrase(text, words, roster)
    if pronoun == "who" and found.kind is Kind.THING and words:
        word, start = words[-1]
        return Subject(Kind.PERSON, start, start + len(word), sure=False)
    return found


def _phrase(text: str, words: list[tuple[str, int]], roster: Roster) -> Subject:
    """The head of the noun phrase that ends with words[-1], over its prepositions to the left."""
    if not words:
        return NOBODY
    found = _head(text, words, roster)
    for back in range(len(words) - 2, max(-1, len(words) - 8), -1):
        word = words[back][0].lower()
        if word in STOPS or word in BREAKS:
            break
        if word.endswith("ing"):
            doing = _head(text, words[:back], roster) if back and words[back - 1][0] not in STOPS else NOBODY
            return doing if doing.human or not found.human else NOBODY
        if word in PREPOSITIONS and back:
            if found.human and _is_apart(words, back, found):
                break
            left = _head(text, words[:back], roster)
            if word == "of" and words[back - 1][0].lower() in QUANTITIES and found.human:
                return found
            if word == "of" and words[back - 1][0].lower() in ("group", "groups", "number", "side") and not found.human:
                return found
            if left.kind is not Kind.THING:
                return left
            told = back > 1 and words[back - 2][0].lower() in DETERMINERS
            if words[back - 1][0].lower() not in DETERMINERS and found.kind is not Kind.THING and word != "of" and not told:
                continue
            return left
    return found


def _is_apart(words: list[tuple[str, int]], back: int, found: Subject) -> bool:
    """Whether another noun phrase ends between the preposition and the human: "at the time of the incident the engineer"."""
    last = len(words) - 1
    between = [word.lower() for word, _ in words[back + 2 : last]]
    return not DETERMINERS.isdisjoint(between) or (found.named and bool(between) and words[back + 1][0].lower() in DETERMINERS)


def _head(text: str, words: list[tuple[str, int]], roster: Roster) -> Subject:
    word, start = words[-1]
    end = start + len(word)
    lower = word.lower().replace("’", "'")
    if lower.endswith("'s") and not (word in roster or kind_of_word(lower) is Kind.SELF):
        return NOBODY
    if word.startswith("@") or (word in roster and word[:1].isupper()) or (word in roster and word.islower()):
        return Subject(Kind.PERSON, start, end, named=True)
    if lower in ("it", "this", "these", "those", "there", "which", "its"):
        return NOBODY
    if lower in ("he", "she", "they", "whoever", "him", "her", "them"):
        return _pronoun(text, lower, start, end)
    kind = kind_of_word(lower)
    if kind is Kind.TEAM and _is_machines(text, words, lower, end):
        return NOBODY
    if kind is Kind.THING and word[:1].isupper() and word[1:].islower() and len(word) > 2:
        before = words[-2][0].lower() if len(words) > 1 else ","
        return Subject(kind, start, end, named=before in STOPS or before in BREAKS, sure=False)
    return Subject(kind, start, end)


def _is_machines(text: str, words: list[tuple[str, int]], lower: str, end: int) -> bool:
    if MACHINE_GROUPS.search(text, max(0, end - 40), end):
        return True
    if lower in UNSURE_TEAMS and len(words) > 1:
        before = words[-2][0]
        return (
            before.lower() not in DETERMINERS
            and not before[:1].isupper()
            and before not in STOPS
            and before.lower() not in BREAKS
        )
    return False


PLURAL_THINGS = re.compile(
    r"\b(?:pods|nodes|jobs|workers|servers|services|instances|requests|queries|replicas|hosts|machines|systems|alerts|checks|tests"
    r"|clients|processes|containers|caches|retries|consumers|brokers|shards|packets|messages|writes|reads|users|customers|attackers"
    r"|certificates|keys|records|builds|deploys|scripts|logs|changes|updates|connections|threads|volumes|disks|routers|switches)\b",
    re.IGNORECASE,
)


def _pronoun(text: str, pronoun: str, start: int, end: int) -> Subject:
    """He and she are persons; "they" is the nearest plural before it, and things where that is pods or requests."""
    if pronoun in ("they", "them") and PLURAL_THINGS.search(text, 0, start):
        return NOBODY
    return Subject(Kind.PERSON, start, end, sure=pronoun not in ("they", "them"))


PHRASE_END = re.compile(
    r"[,;:.()]|\b(?:had|who|that|which|did|was|were|is|not|would|could|to|and|when|while|having|for|in|on|at|from|with|by"
    r"|without|during|before|after|despite|because|as)\b(?!-)"
    r"|\b\w+(?:ing|ed)\b"
)


def phrase_at(text: str, start: int, roster: Roster) -> Subject:
    """The noun phrase that begins at text[start]: its last word decides, as everywhere."""
    stop = PHRASE_END.search(text, start, start + 80)
    end = stop.start() if stop else min(len(text), start + 60)
    while end > start and text[end - 1] in " '":
        end -= 1
    words = [(match[0], match.start()) for match in TOKEN.finditer(text, start, end)]
    return _before(text, words, roster, REACH) if words else NOBODY
