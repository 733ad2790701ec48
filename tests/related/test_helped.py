import pytest

from pipeline.domain.past_incident import PartKind, Passage
from pipeline.related.reasons import helped


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
