"""Items and parts of a review -> lines of a list to choose from."""

import datetime
import zoneinfo
from typing import Any

from app.pieces import names
from app.pieces.chooser import Line
from app.pieces.markup import Tone, clock
from pipeline.domain.finding import Level
from pipeline.domain.review import ACTION_ITEMS, FACTS, LEFT_OUT, Item
from pipeline.domain.statement import CheckStatus
from pipeline.reviewing.look import Look, Placed

UTC = zoneinfo.ZoneInfo("UTC")


def part_line(look: Look, part: str) -> Line:
    """A part, how much of it is decided, and whether something in it blocks."""
    items = look.parts.get(part, ())
    decided = sum(item.decision is not None for item in items)
    stands = any(block.part == part for block in look.blocks)
    mark, tone, hint = ("○", Tone.PLAIN, "not read yet") if stands or not items else ("✓", Tone.OK, "read")
    if any(finding.part == part and is_open_error(finding) for finding in look.findings):
        mark, tone, hint = "!", Tone.BAD, "a finding blocks"
    return Line(part, names.part(part), mark, tone, hint, note=f"{decided}/{len(items)}" if items else "empty")


def item_line(look: Look, item: Item, zone: zoneinfo.ZoneInfo) -> Line:
    mark, tone, hint = names.DECISIONS[item.decision]
    if item.decision is None and status_of(item) == CheckStatus.UNSUPPORTED:
        mark, tone, hint = "?", Tone.WARN, "the evidence does not support this"
    findings = [one for one in look.findings if (one.part, one.item) == (item.part, item.id) and one.waiver is None]
    notes = [f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"] if findings else []
    notes += stands(item)
    notes += [f"{count} comment{'s' if count > 1 else ''}"] if (count := remarks(look, item)) else []
    return Line(
        item.id,
        words(item, zone),
        mark,
        tone,
        hint,
        lead=when(item, zone),
        note=" · ".join(notes),
        struck=item.decision in LEFT_OUT,
        strong=bool(item.value.get("key")),
    )


def stands(item: Item) -> list[str]:
    """Of an action item: what became of it, where nobody simply took it on."""
    if item.part != ACTION_ITEMS:
        return []
    value = item.value
    kept = {"commitment": ("committed",), "status": ("open",)}
    return [names.plain(value[name]) for name, usual in kept.items() if value.get(name) and value[name] not in usual]


def words(item: Item, zone: zoneinfo.ZoneInfo = UTC) -> str:
    """What an item says, in a line; a fact that is a time in this zone."""
    value = item.value
    if item.part == FACTS:
        return f"{names.plain(item.id).capitalize()}: {fact(value.get('value'), zone)}"
    if "because" in value:
        return f"{value['why']} {value['because']['text']}"
    said = str(value.get("text") or value.get("action") or value.get("title") or "")
    more = [value.get("owner") or "", f"due {value['due']}" if value.get("due") else "", value.get("result") or ""]
    more += [value["answer"]] if value.get("answer") else []
    return " — ".join(filter(None, (said, ", ".join(filter(None, more)))))


def in_full(item: Item, other: Item, zone: zoneinfo.ZoneInfo) -> str:
    """What an item says, and each field that an other wording of it has differently."""
    differs = {name: value for name, value in item.value.items() if name not in IN_WORDS and value != other.value.get(name)}
    return "\n".join(
        (words(item, zone), *(f"{names.plain(name).capitalize()}: {fact(one, zone)}" for name, one in differs.items()))
    )


BASES = {"record": "from the record", "log": "from a log", "stated": "as stated", "inferred": "inferred"}
IN_WORDS = frozenset({"id", "basis", "check", "text", "action", "title", "why", "because", "value", "owner", "due", "result"})
"""Fields that `words` says already, or that say where something comes from."""


def fact(value: Any, zone: zoneinfo.ZoneInfo) -> str:
    match value:
        case {"at": at, "precision": precision, "basis": basis}:
            exact = "" if precision == "second" else f", to the {precision}"
            return f"{clock(datetime.datetime.fromisoformat(at), zone, seconds=True)} ({BASES[basis]}{exact})"
        case {"role": role, "name": name}:
            return f"{role} {name}"
        case {"label": label, "url": url}:
            return f"{label} {url}"
        case list() if value:
            return ", ".join(fact(one, zone) for one in value)
        case bool():
            return "yes" if value else "no"
        case None | "" | []:
            return "—"
        case _:
            return names.plain(str(value))


def when(item: Item, zone: zoneinfo.ZoneInfo) -> str:
    at = item.value.get("at")
    return clock(datetime.datetime.fromisoformat(at), zone, day=False) if at else ""


def status_of(item: Item) -> str | None:
    return item.value.get("because", item.value).get("check", {}).get("status") if item.part != FACTS else None


def remarks(look: Look, item: Item) -> int:
    return sum((one.part, one.item) == (item.part, item.id) and one.resolved_at is None for one in look.comments)


def is_open_error(finding: Placed) -> bool:
    return finding.waiver is None and finding.finding.finding.level is Level.ERROR
