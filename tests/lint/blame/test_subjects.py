"""Who the subject of a predicate is. In each line the predicate begins at the bar."""

import pytest

from pipeline.lint.people import Kind, Roster
from pipeline.lint.subjects import phrase_at, subject

ROSTER = Roster(
    ("José Álvarez", "Łukasz Nowak", "Pat O'Brien", "Anne-Marie Duval", "Jan van der Berg", "Will Grant", "@dkim"),
    ("jenkins",),
)


def who(line: str, roster: Roster = ROSTER) -> tuple[Kind, str]:
    at = line.index("|")
    text = line.replace("|", "")
    found = subject(text, at, roster)
    return found.kind, text[found.start : found.end]


@pytest.mark.parametrize(
    "line",
    [
        "The operator pod |failed to reconcile", "The user service |didn't start", "The admin API |forgot the session",
        "The health check |failed to notice the stalled worker", "The team's dashboard |failed to load",
        "The security group |should have been narrower", "The node group |failed to scale",
        "The consumer group |missed its heartbeat", "The lead's laptop |failed",
    ],
)  # fmt: skip
def test_the_last_word_of_a_noun_phrase_decides(line: str):
    assert who(line)[0] is Kind.THING


@pytest.mark.parametrize(
    ("line", "kind", "word"),
    [
        ("The night-shift operator |failed to acknowledge", Kind.PERSON, "operator"),
        ("Their DBA had |forgotten the replica", Kind.PERSON, "DBA"),
        ("Nobody |checked", Kind.PERSON, "Nobody"),
        ("The platform team |neglected the certificate", Kind.TEAM, "team"),
        ("Ops |dropped the ball", Kind.TEAM, "Ops"),
        ("leadership |ignored it", Kind.TEAM, "leadership"),
        ("I have never really |checked it", Kind.SELF, "I"),
        ("The attacker |should not have been able to list buckets", Kind.OUTSIDER, "attacker"),
        ("Customers |did not notice", Kind.OUTSIDER, "Customers"),
    ],
)
def test_roles_teams_pronouns_and_outsiders_are_told_apart(line: str, kind: Kind, word: str):
    assert who(line) == (kind, word)


@pytest.mark.parametrize(
    ("line", "kind", "word"),
    [
        ("Engineers on call |failed to look", Kind.PERSON, "Engineers"),
        ("A member of the storage team |failed to look", Kind.PERSON, "member"),
        ("The lead of the data team |ignored it", Kind.PERSON, "lead"),
        ("One of the engineers |forgot it", Kind.PERSON, "engineers"),
        ("Several of us |missed it", Kind.SELF, "us"),
        ("The runbook for the on-call |failed to say so", Kind.THING, "runbook"),
        ("The change by the engineer |failed", Kind.THING, "change"),
        ("The dashboards of the team |failed to load", Kind.THING, "dashboards"),
        ("At the time of the incident the engineer |failed to look", Kind.PERSON, "engineer"),
        ("After the switch to cell C the engineer |forgot it", Kind.PERSON, "engineer"),
    ],
)
def test_what_stands_before_a_preposition_decides_unless_a_whole_noun_phrase_stands_between(line: str, kind: Kind, word: str):
    assert who(line) == (kind, word)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The person who |forgot the flag", Kind.PERSON),
        ("The engineer, who had joined in May, |forgot the flag", Kind.PERSON),
        ("The alert that |failed to fire", Kind.THING),
        ("The service, which the team owns, |failed to start", Kind.THING),
    ],
)
def test_a_relative_clause_is_about_what_stands_before_it(line: str, kind: Kind):
    assert who(line)[0] is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("The engineer noticed the level but |failed to act", Kind.PERSON),
        ("Ana Kova and the scribe saw it and |ignored it", Kind.PERSON),
        ("The pod restarted and |failed to bind", Kind.THING),
        ("The commander and the scribe |missed it", Kind.PERSON),
        ("The engineer was paged because the disk |failed", Kind.THING),
        ("When the page came, the engineer |missed it", Kind.PERSON),
    ],
)
def test_a_predicate_after_and_or_but_takes_the_subject_of_the_clause_before(line: str, kind: Kind):
    assert who(line)[0] is kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("He |ignored it", Kind.PERSON),
        ("The reviewers were tired and they |missed it", Kind.PERSON),
        ("The pods were full and they |failed to start", Kind.THING),
        ("It |failed to start", Kind.THING),
    ],
)
def test_they_are_things_where_things_were_spoken_of(line: str, kind: Kind):
    assert who(line)[0] is kind


@pytest.mark.parametrize("name", ["José", "Łukasz", "O'Brien", "Anne-Marie", "Jan van der Berg", "@dkim", "Álvarez"])
def test_names_of_the_roster_are_found_in_each_form(name: str):
    kind, word = who(f"{name} |forgot the flag")
    assert kind is Kind.PERSON and name.endswith(word)
    assert who("Someone else, like Xenia, and a queue |forgot")[1] != name


def test_a_first_name_that_is_a_word_counts_only_as_a_name():
    assert who("Will |forgot the flag") == (Kind.PERSON, "Will")
    assert who("Will this |fail") == (Kind.THING, "")
    assert who("It broke, and a node that will |fail")[0] is Kind.THING
    assert who("Will |forgot the flag", Roster(()))[0] is Kind.THING


def test_a_service_that_is_named_like_a_person_is_none():
    roster = Roster(("Jenkins Smith", "Ada Byron"), ("jenkins", "ada"))
    assert who("Jenkins |didn't start", roster)[0] is Kind.THING
    assert who("Ada |missed three polls", roster)[0] is Kind.THING
    assert who("Byron |missed three polls", roster)[0] is Kind.PERSON


def test_a_phrase_is_read_forward_without_what_stands_before_it():
    text = "It was wiped because of Łukasz, not of the disk, by the on-call without review and by the on-call pod."
    assert phrase_at(text, text.index("Łukasz"), ROSTER).named
    assert phrase_at(text, text.index("the on-call without"), ROSTER).kind is Kind.PERSON
    assert phrase_at(text, text.index("the on-call pod"), ROSTER).kind is Kind.THING
    assert phrase_at(text, text.index("the disk"), ROSTER).kind is Kind.THING
