"""The form for one item: what may be changed of it -> the changes, or None as long as nothing is saved."""

import datetime
import zoneinfo
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app.pieces import names
from app.pieces.markup import block, text
from pipeline.domain.action_item import ActionCategory, ActionStatus, Commitment, Priority
from pipeline.domain.incident import IncidentKind
from pipeline.domain.review import FACTS, Item
from pipeline.domain.statement import FactorCategory
from pipeline.domain.timeline import Phase

Changes = dict[str, Any]
PAIRS = {"roles": ("role", "name"), "links": ("label", "url")}
"""Facts that are lists of pairs, and the names of their fields."""
WORDS_HIGH = 130


def form(item: Item, zone: zoneinfo.ZoneInfo, begin: str = "") -> Changes | None:
    """Only what differs from the item is a change. With `begin` its words stand there first, and are nobody's until they are
    saved."""
    key = f"{item.part}-{item.id}-{item.revision}" + (f"-{hash(begin)}" if begin else "")
    value = said(item.value, begin) if begin else item.value
    with st.form(f"form-{key}", border=True):
        new = FORMS.get(item.part, statement)(value, key, zone) if item.part != FACTS else fact(item, key, zone)
        if not st.form_submit_button("Save", type="primary"):  # a form has Ctrl+Enter by itself: with a shortcut it is sent twice
            return None
        if unreadable := [value for value in new.values() if isinstance(value, Unreadable)]:
            st.html(refusal(unreadable[0]))
            return None
    before = {**item.value, **({"text": item.value["because"]["text"]} if "because" in item.value else {})}
    return {name: value for name, value in new.items() if value != before.get(name)}


def new(part: str, key: str, zone: zoneinfo.ZoneInfo) -> Changes | None:
    """The form for something that no draft says: its fields, once they are sent."""
    with st.form(f"form-{key}", border=False):
        value = FORMS.get(part, statement)(BLANK, key, zone)
        return value if st.form_submit_button("Add it", type="primary") else None


@dataclass(frozen=True)
class Unreadable:
    """What was typed where it cannot be read, and how to write it: the form stays open."""

    typed: str
    remedy: str


def refusal(one: Unreadable) -> str:
    return block("pm-finding error", text(f"{one.typed!r} cannot be read; {one.remedy}."))


def said(value: Changes, words: str) -> Changes:
    """The value with other words."""
    if "because" in value:
        return {**value, "because": {**value["because"], "text": words}}
    return {**value, "action" if "action" in value else "text": words}


def statement(value: Changes, key: str, _: zoneinfo.ZoneInfo) -> Changes:
    return {"text": words("Text", value["text"], key)}


def factor(value: Changes, key: str, zone: zoneinfo.ZoneInfo) -> Changes:
    return {**statement(value, key, zone), "category": choice("Category", FactorCategory, value["category"], key)}


def response(value: Changes, key: str, zone: zoneinfo.ZoneInfo) -> Changes:
    return {**statement(value, key, zone), "result": st.text_input("Result", value["result"] or "", key=f"result-{key}") or None}


def why(value: Changes, key: str, _: zoneinfo.ZoneInfo) -> Changes:
    return {"why": words("Why?", value["why"], f"why-{key}"), "text": words("Because", value["because"]["text"], key)}


def event(value: Changes, key: str, zone: zoneinfo.ZoneInfo) -> Changes:
    said = words("What happened", value["text"], key)
    when, phase, marked = st.columns([2, 2, 1], vertical_alignment="bottom")
    at = moment(f"Time ({zone.key})", value["at"], zone, f"at-{key}", when)
    with phase:
        chosen = choice("Phase", Phase, value["phase"], key)
    return {"text": said, "at": at, "phase": chosen, "key": marked.checkbox("Key event", value["key"], key=f"key-{key}")}


def action(value: Changes, key: str, _: zoneinfo.ZoneInfo) -> Changes:
    said = words("Action", value["action"], key)
    owner, due, priority = st.columns(3)
    day = due.date_input("Due", datetime.date.fromisoformat(value["due"]) if value["due"] else None, key=f"due-{key}")
    with priority:
        urgent = choice("Priority", Priority, value["priority"], key, none="not set")
    kind, commitment, status = st.columns(3)
    with kind:
        category = choice("Category", ActionCategory, value["category"], key, none="not set")
    with commitment:
        firm = choice("Commitment", Commitment, value["commitment"], key)
    with status:
        state = choice("Status", ActionStatus, value["status"], key)
    met = st.text_input(
        "Done when", value["success_criteria"] or "", key=f"met-{key}", placeholder="what can be seen or measured"
    )
    ticket = st.text_input("Ticket", value["ticket"] or "", key=f"ticket-{key}")
    return {
        "action": said,
        "owner": owner.text_input("Owner", value["owner"] or "", key=f"owner-{key}") or None,
        "due": day.isoformat() if day else None,
        "priority": urgent,
        "category": category,
        "commitment": firm,
        "status": state,
        "success_criteria": met or None,
        "ticket": ticket or None,
    }


def fact(item: Item, key: str, zone: zoneinfo.ZoneInfo) -> Changes:
    """A field of the incident: a moment, a choice, a list, or words."""
    value, label = item.value["value"], names.plain(item.id).capitalize()
    if item.id == "kind":
        return {"value": choice(label, IncidentKind, value, key)}
    if item.id == "near_miss":
        return {"value": st.checkbox(label, bool(value), key=f"fact-{key}")}
    if item.id == "severity_level":
        level = st.number_input(f"{label} (1 is the gravest)", 1, 5, value or 3, key=f"fact-{key}")
        return {"value": int(level)}
    if item.id.endswith("_at"):
        return {"value": stated(value, moment(f"{label} ({zone.key})", value and value["at"], zone, f"fact-{key}", st))}
    if item.id in PAIRS:
        return {"value": pairs(label, value or [], *PAIRS[item.id], key)}
    if isinstance(value, list):
        return {"value": [one.strip() for one in words(f"{label}, by commas", ", ".join(value), key).split(",") if one.strip()]}
    return {"value": st.text_input(label, value or "", key=f"fact-{key}") or None}


def stated(before: Changes | None, at: str | Unreadable | None) -> Changes | Unreadable | None:
    """A moment at this time, by a person's word; as it was where its time is."""
    if before and at == before["at"]:
        return before
    return {"at": at, "basis": "stated", "evidence": []} if isinstance(at, str) else at


def words(label: str, value: str, key: str) -> str:
    return st.text_area(label, value, height=WORDS_HIGH, key=f"words-{key}") or ""


def choice(label: str, kinds: Any, value: str | None, key: str, none: str = "") -> str | None:
    """One of an enum's words; `none` names having none, where that is allowed."""
    options = [*([None] if none else []), *(kind.value for kind in kinds)]
    at = options.index(value) if value in options else 0
    return st.selectbox(
        label, options, at, key=f"{label}-{key}", format_func=lambda one: none if one is None else names.plain(one)
    )


def pairs(label: str, value: list[Changes], first: str, second: str, key: str) -> list[Changes] | Unreadable:
    """One a line, as "role: name"; what is as it was keeps its evidence."""
    before = {f"{one[first]}: {one[second]}": one for one in value}
    typed = words(f"{label}, one a line as {first}: {second}", "\n".join(before), key)
    found: list[Changes] = []
    for line in filter(None, map(str.strip, typed.splitlines())):
        left, between, right = line.rpartition(": ")
        if not between:
            return Unreadable(line, f"write it as {first}: {second}")
        found.append(before.get(line, {first: left.strip(), second: right.strip()}))
    return found


def moment(label: str, value: str | None, zone: zoneinfo.ZoneInfo, key: str, where: Any) -> str | Unreadable | None:
    """A time in the reader's zone, unless another is typed; as it was to the letter where nobody changed it."""
    shown = datetime.datetime.fromisoformat(value).astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if value else ""
    typed = where.text_input(label, shown, key=key, placeholder="2026-03-17 09:14:32")
    if typed == shown or not typed.strip():
        return value if typed == shown else None
    try:
        at = datetime.datetime.fromisoformat(typed.strip())
    except ValueError:
        return Unreadable(typed, "write the time as 2026-03-17 09:14:32")
    return (at if at.tzinfo else at.replace(tzinfo=zone)).isoformat()


FORMS = {
    "timeline": event,
    "contributing_factors": factor,
    "response_actions": response,
    "action_items": action,
    "five_whys": why,
}
BLANK: Changes = {
    **dict.fromkeys(("result", "owner", "due", "priority", "success_criteria", "ticket")),
    **dict.fromkeys(("text", "action", "why"), ""),
    "because": {"text": ""},
    "category": None,
    "commitment": Commitment.COMMITTED,
    "status": ActionStatus.OPEN,
}
"""What stands in the fields of something that is added by hand."""
