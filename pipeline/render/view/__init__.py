"""Postmortem -> what templates see. Templates hold words and order; everything that takes thought is done here.

Every field is markup made by the view's pen, so that a template can print it as it is: data cannot turn into markup.
"""

from collections.abc import Sequence
from functools import cached_property

from markupsafe import Markup

from pipeline.domain.incident import MomentName
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.domain.statement import FactorCategory, Statement
from pipeline.render.pen import Pen
from pipeline.render.remarks import Remark
from pipeline.render.view.actions import Actions
from pipeline.render.view.events import Row, first_instant, rows
from pipeline.render.view.facts import MetricView, MomentView, metrics, moments, response_time
from pipeline.render.view.focus import Focus
from pipeline.render.view.header import IncidentView
from pipeline.render.view.record import ProvenanceView, RelatedView
from pipeline.render.view.remarks import views
from pipeline.render.view.sentence import Asked, Section, Sentence
from pipeline.render.view.silence import by_section, is_draft, silence

SECTIONS = (
    "summary",
    "impact",
    "what_happened",
    "immediate_cause",
    "why_not_detected_sooner",
    "why_it_took_so_long",
    "response_actions",
    "worked_well",
    "could_be_improved",
    "supporting",
)
METHODS = {
    "monitoring": "Automated monitoring/alerting",
    "user_report": "User report",
    "manual": "Manual discovery",
    "third_party": "Third-party notification",
    "other": "Other",
}


class View:
    """The document. Sections that are a list of statements are attributes by their JSON name (`SECTIONS`)."""

    summary: Section
    impact: Section
    what_happened: Section
    immediate_cause: Section
    why_not_detected_sooner: Section
    why_it_took_so_long: Section
    response_actions: Section
    worked_well: Section
    could_be_improved: Section
    supporting: Section

    def __init__(self, document: Postmortem, pen: Pen, focus: Focus | None = None, remarks: Sequence[Remark] = ()) -> None:
        self._document, self._pen = document, pen
        self._draft = is_draft(document)
        self.focus = focus
        self.remarks = views(remarks, pen)
        moments = (document.incident.moment(name) for name in MomentName)
        self._known = tuple(moment for moment in moments if moment)
        self._asked = by_section(document.questions)
        for name in SECTIONS:
            setattr(self, name, self._section(name, getattr(document, name)))

    def _section(self, name: str, statements: tuple[Statement, ...]) -> Section:
        return Section(map(self._sentence, statements), self._silence(name), self._questions(name))

    def _silence(self, name: str) -> str:
        return silence(name, draft=self._draft)

    def _sentence(self, statement: Statement) -> Sentence:
        return Sentence(statement, self._pen, self._known)

    def _questions(self, name: str) -> list[Asked]:
        return [Asked(question, self._pen, self._known) for question in self._asked.get(name, ())]

    @cached_property
    def incident(self) -> IncidentView:
        return IncidentView(self._document, self._pen)

    @cached_property
    def moments(self) -> dict[str, MomentView]:
        """`started`, `detected`, `acknowledged`, `mitigated`, `resolved`."""
        return moments(self._document.incident, self._pen, self.incident.date)

    @cached_property
    def metrics(self) -> dict[str, MetricView]:
        return metrics(self._document.metrics, self._pen, self.incident.date, near_miss=self.incident.near_miss)

    @property
    def response_time(self) -> MetricView:
        return response_time(self._document.incident, self._pen)

    @property
    def about_moments(self) -> list[Asked]:
        return self._questions("moments")

    @property
    def zone(self) -> Markup:
        """The zone of all times, in full."""
        start = self._document.incident.started_at or self._document.incident.detected_at
        first = start.at if start else first_instant(self._document.timeline)
        return self._pen.text(self._pen.clock.heading(first))

    @property
    def key_events(self) -> tuple[Row, ...]:
        return tuple(rows([event for event in self._document.timeline if event.key], self._pen, short=True))

    @property
    def timeline(self) -> tuple[Row, ...]:
        return tuple(rows(self._document.timeline, self._pen))

    @cached_property
    def contributing_factors(self) -> list[tuple[str, list[Sentence]]]:
        """(category, its factors) for the categories that have any."""
        groups: dict[FactorCategory, list[Sentence]] = {category: [] for category in FactorCategory}
        for factor in self._document.contributing_factors:
            groups[factor.category].append(self._sentence(factor))
        return [(category.value.capitalize(), factors) for category, factors in groups.items() if factors]

    @property
    def about_factors(self) -> Section:
        return self._section("contributing_factors", ())

    @cached_property
    def detection(self) -> Section:
        return self._section("detection", self._document.detection.statements)

    @property
    def detection_methods(self) -> list[tuple[bool, str]]:
        """(ticked, method). `other` counts as known only where a statement says how."""
        detection = self._document.detection
        known = detection.method.value != "other" or bool(detection.statements)
        return [(known and detection.method.value == method, label) for method, label in METHODS.items()]

    @cached_property
    def actions(self) -> Actions:
        return Actions(self._document.action_items, self._questions("action_items"), self._pen, draft=self._draft)

    @cached_property
    def lessons(self) -> list[tuple[str, Section]]:
        asked = {kind: self._questions(f"lessons.{kind}") for kind in ("technical", "process", "communication")}
        asked["technical"] = self._questions("lessons") + asked["technical"]
        lessons = self._document.lessons
        return [
            (
                kind.capitalize(),
                Section(map(self._sentence, getattr(lessons, kind)), self._silence("lessons"), questions),
            )
            for kind, questions in asked.items()
        ]

    @cached_property
    def five_whys(self) -> list[tuple[Markup, Sentence]]:
        return [(self._pen.text(why.why), self._sentence(why.because)) for why in self._document.five_whys]

    @property
    def about_five_whys(self) -> Section:
        return self._section("five_whys", ())

    @cached_property
    def related(self) -> list[RelatedView]:
        return [RelatedView(incident, self._pen) for incident in self._document.related]

    @property
    def no_timeline(self) -> Section:
        return self._section("timeline", ())

    @property
    def no_related(self) -> Section:
        return self._section("related", ())

    @cached_property
    def questions(self) -> list[Asked]:
        """All that is asked, those of the focus last."""
        looked_at = [Question(id="", about=area.heading, text=area.question) for area in self.focus.areas] if self.focus else []
        return [Asked(question, self._pen, self._known) for question in (*self._document.questions, *looked_at)]

    @cached_property
    def provenance(self) -> ProvenanceView:
        return ProvenanceView(self._document, self._pen)
