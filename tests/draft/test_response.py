import pytest
from small_incidents import material, moment, said, story

from pipeline.domain.incident import Incident
from pipeline.domain.moment import Basis
from pipeline.draft.notebook import open_notebook
from pipeline.draft.response import ending, response_actions
from pipeline.draft.theme import theme_of

RESPONSE = Incident(
    title="jobs stand still",
    started_at=moment("09:00", "m1"),
    detected_at=moment("09:05", "m1"),
    mitigated_at=moment("10:00", "m9"),
)


def drafted(*pieces, incident=RESPONSE):
    book = open_notebook(material(*pieces), story(incident))
    return book, response_actions(book, theme_of(book))


def actions(*texts, incident=RESPONSE):
    pieces = [said(f"m{i}", f"09:{10 + 3 * i}", "Ingrid Moe", text) for i, text in enumerate(texts)]
    return [(a.text, a.result) for a in drafted(*pieces, incident=incident)[1]]


@pytest.mark.parametrize(
    "text", ["restarted queue-7 by hand", "rolled the scheduler back to 3.1", "scaled the workers to 12", "reloaded nginx"]
)
def test_what_somebody_did_is_an_action(text):
    assert actions(text) == [(text, None)]


@pytest.mark.parametrize(
    "text",
    [
        "we should have restarted queue-7",
        "has anybody restarted queue-7?",
        "out of memory killed it at 08:51 on that host",
        "don't restart queue-7, it was restarted before",
        "I'll restart queue-7 tomorrow",
        "closed again.",
    ],
)
def test_what_nobody_did_is_none(text):
    assert actions(text) == []


def test_the_outcome_told_after_an_action_is_its_result():
    assert actions("restarted queue-7 by hand", "no change at all, still failing") == [
        ("restarted queue-7 by hand", "no change at all, still failing")
    ]


def test_a_relapse_takes_back_an_early_success():
    told = actions("restarted queue-7 by hand", "errors gone, it looks good", "it is back again, still failing")
    assert told[0] == ("restarted queue-7 by hand", "it is back again, still failing")


def test_after_a_guessed_end_actions_count_still():
    guessed = RESPONSE.model_copy(update={"mitigated_at": moment("09:06", "m1").model_copy(update={"basis": Basis.INFERRED})})
    assert actions("restarted queue-7 by hand", incident=guessed)
    assert not actions("restarted queue-7 by hand", incident=RESPONSE.model_copy(update={"mitigated_at": moment("09:06", "m1")}))


def test_the_last_action_before_the_end_is_what_ended_it():
    book, done = drafted(
        said("m1", "09:20", "Ingrid Moe", "restarted queue-7 by hand"),
        said("m2", "09:50", "Paulo Reis", "disabled the import job"),
    )
    ended = ending(book, done)
    assert ended and ended.text == "disabled the import job"


def test_without_an_end_nothing_ended_it():
    incident = RESPONSE.model_copy(update={"mitigated_at": None})
    book, done = drafted(said("m1", "09:20", "Ingrid Moe", "restarted queue-7 by hand"), incident=incident)
    assert done and ending(book, done) is None
