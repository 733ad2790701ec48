import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import own_text, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ruled out. cert is valid until 2027-03-13", ["ruled out.", "cert is valid until 2027-03-13"]),
        ("It failed! We rolled back. Done?", ["It failed!", "We rolled back.", "Done?"]),
        ("error share 0.3 % now. p95 1.5 s", ["error share 0.3 % now.", "p95 1.5 s"]),
        ("three hosts, e.g. the old ones, are down", ["three hosts, e.g. the old ones, are down"]),
        ("see (it broke. then again) and wait", ["see (it broke. then again) and wait"]),
        ("1. The job deletes rows. It never asks.", ["1. The job deletes rows.", "It never asks."]),
        ("line one\nline two", ["line one", "line two"]),
    ],
)
def test_chat_text_is_cut_at_the_ends_of_sentences(text, expected):
    assert sentences(text) == expected or sentences(text) == [s.removeprefix("1. ") for s in expected]


def test_code_blocks_and_quoted_mail_are_not_the_speakers_words():
    assert sentences("here\n```\nFATAL: no space. left\n```\n> we lost everything. call us\nlooking") == ["here", "looking"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@Ana Lopez the disk is full", "the disk is full"),
        ("ok, the disk is full 🎉", "the disk is full"),
        ("hm. the disk is full :fire:", "the disk is full"),
        ("distinct failures: *1,412*", "distinct failures: 1,412"),
    ],
)
def test_greetings_mentions_and_emoji_are_cut_as_whole_pieces(text, expected):
    assert sentences(text)[-1] == expected


def test_identifiers_keep_their_underscores():
    assert sentences("max_open_files was 1024") == ["max_open_files was 1024"]


@given(st.text(max_size=400))
def test_every_sentence_stands_in_its_text_but_for_marks_and_space(text):
    plain = "".join(own_text(text).replace("*", "").replace("_", "").split())
    for sentence in sentences(text):
        assert "".join(sentence.replace("*", "").replace("_", "").split()) in plain
