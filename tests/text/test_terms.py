"""Terms: identifiers and the words that carry meaning."""

import time

import pytest

from pipeline.text.terms import content_words, identifiers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("LED-815: raise pool_size on bk-pg-2", {"led-815", "led", "pool_size", "bk-pg-2"}),
        ("OrderSync dropped ECONNRESET", {"ordersync", "econnreset"}),
        ("rolled out build 4412 and version #3.2.1", {"4412", "3.2.1"}),
        ("orders.internal:8443 refused", {"orders.internal:8443"}),
        ("nothing here", set()),
        ("", set()),
    ],
)
def test_names_that_only_systems_have_are_identifiers(text, names):
    assert identifiers(text) == names


@pytest.mark.parametrize(
    "text", ["at 09:14:32", "on 2026-03-03", "1,412.50", "10-20", "12:30pm", "3.5gb", "UTC CEST SEV1 FYI", "HTTP GET"]
)
def test_clocks_numbers_zones_and_noise_are_not(text):
    assert identifiers(text) == frozenset()


def test_content_words_are_long_lower_case_and_singular():
    assert content_words("The connections of Orders are being exhausted, class 9") == {
        "connection",
        "order",
        "exhausted",
        "class",
    }


@pytest.mark.parametrize("text", ["a" * 200_000, "A" * 200_000, "aB" * 100_000, "a_" * 100_000, "a." * 100_000, "é" * 100_000])
def test_any_long_text_is_read_at_once(text):
    started = time.process_time()
    identifiers(text)
    content_words(text)
    assert time.process_time() - started < 2
