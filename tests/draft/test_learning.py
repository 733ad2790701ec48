import pytest
from small_incidents import material, moment, said, story

from pipeline.domain.incident import Incident
from pipeline.draft.learning import could_be_improved, lessons, worked_well
from pipeline.draft.notebook import open_notebook

DONE = Incident(started_at=moment("09:00", "m1"), detected_at=moment("09:05", "m1"), mitigated_at=moment("09:30", "m1"))


def book(text):
    return open_notebook(material(said("m1", "10:00", "Paulo Reis", text)), story(DONE))


def test_praise_is_quoted():
    assert [s.text for s in worked_well(book("good catch, the page came before customers saw it"))]


@pytest.mark.parametrize(
    "text",
    [
        "I don't think that worked, the nodes are still missing",
        "that didn't work well for the second region",
        "I think that worked for the first region now",
        "not sure this was quickly enough for anybody",
        "hopefully the failover worked well in the end",
        "would it have worked well within minutes",
    ],
)
def test_denied_and_doubted_praise_is_not(text):
    assert worked_well(book(text)) == ()


def test_what_is_wished_for_could_be_improved():
    assert could_be_improved(book("the status page went out too late, 26 min after the alert"))


def test_somebody_who_does_not_know_wishes_for_nothing():
    assert could_be_improved(book("I don't know if the status page went out too late today")) == ()


def test_a_lesson_goes_to_what_it_is_about():
    told = lessons(book("lesson: the runbook has to be rehearsed with the real schedule"))
    assert [s.text for s in told.process]
    assert not told.technical


def test_silence_teaches_nothing():
    assert worked_well(book("restarted the job, looking at the graphs")) == ()
