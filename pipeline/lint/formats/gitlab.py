"""A Code Quality report for GitLab."""

from __future__ import annotations

import json

from pipeline.domain.finding import Level
from pipeline.lint.formats.repository import in_repository
from pipeline.lint.report import Report

SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.SUGGESTION: "info"}


def write(report: Report, color: bool = False) -> str:
    """Fingerprints hold the path, as the same sentence may stand in two files."""
    del color
    from hashlib import sha256

    rows: list[dict[str, object]] = []
    for file in report.files:
        path = in_repository(file.path)
        for f, key in zip(file.findings, file.keys, strict=True):
            fingerprint = sha256(f"{path}\0{key}".encode("utf-8", "replace")).hexdigest()
            rows.append({
                "description": f"{f.message} {f.question}".rstrip(),
                "check_name": f.rule,
                "fingerprint": fingerprint,
                "severity": SEVERITIES[f.level],
                "location": {"path": path, "lines": {"begin": f.line, "end": f.end_line}},
            })  # fmt: skip
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
