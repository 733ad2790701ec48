"""What holds for all readers of text: one of them at most wants a file, nothing but a PostmortemError, and no time lost."""

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.evidence import Evidence
from pipeline.errors import PostmortemError
from pipeline.sources.readers import log_file, markdown_document, plain_chat
from pipeline.sources.reading import Claim, ReadOptions

READERS = (plain_chat, log_file, markdown_document)
OPTIONS = (ReadOptions(), ReadOptions("Europe/Amsterdam", datetime.date(2026, 3, 29)))
WORDS = r"""10:32|25:99|10:32:05.123|2026-03-29|0000-00-00|9999-12-31T23:59:59Z|Mar 29 02:30:00|29/3/26| AM|+99:99|EST|Z |
ana|ana: |<ana> |Ana Lima|is now known as |set topic to |joined|Today|Yesterday|Day changed |ERROR |level=|ts=|{"ts":|"msg":"x"}|
I0329 10:00:00 |title: |Author: |Version |  10:32 AM|é|李|🙂|---\n|```\n|<!--|* |-!- |*** """
PIECES = st.sampled_from([*WORDS.replace("\n", "").replace("\\n", "\n").split("|"), *"\n\n\n \t[]<>:-#|\x03\x00"])


def everything_said_of(tree, options):
    """All that the readers give, sniffed and by force."""
    claimed = [claim.name for reader in READERS for claim in reader.sniff(tree)]
    assert len(claimed) <= 1
    for reader in READERS:
        try:
            reading = reader.read(Claim("a.txt", tree.files), options)
        except PostmortemError as error:
            assert str(error)
            continue
        assert reading.evidence
        assert all(isinstance(piece, Evidence) and piece.text.strip() for piece in reading.evidence)
        assert len({piece.id for piece in reading.evidence}) == len(reading.evidence)


@settings(max_examples=300, deadline=None)
@given(text=st.lists(PIECES, max_size=60).map("".join), options=st.sampled_from(OPTIONS))
def test_text_made_of_everything_readers_look_for_does_no_harm(tree_of, text, options):
    everything_said_of(tree_of({"a.txt": text}), options)


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=300), options=st.sampled_from(OPTIONS))
def test_any_bytes_do_no_harm(tree_of, data, options):
    everything_said_of(tree_of({"a.txt": data}), options)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300), name=st.sampled_from(["a.txt", "9999-12-31.log", "2026-02-30.md", "#x.20260329.log"]))
def test_any_text_under_any_name_does_no_harm(tree_of, text, name):
    for reader in READERS:
        for claim in reader.sniff(tree_of({name: text})):
            try:
                reader.read(claim, OPTIONS[1])
            except PostmortemError as error:
                assert str(error)


HOSTILE = {
    "one endless line": "a" * 500,
    "brackets": "[[[[((((<<<<",
    "bars": "|" * 300 + "\n",
    "spaces": " " * 400 + "\n",
    "names": "A " * 100 + "10:00 AM\n",
    "topics": '10:00 -!- a set topic from "' + '" ' * 2000 + "\n",
    "labels": "Author: " + "Aa " * 120 + "\n",
    "from to": "10:00 From " + " " * 900 + "to\n",
    "quotes in code": "`'\"" * 300 + "\n",
    "braces": "{" * 2000 + "\n",
    "equal signs": "ts=" * 300 + "\n",
    "hexadecimal": "2026-06-10T12:00:00Z ERROR " + "a" * 200 + "\n",
    "headings": "# a\n" * 100,
    "hyphens": "ab'-" * 100,
    "dates": "2026-06-10 " * 40 + "\n",
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_megabyte_made_to_be_slow_is_read_in_time(tree_of, pattern):
    text = (pattern * (1_000_000 // len(pattern) + 1))[:1_000_000]
    before = time.process_time()
    everything_said_of(tree_of({"a.txt": text}), OPTIONS[1])
    assert time.process_time() - before < 5


def test_a_text_with_zeros_in_it_far_down_is_read_without_them(tree_of):
    text = "10:00 ana: a\n10:01 ben: b\n" + "10:02 ana: filler words\n" * 4000 + "10:03 ben: x\x00y\n"
    reading = plain_chat.read(Claim("a.txt", tree_of({"a.txt": text}).files), OPTIONS[1])
    assert reading.evidence[-1].text == "xy"


def test_the_same_file_gives_the_same_reading_twice(tree_of):
    text = "[10:00] <ana> a\n[10:01] <ben> b\n[10:02] * ana is now known as ana_\n[10:03] <ana_> c\n"
    first, second = (plain_chat.read(Claim("a.txt", tree_of({"a.txt": text}).files), OPTIONS[1]) for _ in range(2))
    assert first == second
