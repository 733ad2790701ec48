"""What worked well, what could be improved, and lessons: only what people said of it."""

from pipeline.domain.postmortem import Lessons
from pipeline.domain.statement import Statement
from pipeline.draft.doubt import hoping, interim, unsure
from pipeline.draft.lexicon import NEGATIVE, WORKED
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, in_order, quote
from pipeline.text.phrases import PhraseBook

MOST = 5
NEGATED_WITHIN = 4
PRAISE = PhraseBook({"praise": WORKED["praise"]})
TOLD_AT = (Stage.RESPONSE, Stage.CLOSING, Stage.AFTER)


def worked_well(book: Notebook) -> tuple[Statement, ...]:
    found = choose((p for p in book.passages if _sayable(p) and p.has("praise", "proof")), _praised, MOST, least=2.4)
    return tuple(quote(book, "worked_well", p) for p in in_order(found))


def _praised(passage: Passage) -> float:
    if passage.has("hypothesis") or hoping(passage.text) or not _affirmed(passage):
        return 0.0
    score = (
        2.4 * passage.has("praise")
        + 1.2 * passage.has("proof")
        + 0.8 * passage.has("better", "verified", "near_miss")
        + 0.4 * passage.key
        + 0.6 * bool(passage.piece.reactions)
    )
    score += 0.5 * (passage.stage is not Stage.RESPONSE) + 0.8 * ("well" in passage.heading)
    return (
        score
        - 1.5 * passage.has("worse", "blocked", "false_trail", "held_up", "refuted")
        - 1.0 * (len(passage.words) < 5)
        - 0.6 * passage.has("hypothesis", "rough")
        - 1.5 * bool({"would", "would've", "if"} & set(passage.words))
        - 1.0 * passage.has("chatter")
    )


def _affirmed(passage: Passage) -> bool:
    """Whether some praise stands there without a "not" before it; without praise, whether nothing is denied at all."""
    if "praise" not in passage.signs:
        return NEGATIVE.isdisjoint(passage.words)
    spans = PRAISE.spans(passage.words, "praise")
    return any(NEGATIVE.isdisjoint(passage.words[max(0, start - NEGATED_WITHIN) : start]) for start, _ in spans)


def could_be_improved(book: Notebook) -> tuple[Statement, ...]:
    found = choose(
        (p for p in book.passages if _sayable(p) and p.has("wish", "time_spent", "unheard", "runbook_gap")),
        _wanting,
        MOST,
        least=2.8,
    )
    return tuple(quote(book, "could_be_improved", p) for p in in_order(found))


def _wanting(passage: Passage) -> float:
    score = (
        2.0 * passage.has("wish")
        + 1.2 * passage.has("time_spent")
        + 0.7 * passage.has("unheard", "runbook_gap", "no_signal")
        + 0.8 * passage.has("for_the_record")
    )
    score += (
        0.5 * bool(passage.piece.reactions)
        + 0.6 * (passage.stage is not Stage.RESPONSE)
        + 0.3 * passage.has("communicated")
        + 0.8 * ("improve" in passage.heading)
    )
    return score - 1.2 * (len(passage.words) < 6) - 1.0 * passage.has("hypothesis", "chatter") - 0.8 * passage.has("acted")


def lessons(book: Notebook) -> Lessons:
    """What people said they learned, by what it is about."""
    found = in_order(
        choose(
            (p for p in book.passages if _sayable(p) and (p.has("learned") or "lesson" in p.heading)),
            _taught,
            2 * MOST,
            least=2.2,
        )
    )
    about: dict[str, list[Statement]] = {"technical": [], "process": [], "communication": []}
    for passage in found:
        about[_about(passage)].append(quote(book, "lessons", passage))
    return Lessons(**{name: tuple(held) for name, held in about.items()})


def _taught(passage: Passage) -> float:
    score = (
        2.0 * passage.has("learned")
        + 0.6 * (passage.stage is not Stage.RESPONSE)
        + 0.6 * passage.has("for_the_record")
        + 0.5 * bool(passage.piece.reactions)
        + 3.0 * ("lesson" in passage.heading)
    )
    return (
        score
        + 0.5 * passage.has("about_process", "meaning")
        - 1.0 * (len(passage.words) < 7)
        - 1.2 * passage.has("acted", "chatter")
        - 0.4 * passage.has("hypothesis")
        - 1.0 * passage.has("impact") * passage.has("number")
    )


def _about(passage: Passage) -> str:
    if passage.has("about_communication", "communicated") and not passage.has("about_process"):
        return "communication"
    return "process" if passage.has("about_process") else "technical"


def _sayable(passage: Passage) -> bool:
    return (
        passage.stage in TOLD_AT
        and not passage.question
        and not passage.plan
        and not unsure(passage.text)
        and not interim(passage.text)
        and not passage.machine
        and not passage.public
        and len(passage.words) > 5
        and not passage.text.startswith("|")
    )
