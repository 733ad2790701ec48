"""Follow-up work of several parts becomes one list."""

import datetime

from label_incident import BY_ID

from pipeline.domain.action_item import ActionItem, ActionStatus, Commitment
from pipeline.draft.model.one_list import OneList, Work, gathered

DAY = datetime.date(2026, 3, 13)
IDEA = ActionItem(id="1", action="Test postal codes with letters", commitment=Commitment.PROPOSED, evidence=("e8",))
LUNCH = ActionItem(id="2", action="Order lunch", commitment=Commitment.COMMITTED, owner="Goran Vidal", evidence=("e2",))
TAKEN = ActionItem(
    id="3", action="Add a test of postal codes", commitment=Commitment.COMMITTED, owner="Ilse Marten", due=DAY, evidence=("e9",)
)
DONE = ActionItem(
    id="4",
    action="Test is in",
    commitment=Commitment.COMMITTED,
    owner="Ilse Marten",
    status=ActionStatus.DONE,
    evidence=("e9", "e7"),
)


def one_list(*groups: str) -> OneList:
    return OneList(work=[Work(items=group.split()) for group in groups])


def test_the_first_of_a_group_speaks_for_it_and_brings_the_evidence_of_all():
    (item,) = gathered(one_list("a3 a1 a4"), [IDEA, LUNCH, TAKEN, DONE])
    assert (item.action, item.owner, item.due, item.status) == (
        "Add a test of postal codes",
        "Ilse Marten",
        DAY,
        ActionStatus.DONE,
    )
    assert item.evidence == ("e9", "e8", "e7")


def test_what_is_in_no_group_does_not_belong_and_strange_ids_are_passed_over():
    assert [item.id for item in gathered(one_list("a1", "a9", "lunch"), [IDEA, LUNCH, TAKEN])] == ["1"]


def test_an_item_is_in_one_group_only_and_the_order_stays():
    found = gathered(one_list("a3 a1", "a1 a2"), [IDEA, LUNCH, TAKEN])
    assert [item.id for item in found] == ["3", "2"]


def test_the_samples_cite_what_there_is():
    assert {id for item in (IDEA, TAKEN, DONE) for id in item.evidence} <= set(BY_ID)
