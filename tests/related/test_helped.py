import pytest

from pipeline.domain.past_incident import PartKind, Passage
from pipeline.related.helping import helped


def passage(kind, text, heading=""):
    return Passage(id="PM-1#0", incident="PM-1", kind=kind, heading=heading, text=text, text_hash="")


@pytest.mark.parametrize(("line", "sentence"), [
    ("14:05 UTC - Restarting the proxy resolved it.", "Restarting the proxy resolved it."),
    ("2026-03-01 14:05:10Z The old release was put back and errors stopped.", "The old release was put back and errors stopped."),
    ("Mar 1, 8:13 PM, Restarting the proxy resolved it", "Restarting the proxy resolved it"),
])  # fmt: skip
def test_a_sentence_of_a_timeline_is_given_without_its_time(line, sentence):
    assert helped([passage(PartKind.TIMELINE, line)]) == sentence


@pytest.mark.parametrize("scrap", ["14:05 fixed", "15:10 - ana: restarted, looks fixed now", "resolved at last by us"])
def test_a_scrap_is_not_what_helped(scrap):
    assert helped([passage(PartKind.TIMELINE, scrap)]) is None


def test_what_resolved_it_comes_before_what_was_tried():
    text = "We restarted the workers twice. Raising the limit of connections resolved it."
    assert helped([passage(PartKind.RESOLUTION, text)]) == "Raising the limit of connections resolved it."


@pytest.mark.parametrize("kind", [PartKind.RESOLUTION, PartKind.SUMMARY, PartKind.TIMELINE])
@pytest.mark.parametrize("text", [
    "The route was switched at 14:00.",
    "The search server ran out of memory at noon and restarted in a loop.",
    "It failed over twice more.",
    "Bruno at the carrier picked up his phone.",
    "Resolved 10:15 UTC / 12:15 CEST.",
    "WEB-12 lost against other work; WEB-13 was stopped because reports run longer.",
    "We restarted the workers, but it changed nothing.",
    "The problem was fixed in half an hour.",
    "A script removed all the backups of March.",
    "We can confirm partial recovery and reduced delay of events.",
    "Increased error rates of the gateway had returned to normal levels at noon.",
])  # fmt: skip
def test_triggers_symptoms_attempts_and_bare_times_are_not_what_helped(kind, text):
    assert helped([passage(kind, text)]) is None


def test_what_was_done_is_enough_only_where_recovery_is_told():
    text = "We raised the limit of connections."
    assert helped([passage(PartKind.RESOLUTION, text)]) == text
    assert helped([passage(PartKind.SUMMARY, text)]) is None
    assert helped([passage(PartKind.SUMMARY, "We raised the limit and bookings recovered.")]) is not None


@pytest.mark.parametrize("line", [
    "Restoring the KMS grant let the nodes unseal.",
    "The registry's password was restored back to the old value to allow an update of the nodes.",
    "Increased the memory limit of the container from 25Gi to 50Gi",
    "The immediate fix was to link the two fastest servers.",
    "Resolved by allowing the pool to grow in zones which weren't exhausted.",
    "The logs were gzipped (a tenth of their size) to restore service.",
    "The team added the setting and the issue was resolved",
])  # fmt: skip
def test_a_resolution_that_is_stated_is_given(line):
    assert helped([passage(PartKind.RESOLUTION, line)]) == line


def test_a_stated_resolution_comes_before_the_timeline_and_the_summary():
    elsewhere = [
        passage(PartKind.SUMMARY, "We restarted the proxy and it recovered."),
        passage(PartKind.TIMELINE, "09:00 Errors"),
    ]
    stated = passage(PartKind.RESOLUTION, "The proxy's memory limit was raised.", heading="Proxy down: Resolution")
    assert helped([*elsewhere, stated]) == "The proxy's memory limit was raised."


@pytest.mark.parametrize("heading", ["Proxy down: Time to recovery", "Proxy down: Fix huge bottleneck in e-mails"])
def test_a_heading_of_how_long_or_of_what_to_do_heads_no_resolution(heading):
    assert helped([passage(PartKind.RESOLUTION, "The limit of the worker was raised.", heading)]) is None


@pytest.mark.parametrize("row", [
    "Malformed route applied to the cluster",
    "All pods are deleted",
    "Users in the state Pending are deleted again.",
    "All machines are restored to active state.",
    "As routes get added for users, their notebook starts working again.",
    "The switch says rebooting, reboots itself and comes back up online.",
])  # fmt: skip
def test_a_row_of_a_timeline_counts_only_where_it_says_that_somebody_ended_it(row):
    assert helped([passage(PartKind.TIMELINE, f"09:00, Errors of the gateway\n09:10, {row}\n09:20, back to normal")]) is None


def test_what_was_done_before_anything_was_amiss_is_not_what_helped():
    before, after = "07:00, We restarted the proxy and all was back to normal", "09:00, First alert: 503 of the gateway"
    assert helped([passage(PartKind.TIMELINE, f"{before}\n{after}")]) is None
    assert helped([passage(PartKind.TIMELINE, f"{after}\n{before}")]) is not None


@pytest.mark.parametrize("kind", [PartKind.TIMELINE, PartKind.SUMMARY])
def test_what_the_trouble_came_back_after_is_not_what_helped(kind):
    lines = ["10:00 Errors.", "10:10 Terminating the unhealthy machine resolved it.", "13:00 The errors returned."]
    assert helped([passage(kind, "\n".join(lines))]) is None
    lines.append("14:00 Scaling the rogue container to 0 resolved it.")
    assert helped([passage(kind, "\n".join(lines))]) == "Scaling the rogue container to 0 resolved it."


def test_what_the_next_sentence_denies_is_not_what_helped():
    assert helped([passage(PartKind.SUMMARY, "Restarting the nodes solved it.\nThat didn't really fix it.")]) is None
