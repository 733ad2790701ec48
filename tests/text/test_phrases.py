"""Phrases: small lists of words found in the words of a text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.phrases import PhraseBook, inflections, phrase_lists, words

LISTS = {**phrase_lists("pipeline.text", "cues.txt"), **phrase_lists("pipeline.timeline", "kinds.txt")}


def found(phrase: str, text: str) -> bool:
    return "it" in PhraseBook({"it": [phrase]}).find(words(text))


def test_words_are_lower_case_numbers_are_signs_and_marks_are_words():
    assert words("Rolled back 3.2 at 09:14? 40% -> don’t") == [*("rolled", "back", "#", "at", "#", "?", "#", "%", "->", "don't")]


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("restart", "restarted"),
        ("fix", "fixes"),
        ("push", "pushes"),
        ("scale", "scaling"),
        ("drop", "dropped"),
        ("retry", "retried"),
        ("deploy", "deploys"),
        ("take", "took"),
        ("cut", "cutting"),
    ],
)
def test_a_verb_is_known_in_its_forms(verb, form):
    assert form in inflections(verb)
    assert inflections(verb)[0] == verb


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ruled out", "we Ruled out the cert"),
        ("roll~ back", "rolling back now"),
        ("raise|lower the bar", "lower the bar"),
        ("ack ?the page", "ack page"),
        ("ack ?the page", "ack the page"),
        ("take .. command", "taking it, I take command"),
        ("take .. command", "I take over the whole command"),
        ("# of #", "14 of 20 moved"),
        ("down", "it went down"),
    ],
)
def test_a_phrase_is_found(phrase, text):
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("ruled out", "ruled it out"),
        ("roll~ back", "rollback"),
        ("take .. command", "take one two three four command"),
        ("# of #", "one of 20"),
        ("ruled out", "ruled"),
        ("down", ""),
    ],
)
def test_a_phrase_is_not_found_where_its_words_do_not_stand_together(phrase, text):
    assert not found(phrase, text)


def test_each_list_with_a_phrase_in_the_text_is_named_once():
    book = PhraseBook({"a": ["cat", "black cat"], "b": ["cat ?food"], "c": ["dog"]})
    assert book.find(words("the black cat food")) == {"a", "b"}


def test_spans_are_the_longest_phrase_at_each_place():
    book = PhraseBook({"a": ["cat", "cat food", "cat .. bowl"], "b": ["food"]})
    assert book.spans(words("cat food and a cat in the bowl, cat"), "a") == [(0, 2), (4, 8), (8, 9)]
    assert book.spans(words("cat food"), "b") == [(1, 2)]


def test_every_phrase_of_the_lists_is_made_of_words_that_a_text_can_give():
    unreachable = [
        (name, phrase)
        for name, phrases in LISTS.items()
        for phrase in phrases
        for token in phrase.split()
        if token not in ("..", "#", "?")
        for word in token.lstrip("?").split("|")
        if words(word.rstrip("~")) != [word.rstrip("~")]
    ]
    assert unreachable == []


def test_no_list_says_a_phrase_twice():
    assert {name: [p for p in phrases if phrases.count(p) > 1] for name, phrases in LISTS.items()} == {n: [] for n in LISTS}


def by_every_window(phrases: list[str], text_words: list[str]) -> bool:
    return any(text_words[i : i + len(p.split())] == p.split() for p in phrases for i in range(len(text_words)))


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join), min_size=1, max_size=4),
    st.lists(st.sampled_from("abcd"), max_size=12),
)
def test_finding_by_first_words_finds_what_trying_every_window_finds(phrases, text_words):
    assert bool(PhraseBook({"it": phrases}).find(text_words)) == by_every_window(phrases, text_words)


def test_a_long_text_of_beginnings_takes_time_in_proportion():
    book = PhraseBook({"it": ["a .. a .. a .. b", "a a a a a c"]})

    def cost(count: int) -> float:
        started = time.process_time()
        book.find(["a"] * count)
        return time.process_time() - started

    assert cost(20_000) < 20 * cost(2_000) + 0.1
