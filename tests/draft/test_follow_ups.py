"""What a model hears as follow-up work becomes items that code can answer for."""

from datetime import UTC, datetime

import pytest

from pipeline.domain.action_item import ActionCategory, ActionStatus, Commitment, Horizon
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Incident
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.statement import CheckStatus
from pipeline.domain.story import Story
from pipeline.draft.model.follow_ups import FollowUp, FollowUps, action_items, follow_up_task
from pipeline.timeline.metrics import measure
from pipeline.transcript.page import page_of
from pipeline.transcript.pseudonyms import Pseudonyms

PEOPLE = (
    Person("Ida Brandt", ("ida",), title="Storage engineer", timezone="America/Los_Angeles"),
    Person("Tomas Reyes", ("tomas",), title="Team lead"),
)
SAID = (
    ("a", "Tomas Reyes", "someone should page on disk use above 85 %", datetime(2026, 3, 4, 15, 0, tzinfo=UTC)),
    ("b", "Ida Brandt", "mine. by Friday", datetime(2026, 3, 5, 4, 0, tzinfo=UTC)),
    ("c", "Ida Brandt", "the page on disk use is live", datetime(2026, 3, 6, 17, 0, tzinfo=UTC)),
    ("e", "Ida Brandt", "I rehearse it, before the Easter freeze of the 27th of March", datetime(2026, 3, 6, 17, 2, tzinfo=UTC)),
    ("d", "Tomas Reyes", "no bigger disks, we said no to that in May", datetime(2026, 3, 6, 17, 5, tzinfo=UTC)),
)


@pytest.fixture
def material() -> RedactedMaterial:
    pieces = [Evidence(id=id, at=at, author=who, text=text, source=Source(file="chat.txt")) for id, who, text, at in SAID]
    return RedactedMaterial(evidence=tuple(pieces), people=PEOPLE)


@pytest.fixture
def story() -> Story:
    over = Moment(at=datetime(2026, 3, 4, 14, 0, tzinfo=UTC), basis=Basis.STATED)
    incident = Incident(resolved_at=over, participants=tuple(person.name for person in PEOPLE))
    return Story(incident, measure(incident), (), ())


def follow_up(**said: object) -> FollowUp:
    plain = {
        "action": "Page on disk use above 85 %.",
        "evidence": ["m1", "m2"],
        "commitment": Commitment.COMMITTED,
        "owner": "[storage engineer 1]",
        "due": None,
        "due_in": None,
        "done_in": None,
        "in_progress": False,
        "category": ActionCategory.DETECT,
        "priority": None,
        "ticket": None,
        "success_criteria": None,
    }
    return FollowUp.model_validate(plain | said)


def items(material: RedactedMaterial, story: Story, *heard: FollowUp):
    pseudonyms = Pseudonyms(material.people)
    return action_items(FollowUps(items=list(heard)), page_of(material.evidence, pseudonyms), pseudonyms, material, story)


def test_a_pseudonym_comes_back_as_the_full_name_and_references_as_ids(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up())
    assert (item.owner, item.evidence, item.action) == ("Ida Brandt", ("a", "b"), "Page on disk use above 85 %")
    assert item.check.status is CheckStatus.SUPPORTED


def test_the_day_is_that_of_the_speaker_and_not_of_the_clock_in_utc(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(due="by Friday", due_in="m2"))
    assert str(item.due) == "2026-03-06"
    assert item.horizon is Horizon.SHORT


def test_a_day_within_a_longer_phrase_counts(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(evidence=["m4"], due="before the Easter freeze of the 27th of March", due_in="m4"))
    assert str(item.due) == "2026-03-27"


def test_what_names_no_day_gives_none(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(due="soon", due_in="m1"))
    assert item.due is None


def test_work_reported_done_without_a_day_was_due_when_it_was_done(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(done_in="m3"))
    assert (str(item.due), item.status, item.evidence) == ("2026-03-06", ActionStatus.DONE, ("a", "b", "c"))


def test_nobody_owns_what_was_only_proposed(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(commitment=Commitment.PROPOSED))
    assert item.owner is None and item.due is None


def test_a_number_that_nobody_wrote_is_unsupported(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(action="Page on disk use above 70 %"))
    assert item.check.status is CheckStatus.UNSUPPORTED
    assert "70" in item.check.problems[0]


def test_an_owner_whom_the_cited_messages_do_not_know_is_unsupported(material: RedactedMaterial, story: Story):
    (item,) = items(material, story, follow_up(evidence=["m1"]))
    assert any("Ida Brandt" in problem for problem in item.check.problems)


def test_what_cites_nothing_on_the_page_is_left_out(material: RedactedMaterial, story: Story):
    assert items(material, story, follow_up(evidence=["m99"])) == ()


def test_what_was_turned_down_comes_last(material: RedactedMaterial, story: Story):
    declined = follow_up(action="Buy bigger disks", evidence=["m5"], commitment=Commitment.DECLINED)
    assert [item.commitment for item in items(material, story, declined, follow_up())] == [
        Commitment.COMMITTED,
        Commitment.DECLINED,
    ]


def test_the_prompt_holds_the_page_and_no_name(material: RedactedMaterial, story: Story):
    page = page_of(material.evidence, Pseudonyms(material.people))
    task = follow_up_task(page, "[storage engineer 1]", "UTC", "It was over on 2026-03-04 14:00 UTC.")
    assert "page on disk use above 85 %" in task.prompt.user
    assert "Ida" not in task.prompt.user
