"""The way of small tools, to compare with: everything pasted into one prompt as it is, one answer with times, owners and
dates typed by the model. In: a sample. Out: what it drafted, as a Postmortem in JSON for the same scorers.

No redaction, no pseudonyms, no check, no repair. It is asked through the product's desk, so that its answers are recorded and
replayed like the product's; the prompt stands in baseline.md.
"""

import hashlib
import time
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import Field

from evals.task import Drafted, Sample
from evals.watched import all_asked, asked, write
from pipeline.doctor import home
from pipeline.domain.action_item import Commitment
from pipeline.domain.incident import IncidentKind
from pipeline.domain.material import Material
from pipeline.domain.model import rfc3339
from pipeline.llm.config import configured
from pipeline.llm.desk import ModelDesk, open_desk
from pipeline.llm.task import Answer, Stage, Task
from pipeline.prompting import Prompt
from pipeline.settings import load
from pipeline.sources import collect

PROMPT = Path(__file__).parent / "baseline.md"
NAME = "baseline/everything"
MOMENTS = ("started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at")
SECTIONS = {
    "summary": "summary",
    "impact": "impact",
    "cause": "immediate_cause",
    "contributing_factors": "contributing_factors",
    "went_well": "worked_well",
    "could_be_improved": "could_be_improved",
}
Part = dict[str, Any]


class Happening(Answer):
    time: str = Field(description="ISO 8601, UTC")
    text: str
    key: bool
    entries: list[str] = Field(description="ids of the entries it rests on")


class Follow(Answer):
    action: str
    owner: str | None = Field(description="full name")
    due: str | None = Field(description="YYYY-MM-DD")
    commitment: Commitment
    entries: list[str]


class Said(Answer):
    text: str
    entries: list[str]


class Everything(Answer):
    title: str
    severity: str | None
    kind: IncidentKind
    near_miss: bool
    started_at: str | None
    detected_at: str | None
    acknowledged_at: str | None
    mitigated_at: str | None
    resolved_at: str | None
    timeline: list[Happening]
    action_items: list[Follow]
    summary: list[Said]
    impact: list[Said]
    cause: list[Said]
    contributing_factors: list[Said]
    went_well: list[Said]
    could_be_improved: list[Said]


class Way(StrEnum):
    """What a draft of this way records as its engine."""

    SINGLE_PROMPT = "single-prompt"


def drafted(sample: Sample, own: Mapping[str, str], log: Path) -> Drafted:
    """Asks once. `own` are the product's settings: which model, where, or recorded answers."""
    found = load(log.parent, own)
    config = configured(found, home(found))
    assert config is not None
    material = collect(sample.sources)
    start = time.perf_counter()
    desk: ModelDesk = open_desk(config)
    [outcome] = desk.ask([question(material)])
    write(log, asked(desk, outcome))
    seconds = time.perf_counter() - start
    if outcome.answer is None:
        reason = outcome.failure.reason if outcome.failure else "no answer"
        return Drafted(None, reason, seconds, all_asked(log))
    return Drafted(as_postmortem(outcome.answer, material), "", seconds, all_asked(log))


def question(material: Material) -> Task[Everything]:
    text = PROMPT.read_text(encoding="utf-8")
    system, _, user = text.removeprefix("# System\n").partition("# User\n")
    version = hashlib.sha256(text.encode()).hexdigest()[:8]
    prompt = Prompt(NAME, version, system.strip(), user.strip().replace("{{ entries }}", "\n".join(entries(material))))
    return Task(Stage.WRITE, prompt, Everything, "everything at once")


def entries(material: Material) -> Iterable[str]:
    """Everything as it was read, one entry a line."""
    for piece in material.evidence:
        at = rfc3339(piece.at) if piece.at else piece.at_text or "no time"
        where = f" #{piece.channel}" if piece.channel else ""
        yield f"[{piece.id}] {at}{where} {piece.author or 'unknown'}: {piece.text}"


def as_postmortem(answer: Everything, material: Material) -> Part:
    """The answer in the shape of a Postmortem; times that cannot be read are no times, events without one are left out."""
    by_id = {piece.id: piece for piece in material.evidence}
    moments = {name: _moment(getattr(answer, name)) for name in MOMENTS}
    facts = {"title": answer.title, "severity": answer.severity, "kind": answer.kind.value, "near_miss": answer.near_miss}
    sections: Part = {there: [_statement(said) for said in getattr(answer, here)] for here, there in SECTIONS.items()}
    draft: Part = {
        "incident": facts | moments | {"services": [], "links": []},
        "metrics": {},
        "timeline": [event for happening in answer.timeline if (event := _event(happening))],
        "action_items": [_item(follow) for follow in answer.action_items],
        **sections,
        "questions": [],
        "provenance": {"engine": Way.SINGLE_PROMPT.value},
    }
    parts = chain(draft["timeline"], draft["action_items"], *sections.values())
    cited = {id for part in parts for id in part["evidence"]}
    return draft | {"evidence": [piece.model_dump(mode="json") for id, piece in by_id.items() if id in cited]}


def _event(happening: Happening) -> Part | None:
    at = _instant(happening.time)
    said = {"text": happening.text, "phase": "other", "key": happening.key, "basis": "stated", "check": {"status": "unchecked"}}
    return said | {"at": at, "evidence": happening.entries} if at else None


def _item(follow: Follow) -> Part:
    told = {"action": follow.action, "owner": follow.owner, "due": follow.due, "commitment": follow.commitment.value}
    return told | {"evidence": follow.entries, "basis": "model", "check": {"status": "unchecked"}}


def _statement(said: Said) -> Part:
    return {"text": said.text, "evidence": said.entries, "basis": "model", "check": {"status": "unchecked"}}


def _moment(at: str | None) -> Part | None:
    instant = _instant(at or "")
    return {"at": instant, "basis": "stated", "evidence": []} if instant else None


def _instant(at: str) -> str | None:
    try:
        read = datetime.fromisoformat(at.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return rfc3339(read if read.tzinfo else read.replace(tzinfo=UTC))
