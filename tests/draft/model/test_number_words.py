import pytest

from pipeline.draft.model.number_words import in_digits


@pytest.mark.parametrize(
    ("words", "digits"),
    [
        ("twenty minutes", "20 minutes"),
        ("nineteen stores for two hours", "19 stores for 2 hours"),
        ("twenty-five errors", "25 errors"),
        ("an hour later", "1 hour later"),
        ("a second later", "1 second later"),
        ("two hundred users and a thousand jobs", "200 users and 1000 jobs"),
        ("it ran twice", "it ran 2"),
        ("a ten-minute gap", "a 10 minute gap"),
        ("half an hour", "30 minutes"),
        ("90ish requests", "90 requests"),
    ],
)
def test_numbers_in_words_become_digits(words, digits):
    assert in_digits(words) == digits


@pytest.mark.parametrize(
    "text", ["one of the hosts", "someone often tends to it", "the weight of freight", "m12 and build 4.2", "a second holder"]
)
def test_what_is_no_number_stays(text):
    assert in_digits(text) == text
