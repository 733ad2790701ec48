"""Cues: what the words of a message tell of its part in an incident."""

import time

import pytest

from pipeline.text.cues import own_words, read


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("ack, looking now", "acknowledged"),
        ("I'm IC", "command"),
        ("bumping this to sev 1", "severity"),
        ("downgrading to P2", "severity"),
        ("paged the storage team", "escalated"),
        ("director approved the override", "approved"),
        ("the promotion was rejected", "blocked"),
        ("smells like the pool", "hypothesis"),
        ("that's a red herring", "refuted"),
        ("found it: the cert is revoked", "found"),
        ("rolled back to 4409", "acted"),
        ("flipped the flag", "acted"),
        ("STOP, do not promote", "decided"),
        ("no effect, still climbing", "worse"),
        ("error ratio back to normal", "better"),
        ("mitigated", "mitigated"),
        ("bleeding has stopped", "mitigated"),
        ("not resolved yet", "not_yet"),
        ("closing this out", "resolved"),
        ("1,412 of 1,412 replayed", "verified"),
        ("status page is updated", "communicated"),
        ("40 customers affected", "impact"),
        ("5xx all over", "symptom"),
        ("make that 14", "correction"),
        ("new version went out", "change"),
        ("a near miss", "near_miss"),
        ("lunch?", "chatter"),
        ("I'll write that up by Friday", "plan"),
    ],
)
def test_a_cue_is_heard(text, cue):
    assert read(text).has(cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("we sold 14 tables", "severity"),
        ("the packet took a while", "acknowledged"),
        ("several people", "severity"),
        ("unmitigable", "mitigated"),
    ],
)
def test_a_cue_is_not_heard_in_other_words(text, cue):
    assert not read(text).has(cue)


def test_code_and_quotes_are_not_the_speakers_own_words():
    reading = read("see\n> we are mitigated\n```resolved```  and `rolled back`")
    assert reading.words == ("see", "and")
    assert reading.code
    assert reading.quote
    assert not reading.has("mitigated", "resolved", "acted")


def test_an_unclosed_code_block_ends_with_the_text():
    assert read("look ```ERROR resolved\nmore").words == ("look",)


def test_an_arrow_or_a_comparison_is_no_quote():
    reading = read("build 12 -> 13, ratio > 5%")
    assert not reading.quote
    assert reading.words == ("build", "#", "->", "#", "ratio", "#", "%")


def test_a_question_ends_with_its_mark_outside_code():
    assert read("is it the pool?  ").question
    assert not read("is it? no").question
    assert not read("see `what?`").question


@pytest.mark.parametrize(
    "text", ["```" * 20_000, "`" * 50_000, "> " * 30_000, "\n \t" * 20_000 + ">", "a" * 100_000, "'a" * 50_000]
)
def test_any_long_text_is_read_at_once(text):
    started = time.process_time()
    read(text)
    own_words(text)
    assert time.process_time() - started < 2
