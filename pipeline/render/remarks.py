"""What the lint says of a draft -> remarks in the order a reader should take them: errors first, each rule's many as one.

A draft must not drown in them: what one rule says of more than a few places, and every suggestion, is one remark with a count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.domain.finding import DraftFinding, Level

FEW = 3
LEVELS = tuple(Level)


@dataclass(frozen=True)
class Remark:
    """One remark, numbered from 1, of one finding or of several of one rule."""

    number: int
    findings: tuple[DraftFinding, ...]

    @property
    def level(self) -> Level:
        return self.findings[0].finding.level

    @property
    def rule(self) -> str:
        return self.findings[0].finding.rule

    @property
    def question(self) -> str:
        return self.findings[0].finding.question


def remarks(findings: Iterable[DraftFinding]) -> tuple[Remark, ...]:
    """By level, and within a level in the order of the draft."""
    of_rules: dict[tuple[Level, str], list[DraftFinding]] = {}
    for found in findings:
        of_rules.setdefault((found.finding.level, found.finding.rule), []).append(found)
    groups: list[tuple[DraftFinding, ...]] = []
    for level in LEVELS:
        for (of, _), held in of_rules.items():
            if of is level:
                groups += [tuple(held)] if level is Level.SUGGESTION or len(held) > FEW else [(one,) for one in held]
    return tuple(Remark(number, group) for number, group in enumerate(groups, 1))


def by_id(found: Iterable[Remark]) -> Mapping[str, tuple[Remark, ...]]:
    """The remarks on each statement, event and action item, by its id."""
    held: dict[str, dict[int, Remark]] = {}
    for remark in found:
        for one in remark.findings:
            if one.id:
                held.setdefault(one.id, {})[remark.number] = remark
    return {id: tuple(of.values()) for id, of in held.items()}
