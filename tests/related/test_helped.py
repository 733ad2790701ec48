import pytest

from pipeline.domain.past_incident import PartKind, Passage
from pipeline.related.helping import helped


def passage(kind, text):
    return Passage(id="PM-1#0", incident="PM-1", kind=kind, heading="", text=text, text_hash="")


@pytest.mark.parametrize(("line", "sentence"), [
    ("14:05 UTC - Restarting the proxy resolved it.", "Restarting the proxy resolved it."),
    ("2026-03-01 14:05:10Z The old release was restored.", "The old release was restored."),
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
])  # fmt: skip
def test_triggers_symptoms_attempts_and_bare_times_are_not_what_helped(kind, text):
    assert helped([passage(kind, text)]) is None


def test_what_was_done_is_enough_only_where_recovery_is_told():
    text = "We raised the limit of connections."
    assert helped([passage(PartKind.RESOLUTION, text)]) == text
    assert helped([passage(PartKind.SUMMARY, text)]) is None
    assert helped([passage(PartKind.SUMMARY, "We raised the limit and bookings recovered.")]) is not None


def test_the_last_act_of_a_timeline_counts_where_its_next_line_tells_the_end():
    lines = ["07:10, Build of yesterday rolled back", "07:40, no change at all", "4 May 07:56, import scaled to one worker"]
    assert helped([passage(PartKind.TIMELINE, "\n".join([*lines, "08:02, back to normal"]))]) == "import scaled to one worker"
    assert helped([passage(PartKind.TIMELINE, "\n".join([*lines, "08:02, nothing changed"]))]) is None
