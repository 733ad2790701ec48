"""Front matter means what YAML says it means, whether YAML had to be asked or not."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lint.front import NotPlain, plain, read_front

PLAIN = [
    'title: "Incident"\nparticipants: ["Ana Lima", "Bo Ek"]\nservices: []\n',
    "title: Ledger outage\nparticipants: [Ana Lima, Bo Ek]\n\n# a remark\nservices:\n  - ledger-api\n  - edge\nseverity: 2\n",
    "date: 2024-02-29\nowner: Ana O'Neil (payments)\nempty:\nlist:\n- a\n- b\n",
    "postmortem-owner: Ana\n",
]


@pytest.mark.parametrize("text", PLAIN)
def test_what_reports_write_needs_no_yaml_and_means_the_same(text: str) -> None:
    assert plain(text) == yaml.safe_load(text)


WORDS = [
    *'Ana 12 012 1_000 0x1f 1.5 2024-01-01 2024-13-01 10:30 yes null ~ \'a\' "a" "a [a,b] [a, [b]] [a,] [ {a: *a &a'.split(),
    *("a # b", "a: b", "a b", "a#b", "- a", "Ana, Bo", "a\tb", '[a b, "c, d"]', "1 a", "", "@a", "[a # b]", "a - b", "é", "!a"),
]


@given(st.lists(st.sampled_from(["title", "a b", "x-y", "on", " k", "k "])), st.data())
def test_nothing_is_read_otherwise_than_yaml_reads_it(keys: list[str], data: st.DataObject) -> None:
    words = st.sampled_from(WORDS)
    lines = [f"{key}: {data.draw(words)}" if data.draw(st.booleans()) else f"  - {data.draw(words)}" for key in keys]
    text = "\n".join(lines) + "\n"
    try:
        found: Any = plain(text)
    except NotPlain:
        return
    assert found == (yaml.safe_load(text) or {})


def test_keys_are_names_and_what_is_no_mapping_is_nothing() -> None:
    assert read_front("Post-Mortem Owner: {name: Ana}\n") == {"post_mortem_owner": {"name": "Ana"}}
    for text in ("- a\n- b\n", "a: [\n", "just words\n"):
        assert read_front(text) == {}
