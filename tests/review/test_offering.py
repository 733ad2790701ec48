"""A newer draft is offered, never imposed: nothing that a person wrote is lost or replaced without an explicit take."""

from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from made_reviews import MESSAGES, action, changed, draft, drafts, statement

from pipeline.domain.incident import Incident
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import FACTS, Decision, Item, Offer, OfferKind
from pipeline.errors import BadOption
from pipeline.review import offers, opened, outcome, taken, text_of

SUMMARY = "summary"
QUICK = tuple(phase for phase in Phase if phase is not Phase.shrink)
"""Whole drafts take minutes to shrink."""


def of(items: list[Item], part: str = SUMMARY) -> list[Item]:
    return [item for item in items if item.part == part]


def said(found: tuple[Offer, ...]) -> list[tuple[OfferKind, str]]:
    return [(offer.kind, ((offer.after or offer.before or {}).get("text") or "")) for offer in found]


def edited(items: list[Item], part: str, **fields: Any) -> list[Item]:
    """A person changed these fields of all items of the part."""
    return [
        item.model_copy(update={"value": {**item.value, **fields}, "decision": Decision.EDITED}) if item.part == part else item
        for item in items
    ]


@settings(max_examples=40, deadline=None)
@given(drafts())
def test_a_draft_that_says_the_same_offers_nothing(document: Postmortem) -> None:
    assert offers(opened(document), document, 2) == ()


@st.composite
def decided(draw: st.DrawFn) -> list[Item]:
    """Items of a draft after people worked on them."""
    items: list[Item] = []
    for item in opened(draw(drafts())):
        did = draw(st.sampled_from([None, None, *Decision, "removed"]))
        if did == "removed" and item.part != FACTS:
            continue
        if did in (Decision.EDITED, Decision.ADDED) and "text" in item.value:
            value = {**item.value, "text": f"a person's words {len(items)}"}
            drafted = None if did is Decision.ADDED else item.drafted
            items.append(item.model_copy(update={"value": value, "drafted": drafted, "decision": did}))
        else:
            items.append(
                item.model_copy(update={"decision": did if did in (None, Decision.ACCEPTED, Decision.REJECTED) else None})
            )
    return items


@settings(max_examples=60, deadline=None, phases=QUICK)
@given(decided(), drafts(), st.data())
def test_only_what_is_taken_changes_and_each_offer_changes_one_item(
    items: list[Item], fresh: Postmortem, data: st.DataObject
) -> None:
    found = offers(items, fresh, 2)
    assert len({(offer.part, offer.item) for offer in found}) == len(found)
    known = {(item.part, item.id): item for item in items}
    for offer in found:
        before = known.get((offer.part, offer.item))
        assert offer.before == (before.value if before else None)
        assert before is None or before.drafted is not None
        assert before is None or before.decision is not Decision.REJECTED
    wanted = [offer for offer in found if data.draw(st.booleans())]
    now = dict(known)
    for offer in wanted:
        (one,) = taken(offer, now.values())
        assert (one.part, one.id) == (offer.part, offer.item)
        now[one.part, one.id] = one
    asked_for = {(offer.part, offer.item) for offer in wanted}
    assert {key: item for key, item in now.items() if key not in asked_for} == {
        key: item for key, item in known.items() if key not in asked_for
    }
    assert set(known) <= set(now)


@settings(max_examples=40, deadline=None, phases=QUICK)
@given(decided(), drafts())
def test_what_was_taken_or_left_is_not_offered_again(items: list[Item], fresh: Postmortem) -> None:
    found = offers(items, fresh, 2)
    assert offers(items, fresh, 3, left=found) == ()
    now = {(item.part, item.id): item for item in items}
    for offer in found:
        for one in taken(offer, now.values()):
            now[one.part, one.id] = one
    assert offers(now.values(), fresh, 3) == ()


def test_other_words_on_the_same_evidence_are_a_change_of_the_item() -> None:
    old, new = draft(summary=(statement("checkout broke"),)), draft(summary=(statement("checkout was down for an hour"),))
    (item,) = of(opened(old))
    (offer,) = offers(opened(old), new, 2)
    assert (offer.kind, offer.item, offer.before) == (OfferKind.CHANGED, item.id, item.value)
    (now,) = taken(offer, opened(old))
    assert (now.id, now.value["id"], now.value["text"]) == (item.id, item.id, "checkout was down for an hour")
    assert now.decision is Decision.ACCEPTED


def test_what_shares_little_evidence_is_something_else() -> None:
    old = draft(summary=(statement("one", *MESSAGES[:3]),))
    new = draft(summary=(statement("two", MESSAGES[0], *MESSAGES[4:7]),))
    assert said(offers(opened(old), new, 2)) == [(OfferKind.ADDED, "two"), (OfferKind.GONE, "one")]


def test_the_same_words_with_more_evidence_are_no_offer() -> None:
    old, new = draft(summary=(statement("one"),)), draft(summary=(statement("one", *MESSAGES[:3]),))
    assert offers(opened(old), new, 2) == ()


def test_an_edited_item_is_offered_nothing_while_the_draft_repeats_itself() -> None:
    old = draft(summary=(statement("checkout broke"),))
    assert offers(edited(opened(old), SUMMARY, text="my words"), old, 2) == ()


def test_an_edited_item_shows_both_texts_when_the_draft_says_something_new() -> None:
    old, new = draft(summary=(statement("checkout broke"),)), draft(summary=(statement("checkout was down"),))
    (offer,) = offers(edited(opened(old), SUMMARY, text="my words"), new, 2)
    assert offer.before is not None
    assert offer.after is not None
    assert (offer.before["text"], offer.after["text"]) == ("my words", "checkout was down")


def test_a_rejected_item_comes_back_only_in_other_words() -> None:
    old = draft(summary=(statement("checkout broke"),))
    items = changed(opened(old), SUMMARY, decision=Decision.REJECTED)
    assert offers(items, old, 2) == ()
    assert offers(items, draft(summary=(statement("checkout broke", MESSAGES[3]),)), 2) == ()
    assert said(offers(items, draft(summary=(statement("checkout was down"),)), 2)) == [(OfferKind.ADDED, "checkout was down")]
    assert offers(items, draft(), 2) == ()


def test_what_a_person_added_is_never_gone() -> None:
    value = statement("mine").model_dump(mode="json")
    mine = Item(part=SUMMARY, id="mine", position=1, value=value, decision=Decision.ADDED)
    assert offers([*opened(draft()), mine], draft(), 2) == ()
    assert said(offers([mine], draft(summary=(statement("theirs"),)), 2))[-1] == (OfferKind.ADDED, "theirs")


def test_taking_what_is_gone_rejects_the_item_and_keeps_its_words() -> None:
    old = draft(summary=(statement("checkout broke"),))
    items = edited(opened(old), SUMMARY, text="my words")
    (offer,) = offers(items, draft(), 2)
    (now,) = taken(offer, items)
    assert (now.decision, now.value["text"]) == (Decision.REJECTED, "my words")


def test_what_is_added_stands_at_the_end_of_its_part() -> None:
    old, new = draft(summary=(statement("one"),)), draft(summary=(statement("two", MESSAGES[4]), statement("one")))
    items = opened(old)
    (offer,) = offers(items, new, 2)
    (now,) = taken(offer, items)
    assert (text_of(now), now.position, now.drafted) == ("two", 2.0, offer.after)


def test_a_field_that_only_a_person_changed_stays_theirs_when_another_is_taken() -> None:
    old = draft(action_items=(action("Add an alert"),))
    fresh = action("Add an alert").model_copy(update={"ticket": "OPS-7"})
    items = edited(opened(old), "action_items", owner="Ana")
    (offer,) = offers(items, draft(action_items=(fresh,)), 2)
    (now,) = taken(offer, items)
    assert (now.value["owner"], now.value["ticket"]) == ("Ana", "OPS-7")
    assert offers([now, *of(items, FACTS)], draft(action_items=(fresh,)), 3) == ()


def test_new_words_bring_their_own_evidence_and_basis() -> None:
    old = draft(summary=(statement("checkout broke", *MESSAGES[:2]),))
    new = draft(summary=(statement("checkout was down", *MESSAGES[:3]),))
    items = edited(opened(old), SUMMARY, text="my words", basis="person")
    (offer,) = offers(items, new, 2)
    value = outcome(offer, of(items)[0])
    assert value is not None
    assert (value["text"], value["basis"], value["evidence"]) == ("checkout was down", "quoted", list(MESSAGES[:3]))


def test_a_fact_that_the_new_draft_reads_otherwise_is_offered() -> None:
    old, new = draft(), draft(incident=Incident(id="INC-1", title="Payments fail"))
    found = {offer.item: offer.after for offer in offers(opened(old), new, 2)}
    assert found == {"title": {"value": "Payments fail"}, "started_at": {"value": None}}


def test_an_offer_on_something_that_is_not_there_any_more_says_so() -> None:
    old, new = draft(summary=(statement("one"),)), draft(summary=(statement("two"),))
    (offer,) = offers(opened(old), new, 2)
    with pytest.raises(BadOption, match="leave it"):
        taken(offer, [])


def test_a_long_timeline_is_compared_in_a_moment() -> None:
    texts = [statement(f"statement {n}", f"slack:C1:{n}") for n in range(400)]
    others = [statement(f"statement {n}, said otherwise", f"slack:C1:{n}") for n in range(400)]
    old, new = draft(what_happened=tuple(texts)), draft(what_happened=tuple(others))
    assert {offer.kind for offer in offers(opened(old), new, 2)} == {OfferKind.CHANGED}
