"""What stands in the way of publishing: each block names the place and says what to do, and none is left when all is done."""

from dataclasses import replace
from typing import Any

import pytest
from made_reviews import MONDAY, changed, draft, measure, review, statement

from pipeline.domain.finding import DraftFinding, Finding, Level
from pipeline.domain.incident import IncidentKind
from pipeline.domain.postmortem import Lessons
from pipeline.domain.review import (
    Block,
    BlockKind,
    Decision,
    Dispute,
    Item,
    Offer,
    OfferKind,
    OfferState,
    Readership,
    Review,
    SectionRead,
    SignOff,
    SignOffKind,
    Waiver,
)
from pipeline.review import RequiredSignOff, Reviewed, assembled, blocks, digest, is_given, opened, place_of, required_sign_offs

DOCUMENT = draft(summary=(statement("it broke"), statement("it was fixed")))
ITEMS = opened(DOCUMENT)
ACCEPTED = [item.model_copy(update={"decision": Decision.ACCEPTED}) for item in ITEMS]
EXTERNAL = Readership.EXTERNAL


def signed(kind: SignOffKind, by: str = "Ana", approves: bool = True, on: str | None = None) -> SignOff:
    return SignOff(kind=kind, by=by, at=MONDAY, approves=approves, digest=digest(DOCUMENT) if on is None else on)


READY = Reviewed(sign_offs=(signed(SignOffKind.OWNER),))


def kinds(
    items: list[Item] = ACCEPTED,
    reviewed: Reviewed = READY,
    findings: tuple[DraftFinding, ...] = (),
    audience: str = Readership.INTERNAL,
    of: Review | None = None,
) -> list[BlockKind]:
    found = blocks(of or review(severity_level=3), items, DOCUMENT, findings, reviewed, audience)
    assert all(block.text.endswith(".") for block in found)
    return [block.kind for block in found]


def finding(level: Level = Level.ERROR, field: str = "summary", id: str = "") -> DraftFinding:
    return DraftFinding(Finding("blame/x", level, "This blames somebody.", "", 1, 1, 1, 9, "it broke"), field, id)


def test_nothing_blocks_when_everything_is_decided_and_signed() -> None:
    assert kinds() == []


def test_a_part_is_read_when_each_item_is_decided_or_when_it_was_read_as_it_is() -> None:
    items = changed(ACCEPTED, "summary", decision=None)
    held = [item for item in items if item.part == "summary"]
    read = replace(READY, reads=(SectionRead(part="summary", digest=digest(held), by="Ana", at=MONDAY),))
    old = replace(READY, reads=(SectionRead(part="summary", digest=digest(held[:1]), by="Ana", at=MONDAY),))
    (block,) = blocks(review(), items, DOCUMENT, (), READY)
    assert (block.kind, block.part, block.item) == (BlockKind.UNREAD, "summary", held[0].id)
    assert kinds(items, read) == []
    assert kinds(items, old) == [BlockKind.UNREAD]


def test_an_unsupported_statement_needs_a_decision_of_its_own() -> None:
    document = draft(summary=(statement("it broke", unsupported=True),))
    items = opened(document)
    held = [item for item in items if item.part == "summary"]
    reads = [
        SectionRead(part=part, digest=digest([i for i in items if i.part == part]), by="Ana", at=MONDAY)
        for part in ("summary", "incident")
    ]
    found = blocks(
        review(), items, document, (), Reviewed(reads=reads, sign_offs=(signed(SignOffKind.OWNER, on=digest(document)),))
    )
    assert [(block.kind, block.item) for block in found] == [(BlockKind.UNSUPPORTED, held[0].id)]


def test_an_error_blocks_until_it_is_waived_in_its_place_on_its_words() -> None:
    found = finding(id=next(item.id for item in ITEMS if item.part == "summary"))
    waiver = Waiver(rule="blame/x", part="summary", item=found.id, excerpt="it broke", reason="a quote", by="Ana", at=MONDAY)
    other = waiver.model_copy(update={"excerpt": "it was fixed"})
    assert kinds(findings=(found,)) == [BlockKind.FINDING]
    assert kinds(findings=(found,), reviewed=replace(READY, waivers=(waiver,))) == []
    assert kinds(findings=(found,), reviewed=replace(READY, waivers=(other,))) == [BlockKind.FINDING]
    assert kinds(findings=(finding(Level.WARNING),)) == []


def test_a_finding_in_a_kind_of_lessons_is_placed_in_its_part() -> None:
    lesson = statement("measure first")
    items = opened(DOCUMENT.model_copy(update={"lessons": Lessons(process=(lesson,))}))
    assert place_of(finding(field="lessons", id=lesson.id), items) == ("lessons.process", lesson.id)
    assert place_of(finding(field="impact"), items) == ("impact", "")


def test_open_offers_and_disputes_block_until_they_are_decided() -> None:
    offer = Offer(draft=2, part="summary", item="x", kind=OfferKind.ADDED)
    dispute = Dispute(majority="yes", dissent="no", raised_by="Bo", raised_at=MONDAY)
    open = replace(READY, offers=(offer,), disputes=(dispute,))
    done = replace(
        READY,
        offers=(offer.model_copy(update={"state": OfferState.LEFT}),),
        disputes=(dispute.model_copy(update={"decided_at": MONDAY, "decided_by": "Ana", "decision": "yes"}),),
    )
    assert kinds(reviewed=open) == [BlockKind.OFFER, BlockKind.DISPUTE]
    assert kinds(reviewed=done) == []


def test_a_sign_off_counts_for_the_document_that_it_was_given_on() -> None:
    stale = Reviewed(sign_offs=(signed(SignOffKind.OWNER, on="another"),))
    (block,) = blocks(review(), ACCEPTED, DOCUMENT, (), stale)
    assert (block.kind, "has changed since" in block.text) == (BlockKind.SIGN_OFF, True)


def test_the_owners_word_is_the_owners_and_a_reviewers_is_somebody_elses() -> None:
    owner, bo = signed(SignOffKind.OWNER), signed(SignOffKind.REVIEWER, "Bo")
    major = review(severity_level=1)
    assert kinds(of=major, reviewed=Reviewed(sign_offs=(owner, bo))) == []
    assert kinds(of=major, reviewed=Reviewed(sign_offs=(owner, signed(SignOffKind.REVIEWER)))) == [BlockKind.SIGN_OFF]
    assert kinds(reviewed=Reviewed(sign_offs=(signed(SignOffKind.OWNER, "Bo"),))) == [BlockKind.SIGN_OFF]


def test_one_person_is_one_however_their_name_is_written() -> None:
    of = review(severity_level=1, owner="ana  LIMA")
    ana = signed(SignOffKind.OWNER, "Ana Lima"), signed(SignOffKind.REVIEWER, "Ana Lima")
    (block,) = blocks(of, ACCEPTED, DOCUMENT, (), Reviewed(sign_offs=ana))
    assert "a reviewer other than the owner" in block.text


@pytest.mark.parametrize("kind", [SignOffKind.LEGAL, SignOffKind.EXECUTIVE])
def test_the_owner_speaks_for_nobody_else(kind: SignOffKind) -> None:
    required, today = RequiredSignOff(kind, "It is."), digest(DOCUMENT)
    assert not is_given(required, [signed(kind, "Ana")], today, "Ana")
    assert is_given(required, [signed(kind, "Lee")], today, "Ana")


def test_a_word_against_blocks_whoever_says_it() -> None:
    against = signed(SignOffKind.LEGAL, "Lee", approves=False)
    assert kinds(reviewed=Reviewed(sign_offs=(signed(SignOffKind.OWNER), against))) == [BlockKind.SIGN_OFF]


def test_what_stands_in_the_way_outside_blocks_only_outside() -> None:
    outside = replace(READY, outside=(Block(kind=BlockKind.OUTSIDE, text="A name is left."),))
    assert kinds(reviewed=outside) == []
    assert kinds(reviewed=outside, audience=EXTERNAL) == [BlockKind.OUTSIDE, BlockKind.SIGN_OFF]


def test_without_a_draft_and_an_owner_that_is_said_first() -> None:
    assert kinds(of=review(draft=0, owner=None))[:2] == [BlockKind.NO_DRAFT, BlockKind.NO_OWNER]


@pytest.mark.parametrize(
    ("fields", "audience", "expected"),
    [
        ({"severity_level": 3}, Readership.INTERNAL, ["owner"]),
        ({"severity_level": 2}, Readership.INTERNAL, ["owner", "reviewer"]),
        ({"severity_level": 4}, EXTERNAL, ["owner", "legal"]),
        ({"severity_level": 1}, EXTERNAL, ["owner", "reviewer", "legal", "executive"]),
        ({"severity_level": 4, "kind": IncidentKind.SECURITY}, Readership.INTERNAL, ["owner", "legal"]),
        ({"severity_level": 4, "kind": IncidentKind.SECURITY}, EXTERNAL, ["owner", "legal"]),
    ],
)
def test_whose_word_is_needed(fields: dict[str, Any], audience: str, expected: list[str]) -> None:
    required = required_sign_offs(review(**fields), (audience,))
    assert [one.kind.value for one in required] == expected
    assert all(one.why.endswith(".") for one in required)


def test_the_working_document_of_accepted_items_is_the_draft() -> None:
    assert assembled(DOCUMENT, ACCEPTED, measure) == DOCUMENT
