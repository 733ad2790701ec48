import pytest

from pipeline.draft.lead_ins import without_lead_in


@pytest.mark.parametrize(
    "text",
    [
        "and the cache was never cleared",
        "fwiw the cache was never cleared",
        "note for the write-up: the cache was never cleared",
        "late thought: the cache was never cleared",
        "for the log: the cache was never cleared",
        "15 min update: the cache was never cleared",
        "final for my shops: the cache was never cleared",
        "ok, one more thing: the cache was never cleared",
    ],
)
def test_what_comes_before_the_matter_is_left_out(text):
    assert without_lead_in(text) == "the cache was never cleared"


@pytest.mark.parametrize(
    "text", ["and 12 more", "update: fixed", "so it was the cache after all", "correction: 7 orders, not 41 of them"]
)
def test_what_would_not_stand_by_itself_or_says_something_stays(text):
    assert without_lead_in(text) == text
