import pytest
from small_incidents import material, said, story

from pipeline.domain.incident import Incident, Role
from pipeline.draft.authors import authors, reviewers
from pipeline.text.names import Roster


def found(text, *, author="Paulo Reis", roles=()):
    held = material(said("m1", "10:00", author, text))
    return authors(held, story(Incident(roles=roles)), Roster(held.people))


@pytest.mark.parametrize(
    "text",
    ["postmortem: @ingrid", "write-up owner: Ingrid Moe", "Author: Ingrid", "ingrid takes the write-up", "RCA = ingrid moe"],
)
def test_whoever_is_named_for_the_write_up_is_its_author(text):
    assert found(text) == ("Ingrid Moe",)


def test_i_take_it_means_whoever_says_so():
    assert found("I'll write the postmortem", author="Wen Li") == ("Wen Li",)


def test_me_is_the_author_of_the_message():
    assert found("postmortem: me", author="Wen Li") == ("Wen Li",)


def test_two_names_are_two_authors_in_their_order():
    assert found("postmortem: wen and ingrid") == ("Wen Li", "Ingrid Moe")


def test_who_is_on_no_roster_is_no_author():
    assert found("postmortem: somebody else") == ()


def test_the_owner_of_the_postmortem_by_role_comes_first():
    assert found("author: wen", roles=(Role(role="postmortem owner", name="Ingrid Moe"),)) == ("Ingrid Moe", "Wen Li")


def test_reviewers_are_read_with_their_full_names():
    held = material(said("m1", "10:00", "Paulo Reis", "Reviewers: Ingrid, Wen Li"))
    assert reviewers(held, Roster(held.people)) == ("Ingrid Moe", "Wen Li")


def test_asking_for_a_review_names_nobody():
    held = material(said("m1", "10:00", "Paulo Reis", "can somebody review the change"))
    assert reviewers(held, Roster(held.people)) == ()
