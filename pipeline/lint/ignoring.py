"""Writes comments that ignore the findings of a report into the files: on the finding's line, or for the whole file."""

from collections.abc import Iterable

from pipeline.domain.finding import Finding
from pipeline.lint import files
from pipeline.lint.document import FRONT_MATTER
from pipeline.lint.fixes import Edit, apply, overwrite
from pipeline.lint.report import Report


def add_ignores(report: Report, reason: str) -> int:
    """How many files were changed. Only Markdown is written to."""
    changed = 0
    for file in report.read:
        if not file.findings or file.path.lower().endswith((".json", ".html", ".htm")):
            continue
        raw, encoding = files.decode(files.load(file.path), file.path)
        after, _ = apply(raw, [(edit,) for edit in comments(files.plain(raw), file.findings, reason)])
        if after != raw:
            overwrite(file.path, after.encode(encoding))
            changed += 1
    return changed


def comments(source: str, findings: Iterable[Finding], reason: str) -> list[Edit]:
    """The insertions, one a line; what concerns the document as a whole is ignored below the front matter."""
    by_line: dict[int, list[str]] = {}
    for finding in findings:
        whole = not finding.excerpt
        by_line.setdefault(0 if whole else finding.line, []).append(finding.rule)
    why = f" -- {reason}" if reason else ""
    edits: list[Edit] = []
    at = 0
    for number, line in enumerate(source.split("\n"), 1):
        if rules := by_line.get(number):
            place = at + _end(line)
            edits.append((place, place, f" <!-- pm-ignore: {', '.join(sorted(set(rules)))}{why} -->{_gap(line)}"))
        at += len(line) + 1
    if rules := by_line.get(0):
        match = FRONT_MATTER.match(source)
        place = match.end() if match else 0
        edits.append((place, place, f"<!-- pm-ignore-file: {', '.join(sorted(set(rules)))}{why} -->\n"))
    return edits


def _end(line: str) -> int:
    """Where a comment goes: behind the words, before the last bar of a table's row and before spaces that break the line."""
    words = line.rstrip()
    if words.endswith("|") and not words.endswith("\\|") and words.count("|") > 1:
        return len(words[:-1].rstrip())
    return len(words.removesuffix("\\") if words.endswith("\\") else words)


def _gap(line: str) -> str:
    words = line.rstrip()
    return " " if words.endswith("|") and not words[:-1].endswith(" ") else ""
