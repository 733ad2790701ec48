"""A restricted past incident that another review speaks of is met there by nobody who may not know of it."""

import pytest
from desk_of import drafted
from going_out import published

from pipeline.domain.actor import Actor
from pipeline.domain.incident import Visibility
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import RELATED, Plan
from pipeline.errors import BadOption
from pipeline.reviewing import ReviewDesk

FEW = {"visibility": Visibility.RESTRICTED}


@pytest.fixture
def secret(desk: ReviewDesk, ana: Actor, bo: Actor) -> RelatedIncident:
    """Of Bo and of the team for security, and of no admin."""
    id = published(desk, bo, desk.set_person(ana, Actor(name="Cy Ng", teams=("security",))), readers=("security",), **FEW)
    return RelatedIncident(id=id, title="Checkout down", score=1.0)


def test_those_who_read_the_document_may_all_know_of_what_it_speaks_of(
    desk: ReviewDesk, ana: Actor, bo: Actor, secret: RelatedIncident
) -> None:
    own = drafted(desk, bo, readers=("Cy Ng",), **FEW)
    assert desk.link(bo, own, secret).id == secret.id
    for readers in (("Ana Lima",), ("operations",)):
        with pytest.raises(BadOption, match="restricted"):
            desk.link(bo, drafted(desk, bo, readers=readers, **FEW), secret)


def test_a_review_that_spoke_of_it_is_opened_to_no_further_readers(
    desk: ReviewDesk, ana: Actor, bo: Actor, secret: RelatedIncident
) -> None:
    own = drafted(desk, bo, **FEW)
    desk.link(bo, own, secret)
    for _ in range(2):
        for wider in (
            lambda: desk.set_visibility(bo, own, Visibility.INTERNAL),
            lambda: desk.set_visibility(bo, own, Visibility.RESTRICTED, ("Ana Lima",)),
            lambda: desk.set_plan(bo, own, Plan(owner="Ana Lima")),
        ):
            with pytest.raises(BadOption, match="start another one"):
                wider()
        for one in desk.look(bo, own).parts.get(RELATED, ()):
            desk.take_back(bo, own, RELATED, one.id, one.revision)  # its log still has it
    assert desk.set_visibility(bo, own, Visibility.RESTRICTED, ("Cy Ng",)).readers == ("Cy Ng",)


def test_nobody_learns_by_a_link_that_there_is_one(desk: ReviewDesk, ana: Actor, secret: RelatedIncident) -> None:
    own = drafted(desk, ana, **FEW)
    for id in (secret.id, "never-was"):
        assert desk.link(ana, own, secret.model_copy(update={"id": id})).id == id
        assert desk.set_visibility(ana, own, Visibility.INTERNAL).visibility is Visibility.INTERNAL
        desk.set_visibility(ana, own, Visibility.RESTRICTED)


def test_a_link_is_made_by_no_other_way(desk: ReviewDesk, bo: Actor, secret: RelatedIncident) -> None:
    with pytest.raises(BadOption):
        desk.add(bo, drafted(desk, bo), RELATED, {"title": "Checkout down", "score": 1.0})
