"""Each finding with its line, the words it rests on underlined, the question, and ways to say it.

ledger.md:12:1: warning: "We forgot" says who, not how. [blame/self-blame]
  12 | We forgot to renew the certificate.
     | ^^^^^^^^^
     = What would have reminded us?
     = try: The renewal had no reminder.
"""

import unicodedata

from pipeline.domain.finding import Finding
from pipeline.lint.formats.text import COLORS, PLAIN, headline, shown
from pipeline.lint.report import FileReport, Report

WIDTH = 160
"""Characters of a line that are shown around the words."""


def write(report: Report, color: bool = False) -> str:
    return "".join(one(file, finding, color) for file in report.files for finding in file.findings)


def one(file: FileReport, finding: Finding, color: bool) -> str:
    margin = " " * len(str(finding.line))
    lines = [headline(finding, color)]
    if finding.excerpt:
        text, before, words = _window(file.lines.get(finding.line, ""), finding)
        caret = "^" * max(1, _width(words))
        if color:
            caret = f"{COLORS[finding.level]}{caret}{PLAIN}"
        lines += [f"  {finding.line} | {text}", f"  {margin} | {' ' * _width(before)}{caret}"]
    lines += [f"  {margin} = {shown(said)}" for said in (finding.question, *(f"try: {s}" for s in finding.suggestions)) if said]
    return "\n".join(lines) + "\n\n"


def _window(line: str, finding: Finding) -> tuple[str, str, str]:
    """The part of the line that is shown, and in it what stands before the words and the words themselves."""
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    first = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    last = min(len(line), max(first + WIDTH, min(end, first + 2 * WIDTH)))
    left = "…" if first else ""
    right = "…" if last < len(line) else ""
    text = f"{left}{shown(line[first:last])}{right}".rstrip()
    return text, left + shown(line[first:start]), shown(line[start : min(end, last)]).rstrip()


def _width(text: str) -> int:
    """Columns of a terminal: wide characters take two, marks above others none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
