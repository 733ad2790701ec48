"""What came of a lint: for each file its findings and what was asked for beside them. Plain data: workers hand it over."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.domain.finding import Finding, Level


@dataclass(slots=True, eq=False, repr=False)
class FileReport:
    """`ignored` are the findings that a comment hides, with the reason; `known` those of the baseline.

    `keys` and `ignored_keys` go with `findings` and `ignored`; `lines` holds the source lines (1-based) that findings stand on;
    `source` is the text of what came from standard input;
    `before` and `after` are the text around the fixes that were made, both None where nothing was fixed.
    """

    path: str
    fail_on: Level = Level.ERROR
    findings: list[Finding] = field(default_factory=list[Finding])
    ignored: list[tuple[Finding, str]] = field(default_factory=list[tuple[Finding, str]])
    keys: list[str] = field(default_factory=list[str])
    ignored_keys: list[str] = field(default_factory=list[str])
    lines: dict[int, str] = field(default_factory=dict[int, str])
    known: int = 0
    words: int = 0
    fixed: int = 0
    fixable: int = 0
    unsafely_fixable: int = 0
    before: str | None = None
    after: str | None = None
    source: str = ""
    problem: str = ""
    skipped: bool = False


@dataclass(slots=True, eq=False, repr=False)
class Report:
    files: list[FileReport] = field(default_factory=list[FileReport])

    @property
    def findings(self) -> Iterator[Finding]:
        for file in self.files:
            yield from file.findings

    @property
    def problems(self) -> list[str]:
        return [file.problem for file in self.files if file.problem]

    @property
    def read(self) -> list[FileReport]:
        return [file for file in self.files if not file.problem]

    @property
    def failed(self) -> bool:
        """Whether any file has a finding at or above the level at which it fails."""
        order = list(Level)
        return any(order.index(f.level) <= order.index(file.fail_on) for file in self.files for f in file.findings)
