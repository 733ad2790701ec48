"""A line a finding: where, how grave, what, which rule; the question below it."""

from pipeline.lint.run import Report


def write(report: Report) -> str:
    return "".join(f"{f.path}:{f.line}:{f.column}: {f.level} {f.message} [{f.rule}]\n" for f in report.findings)
