"""One file -> its report: read, examined, and put right where that is asked for."""

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.errors import InputError
from pipeline.lint import files
from pipeline.lint.document import Document
from pipeline.lint.engine import Engine, Examined
from pipeline.lint.options import Options, Wanted
from pipeline.lint.read import is_markdown, read_document
from pipeline.lint.report import FileReport
from pipeline.lint.select import chosen
from pipeline.lint.source import Source
from pipeline.text.markdown import CELL, HEADING, PROSE

if TYPE_CHECKING:
    from pipeline.lint.verdict import Verdicts

ROUNDS = 10


class Task(NamedTuple):
    """A file to lint; `data` is its content where it does not come from the disk. `named` says that it was given itself,
    `verdicts` are what a model said of it, None where none was asked."""

    path: str
    options: Options
    wanted: Wanted
    named: bool = True
    data: bytes | None = None
    verdicts: "Verdicts | None" = None


@cache
def engine_for(options: Options, ignored: tuple[str, ...]) -> Engine:
    return Engine(chosen(options, ignored), dict(options.levels))


def check(task: Task) -> FileReport:
    """Reads and lints one file."""
    options, path = task.options, task.path
    report = FileReport(path, options.fail_on)
    ignored = [n for pattern, names in options.per_file_ignores if files.matches(path, (pattern,), options.root) for n in names]
    engine = engine_for(options, tuple(ignored))
    try:
        raw, encoding = files.decode(files.load(path) if task.data is None else task.data, path)
        source = Source(files.plain(raw))
        raw = raw if task.wanted.fix else ""  # so that a large text is not held twice
        document = read_document(source, path, options, task.named)
    except InputError as error:
        report.problem = str(error)
        return report
    if document is None:
        report.skipped = True
        return report
    document.verdicts = task.verdicts
    examined = engine.examine(document)
    if task.wanted.fix and is_markdown(document):
        fixed, document, examined = _fixed(task, raw, document, examined, engine, report)
        if fixed != raw:
            report.before, report.after = files.plain(raw), files.plain(fixed)
            if task.wanted.write and task.data is None:
                _write(path, fixed.encode(encoding), report)
    report.source = str(document.source) if task.data is not None else ""
    _fill(report, document, examined, task.wanted)
    return report


def _write(path: str, data: bytes, report: FileReport) -> None:
    from pipeline.lint.fixes import overwrite

    try:
        overwrite(path, data)
    except OSError as error:
        report.problem = f"{path}: it cannot be written ({error.strerror}); fix it by hand."


def _fixed(
    task: Task, raw: str, document: Document, examined: Examined, engine: Engine, report: FileReport
) -> tuple[str, Document, Examined]:
    """The text with all fixes of the kind that is asked for, what is then left in it; goes through it until nothing changes."""
    from pipeline.lint.fixes import apply, ranges

    for _ in range(ROUNDS):
        wanted = [f.hit.fix for f in examined.shown if f.hit.fix and (f.hit.fix.safe or task.wanted.fix == "unsafe")]
        after, count = apply(raw, [ranges(document, fix) for fix in wanted])
        if after == raw:
            break
        read = read_document(Source(files.plain(after)), task.path, task.options, task.named)
        assert read is not None
        raw, document, examined = after, read, engine.examine(read)
        report.fixed += count
    return raw, document, examined


def _fill(report: FileReport, document: Document, examined: Examined, wanted: Wanted) -> None:
    report.findings = [found.finding for found in examined.shown]
    report.ignored = [(found.finding, found.ignored or "") for found in examined.ignored]
    for found in examined.shown:
        if fix := found.hit.fix if is_markdown(document) else None:
            report.fixable += fix.safe
            report.unsafely_fixable += not fix.safe
    if wanted.keys and (examined.shown or examined.ignored):
        from pipeline.lint.keys import keys

        report.keys, report.ignored_keys = keys(document, examined.shown, examined.ignored)
    if wanted.lines:
        shown = {line for f in report.findings for line in (f.line, f.end_line)}
        report.lines = {line: document.lines[line - 1] for line in sorted(shown)}
    if wanted.words:
        report.words = sum(len(b.text.split()) for b in document.all_blocks() if b.kind in (PROSE, CELL, HEADING))
