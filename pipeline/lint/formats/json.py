"""A list of findings, each with exactly the fields of a Finding."""

from __future__ import annotations

import json
from dataclasses import fields

from pipeline.domain.finding import Finding
from pipeline.lint.report import Report

KEYS = tuple(f.name for f in fields(Finding))


def write(report: Report, color: bool = False) -> str:
    del color
    rows = [{key: getattr(finding, key) for key in KEYS} for finding in report.findings]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
