"""A list of findings, with exactly the keys of the contract."""

from __future__ import annotations

import json
from dataclasses import fields

from pipeline.domain.finding import Finding
from pipeline.lint.run import Report

KEYS = tuple(f.name for f in fields(Finding))


def write(report: Report) -> str:
    rows = [{key: getattr(finding, key) for key in KEYS} for finding in report.findings]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"
