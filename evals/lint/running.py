"""Rows -> a Markdown file each -> the findings of one run of the command over the folder, as the outside scorer runs it."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.lint.dataset import Row

HEADINGS = {"action": "Action Items", "cause": "Root Cause"}
Findings = dict[str, list[dict[str, Any]]]
"""Findings by the name of the file without its ending."""


def document(row: Row) -> str:
    """The row as a postmortem: a sentence or cause below its heading, an action in a table without owner and date."""
    heading = HEADINGS.get(row.part) or (row.section or "What happened").strip().strip("#").title()
    text = row.text
    if row.part == "action":
        cell = row.text.replace("|", "\\|").replace("\n", " ")
        text = f"| Action | Owner | Due |\n|---|---|---|\n| {cell} |  |  |"
    front = f'---\ntitle: "Incident"\nparticipants: {json.dumps(row.roster)}\nservices: []\n---\n'
    return f"{front}\n# Incident\n\n## {heading}\n\n{text}\n"


def command() -> str:
    return shutil.which("postmortem", path=str(Path(sys.executable).parent)) or "postmortem"


def lint(paths: Sequence[Path], arguments: Iterable[str] = ()) -> Findings:
    """One run of the command over these paths. Ends the program if it gives no findings to read."""
    done = subprocess.run(
        [command(), "lint", *map(str, paths), "--format", "json", *arguments], capture_output=True, text=True, encoding="utf-8"
    )
    try:
        findings: list[dict[str, Any]] = json.loads(done.stdout)
    except ValueError:
        raise SystemExit(f"postmortem lint gave no findings to read (exit {done.returncode}): {done.stderr[-800:]}") from None
    by_file: Findings = {}
    for finding in findings:
        by_file.setdefault(Path(finding["path"]).stem, []).append(finding)
    return by_file


def lint_rows(rows: Iterable[Row], arguments: Iterable[str] = ()) -> Findings:
    """Findings by the id of the row."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for row in rows:
            (folder / f"{row.id}.md").write_text(document(row), encoding="utf-8")
        return lint([folder], arguments)
