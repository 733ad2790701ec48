import pytest

from pipeline.text.quantities import Quantity, plain_numbers, quantities, value_of, without_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1 h 48 min", 6480, "s"),
        ("took 90s", 90, "s"),
        ("two days, 2 days 3 hours", 2 * 86400 + 3 * 3600, "s"),
        ("1.4M events", 1.4e6, "count"),
        ("41k orders", 41000, "count"),
        ("3 million users", 3e6, "count"),
        ("12 percent of calls", 12, "%"),
        ("p95 410 ms", 410, "ms"),
    ],
)
def test_a_number_is_brought_to_the_one_form_of_its_unit(text, value, unit):
    found = {(q.value, q.unit) for q in quantities(text)}
    assert (value, unit) in found or (unit == "m" and not found)


def test_percent_and_its_sign_are_one_unit():
    assert quantities("12 %") == quantities("12 percent") == {Quantity(12, "%")}


def test_durations_written_in_two_ways_are_equal():
    assert quantities("108 min") == quantities("1 h 48 min")


@pytest.mark.parametrize(("written", "value"), [("1,412", 1412), ("1,4", 1.4), ("17’204", 17204), ("2.5", 2.5)])
def test_a_comma_before_three_digits_separates_thousands(written, value):
    assert value_of(written) == value


def test_plain_numbers_are_compared_without_separators():
    assert plain_numbers("1,412 of 214") == {"1412", "214"}


def test_numbers_with_a_unit_are_blanked_out_and_others_stay():
    assert "97" not in without_quantities("97 % of 36 pods")
    assert "36" in without_quantities("97 % of 36 pods")
