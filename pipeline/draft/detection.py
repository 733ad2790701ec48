"""Detection: by what it was noticed, why not sooner, and why it took as long as it did."""

import re

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.postmortem import Detection, DetectionMethod
from pipeline.domain.statement import Statement
from pipeline.domain.timeline import Metric
from pipeline.draft import notices
from pipeline.draft.clock import clock_time, duration, full_time, span
from pipeline.draft.corrections import CORRECTING
from pipeline.draft.impact import UNDETERMINED
from pipeline.draft.lexicon import DELAY, NEGATIVE
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, computed, in_order, in_roles, quote, quoted
from pipeline.text.blame import blames
from pipeline.text.sentences import sentences

MOST = 4
SLOW_TO_DETECT = 300
SPENT = re.compile(r"\b(?:spent|cost us|lost (?:an?|\d)|took)\b", re.IGNORECASE)
DONE_WAITING = re.compile(r"\b(?:all|everything|both)\b.{0,40}\b(?:done|back|through|delivered|fine|processed)\b", re.IGNORECASE)
BY_CUSTOMERS = re.compile(
    r"\b(?:customer|client|user|guest|patient|merchant|subscriber|ticket|support|complain|caller|viewer|tester"
    r"|student|inquir|called)\w*",
    re.IGNORECASE,
)
BY_THIRD_PARTY = re.compile(
    r"\b(?:vendor|partner|provider|researcher|upstream|bank|supplier|disclosure|bug bounty|third[- ]party|github"
    r"|security team of|their (?:team|side|support))\b",
    re.IGNORECASE,
)


def detection(book: Notebook) -> Detection:
    if book.only_written:
        return _detection_in_accounts(book)
    moment = book.story.incident.detected_at
    pieces = [book.evidence[id] for id in (moment.evidence if moment else ()) if id in book.evidence]
    if not pieces:
        return Detection()
    statements = [s for piece in pieces[:2] if (s := _first_words(book, piece))]
    measured = book.story.metrics.time_to_detect
    same = measured.start_at and measured.end_at and measured.start_at.evidence == measured.end_at.evidence
    if measured.seconds is not None and measured.start_at and measured.end_at and not (same and measured.seconds == 0):
        cited = (*measured.start_at.evidence[:1], *measured.end_at.evidence[:1])
        statements.append(computed("detection", _lag(book, measured.seconds), cited))
    return Detection(method=method_of(book, pieces[0]), statements=tuple(statements))


def _detection_in_accounts(book: Notebook) -> Detection:
    """As the accounts say; else the first public notice is the first that is known."""
    method, said = notices.noticed(book)
    statements = [quote(book, "detection", p) for p in said]
    first = next((p for p in book.material.evidence if p.kind is EvidenceKind.STATUS_UPDATE and p.at), None)
    if first and first.at:
        posted = Moment(at=first.at, precision=first.precision, basis=Basis.RECORD)
        text = f"The first public notice was posted on {full_time(posted)}."
        statements.append(computed("detection", text, (first.id,)))
    return Detection(method=method, statements=tuple(statements))


def _lag(book: Notebook, seconds: int) -> str:
    incident = book.story.incident
    assert incident.detected_at
    noticed = f"Detected at {clock_time(incident.detected_at)}"
    return f"{noticed}, {duration(seconds)} {'after' if seconds >= 0 else 'before'} the first effect."


def _passed(measured: Metric) -> str:
    """ "12 min passed between the first effect", the beginning of two sentences."""
    guessed = measured.start_at is not None and measured.start_at.basis is Basis.INFERRED
    passed = span(measured)
    return f"{passed[0].upper()}{passed[1:]} passed between the first {'sign of it' if guessed else 'effect'}"


def method_of(book: Notebook, piece: Evidence) -> DetectionMethod:
    person = book.roster.resolve(piece.author) if piece.author else None
    if piece.kind in (EvidenceKind.ALERT, EvidenceKind.METRIC) or (piece.automated and person is None):
        return (
            DetectionMethod.USER_REPORT
            if BY_CUSTOMERS.search(piece.text.split("\n")[0]) and piece.kind is EvidenceKind.MESSAGE
            else DetectionMethod.MONITORING
        )
    if piece.kind is EvidenceKind.LOG_ENTRY:
        by_hand = piece.subtype == Subtype.TRIGGER and person is not None and not person.bot
        return DetectionMethod.MANUAL if by_hand else DetectionMethod.MONITORING
    if person is None and piece.kind not in (EvidenceKind.MESSAGE, EvidenceKind.NOTE):
        return DetectionMethod.OTHER
    if (person and person.outsider) or BY_THIRD_PARTY.search(piece.text):
        return DetectionMethod.THIRD_PARTY
    return DetectionMethod.USER_REPORT if BY_CUSTOMERS.search(piece.text) else DetectionMethod.MANUAL


def _first_words(book: Notebook, piece: Evidence) -> Statement | None:
    held = book.by_piece.get(piece.id)
    if held and held[0].spoken:
        said = " ".join(sentences(piece.text)[:2])
        fit = not blames(said) and not book.refuses(said)
        return quoted("detection", in_roles(book, said), (piece.id,)) if fit else quote(book, "detection", held[0])
    if piece.automated or piece.kind in (EvidenceKind.LOG_ENTRY, EvidenceKind.ALERT):
        return quoted("detection", in_roles(book, piece.text.split("\n")[0].strip()), (piece.id,))
    return None


def why_not_detected_sooner(book: Notebook) -> tuple[Statement, ...]:
    statements: list[Statement] = []
    measured = book.story.metrics.time_to_detect
    if measured.seconds is not None and measured.seconds >= SLOW_TO_DETECT and measured.start_at and measured.end_at:
        cited = (*measured.start_at.evidence[:1], *measured.end_at.evidence[:1])
        statements.append(
            computed(
                "why_not_detected_sooner",
                f"{_passed(measured)} and the first signal that somebody acted on.",
                cited,
            )
        )
    found = choose((p for p in book.passages if _on_signals(p)), _unheard, MOST, least=2.6)
    return (*statements, *(quote(book, "why_not_detected_sooner", p) for p in in_order(found)))


def _on_signals(passage: Passage) -> bool:
    if passage.question or passage.plan or passage.public or passage.stage is Stage.BEFORE or passage.has("hypothesis"):
        return False
    if CORRECTING.search(passage.text):
        return False
    return passage.has("signal") and (
        passage.has("unheard", "unseen", "no_signal", "narrow_check") or not NEGATIVE.isdisjoint(passage.words)
    )


def _unheard(passage: Passage) -> float:
    score = 1.3 * passage.count("signal", "unheard", "unseen", "no_signal", "narrow_check") + 1.0 * (
        not NEGATIVE.isdisjoint(passage.words)
    )
    score += (
        1.5 * passage.has("for_the_record")
        + 0.6 * (passage.stage in (Stage.CLOSING, Stage.AFTER))
        + 0.5 * passage.has("cause_named", "meaning")
        + 1.0 * passage.document
    )
    return (
        score
        - 1.5 * passage.has("acknowledged", "severity", "communicated", "better", "mitigated", "resolved")
        - 1.2 * (len(passage.words) < 6)
        - 0.8 * passage.has("acted")
        - 2.0 * passage.machine
    )


def why_it_took_so_long(book: Notebook) -> tuple[Statement, ...]:
    measured = book.story.metrics.time_to_mitigate
    statements: list[Statement] = []
    if (
        measured.seconds is not None
        and measured.seconds > 0
        and measured.start_at
        and measured.end_at
        and not book.story.incident.near_miss
    ):
        cited = (*measured.start_at.evidence[:1], *measured.end_at.evidence[:1])
        statements.append(computed("why_it_took_so_long", f"{_passed(measured)} and mitigation.", cited))
    found = choose((p for p in book.passages if _on_delay(p)), _delayed, MOST + 3, least=1.7)
    return (*statements, *(quote(book, "why_it_took_so_long", p) for p in in_order(found)))


def _on_delay(passage: Passage) -> bool:
    if passage.question or passage.plan or passage.public or passage.stage in (Stage.BEFORE, Stage.UNNOTICED):
        return False
    if passage.from_log or (
        passage.has("wish") and not passage.has("held_up", "false_trail", "blocked") and not SPENT.search(passage.text)
    ):
        return False
    if UNDETERMINED.search(passage.text) or (passage.machine and not passage.has("blocked")):
        return False
    return passage.has(*DELAY, "blocked") and (passage.stage is Stage.RESPONSE or passage.has("time_spent", "for_the_record"))


def _delayed(passage: Passage) -> float:
    score = (
        1.2 * passage.count(*DELAY)
        + 0.6 * passage.has("blocked")
        + 1.0 * passage.has("time_spent")
        + 0.5 * passage.key
        + 0.5 * passage.has("for_the_record")
        + 0.6 * passage.document
    )
    score += 0.4 * (not NEGATIVE.isdisjoint(passage.words)) + 0.4 * passage.central
    return (
        score
        - 2.0 * bool(DONE_WAITING.search(passage.text))
        - 1.3 * (len(passage.words) < 6)
        - 0.8 * passage.has("better", "mitigated", "resolved")
        - 2.0 * passage.has("chatter")
    )
