"""Moments stated in reports: the start and the end of the impact, as status updates, documents and notes say them.

Comes in: evidence in order. Goes out: the two moments with every candidate they were chosen from, for the questions.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.text.times import TimeContext, TimeKind, TimeMention, find_times, read_at_text, read_duration
from pipeline.timeline import stated_cues as cues

REPORTS = (EvidenceKind.STATUS_UPDATE, EvidenceKind.DOCUMENT, EvidenceKind.NOTE)
SENTENCE_END = re.compile(r"[!?\n]|\.(?=\s|\Z)(?<!\b[ap]\.m\.)")
WRAPPED = re.compile(r"(?<=[a-z0-9,)])\r?\n(?=[a-z])|(?<=,)\r?\n(?=\d)")
"""A line break inside a sentence."""
LONGEST_CLAUSE = 240
LONGEST_JOINT = 40


class Side(StrEnum):
    START = "start"
    END = "end"


class Weight:
    """How plainly a start or an end is said; the plainest wins, and among equals the later report."""

    FIELD = 5
    WINDOW = 4
    SENTENCE = 3
    NARRATED = 2


@dataclass(frozen=True)
class StatedTime:
    """One stated start or end: the moment, the words it stands in, and how plainly it was said (`weight`, higher is plainer).

    `paragraph` counts the lines of the text before it.
    """

    side: Side
    moment: Moment
    quote: str
    weight: int
    note: str | None = None
    paragraph: int = 0


@dataclass(frozen=True)
class StatedMoments:
    """What the reports say. `candidates` are all that was stated, in order of the evidence; `notes` are sentences for the owner.

    `started` with nothing stated is the first sign in the evidence, basis inferred. `resolved` is None unless a report says that
    it is over.
    """

    started: Moment | None = None
    resolved: Moment | None = None
    candidates: tuple[StatedTime, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Clause:
    """A time with the words around it, in its sentence: `before` and `after` reach to the next time at most."""

    mention: TimeMention
    before: str
    after: str
    sentence: str
    paragraph: int


def stated_in_text(text: str, context: TimeContext, evidence_id: str = "") -> list[StatedTime]:
    """The starts and ends that one text states ("Window 09:14 to 11:02 UTC"), in order; promises and expectations are none."""
    text = WRAPPED.sub(" ", text)
    mentions = [mention for mention in find_times(text, context) if mention.kind != TimeKind.DATE]
    found: list[StatedTime] = []
    window_ends = -1
    for clause in _clauses(text, mentions):
        if clause.mention.until and window_ends >= 0 and _joins(text, window_ends, clause.mention.start):
            found[-1] = _stated(Side.END, clause, evidence_id, Weight.WINDOW)
            window_ends = clause.mention.end
            continue
        stated = list(_read_clause(clause, evidence_id))
        found.extend(stated)
        window_ends = clause.mention.end if stated and stated[-1].weight == Weight.WINDOW else -1
    return found


def _joins(text: str, end: int, start: int) -> bool:
    """Whether what stands between two windows makes them one account ("and again between")."""
    return start - end <= LONGEST_JOINT and cues.JOINED_WINDOW.fullmatch(text, end, start) is not None


def _clauses(text: str, mentions: list[TimeMention]) -> Iterator[_Clause]:
    paragraph, counted = 0, 0
    for index, mention in enumerate(mentions):
        paragraph, counted = paragraph + text.count("\n", counted, mention.start), mention.start
        floor = max(mentions[index - 1].end if index else 0, mention.start - LONGEST_CLAUSE)
        ceiling = min(mentions[index + 1].start if index + 1 < len(mentions) else len(text), mention.end + LONGEST_CLAUSE)
        begin = _sentence_start(text, max(0, mention.start - LONGEST_CLAUSE), mention.start)
        end = _sentence_end(text, mention.end, mention.end + LONGEST_CLAUSE)
        yield _Clause(
            mention, text[max(floor, begin) : mention.start], text[mention.end : min(ceiling, end)], text[begin:end], paragraph
        )


def _sentence_start(text: str, floor: int, start: int) -> int:
    """A line break before a field's value is no end of its sentence."""
    begin = floor
    for match in SENTENCE_END.finditer(text, floor, start):
        if text[match.end() : start].strip(" *:|"):
            begin = match.end()
    return begin


def _sentence_end(text: str, start: int, ceiling: int) -> int:
    match = SENTENCE_END.search(text, start, ceiling)
    return match.start() if match else min(ceiling, len(text))


def _read_clause(clause: _Clause, evidence_id: str) -> Iterator[StatedTime]:
    if clause.mention.until:
        if _is_window(clause):
            yield _stated(Side.START, clause, evidence_id, Weight.WINDOW)
            yield _stated(Side.END, clause, evidence_id, Weight.WINDOW)
        return
    if cues.START_FIELD.search(clause.before):
        yield _stated(Side.START, clause, evidence_id, Weight.FIELD)
    elif cues.END_FIELD.search(clause.before):
        yield _stated(Side.END, clause, evidence_id, Weight.FIELD)
    elif _says_start(clause):
        yield _stated(Side.START, clause, evidence_id, Weight.SENTENCE)
    elif _says_end(clause):
        yield _stated(Side.END, clause, evidence_id, Weight.SENTENCE)
    elif cues.START_AFTER.search(clause.after) and not cues.REMEDY.search(clause.after[:60]):
        yield _stated(Side.START, clause, evidence_id, Weight.NARRATED)


def _is_window(clause: _Clause) -> bool:
    return bool(cues.WINDOW.search(clause.before) and cues.IMPACT.search(clause.sentence)) and not cues.NOT_IMPACT.search(
        clause.sentence
    )


def _says_start(clause: _Clause) -> bool:
    if match := cues.START_AS_OF.search(clause.before):
        return not cues.ANY_OVER.search(match["told"])
    match = cues.START_BEFORE.search(clause.before)
    return match is not None and not cues.REMEDY.search(clause.before[max(0, match.start() - 40) : match.start()])


def _says_end(clause: _Clause) -> bool:
    if match := cues.END_BEFORE.search(clause.before):
        return not cues.PARTLY.search(clause.before[: match.start()])
    if cues.END_BEFORE_AS_OF.search(clause.before) and (match := cues.END_AFTER.search(clause.after)):
        return not cues.HOPE.search(match[0]) and not cues.PARTLY.search(clause.before)
    return False


def _stated(side: Side, clause: _Clause, evidence_id: str, weight: int) -> StatedTime:
    mention = clause.mention
    at = mention.until if side is Side.END and mention.until else mention.at
    evidence = (evidence_id,) if evidence_id else ()
    moment = Moment(at=at, precision=mention.precision, basis=Basis.STATED, evidence=evidence)
    return StatedTime(side, moment, clause.sentence.strip(), weight, mention.note, clause.paragraph)


@dataclass(frozen=True)
class _Report:
    """One report read: when it was written, what it states, and whether it says that the incident is over (None: neither)."""

    evidence: Evidence
    at: datetime.datetime | None
    stated: tuple[StatedTime, ...]
    over: bool | None

    @property
    def so_far(self) -> bool:
        """An update of something that goes on: the end of a window in it is the time of the update."""
        return self.over is False and self.evidence.kind is EvidenceKind.STATUS_UPDATE


def stated_moments(evidence: Sequence[Evidence], context: TimeContext) -> StatedMoments:
    """Start and end of the impact from the reports among `evidence` (status updates, documents, notes), in their order.

    `context` gives date and zone of the incident; each text is read against its own evidence's time. Chat is ignored here.
    """
    reports = list(_read_reports([item for item in evidence if item.kind in REPORTS], context))
    if not reports:
        return StatedMoments()
    notes: list[str] = []
    started = _choose(reports, Side.START) or _first_sign(reports, notes)
    resolved = _resolved(reports)
    candidates = tuple(stated for report in reports for stated in report.stated)
    notes += [f"{stated.note}." for stated in candidates if stated.note]
    if started and resolved and resolved.at < started.at:
        notes.append("The stated end lies before the start.")
    return StatedMoments(started, resolved, candidates, tuple(dict.fromkeys(notes)))


def _read_reports(items: list[Evidence], context: TimeContext) -> Iterator[_Report]:
    written: datetime.datetime | None = context.reference
    for item in items:
        at = item.at
        if at is None and item.at_text:
            mention = read_at_text(item.at_text, replace(context, reference=written))
            at = mention.at if mention else None
        written = at or written
        own = replace(context, reference=at or (None if item.kind == EvidenceKind.DOCUMENT else written))
        stated = tuple(stated_in_text(item.text, own, item.id))
        over = says_over(item.text)
        if over is False and item.kind is EvidenceKind.DOCUMENT and _tells_of_end(item.text):
            over = True
        over = STATUSES.get(item.subtype or "", over)
        report = _Report(item, at, stated, over)
        if report.so_far:
            report = replace(report, stated=tuple(replace(one, weight=min(one.weight, Weight.SENTENCE)) for one in stated))
        yield report


STATUSES: dict[str, bool] = {
    Subtype.INVESTIGATING: False,
    Subtype.IDENTIFIED: False,
    Subtype.MONITORING: False,
    Subtype.RESOLVED: True,
}
NOT_ALL = re.compile(r"\W*(?:for|in|on)\ (?:some|most|many|the majority)\b", re.IGNORECASE)


def says_over(text: str) -> bool | None:
    """Whether a text says that the incident is over (True) or goes on (False); None when it says neither.

    A promise of another update after it outweighs all. "The issue is resolved" outweighs work that goes on; where only a part is
    called resolved, the last word counts. What a text only hopes ("should be resolved") does not count as over.
    """
    ends = [match for match in cues.SAYS_OVER.finditer(text) if _is_plain(text, match)]
    over = ends[-1].start() if ends else -1
    if _last(cues.PROMISE, text) > over:
        return False
    if any(cues.WHOLE.search(text, max(0, match.start() - LONGEST_CLAUSE), match.start()) for match in ends):
        return True
    ongoing = _last(cues.SAYS_ONGOING, text)
    return None if over == ongoing else over > ongoing


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def _tells_of_end(text: str) -> bool:
    """A document is written afterwards: work that goes on in it is what follows from the incident."""
    return any(_is_plain(text, match) for match in cues.SAYS_OVER.finditer(text))


def _is_plain(text: str, match: re.Match[str]) -> bool:
    begin = _sentence_start(text, max(0, match.start() - LONGEST_CLAUSE), match.start())
    return not cues.PARTLY.search(text, begin, match.start()) and not NOT_ALL.match(text, match.end())


def _choose(reports: list[_Report], side: Side) -> Moment | None:
    """The plainest statement, of the last report that makes one; in one text the first start and the last end, of windows those
    of the first paragraph that has one.
    """
    best: list[StatedTime] = []
    for report in reports:
        own = [stated for stated in report.stated if stated.side is side and (side is Side.START or not report.so_far)]
        top = max((stated.weight for stated in own), default=0)
        if top and top >= (best[0].weight if best else 0):
            best = [stated for stated in own if stated.weight == top]
    if not best:
        return None
    if best[0].weight == Weight.WINDOW:
        best = [stated for stated in best if stated.paragraph == best[0].paragraph]
    moments = [stated.moment for stated in best]
    return min(moments, key=lambda m: m.at) if side is Side.START else max(moments, key=lambda m: m.at)


def _first_sign(reports: list[_Report], notes: list[str]) -> Moment | None:
    first = next((report for report in reports if report.at), None)
    if first is None or first.at is None:
        return None
    notes.append("No report states when the impact began; the first report's own time is taken.")
    return Moment(at=first.at, precision=first.evidence.precision, basis=Basis.INFERRED, evidence=(first.evidence.id,))


def _resolved(reports: list[_Report]) -> Moment | None:
    """The stated end unless a later report says that it goes on; with none stated, when the first report says that it is over."""
    last_ongoing = max((index for index, report in enumerate(reports) if _goes_on(report)), default=-1)
    later = reports[last_ongoing + 1 :]
    if (chosen := _choose(reports, Side.END)) and (_choose(later, Side.END) or any(report.over for report in later)):
        return chosen
    if lasted := _by_duration(reports, last_ongoing):
        return lasted
    for report in later:
        if report.over and report.at:
            return Moment(at=report.at, precision=Precision.MINUTE, basis=Basis.LOG, evidence=(report.evidence.id,))
    return None


def _by_duration(reports: list[_Report], last_ongoing: int) -> Moment | None:
    """The stated start plus a stated duration, where both stand in one report after which nothing goes on."""
    for report in reversed(reports[last_ongoing + 1 :]):
        start = next((stated.moment for stated in report.stated if stated.side is Side.START), None)
        lengths = (read_duration(report.evidence.text, match.end()) for match in cues.LASTED.finditer(report.evidence.text))
        if start and (length := next(filter(None, lengths), None)):
            return start.model_copy(update={"at": start.at + length, "basis": Basis.STATED})
    return None


def _goes_on(report: _Report) -> bool:
    """A report that states the whole window is no news of an incident that goes on, whatever work is left."""
    plain = any(stated.side is Side.END and stated.weight >= Weight.WINDOW for stated in report.stated)
    return report.over is False and not plain
