"""Where the subject of the predicate is not the one who did it: passives, owners, organisations."""

import pytest
from blaming import blame


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The index was dropped by Katya without review.", ("omission", "person")),
        ("The warning was ignored by the on-call.", ("failure", "person")),
        ("The step was simply skipped by the platform team.", ("failure", "team")),
        ("The namespace was accidentally deleted by Łukasz.", ("slip", "person")),
    ],
)
def test_a_passive_belongs_to_its_agent(text: str, found: tuple[str, str]):
    assert blame(text) == {found}


@pytest.mark.parametrize(
    "text",
    [
        "The index was dropped by the cleanup job without review.",
        "The warning was ignored by the scheduler.",
        "The namespace was accidentally deleted by the operator pod.",
        "The namespace was accidentally deleted.",
        "The on-call was overlooked by the paging service.",
        "Katya was accidentally paged.",
        "The script was mistakenly executed by 09:30.",
    ],
)
def test_a_passive_without_a_human_agent_is_no_blame(text: str):
    assert not blame(text)


@pytest.mark.parametrize("text", ["Ana's commit caused the outage.", "The outage was caused by Ana's commit."])
def test_the_owner_of_the_cause_counts_where_they_are_named(text: str):
    assert blame(text) == {("cause", "person")}
    assert not blame(text, ())
    assert not blame(text.replace("Ana's", "The search team's"))
    assert not blame(text.replace("Ana's commit", "the retry storm of the proxy's client"))


def test_an_organisation_is_a_team_where_a_service_could_not_do_it():
    assert blame("AWS neglected to tell us about the change.") == {("failure", "team")}
    assert blame("Cloudflare did not inform us of the maintenance.") == {("omission", "team")}
    assert blame("NTS forgot to notify our office.") == {("failure", "team")}
    assert not blame("AWS failed to return credentials.")
    assert not blame("Azure did not report the disk.")
    assert not blame("The IDS failed to notify us.")
