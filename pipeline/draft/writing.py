"""The extractive engine: opens the notebook, lets each section choose, checks every statement, and puts the draft together."""

from collections.abc import Iterable, Mapping
from importlib.metadata import version
from typing import TypeVar

from pipeline.domain.action_item import ActionItem
from pipeline.domain.evidence import Evidence
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Detection, Lessons, Postmortem, Provenance, Question, Why
from pipeline.domain.statement import Statement
from pipeline.domain.story import Story
from pipeline.draft.actions import find_actions
from pipeline.draft.authors import authors, reviewers
from pipeline.draft.causes import immediate_cause, what_happened
from pipeline.draft.detection import detection, why_it_took_so_long, why_not_detected_sooner
from pipeline.draft.factors import contributing_factors
from pipeline.draft.ground import check
from pipeline.draft.impact import impact, impact_passages
from pipeline.draft.learning import could_be_improved, lessons, worked_well
from pipeline.draft.notebook import Notebook, open_notebook
from pipeline.draft.quoting import in_order, quote
from pipeline.draft.response import response_actions
from pipeline.draft.silence import questions
from pipeline.draft.summary import summary
from pipeline.draft.supporting import supporting
from pipeline.draft.theme import theme_of
from pipeline.draft.whys import five_whys

S = TypeVar("S", bound=Statement)


def write(material: RedactedMaterial, story: Story, engine: str = "extractive", template: str | None = None) -> Postmortem:
    """The draft of the story. The same material and story give the same draft, to the byte."""
    book = open_notebook(material, story)
    actions = find_actions(material, story)
    sections = _sections(book, actions)
    asked = questions(
        book, {**sections, "detection": sections["detection"].statements, "lessons": _all(sections["lessons"])}, actions
    )
    return Postmortem(
        incident=story.incident,
        metrics=story.metrics,
        timeline=story.timeline,
        authors=authors(material, story, book.roster),
        reviewers=reviewers(material, book.roster),
        questions=asked,
        evidence=_cited(material, story, sections, asked),
        redactions=material.redactions,
        provenance=Provenance(
            engine=engine,
            version=version("postmortem"),
            template=template or "default",
            sources=material.summaries,
            notes=material.notes,
        ),
        **sections,
    )


def _sections(book: Notebook, actions: tuple[ActionItem, ...]) -> dict:
    """Every section, its statements checked."""
    theme = theme_of(book)
    causes = immediate_cause(book, theme)
    hurt = impact_passages(book)
    done = response_actions(book, theme)
    noticed, learned = detection(book), lessons(book)
    checked = _Checked(book)
    return {
        "summary": checked.all(summary(book, hurt, causes, done)),
        "impact": checked.all(impact(book)),
        "what_happened": checked.all(what_happened(book, theme, causes)),
        "immediate_cause": checked.all(quote(book, "immediate_cause", p, onward=True) for p in in_order(causes)),
        "contributing_factors": checked.all(contributing_factors(book, theme, causes)),
        "why_not_detected_sooner": checked.all(why_not_detected_sooner(book)),
        "why_it_took_so_long": checked.all(why_it_took_so_long(book)),
        "detection": Detection(method=noticed.method, statements=checked.all(noticed.statements)),
        "response_actions": checked.all(done),
        "worked_well": checked.all(worked_well(book)),
        "could_be_improved": checked.all(could_be_improved(book)),
        "action_items": actions,
        "lessons": Lessons(
            technical=checked.all(learned.technical),
            process=checked.all(learned.process),
            communication=checked.all(learned.communication),
        ),
        "five_whys": tuple(Why(why=w.why, because=checked.one(w.because)) for w in five_whys(book, causes)),
        "supporting": checked.all(supporting(book)),
    }


class _Checked:
    def __init__(self, book: Notebook):
        self.book = book

    def one(self, statement: S) -> S:
        return statement.model_copy(update={"check": check(statement, self.book.evidence, self.book.story)})

    def all(self, statements: Iterable[S]) -> tuple[S, ...]:
        return tuple(self.one(s) for s in statements)


def _all(learned: Lessons) -> tuple[Statement, ...]:
    return (*learned.technical, *learned.process, *learned.communication)


def _cited(
    material: RedactedMaterial, story: Story, sections: Mapping[str, object], asked: Iterable[Question]
) -> tuple[Evidence, ...]:
    """Every piece of evidence that anything in the draft points at, once, in the material's order."""
    incident = story.incident
    moments = (incident.started_at, incident.detected_at, incident.acknowledged_at, incident.mitigated_at, incident.resolved_at)
    pointing: list[object] = [*story.timeline, *asked, *incident.roles, *(m for m in moments if m)]
    for held in sections.values():
        pointing += _pointing(held)
    ids = {id for thing in pointing for id in getattr(thing, "evidence", ())}
    return tuple(piece for piece in material.evidence if piece.id in ids)


def _pointing(held: object) -> list[object]:
    if isinstance(held, Detection):
        return list(held.statements)
    if isinstance(held, Lessons):
        return list(_all(held))
    return [thing.because if isinstance(thing, Why) else thing for thing in held] if isinstance(held, tuple) else []
