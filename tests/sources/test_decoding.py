"""Bytes in the encodings people have, and JSON that breaks."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PostmortemError, UnreadableSource
from pipeline.sources.decoding import decode, parse_json


@pytest.mark.parametrize(
    "data",
    [
        "naïve – ünïcode".encode(),
        codecs.BOM_UTF8 + "naïve – ünïcode".encode(),
        codecs.BOM_UTF16_LE + "naïve – ünïcode".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "naïve – ünïcode".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "naïve – ünïcode".encode("utf-32-le"),
    ],
)
def test_text_in_unicode_is_read_without_a_remark(data: bytes):
    assert decode(data, "a.txt") == ("naïve – ünïcode", None)


def test_latin_1_is_read_and_said():
    text, remark = decode("Störung im Café, Größe 5".encode("latin-1"), "a.txt")
    assert text == "Störung im Café, Größe 5"
    assert remark == "a.txt: not in UTF-8; what is not was read as Latin-1 (Windows-1252)."


def test_lines_in_two_encodings_are_each_read_in_their_own():
    data = "größer".encode() + b"\n" + "größer".encode("latin-1") + b"\nplain ascii text that is long enough"
    assert decode(data, "irc.log")[0].split("\n")[:2] == ["größer", "größer"]


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(128, 256)) * 4, "text".encode("utf-16-le"), b"\xff\xfe\x00"]
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes):
    with pytest.raises(UnreadableSource, match="save it as UTF-8"):
        decode(data, "a.bin")


def test_newlines_are_one_kind():
    assert decode(b"a\r\nb\rc\n", "a")[0] == "a\nb\nc\n"


def test_broken_json_is_said_with_line_and_column():
    with pytest.raises(UnreadableSource, match=r"a\.json, line 2, column 3: this is not valid JSON"):
        parse_json('{"a": 1,\n  b: 2}', "a.json")


@pytest.mark.parametrize("text", ['[{"a": 1}, {"b"', '{"a": "unfinished', "[1, 2"])
def test_json_that_was_cut_is_said_to_be_cut(text: str):
    with pytest.raises(UnreadableSource, match="ends in the middle"):
        parse_json(text, "a.json")


def test_an_empty_file_is_said_to_be_empty():
    with pytest.raises(UnreadableSource, match="the file is empty"):
        parse_json(" \n", "a.json")


def test_json_nested_without_end_is_refused():
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        parse_json("[" * 200_000, "a.json")


def test_a_number_of_thousands_of_digits_is_refused():
    with pytest.raises(UnreadableSource, match="thousands of digits"):
        parse_json("[" + "9" * 10_000 + "]", "a.json")


def test_half_a_character_becomes_one_that_can_be_written():
    assert parse_json('{"a": "x\\ud83d", "b": "\\ud83d\\ude00"}', "a.json") == {"a": "x\ufffd", "b": "😀"}


def test_what_is_not_a_number_in_json_becomes_nothing():
    assert parse_json('{"a": NaN, "b": -Infinity}', "a.json") == {"a": None, "b": None}


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        text, _ = decode(data, "a")
        parse_json(text, "a")
        text.encode()
    except PostmortemError as error:
        assert str(error).startswith("a")
