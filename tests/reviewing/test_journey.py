"""The whole way without a browser: from the bundled incident, drafted by a real job, to what is published and taken back."""

import stat
import time
from pathlib import Path

import pytest
from desk_of import decide_all, desk_in, draft, item, sign

from pipeline.corpus import find
from pipeline.domain.actor import Actor
from pipeline.domain.job import JobState
from pipeline.domain.review import BlockKind, Decision, Plan, Readership, ReviewState, SignOffKind
from pipeline.errors import StillBlocked
from pipeline.keeping import keep
from pipeline.reviewing import ReviewDesk
from pipeline.store import open_store

SAMPLE = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout"
PAST = """---
id: PM-9
date: 2025-01-10
services: [booking-api]
---
# Booking checkout fell back to an empty signing key

## Root cause

The booking-api read a config key that was missing after a rollout and fell back to an empty value; checkout calls failed.

## Action items

- [ ] BK-7 Refuse to start when a config key is missing
"""


def drafted_by_a_job(desk: ReviewDesk, ana: Actor) -> str:
    review = desk.sample(ana)
    end = time.monotonic() + 60
    while desk.look(ana, review.id).jobs[0].state in (JobState.WAITING, JobState.RUNNING):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert desk.look(ana, review.id).jobs[0].state is JobState.DONE
    return review.id


def drafted_here(desk: ReviewDesk, ana: Actor) -> str:
    review = desk.create(ana, "Booking checkout errors", [(path.name, path) for path in sorted(SAMPLE.iterdir())])
    draft(desk, ana, review.id)
    return review.id


def test_from_raw_exports_to_a_published_postmortem_and_back(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana, bo = desk.sign_in("Ana Lima"), desk.sign_in("Bo Ek")
    (tmp_path / "PM-9.md").write_text(PAST, encoding="utf-8")
    keep(open_store(desk.home), find([tmp_path / "PM-9.md"]))
    id = drafted_by_a_job(desk, ana)

    one, other = desk.look(ana, id).parts["summary"][:2]
    desk.edit(ana, id, "summary", one.id, one.revision, text="The checkout of bookings failed; human error was the cause.")
    desk.reject(ana, id, "summary", other.id, other.revision)
    (found,) = [
        placed for placed in desk.look(ana, id).findings if placed.item == one.id and placed.finding.finding.level == "error"
    ]
    action = item(desk, ana, id, "action_items", "Support could be allowed")
    desk.edit(
        ana, id, "action_items", action.id, action.revision, owner="Dana Whitfield", due="2026-04-01", commitment="committed"
    )
    nobodys = item(desk, ana, id, "action_items", "keep the last good config")
    desk.reject(ana, id, "action_items", nobodys.id, nobodys.revision)
    past = next(hit for hit in desk.search(ana, "booking-api config key missing empty value").related if hit.id == "PM-9")
    desk.link(ana, id, past)

    decide_all(desk, ana, id)
    desk.set_plan(ana, id, Plan(owner="Ana Lima", audiences=("internal",)))
    desk.submit(ana, id)
    sign(desk, ana, id, SignOffKind.OWNER)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    with pytest.raises(StillBlocked, match="human error"):
        desk.approve(ana, id)
    assert [block.kind for block in desk.look(ana, id).blocks] == [BlockKind.FINDING]
    finding = found.finding.finding
    desk.waive(ana, id, finding.rule, found.part, found.item, finding.excerpt, "A quote of the customer's letter.")
    desk.approve(ana, id)
    out = {one.format: one.text for one in desk.publish(ana, id, Readership.INTERNAL)}

    assert "The checkout of bookings failed; human error was the cause." in out["md"]
    assert other.id not in out["json"] and "PM-9" in out["md"]
    assert "<html" in out["html"] and '"status": "published"' in out["json"]
    files = sorted((desk.home / "published" / id).iterdir())
    assert [path.suffix for path in files] == [".html", ".json", ".md"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    look = desk.look(ana, id)
    assert look.review.state is ReviewState.PUBLISHED and look.shares.edited >= 2 and look.shares.rejected == 2
    line = next(one for one in desk.board(ana) if one.item.id == action.id)
    done = desk.set_action(ana, id, action.id, line.item.revision, status="done", ticket="BK-8")
    assert done.value["status"] == "done"
    assert [one.open for one in next(one for one in desk.past(ana) if one.id == id).actions if one.ticket == "BK-8"] == [False]

    desk.retract(ana, id, "It names a customer.")
    assert desk.look(ana, id).review.state is ReviewState.RETRACTED
    assert not (desk.home / "published" / id).exists()
    assert [one.id for one in desk.past(ana)] == ["PM-9"]
    assert all(one.retracted_at and one.reason == "It names a customer." for one in desk.look(ana, id).publications)
    desk.reopen(ana, id)
    assert desk.look(ana, id).review.state is ReviewState.DRAFT
    told = [entry.what for entry in desk.audit(ana, id, limit=1000)]
    assert {
        "create",
        "add sources",
        "draft",
        "edit",
        "reject",
        "link",
        "waive",
        "sign off",
        "approve",
        "publish",
        "retract",
    } <= set(told)


def test_a_version_for_outside_names_nobody(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana = desk.sign_in("Ana Lima")
    id = drafted_here(desk, ana)
    look = desk.look(ana, id)
    assert look.document and look.document.incident.participants
    outside = desk.preview(ana, id, Readership.EXTERNAL, "md")
    assert [name for name in look.document.incident.participants if name in outside] == []
    assert "slack:" not in outside
    blocks = desk.blocks(ana, id, Readership.EXTERNAL)
    assert not [block for block in blocks if "incident commander" in block.text]
    assert any("executive" in block.text for block in blocks)
    points = {point.name: point.done for point in desk.checklist(ana, id)}
    assert points["legal"] is False and points["executive"] is False and points["accuracy"] is False


def test_what_is_refused_outside_can_be_answered_for(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana = desk.sign_in("Ana Lima")
    id = drafted_here(desk, ana)
    said = desk.add(ana, id, "summary", {"text": "Root cause: TBD"})
    open = [one for one in desk.outside_findings(ana, id) if one.waiver is None]
    before = {block.text for block in desk.blocks(ana, id, Readership.EXTERNAL) if block.kind is BlockKind.OUTSIDE}
    assert open and before
    assert said.id in {one.item for one in open}
    for one in open:
        refused = one.finding.finding
        desk.waive(ana, id, refused.rule, one.part, one.item, refused.excerpt, "It is said below.")
    assert all(one.waiver for one in desk.outside_findings(ana, id))
    after = {block.text for block in desk.blocks(ana, id, Readership.EXTERNAL) if block.kind is BlockKind.OUTSIDE}
    assert len(after) < len(before)


def test_a_person_who_adds_is_counted_apart_from_what_the_draft_said(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana = desk.sign_in("Ana Lima")
    id = drafted_here(desk, ana)
    new = desk.add(ana, id, "lessons.process", {"text": "Rollbacks are rehearsed."})
    assert new.decision is Decision.ADDED and desk.look(ana, id).shares.added == 1


def test_every_format_goes_outside_in_the_same_words(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    ana = desk.sign_in("Ana Lima")
    id = drafted_here(desk, ana)
    kept = desk.look(ana, id).parts["worked_well"][0].value["text"]
    for format in ("md", "html", "json"):
        told = desk.preview(ana, id, Readership.EXTERNAL, format)
        assert "Booking checkout errors" in told and kept.split()[0] in told
