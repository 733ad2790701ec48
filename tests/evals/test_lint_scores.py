"""What the scores of the lint say, on findings made up for it."""

import math
from functools import partial

import pytest

from evals.lint.agreement import kappa
from evals.lint.dataset import Row
from evals.lint.running import document, lint_rows
from evals.lint.scoring import Share, by_rule, flagged, labelled, precision, recall


def row(id: str, label: str, part: str = "sentence", text: str = "x y z", first: str = "") -> Row:
    return Row(id, part, text, "What happened", label, first or label)


def finding(rule: str, level: str = "warning") -> dict[str, str]:
    return {"rule": rule, "level": level}


def test_kappa_is_one_in_full_agreement_nought_by_chance_and_below_it_in_contradiction() -> None:
    assert kappa(["a", "b", "a"], ["a", "b", "a"]) == 1
    assert kappa(["a", "a", "b", "b"], ["a", "b", "a", "b"]) == 0
    assert kappa(["a", "b"], ["b", "a"]) == -1
    assert kappa(["a", "a"], ["a", "a"]) == 1


def test_kappa_takes_off_what_chance_gives() -> None:
    first, second = ["y"] * 25 + ["n"] * 25, ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_the_interval_is_wilsons() -> None:
    low, high = Share(8, 10).interval
    assert (low, high) == (pytest.approx(0.490, abs=1e-3), pytest.approx(0.943, abs=1e-3))
    assert Share(10, 10).interval == (pytest.approx(0.722, abs=1e-3), pytest.approx(1))
    assert Share(0, 10).interval == (0, pytest.approx(0.278, abs=1e-3))


def test_a_share_of_nothing_says_so() -> None:
    assert math.isnan(Share(0, 0).value)
    assert "none" in str(Share(0, 0))
    assert Share(0, 0).interval == (0, 1)


def test_suggestions_and_other_families_do_not_flag_a_sentence() -> None:
    found = {
        "a": [finding("blame/x", "suggestion"), finding("timeline/y", "error")],
        "b": [finding("hindsight/x")],
        "c": [finding("blame/x", "error")],
    }
    assert [flagged(row(id, "none"), found) for id in "abcd"] == [False, True, True, False]


def test_an_action_is_flagged_by_the_rules_that_call_it_vague_at_any_level() -> None:
    found = {"a": [finding("action/no-owner", "error")], "b": [finding("action/weak-verb", "suggestion")]}
    assert [flagged(row(id, "vague", "action"), found) for id in "ab"] == [False, True]


def test_a_cause_is_flagged_by_cause_and_blame_but_not_by_suggestions() -> None:
    found = {"a": [finding("cause/x")], "b": [finding("blame/x", "error")], "c": [finding("cause/x", "suggestion")]}
    assert [flagged(row(id, "surface", "cause"), found) for id in "abc"] == [True, True, False]


def test_precision_counts_the_flagged_and_recall_the_labelled() -> None:
    rows = [row("a", "person"), row("b", "team"), row("c", "none"), row("d", "counterfactual")]
    found = {id: [finding("blame/x")] for id in "abc"}
    hit = partial(flagged, findings=found)
    assert (precision(rows, hit).hits, precision(rows, hit).count) == (2, 3)
    assert (recall(rows, hit).hits, recall(rows, hit).count) == (2, 3)
    assert labelled(rows, "counterfactual", hit) == Share(0, 1)


def test_a_rule_counts_once_for_each_row() -> None:
    found = {"a": [finding("blame/x"), finding("blame/x"), finding("blame/y")], "b": [finding("blame/x")]}
    assert by_rule([row("a", "person"), row("b", "none")], found) == {"blame/x": Share(1, 2), "blame/y": Share(1, 1)}


def test_two_kinds_of_blame_are_no_dispute_but_blame_and_none_are() -> None:
    assert not row("a", "team", first="person").disputed
    assert row("a", "team", first="none").disputed
    assert row("a", "surface", "cause", first="not-a-cause").disputed


def test_the_text_of_a_row_stands_under_the_heading_of_its_part() -> None:
    assert "\n## Root Cause\n\nthe disk\n" in document(row("a", "surface", "cause", "the disk"))
    assert "| a\\|b |  |  |\n" in document(row("a", "vague", "action", "a|b"))
    assert "\n## What Happened\n\nthe disk\n" in document(row("a", "none", text="the disk"))


def test_the_command_is_run_over_all_rows_at_once_and_its_findings_are_told_apart_by_row() -> None:
    rows = [row("a", "none"), row("b", "none", text="<!-- pm-ignore: blame -->\nThe disk was full.")]
    found = lint_rows(rows, ["--select", "suppression/no-reason"])
    assert {id: [f["rule"] for f in fs] for id, fs in found.items()} == {"b": ["suppression/no-reason"]}
