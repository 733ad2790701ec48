"""A file of findings that are known: they are not shown again, however their lines move.

    {"version": 1, "findings": [{"path": "2024/ledger.md", "rule": "blame/self-blame", "key": "3f...", "excerpt": "we forgot"}]}

Paths are relative to the file. A key is a hash of the rule, the headings above, the sentence and which of its kind it is
(keys.py), so that an entry ends with the sentence that it was for.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UnreadableSource
from pipeline.lint import files
from pipeline.lint.report import FileReport, Report

VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    path: str
    rule: str
    key: str
    excerpt: str = ""


def load(path: str) -> list[Entry]:
    """Raises UnreadableSource for a file that is not there or is no baseline."""
    try:
        value: Any = json.loads(files.read(path))
        if value["version"] != VERSION:
            raise ValueError
        return [Entry(str(e["path"]), str(e["rule"]), str(e["key"]), str(e.get("excerpt", ""))) for e in value["findings"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        raise UnreadableSource(path, "this is no baseline", "write one with --write-baseline") from None


def entries(report: FileReport, folder: str) -> list[Entry]:
    """The findings of a file as entries of a baseline in this folder."""
    path = files.relative_to(report.path, folder)
    return [Entry(path, f.rule, key, f.excerpt[:200]) for f, key in zip(report.findings, report.keys, strict=True)]


def hide(report: Report, known: Iterable[Entry], folder: str, ran: frozenset[str]) -> list[Entry]:
    """Takes the known findings out of the report. Returns the entries that are over: the file was read, or is gone, the rule
    ran, and nothing of the kind was found."""
    wanted = {(entry.path, entry.rule, entry.key) for entry in known}
    met: set[tuple[str, str, str]] = set()
    read: set[str] = set()
    for file in report.read:
        here = entries(file, folder)
        read.add(files.relative_to(file.path, folder))
        shown = [(e.path, e.rule, e.key) not in wanted for e in here]
        met.update((e.path, e.rule, e.key) for e in here)
        file.known = shown.count(False)
        file.findings = [f for f, keep in zip(file.findings, shown, strict=True) if keep]
        file.keys = [k for k, keep in zip(file.keys, shown, strict=True) if keep]
    return sorted(
        entry
        for entry in known
        if (entry.path, entry.rule, entry.key) not in met
        and ((entry.path in read and entry.rule in ran) or not (Path(folder) / entry.path).exists())
    )


def written(found: Iterable[Entry]) -> str:
    """The file's text."""
    rows = [asdict(entry) for entry in sorted(set(found))]
    return json.dumps({"version": VERSION, "findings": rows}, indent=1, ensure_ascii=False) + "\n"
