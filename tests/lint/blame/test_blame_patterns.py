"""The patterns alone: what each signal is met by, and the traps of the same words."""

import pytest
from blaming import blame, signals


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The release manager ignored two warnings from the canary.", ("failure", "person")),
        ("The platform team neglected the certificate.", ("failure", "team")),
        ("We forgot the second replica.", ("failure", "self")),
        ("Ops dropped the ball on failover.", ("failure", "team")),
        ("Management pushed the launch despite the warnings.", ("failure", "team")),
        ("We stupidly assumed the quota was global.", ("failure", "self")),
        ("Someone made a typo in the region.", ("failure", "person")),
        ("Farid did not read the second half of the runbook.", ("omission", "person")),
        ("Katya didn't run the load test.", ("omission", "person")),
        ("Łukasz pushed the flag change without asking anyone.", ("omission", "person")),
        ("They followed the failover steps in the wrong order.", ("violation", "person")),
        ("The engineer bypassed the change process.", ("violation", "person")),
        ("Łukasz accidentally deleted the namespace.", ("slip", "person")),
        ("The outage was caused by the shift lead.", ("cause", "person")),
        ("The immediate cause was an engineer deleting the namespace.", ("cause", "person")),
        ("The database was wiped because of Katya.", ("cause", "person")),
        ("The new contractor is to blame.", ("cause", "person")),
        ("Farid should have paged the storage rota.", ("modal", "person")),
        ("We should've rolled back sooner.", ("modal", "self")),
        ("The team was supposed to have drained the node.", ("modal", "team")),
        ("If Katya had looked at the second tab, this was avoidable.", ("ifonly", "person")),
        ("Had the team tested on ARM, none of this happens.", ("ifonly", "team")),
    ],
)
def test_each_signal_is_met_with_its_subject(text: str, found: tuple[str, str]):
    assert found in blame(text)


@pytest.mark.parametrize(
    ("text", "signal"),
    [
        ("Carelessness on the night shift.", "verdict"),
        ("A reckless change to the firewall took out the region.", "verdict"),
        ("Poor judgement cost us an hour.", "verdict"),
        ("The outage was down to operator error.", "error"),
        ("Fat-fingered region name.", "error"),
        ("It was a failure on their part, and my bad.", "error"),
        ("Complacency set in after months of quiet.", "mindset"),
        ("The crew lost situational awareness.", "mindset"),
        ("Access was granted against policy.", "violation"),
    ],
)
def test_some_words_need_no_subject(text: str, signal: str):
    assert signal in signals(text)


@pytest.mark.parametrize(
    "text",
    [
        "The health check failed to notice the stalled worker.",
        "The page should have been served from cache.",
        "We should have alerting on config loads.",
        "The operator pod failed to reconcile; the user service didn't start; the admin API forgot the session.",
        "The attacker should not have been able to list buckets; customers did not notice.",
        "The primary engineer did not have the new token.",
        "The commander did not receive the page.",
        "The responder did not see the page.",
        "Run `git blame`; it points at 4f2a.",
        "This report is blameless and blame-aware.",
        'A customer wrote: "you should have told us".',
        "The log says `User failed to authenticate`.",
        "The reads use a sloppy quorum, lazy loading and a naive algorithm.",
        "A page fault in another fault domain has no fault tolerance.",
        "A foreign-key violation, an SLA violation and a CSP violation were logged.",
        "The traffic bypassed the WAF; the client did not follow redirects.",
        "The service responsible for auth is back, and Ana is responsible for action 3.",
        "The outage was caused by a full disk and by Postgres.",
        "The culprit was a query without an index.",
        "If the alert had fired, the page would have come at 09:44.",
        "Don't forget to restart the agent.",
        "Nodes missed three heartbeats and the loop broke out.",
        "10:31 Ana rolled back 4.2.",
        "The employee's session was terminated.",
    ],
)
def test_the_same_words_about_systems_states_and_others_are_no_blame(text: str):
    assert not blame(text)


@pytest.mark.parametrize("name", ["Łukasz", "José", "Anne-Marie", "O'Brien", "Sinéad"])
def test_a_slip_needs_a_name(name: str):
    people = ("José Álvarez", "Łukasz Nowak", "Anne-Marie Duval", "Pat O'Brien", "Sinéad Ní Bhriain")
    assert blame(f"{name} accidentally deleted the namespace.", people) == {("slip", "person")}
    assert not blame("An engineer accidentally deleted the namespace.", people)


def test_only_the_words_that_are_there_are_looked_for():
    assert not blame("Release 88 took a second lock for each cart.")
    assert not blame("")


def test_a_curly_apostrophe_is_one():
    assert blame("Farid didn’t read the banner.") == blame("Farid didn't read the banner.") == {("omission", "person")}
