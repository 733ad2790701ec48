"""A record -> a PastIncident: a line of JSONL, a Postmortem of ours as JSON, or an incident as `corpus export` writes it.

{"id": ..., "title": ..., "text": ..., "service": ..., "started_at": ...}       what is not there is not known
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from pydantic import ValidationError

from pipeline.corpus.assembling import assembled, incident_of, readable
from pipeline.corpus.facts import Facts, moment, one_line
from pipeline.corpus.inline import clean
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.errors import UnreadableSource
from pipeline.text.markdown import blocks

Fields = Mapping[str, Any]
TEXTS = ("text", "body", "content", "description", "markdown", "summary")
LONGEST_HEAD = 100
REMEDY = 'give records with an "id" and a "text", or what `postmortem draft --format json` writes'
SECTIONS = (
    ("summary", "Summary", PartKind.SUMMARY),
    ("what_happened", "What happened", PartKind.SUMMARY),
    ("impact", "Impact", PartKind.IMPACT),
    ("immediate_cause", "Immediate cause", PartKind.CAUSE),
    ("contributing_factors", "Contributing factors", PartKind.FACTORS),
    ("why_not_detected_sooner", "Why it was not detected sooner", PartKind.DETECTION),
    ("why_it_took_so_long", "Why it took so long", PartKind.RESPONSE),
    ("response_actions", "Response", PartKind.RESPONSE),
    ("could_be_improved", "What could be improved", PartKind.LESSONS),
    ("worked_well", "What went well", PartKind.LESSONS),
    ("supporting", "Supporting information", PartKind.OTHER),
)
RESOLVES = ("mitigation", "resolution")


def read_record(record: object, file: str, stem: str = "", notes: list[str] | None = None) -> PastIncident:
    """Raises UnreadableSource for what is no record of an incident. `stem` is the id where the record has none."""
    if not isinstance(record, Mapping):
        raise UnreadableSource(file, "this is no record of an incident", REMEDY)
    fields = cast("Fields", record)
    if isinstance(fields.get("incident"), Mapping) and "action_items" in fields:
        return read_postmortem(fields, file, stem)
    if isinstance(fields.get("parts"), list):
        return read_exported(fields, file)
    facts = Facts(file, notes)
    facts.take_all(fields)
    text = next((fields[key] for key in TEXTS if isinstance(fields.get(key), str) and fields[key].strip()), "")
    if not facts.id and not stem:
        raise UnreadableSource(file, "this record has no id", REMEDY)
    if not text and not facts.title:
        raise UnreadableSource(file, "this record has no text", REMEDY)
    facts.title = facts.title or headline(text, facts.services)
    return assembled(blocks(text), facts, stem)


def headline(text: str, services: tuple[str, ...]) -> str:
    """What a record without a title is called: its services, and how its text begins."""
    begins = one_line(text, LONGEST_HEAD * 2)
    if len(begins) > LONGEST_HEAD:
        begins = f"{begins[:LONGEST_HEAD].rsplit(' ', 1)[0]} ..."
    return ": ".join(part for part in (", ".join(services[:2]), begins) if part)


def read_exported(fields: Fields, file: str) -> PastIncident:
    stated = {**fields, "started_at": moment(fields.get("started_at"))}
    if stated.get("readers"):
        stated.setdefault("visibility", Visibility.RESTRICTED)
    try:
        return PastIncident.model_validate(cleaned(stated))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise UnreadableSource(file, f"this record is not as `corpus export` writes it ({place})", "export it again") from None


def cleaned(value: Any) -> Any:
    """The same, all texts in it as a database takes them."""
    if isinstance(value, Mapping):
        return {key: cleaned(inner) for key, inner in cast("Fields", value).items()}
    if isinstance(value, list):
        return [cleaned(inner) for inner in cast("list[Any]", value)]
    return clean(value) if type(value) is str else value


def read_postmortem(fields: Fields, file: str, stem: str) -> PastIncident:
    """A Postmortem, read leniently: one that an older version wrote, or that was edited, goes in as far as it says something."""
    incident = cast("Fields", fields["incident"])
    facts = Facts(file)
    facts.take_all({key: value for key, value in incident.items() if key != "status"})
    facts.take("action_items", [item for item in listed(fields.get("action_items")) if item.get("commitment") != "declined"])
    if str(incident.get("visibility") or "") == Visibility.RESTRICTED:
        people = (role.get("name") for role in listed(incident.get("roles")))
        facts.readers = tuple(dict.fromkeys((*facts.readers, *(str(name) for name in people if name))))
    parts = tuple(part for part in parts_of(fields) if part.text)
    if not parts and not facts.title:
        raise UnreadableSource(file, "this postmortem says nothing", REMEDY)
    return incident_of(facts, stem, facts.title or readable(stem), parts, facts.actions)


def parts_of(fields: Fields) -> Iterator[Part]:
    for key, heading, kind in SECTIONS:
        yield Part(kind=kind, heading=heading, text=said(fields.get(key)))
    detection = fields.get("detection")
    if isinstance(detection, Mapping):
        yield Part(kind=PartKind.DETECTION, heading="Detection", text=said(cast("Fields", detection).get("statements")))
    events = listed(fields.get("timeline"))
    yield Part(kind=PartKind.RESOLUTION, heading="What ended it", text=said([e for e in events if e.get("phase") in RESOLVES]))
    yield Part(kind=PartKind.TIMELINE, heading="Timeline", text=said([e for e in events if e.get("phase") not in RESOLVES]))
    lessons = fields.get("lessons")
    if isinstance(lessons, Mapping):
        yield Part(kind=PartKind.LESSONS, heading="Lessons", text="\n".join(filter(None, map(said, lessons.values()))))  # pyright: ignore


def said(value: object) -> str:
    """The texts of statements, an item each; what came of a response action is said with it."""
    lines: list[str] = []
    for statement in listed(value):
        text = statement.get("text")
        if isinstance(text, str) and text.strip():
            result = statement.get("result")
            lines.append(
                f"- {one_line(text, 2000)}" + (f" ({one_line(result, 500)})" if isinstance(result, str) and result else "")
            )
    return "\n".join(lines)


def listed(value: object) -> list[Fields]:
    return (
        [cast("Fields", item) for item in cast("list[Any]", value) if isinstance(item, Mapping)]
        if isinstance(value, list)
        else []
    )
