"""One finding a line: where, how grave, what, which rule."""

from pipeline.domain.finding import Finding, Level
from pipeline.lint.report import Report

COLORS = {Level.ERROR: "\033[1;31m", Level.WARNING: "\033[1;33m", Level.SUGGESTION: "\033[1;36m"}
DIM, BOLD, PLAIN = "\033[2m", "\033[1m", "\033[0m"


def write(report: Report, color: bool = False) -> str:
    return "".join(f"{headline(finding, color)}\n" for finding in report.findings)


def headline(finding: Finding, color: bool) -> str:
    place = f"{shown(finding.path)}:{finding.line}:{finding.column}:"
    message = shown(finding.message)
    if not color:
        return f"{place} {finding.level}: {message} [{finding.rule}]"
    return f"{BOLD}{place}{PLAIN} {COLORS[finding.level]}{finding.level}{PLAIN}: {message} {DIM}[{finding.rule}]{PLAIN}"


def shown(text: str) -> str:
    """On one line, without what would steer a terminal."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " if c == "\t" else repr(c)[1:-1] for c in text)
