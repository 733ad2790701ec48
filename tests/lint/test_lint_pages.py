"""The manual of the rules: in the terminal, as data, and as a document that is written from the rules."""

import json
import subprocess
import sys
from pathlib import Path

from evals.tasks.write_lint_rules import MANUAL
from pipeline.lint import registry
from pipeline.lint.pages import manual

RULE = "suppression/no-reason"


def explain(*arguments: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-m", "pipeline.cli", "explain", *arguments], cwd=cwd, capture_output=True, text=True)


def test_the_committed_manual_is_the_one_of_the_rules() -> None:
    assert MANUAL.read_text(encoding="utf-8") == manual(), "run `make lint-rules` and commit docs/lint-rules.md"


def test_without_a_rule_all_are_listed_one_a_line(tmp_path: Path) -> None:
    lines = explain(cwd=tmp_path).stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(registry.names())
    assert all("  " in line and len(line.split()) > 4 for line in lines)


def test_a_rule_has_a_page_with_all_its_parts(tmp_path: Path) -> None:
    page = explain(RULE, cwd=tmp_path).stdout
    assert page.startswith(f"{RULE} (warning, on by default)\n\n")
    for part in (
        "\nWhy: ",
        "\nQuestion: What makes these words right as they stand?\n",
        "\nBad:\n    ",
        "\nGood:\n    ",
        "\nSource: ",
    ):
        assert part in page


def test_a_family_has_the_pages_of_its_rules(tmp_path: Path) -> None:
    page = explain("suppression", cwd=tmp_path).stdout
    assert f"\n{RULE} (" in f"\n{page}" and "\nsuppression/unused (" in page


def test_an_unknown_rule_is_an_error_with_the_one_that_was_meant(tmp_path: Path) -> None:
    done = explain("supression/no-reason", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"did you mean {RULE!r}" in done.stderr


def test_pages_are_data_too(tmp_path: Path) -> None:
    (page,) = json.loads(explain(RULE, "--format", "json", cwd=tmp_path).stdout)
    assert page["rule"] == RULE and page["level"] == "warning" and page["default"] is True
    assert len(page["bad"]) >= 3 and len(page["good"]) >= 3
    assert len(json.loads(explain("--format", "json", cwd=tmp_path).stdout)) == len(registry.names())
