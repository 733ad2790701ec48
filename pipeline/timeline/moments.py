"""The five moments: candidates from records, logs and words, the best taken, disagreements kept as questions.

In: a Scene. Out: Moments, each with basis, precision and evidence, and the questions that two sources leave open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import MomentName
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.timeline.lines import Line
from pipeline.timeline.scene import Scene

STATED_ELSEWHERE = timedelta(minutes=3)
BEFORE_PAGE = timedelta(minutes=150)
HANDED_ON = timedelta(minutes=15)
LOGGED = frozenset({EvidenceKind.LOG_ENTRY, EvidenceKind.ALERT, EvidenceKind.DEPLOY, EvidenceKind.STATUS_UPDATE})
TAKEN_WITHIN = timedelta(minutes=60)
SANDBOX = frozenset({"sandbox", "staging", "local", "localhost", "dev", "laptop"})
SHOUTED = ("STOP", "WAIT", "ABORT", "HOLD", "NO GO", "NO-GO", "HALT")
ALARM_WORDS = frozenset({"stop", "wait", "abort", "hold", "don't", "halt"})


@dataclass(frozen=True)
class Moments:
    """What was found, and every other value that some source gave for the same moment."""

    started: Moment | None = None
    detected: Moment | None = None
    acknowledged: Moment | None = None
    mitigated: Moment | None = None
    resolved: Moment | None = None

    def named(self) -> dict[MomentName, Moment | None]:
        return {
            MomentName.STARTED: self.started,
            MomentName.DETECTED: self.detected,
            MomentName.ACKNOWLEDGED: self.acknowledged,
            MomentName.MITIGATED: self.mitigated,
            MomentName.RESOLVED: self.resolved,
        }

    def rest_on(self) -> frozenset[str]:
        """Ids of the evidence that each moment rests on first."""
        return frozenset(moment.evidence[0] for moment in self.named().values() if moment and moment.evidence)


def at(line: Line, moment: datetime | None = None, basis: Basis = Basis.STATED, precision: Precision | None = None) -> Moment:
    """A moment that rests on one line: its own time, or one that it states."""
    when = moment or line.at
    assert when is not None
    return Moment(
        at=when,
        precision=precision or (line.piece.precision if moment is None else Precision.MINUTE),
        basis=basis,
        evidence=(line.id,),
    )


# --- found out, and taken on -------------------------------------------------------------------------------------------


def log_entries(scene: Scene, subtype: Subtype) -> list[Line]:
    return [
        line
        for line in scene.lines
        if line.piece.subtype == subtype and line.piece.kind in (EvidenceKind.LOG_ENTRY, EvidenceKind.ALERT) and line.at
    ]


def first_entry(scene: Scene, subtype: Subtype) -> Line | None:
    return next(iter(log_entries(scene, subtype)), None)


def detected(scene: Scene) -> Moment | None:
    """The first signal that reached a person who acted on it: the page, or what somebody said before it and somebody took on."""
    trigger = first_entry(scene, Subtype.TRIGGER)
    if taken := taken_on_before(scene, trigger):
        return at(taken[0])
    if trigger and not opened_by_hand(trigger):
        return at(trigger, basis=Basis.RECORD)
    alarms = [line for line in scene.lines if scene.central(line) and said_before(line, trigger) and alarm(line) > 1]
    if alarms:
        return at(max(alarms, key=alarm))
    if trigger and (signal := handed_on(scene, trigger)):
        return at(signal)
    return at(trigger, basis=Basis.RECORD) if trigger else first_symptom(scene)


def first_symptom(scene: Scene) -> Moment | None:
    """Without any page: the first alert, or the first person who spoke of a symptom, as a guess."""
    for line in scene.lines:
        if (
            line.at
            and scene.central(line)
            and not line.instruction
            and (line.piece.kind is EvidenceKind.ALERT or sounds_ill(line))
        ):
            return at(line, basis=Basis.INFERRED)
    return None


def sounds_ill(line: Line) -> bool:
    return line.spoken and line.has("symptom") and SANDBOX.isdisjoint(line.reading.words)


def handed_on(scene: Scene, trigger: Line) -> Line | None:
    """What somebody passed on in the minutes before they opened the page by hand: a forwarded mail, a report of a symptom."""
    near = [
        line
        for line in scene.lines
        if line.at and trigger.at and timedelta(0) < trigger.at - line.at <= HANDED_ON and not line.reading.question
    ]
    return next((line for line in near if line.reading.quote or reports_symptom(line)), None)


def taken_on_before(scene: Scene, trigger: Line | None) -> tuple[Line, Line] | None:
    """A symptom reported before the page, and the line with which somebody else took it on, still before the page."""
    signal: Line | None = None
    for line in scene.lines:
        if line.piece.kind in LOGGED or not line.at or not scene.central(line) or not said_before(line, trigger):
            continue
        if signal and line.spoken and line.has("acknowledged") and line.piece.author != signal.piece.author:
            return signal, line
        if reports_symptom(line) and (signal is None or signal.at is None or line.at - signal.at > TAKEN_WITHIN):
            signal = line
    return None


def reports_symptom(line: Line) -> bool:
    return (
        line.has("symptom") and line.has("impact") and not line.instruction and not any(w in SANDBOX for w in line.reading.words)
    )


def alarm(line: Line) -> float:
    """How much a line sounds like somebody who stops everything because something is wrong."""
    if not line.spoken or line.instruction or line.reading.question or "if" in line.reading.words:
        return 0.0
    shouted = any(word in line.text for word in SHOUTED)
    said = any(word in ALARM_WORDS for word in line.reading.words[:6])
    return 2.0 * shouted + said + line.reading.code + line.has("symptom") + 0.5 * bool(line.piece.reactions)


def opened_by_hand(trigger: Line) -> bool:
    text = trigger.text.lower()
    return "by hand" in text or "website" in text or "manually" in text or not trigger.piece.automated


def said_before(line: Line, trigger: Line | None) -> bool:
    """Within the hours before the page; at any known time where there was none."""
    if not line.at or trigger is None:
        return line.at is not None
    return bool(trigger.at and trigger.at - BEFORE_PAGE <= line.at <= trigger.at)


def acknowledged(scene: Scene, found: Moment | None) -> Moment | None:
    """That person took it: the acknowledgement on record, or the words with which somebody took it on before there was one."""
    taken = taken_on_before(scene, first_entry(scene, Subtype.TRIGGER))
    if taken and found and found.evidence == (taken[0].id,):
        return at(taken[1])
    after = [line for line in log_entries(scene, Subtype.ACKNOWLEDGE) if found is None or (line.at and line.at >= found.at)]
    if after:
        return at(after[0], basis=Basis.RECORD)
    said = [
        line
        for line in scene.lines
        if line.spoken and line.at and line.has("acknowledged") and (found is None or line.at >= found.at)
    ]
    return at(said[0]) if said else None


# --- over ----------------------------------------------------------------------------------------------------------------

STRONG = {"mitigated": ("mitigat", "contain"), "resolved": ("resol",)}


def claims_it(line: Line, cue: str) -> bool:
    """`resolved` also where a line opens with the closing itself: "Closing. Near miss, no customer affected"."""
    return line.has(cue) or (
        cue == "resolved" and line.reading.words[:1] in (("closing",), ("closed",), ("close",)) and len(line.reading.words) > 3
    )


def claims(scene: Scene, cue: str, after: datetime | None) -> list[Line]:
    """Lines in which a responder says that it is so: no question, no plan, no doubt."""
    return [
        line
        for line in scene.lines
        if line.spoken
        and line.at
        and claims_it(line, cue)
        and not line.outsider
        and not line.reading.question
        and not line.instruction
        and scene.central(line)
        and (after is None or line.at >= after)
    ]


def declared(scene: Scene, cue: str, after: datetime | None) -> Moment | None:
    """The first of the last streak of claims that no relapse follows."""
    found = [line for line in claims(scene, cue, after) if not (line.has("not_yet") and not says_first(line, cue))]
    strong = [line for line in found if any(w.startswith(STRONG[cue]) for w in line.reading.words)]
    relapses = [
        line.at
        for line in scene.lines
        if line.spoken
        and line.at
        and scene.central(line)
        and line.has("worse")
        and not line.has("better", "mitigated", "resolved")
    ]
    for group in (strong, found):
        if group:
            return stated_or_said(lasting(group, relapses), STRONG[cue])
    return None


def lasting(group: Sequence[Line], relapses: Sequence[datetime]) -> Line:
    """The first claim after the last relapse that somebody claimed it again after."""
    last = max(line.at for line in group if line.at)
    relapsed = max((r for r in relapses if r < last), default=None)
    return next(line for line in group if line.at and (relapsed is None or line.at >= relapsed))


def seemed_over(scene: Scene, after: datetime | None, before: datetime | None) -> Moment | None:
    """Where nobody declared it: the first word of a responder that it was better, with no word after it that it was not."""
    last: Line | None = None
    for line in scene.lines:
        if before and line.at and line.at >= before:
            break
        if not line.spoken or not line.at or line.outsider or line.instruction or not scene.central(line):
            continue
        if line.has("worse", "blocked"):
            last = None
        elif (
            line.has("better")
            and not line.reading.question
            and not line.has("not_yet", "refuted")
            and (after is None or line.at > after)
        ):
            last = last or line
    return at(last, basis=Basis.INFERRED) if last else None


def says_first(line: Line, cue: str) -> bool:
    """`mitigated. Not resolved yet` claims the first and denies the second."""
    words = line.reading.words
    place = next((i for i, w in enumerate(words) if w.startswith(STRONG[cue])), None)
    return place is not None and "not" not in words[max(0, place - 2) : place] and "isn't" not in words[max(0, place - 2) : place]


def stated_or_said(line: Line, stems: tuple[str, ...]) -> Moment:
    """The time that the claim states beside its verb when that is another than its own; else the time at which it was said."""
    assert line.at
    place = max(line.text.lower().find(stem) for stem in stems)
    beside = [t for t in line.times if t.until is None and -30 <= t.start - place <= 30]
    nearest = min(beside, key=lambda t: abs(t.start - place), default=None)
    if nearest and nearest.at < line.at - STATED_ELSEWHERE:
        return at(line, nearest.at, precision=nearest.precision)
    return at(line)


def page_closed(scene: Scene) -> Moment | None:
    closed = log_entries(scene, Subtype.RESOLVE)
    return at(closed[-1], basis=Basis.RECORD) if closed else None
