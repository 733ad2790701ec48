"""Cohen's kappa: how far two labellers agree beyond what chance would give them."""

from collections import Counter
from collections.abc import Sequence


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """1 is full agreement, 0 is chance. Two that never use but one label agree fully."""
    count = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / count
    of_first, of_second = Counter(first), Counter(second)
    chance = sum(of_first[label] * of_second[label] for label in of_first) / count**2
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
