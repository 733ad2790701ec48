"""The facts of an incident in words: its moments, its metrics with the two moments each came from."""

from dataclasses import dataclass

from markupsafe import Markup

from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.timeline import Metric, Metrics
from pipeline.render.clock import duration
from pipeline.render.pen import Pen

MOMENT_LABELS = {
    MomentName.STARTED: "started",
    MomentName.DETECTED: "detected",
    MomentName.ACKNOWLEDGED: "acknowledged",
    MomentName.MITIGATED: "mitigated",
    MomentName.RESOLVED: "resolved",
}
MOMENT_WORDS = {
    MomentName.STARTED: "the start of the impact",
    MomentName.DETECTED: "the detection",
    MomentName.ACKNOWLEDGED: "the acknowledgement",
    MomentName.MITIGATED: "the end of the impact",
    MomentName.RESOLVED: "the resolution",
}
METRIC_LABELS = {
    "time_to_detect": "Time to detect",
    "time_to_acknowledge": "Time to acknowledge",
    "time_to_mitigate": "Time to mitigate",
    "impact_duration": "Duration of impact",
    "time_to_resolve": "Time to resolve",
}
EXPOSURE = "Duration of exposure"
"""What the duration of impact is where nobody was hurt: the time without protection."""
FIELD_WORDS = {
    **{name.value: words for name, words in MOMENT_WORDS.items()},
    **{name: f"the {label[0].lower()}{label[1:]}" for name, label in METRIC_LABELS.items()},
}
"""Names of fields, as questions may have them, in plain words."""
BASIS_LABELS = {Basis.RECORD: "record", Basis.LOG: "log", Basis.STATED: "as stated", Basis.INFERRED: "inferred"}


@dataclass(frozen=True)
class MomentView:
    """One of the five moments. Printed as it is: `09:31 UTC`, with the day where that is not the document's, or `not known`."""

    name: MomentName
    moment: Moment | None
    pen: Pen
    today: str = ""

    @property
    def known(self) -> bool:
        return self.moment is not None

    @property
    def label(self) -> str:
        return MOMENT_LABELS[self.name]

    @property
    def basis(self) -> str:
        return BASIS_LABELS[self.moment.basis] if self.moment else ""

    @property
    def time(self) -> Markup:
        if self.moment is None:
            return Markup("not known")
        other_day = self.pen.clock.day(self.moment.at) != self.today
        return self.pen.time(self.moment.at, self.moment.precision, self.moment.basis, day=other_day)

    @property
    def marks(self) -> Markup:
        return self.pen.cite(self.moment.evidence if self.moment else ())

    def __html__(self) -> Markup:
        return self.time


@dataclass(frozen=True)
class MetricView:
    """A duration and where it comes from. Printed as it is: `1 h 48 min`, `about 12 min`, or `not known`."""

    name: str
    metric: Metric
    pen: Pen
    today: str = ""
    near_miss: bool = False

    @property
    def label(self) -> str:
        return metric_label(self.name, near_miss=self.near_miss)

    @property
    def known(self) -> bool:
        return self.metric.seconds is not None

    @property
    def words(self) -> Markup:
        if self.metric.seconds is None:
            return Markup("not known")
        return Markup(length(self.metric))

    @property
    def start(self) -> MomentView:
        return MomentView(self.metric.start, self.metric.start_at, self.pen, self.today)

    @property
    def end(self) -> MomentView:
        return MomentView(self.metric.end, self.metric.end_at, self.pen, self.today)

    @property
    def span(self) -> Markup:
        """From when to when, with the day: `2026-03-17 09:14–10:48 UTC`."""
        start, end = self.metric.start_at, self.metric.end_at
        if start is None or end is None:
            return Markup("")
        basis = Basis.INFERRED if Basis.INFERRED in (start.basis, end.basis) else None
        precision = max(start.precision, end.precision, Precision.MINUTE, key=list(Precision).index)
        return self.pen.time(start.at, precision, basis, until=end.at, day=True)

    def __html__(self) -> Markup:
        return self.words


def metric_label(name: str, *, near_miss: bool) -> str:
    if near_miss and name == "impact_duration":
        return EXPOSURE
    return METRIC_LABELS.get(name, name.replace("_", " ").capitalize())


def field_words(about: str) -> str:
    """What a question is about, in words: `started_at` -> start of the impact, `lessons.technical` -> technical lessons."""
    name = about.removeprefix("incident.").removeprefix("metrics.")
    if name in FIELD_WORDS:
        return FIELD_WORDS[name].removeprefix("the ")
    head, _, tail = name.partition(".")
    return (f"{tail} lessons" if head == "lessons" and tail else name).replace("_", " ")


def length(metric: Metric) -> str:
    """A metric's seconds in words: seconds only where both ends have them, `about` where an end is a guess."""
    seconds = metric.seconds or 0
    ends = [moment for moment in (metric.start_at, metric.end_at) if moment]
    guessed = any(end.basis is Basis.INFERRED or end.precision in (Precision.HOUR, Precision.DAY) for end in ends)
    coarse = guessed or any(end.precision is not Precision.SECOND for end in ends)
    words = ("about " if guessed else "") + duration(seconds, coarse=coarse)
    if seconds >= 0:
        return words
    return f"{words} earlier: {MOMENT_LABELS[metric.end]} before {MOMENT_LABELS[metric.start]}"


def moments(incident: Incident, pen: Pen, today: str = "") -> dict[str, MomentView]:
    return {name.value.removesuffix("_at"): MomentView(name, incident.moment(name), pen, today) for name in MomentName}


def metrics(measured: Metrics, pen: Pen, today: str = "", *, near_miss: bool = False) -> dict[str, MetricView]:
    return {name: MetricView(name, getattr(measured, name), pen, today, near_miss) for name in METRIC_LABELS}


def response_time(incident: Incident, pen: Pen) -> MetricView:
    """From detection to resolution, as the document's template has it next to the timeline."""
    start, end = incident.detected_at, incident.resolved_at
    seconds = round((end.at - start.at).total_seconds()) if start and end else None
    metric = Metric(seconds=seconds, start=MomentName.DETECTED, end=MomentName.RESOLVED, start_at=start, end_at=end)
    return MetricView("response_time", metric, pen)
