"""Parts that were read -> Course: which events are key, the five moments, kind, severity.

One part decides for itself; several are put together by the model (`read/outline`), and by code where that fails.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.domain.incident import IncidentKind, MomentName
from pipeline.domain.model import rfc3339
from pipeline.domain.moment import Basis, Moment
from pipeline.llm.task import Desk, Stage, Task
from pipeline.prompting import prompt
from pipeline.text.grounding import folded
from pipeline.timeline.model.answers import Outline
from pipeline.timeline.model.reading import ReadPart
from pipeline.timeline.model.told import ENDS, Listener, Told, each_once
from pipeline.transcript.page import FENCE, shown

SHORTEST_PAGE = 4_000


@dataclass(frozen=True)
class Severity:
    words: str
    evidence: str


@dataclass(frozen=True)
class Course:
    """What the model tells of the whole incident; None and empty where it is silent. `told` is in order of time."""

    told: tuple[Told, ...]
    moments: Mapping[MomentName, Moment]
    severity: Severity | None = None
    kind: IncidentKind | None = None
    near_miss: bool | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposed:
    name: MomentName
    moment: Moment


@dataclass(frozen=True)
class Proposals:
    """What the parts propose for the whole, in their order."""

    moments: tuple[Proposed, ...]
    severities: tuple[Severity, ...]
    kinds: tuple[IncidentKind, ...]
    near_misses: tuple[bool, ...]

    def named(self, name: MomentName) -> list[Moment]:
        return [p.moment for p in self.moments if p.name is name]


def course_of(parts: Sequence[ReadPart], listener: Listener, desk: Desk, most: int) -> Course:
    told = each_once(t for part in parts for event in part.reading.events if (t := listener.event(event, part.page)))
    proposals = proposals_of(parts, listener)
    if len(parts) < 2 or not told:
        return merged(told, proposals)
    page = OutlinePage(told, proposals, most)
    outcome = desk.ask([page.task()])[0]
    if outcome.answer is None:
        reason = outcome.failure.reason if outcome.failure else "no answer came"
        note = f"The parts of the evidence were put together without a model: {reason.rstrip('.')}."
        return replace(merged(told, proposals), notes=(note,))
    return page.decided(outcome.answer)


def proposals_of(parts: Sequence[ReadPart], listener: Listener) -> Proposals:
    readings = [part.reading for part in parts]
    return Proposals(
        moments=tuple(
            Proposed(name, moment)
            for part in parts
            for name, read in part.reading.moments.named().items()
            if (moment := listener.moment(name, read, part.page))
        ),
        severities=tuple(s for part in parts if (s := severity_of(part, listener))),
        kinds=tuple(r.kind.kind for r in readings if r.kind),
        near_misses=tuple(r.near_miss.near_miss for r in readings if r.near_miss),
    )


def severity_of(part: ReadPart, listener: Listener) -> Severity | None:
    """The severity where its words stand in what is cited."""
    said = part.reading.severity
    cited = listener.cited([said.evidence], part.page) if said else ()
    if (
        not said
        or not cited
        or not said.words.strip()
        or folded(said.words) not in folded(shown(listener.evidence[cited[0]].text))
    ):
        return None
    return Severity(" ".join(said.words.split()), cited[0])


def merged(told: Sequence[Told], proposals: Proposals) -> Course:
    """Without a model: the first word on how it began, the last on how it ended, what most parts say of its kind."""
    kinds = Counter(proposals.kinds)
    return Course(
        told=tuple(told),
        moments={name: taken for name in MomentName if (taken := merged_moment(name, proposals.named(name)))},
        severity=proposals.severities[-1] if proposals.severities else None,
        kind=max(kinds, key=lambda kind: kinds[kind]) if kinds else None,
        near_miss=proposals.near_misses[-1] if proposals.near_misses else None,
    )


def merged_moment(name: MomentName, proposed: Iterable[Moment]) -> Moment | None:
    """What is known goes before what was inferred."""
    proposed = list(proposed)
    known = [moment for moment in proposed if moment.basis is not Basis.INFERRED] or proposed
    choose = max if name in ENDS else min
    return choose(known, key=lambda moment: moment.at, default=None)


class OutlinePage:
    """Events and proposals under references of their own: e for events, t for proposed times, s for severities."""

    def __init__(self, told: Sequence[Told], proposals: Proposals, most: int):
        self.all, self.proposals = tuple(told), proposals
        self.events = {f"e{n}": i for n, i in enumerate(sorted(that_fit(told, max(most, SHORTEST_PAGE))), 1)}
        self.times = {f"t{n}": p for n, p in enumerate(proposals.moments, 1)}
        self.severities = {f"s{n}": s for n, s in enumerate(proposals.severities, 1)}

    def task(self) -> Task[Outline]:
        asked = prompt("read/outline", events=self._events(), proposed=self._proposed())
        return Task(Stage.READ, asked, Outline, "putting the parts together")

    def _events(self) -> str:
        return fenced("\n".join(entry(reference, self.all[i]) for reference, i in self.events.items()))

    def _proposed(self) -> str:
        places = {id: reference for reference, i in reversed(self.events.items()) for id in self.all[i].evidence}
        lines = [
            f"{reference} | {p.name.value} | {rfc3339(p.moment.at)} | {p.moment.basis}{_beside(p.moment, places)}"
            for reference, p in self.times.items()
        ]
        lines += [f"{reference} | severity | {s.words}{_of(s.evidence, places)}" for reference, s in self.severities.items()]
        kinds = dict.fromkeys(kind.value for kind in self.proposals.kinds)
        lines += [f"kinds that parts gave: {', '.join(kinds)}"] if kinds else []
        lines += ["a part calls it a near miss"] if any(self.proposals.near_misses) else []
        return fenced("\n".join(lines) or "nothing")

    def decided(self, outline: Outline) -> Course:
        """The outline's decisions; what it refers to and is not there is left to code."""
        keys = {self.events[r] for r in map(_bare, outline.keys) if r in self.events}
        plain = merged(self.all, self.proposals)
        severity = self.severities.get(_bare(outline.severity or ""))
        return Course(
            told=tuple(replace(t, key=i in keys) if keys else t for i, t in enumerate(self.all)),
            moments={name: moment for name, r in outline.moments().items() if (moment := self._moment(_bare(r)))},
            severity=severity or plain.severity,
            kind=outline.kind or plain.kind,
            near_miss=plain.near_miss if outline.near_miss is None else outline.near_miss,
        )

    def _moment(self, reference: str) -> Moment | None:
        if reference in self.times:
            return self.times[reference].moment
        if reference not in self.events:
            return None
        told = self.all[self.events[reference]]
        return Moment(at=told.dated.at, precision=told.dated.precision, basis=told.dated.basis, evidence=told.evidence)


def that_fit(told: Sequence[Told], most: int) -> list[int]:
    """Places of the events that one page holds: those that the readers marked first, then the others, in order."""
    fit: list[int] = []
    for place in sorted(range(len(told)), key=lambda i: (not told[i].key, i)):
        most -= len(entry("e9999", told[place])) + 1
        if most < 0 and fit:
            break
        fit.append(place)
    return fit


def entry(reference: str, told: Told) -> str:
    mark = " | marked" if told.key else ""
    return f"{reference} | {rfc3339(told.dated.at)} | {told.phase}{mark} | {' '.join(told.text.split())}"


def fenced(text: str) -> str:
    """The text so that it cannot close the fence that it stands in."""
    return text.replace(f"</{FENCE}", f"</ {FENCE}").replace(f"<{FENCE}", f"< {FENCE}")


def _beside(moment: Moment, places: Mapping[str, str]) -> str:
    return _of(moment.evidence[0], places) if moment.evidence else ""


def _of(id: str, places: Mapping[str, str]) -> str:
    return f" | in {places[id]}" if id in places else ""


def _bare(reference: str) -> str:
    return reference.strip().strip("[]()")
