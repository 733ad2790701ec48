"""Commands of a GitHub workflow: each finding an annotation beside its line."""

from pipeline.domain.finding import Level
from pipeline.lint.formats.repository import in_repository
from pipeline.lint.report import Report

COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.SUGGESTION: "notice"}


def write(report: Report, color: bool = False) -> str:
    del color
    lines: list[str] = []
    for f in report.findings:
        where = f"file={escaped(in_repository(f.path), True)},line={f.line},endLine={f.end_line},col={f.column}"
        if f.line == f.end_line:
            where += f",endColumn={f.end_column}"
        says = f"{f.message} {f.question}".rstrip()
        lines.append(f"::{COMMANDS[f.level]} {where},title={escaped(f.rule, True)}::{escaped(says)}\n")
    return "".join(lines)


def escaped(text: str, value: bool = False) -> str:
    """As the runner reads it; `value` for the part before the text, where commas and colons mean something."""
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if value else text
