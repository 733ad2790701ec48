"""What a lint is asked for: rules, levels, profile, people. Flags and settings become one of these for each file."""

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.domain.finding import Level

PROFILES = ("internal", "external", "draft")
FORMATS = ("text", "full", "json", "sarif", "github", "gitlab", "junit")


@dataclass(frozen=True, slots=True)
class Options:
    """`select` and the like hold names of rules and families; patterns are relative to the folder `root`."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    levels: tuple[tuple[str, Level], ...] = ()
    profile: str = "internal"
    fail_on: Level = Level.ERROR
    roster: tuple[str, ...] = ()
    baseline: str | None = None
    exclude: tuple[str, ...] = ()
    root: str = "."
    config: str | None = None
    """The settings file that this came from, None where there is none."""


class Wanted(NamedTuple):
    """What a report must hold beyond the findings: keys that survive moved lines, words counted, the lines that are shown,
    the findings that comments hide; whether what can be fixed is fixed ("safe" or "unsafe"), and whether it is written.
    """

    keys: bool = False
    words: bool = False
    lines: bool = False
    fix: str = ""
    write: bool = False
