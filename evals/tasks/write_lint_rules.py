"""Writes docs/lint-rules.md, the manual of the lint's rules, from their docstrings. A test fails when it is out of date."""

from pathlib import Path

from pipeline.lint.pages import manual

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "lint-rules.md"

if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
