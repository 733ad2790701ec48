"""A finished draft -> the draft with sections told anew: what `postmortem redraft` does.

    Postmortem -> its evidence and words, redacted once more -> redraft (by a model) | shortened -> Postmortem and what changed

The evidence is the draft's own table. People are those whom the draft names: they become pseudonyms again before a model sees
anything, and whatever was written into the file by hand goes through the redaction like evidence.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, TypeVar, cast

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.finding import DraftFinding, Level
from pipeline.domain.material import Material, RedactedMaterial
from pipeline.domain.model import Model
from pipeline.domain.parts import PARTS, by_person, held, id_of, with_part
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.draft.merge import Change, changes
from pipeline.draft.people import people_of
from pipeline.draft.shorten import shortened
from pipeline.errors import RemoteRefused
from pipeline.lint.drafted import lint_draft
from pipeline.lint.options import Options
from pipeline.redact import redact_again
from pipeline.render import as_json
from pipeline.run import NOT_ITS_WORDS, Engine, Request, accounted, at_desk, confidential, findings, no_fall_back, noted

if TYPE_CHECKING:
    from pipeline.draft.model.redraft import Proposal, Wish
    from pipeline.llm.desk import PreviewDesk
    from pipeline.llm.task import OpenDesk

EXTERNAL = Options(profile="external", levels=(("section/names-in-external", Level.ERROR),))
CUSTOMERS = "customers"
SPOKEN = "redraft:"
TEXTS = frozenset({"text", "result", "why", "action", "success_criteria", "title", "severity", "services", "regions"})
"""Fields of a draft that hold words which may be shown to a model."""
OTHERS = frozenset({"evidence", "redactions", "provenance", "related", "participants", "roles", "links"})
BY_MODEL = "Redrafted by a model: {}."
WITHOUT_MODEL = "Shortened without a model: of each section the statements that tell most."
STILL_NAMED = "Timeline, owners, authors and evidence still name people: this is no version for outside yet."
NOT_OUTSIDE = "What the lint refuses for readers outside still stands in {}."

M = TypeVar("M", bound=Model)
Rewrite = Callable[[str], str]


@dataclass(frozen=True)
class Redrafted:
    """`notes` say what stayed as it was, and why; `warnings` what the owner should know of the result."""

    document: Postmortem
    changes: tuple[Change, ...]
    proposals: "tuple[Proposal, ...]" = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def redrafted(document: Postmortem, wish: "Wish", request: Request, desk: "OpenDesk | None" = None) -> Redrafted:
    """By a model. Raises RemoteRefused where it may not see the draft, FellBack under `strict`."""
    from pipeline.draft.model.redraft import redraft

    material, shown, said = prepared(document, wish, request)
    why = confidential(material, Story(shown.incident, shown.metrics, (), ()))
    if why and request.model and not request.allow_remote and not request.model.local:
        raise RemoteRefused(why, request.model.model)
    with at_desk(request, desk) as open:
        result = redraft(material, shown, open, said, lint=outside_too if said.audience == CUSTOMERS else findings)
        no_fall_back(request, result.notes, open)
    whole = placed(document, result.document, result.changed)
    if result.changed:
        whole = entered(document, accounted(whole, request, open), BY_MODEL.format(", ".join(result.changed)))
    warnings = tuple(still_inside(whole)) if wish.audience == CUSTOMERS else ()
    return Redrafted(whole, changes(whole, document), result.proposals, result.notes, warnings)


def preview(document: Postmortem, wish: "Wish", request: Request) -> "tuple[RedactedMaterial, PreviewDesk]":
    """What would be asked, at a desk that sends nothing."""
    from pipeline.draft.model.redraft import redraft
    from pipeline.llm.desk import PreviewDesk

    material, shown, said = prepared(document, wish, request)
    desk = PreviewDesk()
    redraft(material, shown, desk, said, lint=findings)
    return material, desk


def shorter(document: Postmortem, sections: Sequence[str]) -> Redrafted:
    """Without a model: the statements of these sections that tell most (all sections for none)."""
    short = noted(shortened(document, sections or PARTS), [WITHOUT_MODEL])
    return Redrafted(short, changes(short, document))


def prepared(document: Postmortem, wish: "Wish", request: Request) -> "tuple[RedactedMaterial, Postmortem, Wish]":
    """What a model may be shown: the evidence, the draft's words and the owner's wish, redacted together."""
    said = list(dict.fromkeys([*_texts(document), wish.instruction]))
    spoken = tuple(
        Evidence(id=f"{SPOKEN}{n}", kind=EvidenceKind.DOCUMENT, text=text, source=Source(file="")) for n, text in enumerate(said)
    )
    whole = Material(evidence=(*document.evidence, *spoken), people=people_of(document))
    material = redact_again(whole, addresses=request.redact_ips)
    rewritten = {text: piece.text for text, piece in zip(said, material.evidence[len(document.evidence) :], strict=True)}
    material = replace(material, evidence=material.evidence[: len(document.evidence)])
    shown = _rewritten(document, lambda text: rewritten.get(text, text))
    return material, shown, replace(wish, instruction=rewritten[wish.instruction])


def outside_too(document: Postmortem) -> tuple[DraftFinding, ...]:
    """What the lint says of a draft, and its errors for readers outside."""
    return (*findings(document), *outside(document))


def outside(document: Postmortem) -> tuple[DraftFinding, ...]:
    own_words = as_json(document.model_dump(mode="json", exclude=NOT_ITS_WORDS))
    return tuple(found for found in lint_draft(own_words, EXTERNAL) if found.finding.level is Level.ERROR)


def still_inside(document: Postmortem) -> Iterator[str]:
    """Why this is no version for customers yet."""
    fields = Counter(found.field for found in outside(document) if found.field)
    if fields:
        places = ", ".join(f"{field} ({count})" for field, count in fields.items())
        yield NOT_OUTSIDE.format(places)
    yield STILL_NAMED


def placed(document: Postmortem, told: Postmortem, sections: Sequence[str]) -> Postmortem:
    """The document with these sections as they are told now, its people's statements to the letter, and the questions."""
    whole = document
    for section in sections:
        own = {id_of(item): item for item in held(document, section) if by_person(item)}
        items = [own.get(id_of(item), item) if by_person(item) else item for item in held(told, section)]
        whole = with_part(whole, section, items)
    asked = {question.id: question for question in document.questions}
    questions = tuple(asked.get(question.id, question) for question in told.questions)
    return whole.model_copy(update={"questions": questions})


def entered(document: Postmortem, now: Postmortem, note: str) -> Postmortem:
    """With what the redraft took added to what the draft took."""
    before, own = document.provenance, now.provenance
    costs = [cost for cost in (before.cost, own.cost) if cost is not None]
    took = {
        "engine": Engine.LLM.value,
        "model": ", ".join(dict.fromkeys(name for name in (before.model, own.model) if name)) or None,
        "prompts": tuple(sorted({*before.prompts, *own.prompts})),
        "tokens_in": before.tokens_in + own.tokens_in,
        "tokens_out": before.tokens_out + own.tokens_out,
        "cost": round(sum(costs), 6) if costs else None,
        "usage": (*before.usage, *own.usage),
    }
    return noted(now.model_copy(update={"provenance": own.model_copy(update=took)}), [note])


def _texts(value: object) -> Iterator[str]:
    """The words of a draft that may be shown to a model."""
    seen: list[str] = []

    def look(text: str) -> str:
        seen.append(text)
        return text

    if isinstance(value, Model):
        _rewritten(value, look)
    return iter(seen)


def _rewritten(value: M, rewrite: Rewrite) -> M:
    fields = {name: getattr(value, name) for name in type(value).model_fields if name not in OTHERS}
    return value.model_copy(update={name: _field(name, held, rewrite) for name, held in fields.items()})


def _field(name: str, value: object, rewrite: Rewrite) -> object:
    if isinstance(value, Model):
        return _rewritten(value, rewrite)
    if isinstance(value, tuple):
        return tuple(_field(name, each, rewrite) for each in cast("tuple[object, ...]", value))
    if isinstance(value, str) and not isinstance(value, Enum) and name in TEXTS:
        return rewrite(value)
    return value
