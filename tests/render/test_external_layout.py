"""The layout for readers outside: no byline, questions, provenance or evidence; and what the owner took on is committed."""

import pytest
from render_samples import FULL

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.errors import BadOption
from pipeline.render import EXTERNAL, check_template, postmortem

OUTSIDE = FULL.model_copy(update={"evidence": (), "questions": ()})
TAKEN_ON = ActionItem(id="a", action="Add an alert on silence", commitment=Commitment.PROPOSED, accepted=True)


@pytest.mark.parametrize("format", ["md", "html"])
def test_readers_outside_get_the_story_and_nothing_of_how_it_was_drafted(format: str) -> None:
    page = postmortem(OUTSIDE, format, EXTERNAL)
    for ours in ("Questions to the Owner", "Where This Draft Comes From", "to be named", "Authors", "Ticket", "Nothing is cited"):
        assert ours not in page
    for told in ("Summary", "Impact", "Timeline", "Response", "What We Do About It"):
        assert told in page


@pytest.mark.parametrize("format", ["md", "html"])
def test_measures_outside_are_said_without_their_owners(format: str) -> None:
    owned = TAKEN_ON.model_copy(update={"owner": "Ana Pereira", "ticket": "OPS-7"})
    page = postmortem(OUTSIDE.model_copy(update={"action_items": (owned,)}), format, EXTERNAL)
    assert "Add an alert on silence" in page
    assert "Ana Pereira" not in page.split("What We Do About It")[-1]
    none = postmortem(OUTSIDE.model_copy(update={"action_items": ()}), format, EXTERNAL)
    assert "Nothing has been decided yet." in none


def test_an_idea_that_the_owner_took_on_stands_with_what_is_committed() -> None:
    page = postmortem(FULL.model_copy(update={"action_items": (TAKEN_ON,)}), "md")
    assert "Proposed, Not Committed" not in page
    assert "Add an alert on silence" in page


def test_it_is_no_template_for_a_draft_because_it_takes_no_name_out() -> None:
    with pytest.raises(BadOption):
        check_template(EXTERNAL)
