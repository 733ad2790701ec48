"""Rows and the findings on them -> how many were found and how many of the found are right, with 95 % Wilson intervals.

A sentence counts as flagged when blame/ or hindsight/ speaks at error or warning; an action when one of the rules that call it
vague does; a cause when cause/ or blame/ speaks at error or warning. Other rules may say what they like.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from evals.lint.dataset import Row
from evals.lint.running import Findings

VAGUE = frozenset(
    f"action/{rule}" for rule in ("weak-verb", "no-end-state", "circular-action", "punitive-action", "vigilance-only")
)
FAMILIES = {"sentence": ("blame/", "hindsight/"), "cause": ("cause/", "blame/")}
OF_FAMILY = {"blame/": ("person", "team"), "hindsight/": ("counterfactual",)}
Z = 1.959964


@dataclass(frozen=True)
class Share:
    """`hits` of `count`."""

    hits: int
    count: int

    @property
    def value(self) -> float:
        return self.hits / self.count if self.count else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Between these the share lies with 95 %, by Wilson."""
        if not self.count:
            return 0.0, 1.0
        n, p, zz = self.count, self.value, Z * Z
        middle = (p + zz / (2 * n)) / (1 + zz / n)
        half = Z * sqrt(p * (1 - p) / n + zz / (4 * n * n)) / (1 + zz / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        if not self.count:
            return "     -  (none)"
        low, high = self.interval
        return f"{self.value:6.3f}  [{low:.2f}, {high:.2f}]  {self.hits}/{self.count}"


def deciding(part: str, finding: dict[str, Any]) -> bool:
    """Whether this finding makes an item of this part count as flagged."""
    rule = str(finding["rule"])
    if part == "action":
        return rule in VAGUE
    return rule.startswith(FAMILIES[part]) and finding["level"] != "suggestion"


def flagged(row: Row, findings: Findings, prefix: str = "") -> bool:
    return any(deciding(row.part, f) and str(f["rule"]).startswith(prefix) for f in findings.get(row.id, ()))


def precision(rows: Iterable[Row], hit: Callable[[Row], bool]) -> Share:
    found = [row.positive for row in rows if hit(row)]
    return Share(sum(found), len(found))


def recall(rows: Iterable[Row], hit: Callable[[Row], bool]) -> Share:
    found = [hit(row) for row in rows if row.positive]
    return Share(sum(found), len(found))


def labelled(rows: Iterable[Row], label: str, hit: Callable[[Row], bool]) -> Share:
    """The share of the rows of one label that are flagged."""
    found = [hit(row) for row in rows if row.label == label]
    return Share(sum(found), len(found))


def by_rule(rows: Sequence[Row], findings: Findings) -> dict[str, Share]:
    """For each rule that makes items count as flagged: how many of the items it flags are to be found."""
    hits: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for row in rows:
        for rule in {str(f["rule"]) for f in findings.get(row.id, ()) if deciding(row.part, f)}:
            counts[rule] += 1
            hits[rule] += row.positive
    return {rule: Share(hits[rule], counts[rule]) for rule in sorted(counts)}
