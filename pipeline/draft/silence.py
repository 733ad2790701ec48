"""Questions: what the evidence leaves open, most important first.

In: the notebook, the draft's sections so far. Out: the timeline's questions, disagreements of documents, what somebody
left undecided,
actions without an owner, and one question for each section that stayed empty.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.incident import IncidentKind
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.draft.disagreements import disagreements
from pipeline.draft.lexicon import OPEN
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, in_roles
from pipeline.text.identity import content_id

MOST = 14
MOST_OPEN = 4
MOST_ABOUT_ONE = 2
MOST_UNOWNED = 3
EMPTY = {
    "summary": "What happened, in two sentences? The evidence holds too little to say it.",
    "impact": "Who was affected, how many, and for how long? The evidence gives no numbers.",
    "immediate_cause": "What was the immediate cause? RCA in progress: nothing in the evidence states it.",
    "contributing_factors": "What made it possible or worse? RCA in progress: nothing in the evidence says so.",
    "what_happened": "In what order did cause and effect follow each other? The evidence tells no connected story.",
    "action_items": "What will be done so that it does not happen again? Actions TBD: nobody took one in the evidence.",
    "detection": "How was it noticed, and by whom? The evidence does not show it.",
    "why_not_detected_sooner": "Why was it not noticed sooner? The evidence does not speak of it.",
    "why_it_took_so_long": "What slowed the response down, if anything? The evidence does not speak of it.",
    "response_actions": "What was done to end it? The evidence shows no action.",
    "worked_well": "What worked well in the response? Nobody said so in the evidence.",
    "could_be_improved": "What could have gone better? Nobody said so in the evidence.",
    "lessons": "What was learned, technically, in the process, in communication? Nobody said so in the evidence.",
    "five_whys": "Why was that cause possible? The evidence does not state the links behind the cause.",
    "supporting": "Which logs, graphs and documents belong to this incident? The evidence links to none.",
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
    """About twelve, the silent sections' ones always among them."""
    sections = {name: _held(draft, name) for name in EMPTY}
    silent = [question(section, EMPTY[section]) for section in EMPTY if not sections[section]]
    money = _money(book)
    used = {id for q in money for id in q.evidence}
    asked = [
        *_each(book.story.questions),
        *disagreements(book),
        *_unowned(book, draft.action_items),
        *money,
        *_undecided(book, used),
        *_focus(book, sections),
    ]
    vital = [q for q in silent if q.about in list(EMPTY)[:6]]
    rest = [q for q in silent if q not in vital]
    room = max(4, MOST - len(silent))
    unique = list({q.id: q for q in asked}.values())
    return (*vital, *unique[:room], *rest)


def _money(book: Notebook) -> list[Question]:
    """Revenue and credits: only a person can know."""
    said = [p for p in book.passages if p.has("money") and p.stage is not Stage.BEFORE and p.spoken]
    said = choose(
        said,
        lambda p: 1.0 * p.has("undecided") + 0.5 * p.question + 0.3 * (p.stage in (Stage.CLOSING, Stage.AFTER)),
        2,
        least=0.5,
    )
    if said:
        return [
            question(
                "impact",
                f"What did it cost in revenue, credits or penalties? The evidence leaves it open: {_said(book, p)}",
                [p.id],
            )
            for p in said
        ]
    if book.story.incident.near_miss:
        return []
    return [question("impact", "What did it cost in revenue, credits or penalties? The evidence does not say.")]


def _unowned(book: Notebook, actions: Sequence[ActionItem]) -> list[Question]:
    free = [a for a in actions if a.owner is None and a.commitment is not Commitment.DECLINED][:MOST_UNOWNED]
    return [question("action_items", f"Who owns this: “{in_roles(book, a.action)}”?", a.evidence) for a in free]


def _held(draft: Postmortem, name: str) -> Sequence[object]:
    """What stands in a section."""
    if name == "detection":
        return draft.detection.statements
    if name == "lessons":
        return (*draft.lessons.technical, *draft.lessons.process, *draft.lessons.communication)
    return getattr(draft, name)


def _each(known: Sequence[Question]) -> list[Question]:
    """At most two questions about one field: more are the same doubt again."""
    return [q for i, q in enumerate(known) if sum(other.about == q.about for other in known[:i]) < MOST_ABOUT_ONE]


def _undecided(book: Notebook, used: Collection[str]) -> list[Question]:
    said = [
        p for p in book.passages if (p.has(*OPEN) and p.spoken and p.stage in (Stage.CLOSING, Stage.AFTER)) or "open" in p.heading
    ]
    said = [p for p in said if p.id not in used]
    best = choose(said, _open, MOST_OPEN, least=1.5)
    return [question("open", f"The evidence leaves this open: {_said(book, p)} What is the answer?", [p.id]) for p in best]


def _open(passage: Passage) -> float:
    score = (
        1.6 * passage.has("undecided")
        + 0.5 * passage.question
        + 0.4 * passage.has("money", "communicated")
        + 2.0 * ("open" in passage.heading)
    )
    return score - 0.8 * (len(passage.words) < 5) - 0.5 * passage.has("acted") - 0.5 * passage.has("chatter")


def _said(book: Notebook, passage: Passage) -> str:
    return f"“{in_roles(book, passage.text)}”"


def _focus(book: Notebook, sections: Mapping[str, Sequence[object]]) -> list[Question]:
    """The focus areas of the incident's kind that no statement touches."""
    told = " ".join(getattr(s, "text", "") for held in sections.values() for s in held).lower()
    areas = FOCUS.get(book.story.incident.kind, ())
    return [question(about, text) for about, text, signs in areas if not any(sign in told for sign in signs)]
