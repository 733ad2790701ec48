"""A report counted: findings per rule, per file, and per 1,000 words."""

from collections import Counter
from typing import Any

from pipeline.domain.finding import Level
from pipeline.lint.report import Report


def statistics(report: Report) -> dict[str, Any]:
    """`per_1000_words` is rounded to two places, 0 where there are no words."""
    rules = Counter(finding.rule for finding in report.findings)
    levels = Counter(finding.level for finding in report.findings)
    words = sum(file.words for file in report.read)
    return {
        "files": len(report.read),
        "words": words,
        "findings": rules.total(),
        "per_1000_words": _rate(rules.total(), words),
        "levels": {str(level): levels[level] for level in Level},
        "ignored": sum(len(file.ignored) for file in report.read),
        "known": sum(file.known for file in report.read),
        "by_rule": {
            rule: {"findings": count, "per_1000_words": _rate(count, words)}
            for rule, count in sorted(rules.items(), key=lambda pair: (-pair[1], pair[0]))
        },
        "by_file": {
            file.path: {
                "findings": len(file.findings),
                "words": file.words,
                "per_1000_words": _rate(len(file.findings), file.words),
            }
            for file in report.read
        },
    }


def _rate(count: int, words: int) -> float:
    return round(1000 * count / words, 2) if words else 0.0


def as_text(counted: dict[str, Any]) -> str:
    """A table per rule, one per file that has findings, and the sum."""
    lines = [_row(s["findings"], s["per_1000_words"], rule) for rule, s in counted["by_rule"].items()]
    in_files = [_row(s["findings"], s["per_1000_words"], path) for path, s in counted["by_file"].items() if s["findings"]]
    total = _row(counted["findings"], counted["per_1000_words"], f"in {counted['files']:,} files of {counted['words']:,} words")
    parts = ["findings  per 1,000 words", *lines, *(["", *in_files] if in_files else []), "", total]
    return "\n".join(parts) + "\n"


def _row(count: int, rate: float, what: str) -> str:
    return f"{count:8,}  {rate:15.2f}  {what}"
