"""A draft made without a model holds no error of our own lint, as Markdown and as JSON, and keeps what people said of people."""

from functools import cache
from pathlib import Path

import pytest

from pipeline import render, run
from pipeline.domain.finding import Finding, Level
from pipeline.domain.postmortem import Postmortem
from pipeline.lint.check import Task, check
from pipeline.lint.options import Options, Wanted

ROOT = Path(__file__).parents[2]
FOLDERS = [
    folder
    for folder in sorted([*(ROOT / "pipeline/samples").iterdir(), *(ROOT / "evals/datasets/incidents").iterdir()])
    if any(path.name != "truth.json" for path in folder.iterdir())
]


@cache
def drafted(folder: Path) -> Postmortem:
    return run.draft(run.Request(paths=sorted(path for path in folder.iterdir() if path.name != "truth.json")))


def found(folder: Path, format: str) -> list[Finding]:
    """What `postmortem lint` says of the draft in a file, without settings."""
    text = render.postmortem(drafted(folder), format)
    report = check(Task(f"draft.{format}", Options(), Wanted(), data=text.encode()))
    assert not report.problem
    return report.findings


@pytest.mark.parametrize("format", ["md", "json"])
@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_a_draft_holds_no_error(folder: Path, format: str):
    assert [f"{f.line}: {f.rule}: {f.excerpt}" for f in found(folder, format) if f.level is Level.ERROR] == []


def test_a_remark_stays_in_the_timeline_as_a_quotation_and_nowhere_else():
    document = drafted(ROOT / "evals/datasets/incidents/bad-rollout-search")
    remark = "didn't look at scope. my bad”"
    assert [event.text for event in document.timeline if event.text.endswith(remark)]
    analysis = document.model_dump_json(exclude={"timeline", "evidence"})
    assert "my bad" not in analysis
