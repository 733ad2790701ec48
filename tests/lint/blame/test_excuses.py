"""What in the rest of a sentence takes the blame out of it, and what does not."""

import pytest
from blaming import blame

from pipeline.lint.blame.excuses import denies


@pytest.mark.parametrize(
    "text",
    [
        "The responder didn't check the queue because the link in the page was dead.",
        "We did not test the failover since staging has one region.",
        "The page showed one number, so the engineer did not check the second region.",
    ],
)
def test_a_condition_explains_an_omission(text: str):
    assert not blame(text)


@pytest.mark.parametrize(
    "text",
    [
        "The responder didn't check the queue because they forgot.",
        "The responder didn't check the queue because of a lack of care.",
        "The responder neglected the queue because the link in the page was dead.",
        "The responder carelessly closed the page because the link was dead.",
    ],
)
def test_an_explanation_by_people_or_of_more_than_an_omission_does_not(text: str):
    assert blame(text)


@pytest.mark.parametrize(
    "text",
    [
        "Had the team not noticed, we would have lost the day's orders.",
        "If Ana had not looked, it would have been worse.",
        "Luckily the team could have been asked, and was.",
    ],
)
def test_a_worse_world_is_praise(text: str):
    assert not blame(text)


@pytest.mark.parametrize(
    "text",
    [
        "Assumed user error at first, then saw the 500s.",
        "We suspected a human error at 10:05.",
        "This was not human error.",
        "The lock prevents human errors.",
        "The script reduces the risk of manual mistakes.",
    ],
)
def test_doubt_denial_and_prevention_are_no_label(text: str):
    assert not blame(text)


@pytest.mark.parametrize(
    "text",
    [
        "This was not human error.",
        "Nobody is at fault.",
        "It was nobody's fault.",
        "No one is to blame here.",
        "Nobody missed a ferry.",
    ],
)
def test_a_plain_denial_denies(text: str):
    assert denies(text)
    assert not blame(text)


@pytest.mark.parametrize(
    "text",
    ["It was her fault.", "This was a mistake.", "It was not their first mistake, nor the last.", "Nobody checked the logs."],
)
def test_what_only_looks_like_a_denial_does_not(text: str):
    assert not denies(text)


@pytest.mark.parametrize(
    "text",
    [
        "For ten minutes we failed to serve some searches.",
        "We are sorry for the downtime we have caused.",
        "We did not want to assume that the name on the ticket was the owner's.",
    ],
)
def test_what_is_said_of_us_as_a_service_or_as_an_apology_is_no_blame(text: str):
    assert not blame(text)


@pytest.mark.parametrize(
    "text", ["We failed to check the quota.", "We caused the outage by a wrong flag.", "We did not test the failover."]
)
def test_what_we_failed_to_do_stays(text: str):
    assert blame(text)
