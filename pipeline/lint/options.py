"""What a lint is asked for: rules, levels, profile, people. Flags and settings become one of these."""

from dataclasses import dataclass, field

from pipeline.domain.finding import Level

PROFILES = ("internal", "external", "draft")
FORMATS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Options:
    """`select` and the like hold names of rules and families."""

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_ignore: tuple[str, ...] = ()
    levels: dict[str, Level] = field(default_factory=dict[str, Level])
    profile: str = "internal"
    roster: tuple[str, ...] = ()
