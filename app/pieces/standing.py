"""Where a review stands -> HTML: its plan, its deadlines, whose word it needs and has, both views of a dispute, who did what."""

import datetime
import json
import zoneinfo
from collections.abc import Iterator, Sequence
from typing import Any

from app.pieces import names
from app.pieces.heading import span
from app.pieces.markup import Tone, block, chip, clock, mute, text
from app.pieces.table import table
from pipeline.domain.review import AuditEntry, Deadline, Dispute, Plan, Publication, SignOff
from pipeline.review import is_given
from pipeline.reviewing.look import Look

LONGEST = 140
READERS = {"internal": "inside", "external": "outside"}


def deadlines(due: Sequence[Deadline], now: datetime.datetime, zone: zoneinfo.ZoneInfo) -> str:
    rows = [(text(names.DEADLINES[one.name]), mute(clock(one.due, zone)), met(one, now)) for one in due]
    return table("Deadlines", ("Step", "Due", "Status"), rows)


def met(one: Deadline, now: datetime.datetime) -> str:
    if one.done:
        return chip("done late" if one.late else "done", Tone.WARN if one.late else Tone.OK)
    if one.late:
        return chip(f"{span(now - one.due)} late", Tone.BAD)
    return chip(f"in {span(one.due - now)}")


def plan(plan: Plan, owner: str | None, zone: zoneinfo.ZoneInfo) -> str:
    rows = [(text(label), text(said) if said else mute("—")) for label, said in settled(plan, owner, zone)]
    return table("Plan", ("What", "Set to"), rows)


def settled(plan: Plan, owner: str | None, zone: zoneinfo.ZoneInfo) -> Iterator[tuple[str, str]]:
    yield "Owner", owner or ""
    yield "Readers", ", ".join(READERS.get(one, one) for one in plan.audiences)
    yield "Meeting", clock(plan.meeting_at, zone)
    yield "Facilitator", plan.facilitator or ""
    yield "Participants", ", ".join(plan.participants)
    yield "Recurring", "yes" if plan.recurs else ""
    yield "A process let it through", "yes" if plan.process_failure else ""
    yield "Publish by", plan.publish_by.isoformat() if plan.publish_by else ""
    yield "Format", plan.format
    yield "Risks", "; ".join(plan.risks)
    yield "Validation points", "; ".join(plan.validation)


def sign_offs(look: Look, zone: zoneinfo.ZoneInfo) -> str:
    """Those that are needed, each with why and whether it is given on the document as it is now; then all that were given."""
    needed = [
        (text(names.SIGN_OFFS[one.kind]), mute(one.why), chip("given", Tone.OK) if given else chip("missing", Tone.WARN))
        for one in look.required
        for given in [is_given(one, look.sign_offs, look.today, look.review.owner)]
    ]
    words = "".join(block("pm-note", *sign_off(one, look.today, zone)) for one in look.sign_offs)
    return table("Required sign-offs", ("Whose", "Why", "Status"), needed) + words


def sign_off(one: SignOff, today: str, zone: zoneinfo.ZoneInfo) -> Iterator[str]:
    yield chip("approves", Tone.OK) if one.approves else chip("objects", Tone.BAD)
    yield text(f"{one.by} as {names.SIGN_OFFS[one.kind].lower()}") + " " + mute(clock(one.at, zone))
    if one.digest != today:
        yield " " + chip("on an earlier text", Tone.WARN, "the document has changed since")
    if one.note:
        yield block("pm-text", text(one.note))


def views(one: Dispute, zone: zoneinfo.ZoneInfo) -> str:
    """Both views beside each other, and what the owner decided."""
    sides = (("Majority", one.majority), ("Dissent", one.dissent))
    shown = block("pm-compare", *(f'<div><h4>{name}</h4><div class="pm-text">{text(said)}</div></div>' for name, said in sides))
    raised = mute(f"raised by {one.raised_by}, {clock(one.raised_at, zone)}")
    if one.decided_at is None:
        return shown + raised
    decided = f"{one.decided_by} decided, {clock(one.decided_at, zone)}"
    return shown + raised + block("pm-note", mute(decided), block("pm-text", text(one.decision)))


def audit(entries: Sequence[AuditEntry], zone: zoneinfo.ZoneInfo, incidents: bool = False) -> str:
    """With the incident of each, where they are of many."""
    rows = [
        (mute(clock(one.at, zone, seconds=True)), *([text(one.incident)] if incidents else []), text(one.by), text(one.what),
         text(one.target), mute(change(one)))
        for one in entries
    ]  # fmt: skip
    heads = ("When", *(["Incident"] if incidents else []), "Who", "What", "Where", "Before and after")
    return table("Audit log", heads, rows)


def change(one: AuditEntry) -> str:
    before, after = (short(side) for side in (one.before, one.after))
    return f"{before} → {after}" if before and after else before or after


def short(side: Any) -> str:
    """What the entry holds, as far as it fits in a line."""
    if side is None:
        return ""
    said = side if isinstance(side, str) else json.dumps(side, ensure_ascii=False)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"


def published(one: Publication, zone: zoneinfo.ZoneInfo) -> str:
    gone = chip("retracted", Tone.WARN, one.reason or "") + mute(f"{one.reason or ''} ") if one.retracted_at else ""
    readers = chip(f"for readers {READERS.get(one.audience, one.audience)}") + chip(one.format)
    return block("pm-row-facts", readers, gone, mute(f"{one.by}, {clock(one.at, zone)}"))
