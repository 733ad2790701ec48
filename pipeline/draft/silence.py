"""Questions: what the evidence leaves open, one for each topic, most important first.

In: the notebook, the draft's sections so far. Out: the questions on cause, impact, moments, actions, what somebody left
undecided, how it was noticed, the response, and what was learned; none that the draft answers elsewhere.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.incident import IncidentKind
from pipeline.domain.postmortem import DetectionMethod, Postmortem, Question
from pipeline.domain.statement import StatementBasis
from pipeline.draft.disagreements import disagreements
from pipeline.draft.doubts import moments_in_doubt
from pipeline.draft.impact import RISK
from pipeline.draft.lexicon import OPEN
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage, within
from pipeline.draft.quoting import choose, in_roles
from pipeline.text.identity import content_id

MOST = 12
MOST_OPEN = 3
MOST_DISAGREEMENTS = 2
MOST_UNOWNED = 3
SLOW_TO_DETECT = 300
CAUSE = "What was the immediate cause, and what made it possible or worse? RCA in progress: nothing in the evidence states it."
GUESSED = (
    "What was the immediate cause, and what made it possible or worse? RCA in progress: nobody confirmed one; "
    "the last guess was {}."
)
FACTORS = "What made this cause possible, or worse? RCA in progress: nothing in the evidence says so."
NUMBERS = "Who was affected, and how many? The evidence gives no numbers."
NUMBERS_AND_COST = "Who was affected, how many, and what did it cost? The evidence gives no numbers."
OWN_IMPACT = "Which customers and services of your own were touched, and how many? The notices do not say."
RISK_ASKED = "What would have happened without that discovery, and to whom? The evidence does not say."
ACTIONS = "What will be done so that it does not happen again? Actions TBD: nobody took one in the evidence."
NOTICED = "How was it noticed, when, and by whom? The evidence does not show it."
NOT_SOONER = "Why was it not noticed sooner? The evidence does not speak of it."
RESPONSE = "What was done to end it, and what slowed that down? The evidence shows no action."
MONEY = "What did it cost in revenue, credits or penalties? The evidence {}"
NAMES_NOTHING = frozenset(
    "answer asked clear decided decision figure good idea know known number open parked parking point question review".split()
)
"""Words that defer a matter without naming it."""
ANSWERED_WITHIN = datetime.timedelta(hours=1)
LEARNED = {
    "worked_well": "what worked well",
    "could_be_improved": "what could have gone better",
    "lessons": "what was learned, technically, in the process, in communication",
}
FOCUS: dict[IncidentKind, tuple[tuple[str, str, tuple[str, ...]], ...]] = {
    IncidentKind.DEPLOYMENT: (
        ("contributing_factors", "Why did testing and the canary not catch the change?", ("test", "staging", "canary", "soak")),
        ("response_actions", "How well did the rollback work, and could it be faster?", ("rollback", "roll", "rolled", "revert")),
    ),
    IncidentKind.INFRASTRUCTURE: (
        (
            "contributing_factors",
            "Did failover and redundancy work as designed?",
            ("failover", "standby", "replica", "redundan", "promot"),
        ),
        ("why_not_detected_sooner", "Which monitoring or alert was missing?", ("alert", "page", "monitor", "panel")),
    ),
    IncidentKind.SECURITY: (
        ("impact", "Which data was exposed or read, and by whom?", ("exposed", "accessed", "read", "audit", "access log")),
        ("impact", "Who was told, and who has to be told?", ("notif", "told", "inform", "notice")),
    ),
    IncidentKind.DATA_LOSS: (
        (
            "impact",
            "Which data could not be brought back, and how was the rest verified?",
            ("recover", "restore", "missing", "checksum"),
        ),
        ("contributing_factors", "How well did backup and recovery work?", ("backup", "snapshot", "versioning", "restore")),
    ),
}


def question(about: str, text: str, evidence: Iterable[str] = ()) -> Question:
    return Question(id=content_id("question", about, text), about=about, text=text, evidence=tuple(dict.fromkeys(evidence)))


def questions(book: Notebook, draft: Postmortem) -> tuple[Question, ...]:
    """At most twelve, one for each topic."""
    money, doubts = _money(book, draft), moments_in_doubt(book.story)
    in_doubt = {q.about for q in doubts}
    asked = [
        *_on_the_cause(book, draft),
        *_on_the_impact(book, draft),
        *doubts,
        *[q for q in disagreements(book) if q.about not in in_doubt][:MOST_DISAGREEMENTS],
        *_on_the_actions(book, draft.action_items),
        *money,
        *_undecided(book, {id for q in money for id in q.evidence}),
        *_on_detection(book, draft),
        *_on_the_response(draft),
        *_on_learning(draft),
        *_focus(book, draft),
    ]
    return tuple(list({q.id: q for q in asked}.values())[:MOST])


def _on_the_cause(book: Notebook, draft: Postmortem) -> list[Question]:
    if draft.immediate_cause:
        known = draft.contributing_factors or draft.five_whys
        return [] if known else [question("contributing_factors", FACTORS)]
    guesses = [
        p for p in book.passages if p.has("hypothesis") and not p.question and not p.plan and p.spoken and _guesses_cause(p)
    ]
    if not guesses:
        return [question("immediate_cause", CAUSE)]
    return [question("immediate_cause", GUESSED.format(_said(book, guesses[-1])), [guesses[-1].id])]


def _guesses_cause(passage: Passage) -> bool:
    response = passage.stage in (Stage.RESPONSE, Stage.CLOSING, Stage.AFTER)
    return response and len(passage.words) > 4 and not passage.has("better", "worse", "mitigated", "refuted", "resolved")


def _on_the_impact(book: Notebook, draft: Postmortem) -> list[Question]:
    if book.story.incident.near_miss:
        told = any(RISK.search(statement.text) for statement in draft.impact)
        return [] if told else [question("impact", RISK_ASKED)]
    if book.only_written:
        return [question("impact", OWN_IMPACT)]
    if _counted(draft):
        return []
    return [question("impact", NUMBERS_AND_COST if _severe(book) else NUMBERS)]


def _counted(draft: Postmortem) -> bool:
    """Whether the impact gives a number other than those that code computed."""
    return any(s.basis is not StatementBasis.COMPUTED and any(c.isdigit() for c in s.text) for s in draft.impact)


def _severe(book: Notebook) -> bool:
    return (book.story.incident.severity_level or 3) <= 2


def _money(book: Notebook, draft: Postmortem) -> list[Question]:
    """Revenue and credits: only a person can know."""
    said = [p for p in book.passages if p.has("money") and p.stage is not Stage.BEFORE and (p.spoken or "open" in p.heading)]
    said = choose(
        said,
        lambda p: (
            1.0 * (p.has("undecided") or "open" in p.heading) + 0.5 * p.question + 0.3 * (p.stage in (Stage.CLOSING, Stage.AFTER))
        ),
        1,
        least=0.5,
    )
    if said:
        return [question("impact", MONEY.format(f"leaves it open: {_said(book, p)}"), [p.id]) for p in said]
    if book.story.incident.near_miss or book.only_written or not _severe(book) or not _counted(draft):
        return []
    return [question("impact", MONEY.format("does not say."))]


def _on_the_actions(book: Notebook, actions: Sequence[ActionItem]) -> list[Question]:
    live = [a for a in actions if a.commitment is not Commitment.DECLINED]
    if not live:
        return [question("action_items", ACTIONS)]
    free = [a for a in live if a.owner is None][:MOST_UNOWNED]
    if not free:
        return []
    asked = ", ".join(f"“{in_roles(book, a.action).rstrip('.')}”" for a in free)
    return [
        question("action_items", f"Who owns {'this' if len(free) == 1 else 'these'}: {asked}?", [a.evidence[0] for a in free])
    ]


def _undecided(book: Notebook, used: set[str]) -> list[Question]:
    said = [
        p for p in book.passages if (p.has(*OPEN) and p.spoken and p.stage in (Stage.CLOSING, Stage.AFTER)) or "open" in p.heading
    ]
    topics: dict[tuple[str, int], tuple[Passage, list[str]]] = {}
    for passage in choose([p for p in said if p.id not in used], _open, 2 * MOST_OPEN, least=1.5):
        topic = _left_open(book, passage)
        topics.setdefault((topic.id, topic.place), (topic, []))[1].append(passage.id)
    return [
        question("open", f"The evidence leaves this open: {_said(book, p)} What is the answer?", [p.id, *ids])
        for p, ids in list(topics.values())[:MOST_OPEN]
    ]


def _left_open(book: Notebook, passage: Passage) -> Passage:
    """The question that a bare "no answer yet" leaves open, else the first such sentence of its piece; else itself."""
    if passage.question or not passage.content <= NAMES_NOTHING:
        return passage
    before = [p for p in book.passages if p.question and p.piece.channel == passage.piece.channel and p.order < passage.order]
    asked = [p for p in before if within(p, passage, ANSWERED_WITHIN)]
    own = (p for p in book.passages if p.id == passage.id and p.content <= NAMES_NOTHING and p.has(*OPEN))
    return max(asked, key=lambda p: (p.order, p.place)) if asked else next(own, passage)


def _open(passage: Passage) -> float:
    score = (
        1.6 * passage.has("undecided")
        + 0.5 * passage.question
        + 0.4 * passage.has("money", "communicated")
        + 2.0 * ("open" in passage.heading)
    )
    return score - 0.8 * (len(passage.words) < 5) - 0.5 * passage.has("acted") - 0.5 * passage.has("chatter")


def _on_detection(book: Notebook, draft: Postmortem) -> list[Question]:
    if not draft.detection.statements or (book.only_written and draft.detection.method is DetectionMethod.OTHER):
        return [question("detection", NOTICED)]
    late = draft.metrics.time_to_detect.seconds
    return [question("why_not_detected_sooner", NOT_SOONER)] if late and late >= SLOW_TO_DETECT and not _explained(draft) else []


def _explained(draft: Postmortem) -> bool:
    """Whether somebody said why it was not noticed sooner; the computed delay does not."""
    return any(s.basis is not StatementBasis.COMPUTED for s in draft.why_not_detected_sooner)


def _on_the_response(draft: Postmortem) -> list[Question]:
    return [] if draft.response_actions else [question("response_actions", RESPONSE)]


def _on_learning(draft: Postmortem) -> list[Question]:
    """One question for all that nobody said of what went well, what did not, and what was learned."""
    held = {
        "worked_well": draft.worked_well,
        "could_be_improved": draft.could_be_improved,
        "lessons": (*draft.lessons.technical, *draft.lessons.process, *draft.lessons.communication),
    }
    silent = [name for name in LEARNED if not held[name]]
    if not silent:
        return []
    asked = [LEARNED[name] for name in silent]
    text = ", and ".join([", ".join(asked[:-1]), asked[-1]] if len(asked) > 1 else asked)
    return [question(silent[-1], f"{text[0].upper()}{text[1:]}? Nobody said so in the evidence.")]


def _focus(book: Notebook, draft: Postmortem) -> list[Question]:
    """The focus areas of the incident's kind that no statement touches."""
    if book.only_written:
        return []
    told = " ".join(text for section in _told(draft).values() for text in section).lower()
    areas = FOCUS.get(book.story.incident.kind, ())
    return [question(about, text) for about, text, signs in areas if not any(sign in told for sign in signs)]


def _told(draft: Postmortem) -> Mapping[str, list[str]]:
    names = ("summary", "impact", "what_happened", "immediate_cause", "contributing_factors", "why_not_detected_sooner")
    more = ("why_it_took_so_long", "response_actions", "worked_well", "could_be_improved", "action_items")
    return {name: [getattr(s, "text", "") or getattr(s, "action", "") for s in getattr(draft, name)] for name in (*names, *more)}


def _said(book: Notebook, passage: Passage) -> str:
    return f"“{in_roles(book, passage.text)}”"
