"""What people did with a draft, in numbers: how a team learns whether its drafts are worth it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.domain.review import FACTS, QUESTIONS, RELATED, Decision, Item, Review

NOT_DRAFTED = frozenset({FACTS, QUESTIONS, RELATED})
"""Parts whose items are no sentences of a draft."""


@dataclass(frozen=True)
class Shares:
    """How many items of drafts were accepted as they were, edited or merged, rejected, or nothing yet; how many people added."""

    accepted: int = 0
    edited: int = 0
    rejected: int = 0
    undecided: int = 0
    added: int = 0

    @property
    def drafted(self) -> int:
        return self.accepted + self.edited + self.rejected + self.undecided

    @property
    def decided(self) -> int:
        return self.drafted - self.undecided

    def __add__(self, other: "Shares") -> "Shares":
        return Shares(
            self.accepted + other.accepted,
            self.edited + other.edited,
            self.rejected + other.rejected,
            self.undecided + other.undecided,
            self.added + other.added,
        )


def shares(items: Iterable[Item]) -> Shares:
    """Over statements, events and action items; facts, questions and related incidents do not count."""
    counts = dict.fromkeys(Decision, 0) | {None: 0}
    for item in items:
        if item.part not in NOT_DRAFTED:
            counts[item.decision if item.drafted is not None else Decision.ADDED] += 1
    edited = counts[Decision.EDITED] + counts[Decision.MERGED]
    return Shares(counts[Decision.ACCEPTED], edited, counts[Decision.REJECTED], counts[None], counts[Decision.ADDED])


def lead_time(review: Review) -> timedelta | None:
    """From the first draft to the first publication; None while either is missing."""
    out = first_published(review)
    return out - review.drafted_at if out and review.drafted_at else None


def first_published(review: Review) -> datetime | None:
    return review.first_published_at or review.published_at
