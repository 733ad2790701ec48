"""Names after --as."""

import pytest

from pipeline.errors import BadOption
from pipeline.sources.detect import claims_in, known_formats
from pipeline.sources.format_names import EVERYDAY, formats_meant


def test_a_format_means_itself():
    assert all(formats_meant(format, known_formats()) == (format,) for format in known_formats())


def test_every_everyday_name_means_formats_that_there_are():
    assert {format for meant in EVERYDAY.values() for format in meant} <= set(known_formats())
    assert not set(EVERYDAY) & set(known_formats())


@pytest.mark.parametrize(
    ("given", "format"),
    [
        ("irc", "chat"),
        ("text", "chat"),
        ("MD", "document"),
        ("markdown", "document"),
        ("pd", "pagerduty"),
        ("Pager Duty", "pagerduty"),
    ],
)
def test_an_everyday_name_means_the_format(given: str, format: str):
    assert formats_meant(given, known_formats()) == (format,)


@pytest.mark.parametrize(("given", "near"), [("slakc", "slack"), ("pagerdty", "pagerduty"), ("generc", "generic")])
def test_a_slip_of_the_keys_is_told_the_nearest_name(given: str, near: str):
    with pytest.raises(BadOption, match=f"the nearest name is {near}; the formats are "):
        formats_meant(given, known_formats())


def test_a_name_like_no_other_is_told_the_formats_alone():
    with pytest.raises(BadOption, match="'qqq' cannot be used; the formats are"):
        formats_meant("qqq", known_formats())


def test_a_name_of_several_formats_takes_the_one_that_fits(tree_of):
    messages = [{"type": "message", "user": "U1", "text": "sev1", "ts": "1773740001.000100"}]
    tree = tree_of({"C1.json": {"ok": True, "messages": messages}})
    ((reader, _),), _ = claims_in(tree, "slack")
    assert reader.FORMAT == "slack-messages"
    ((reader, _),), _ = claims_in(tree_of({"inc-1/2026-03-17.json": messages, "users.json": []}), "slack")
    assert reader.FORMAT == "slack-export"
