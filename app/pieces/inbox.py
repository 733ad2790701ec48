"""Reviews with their deadlines -> rows of the inbox; which of them are asked for, and in which order."""

import datetime
import zoneinfo
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.pieces.heading import deadline, next_deadline, severity, state
from app.pieces.markup import Tone, block, chip, clock, mute, text
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Deadline, Review, ReviewState

Row = tuple[Review, tuple[Deadline, ...]]
CLOSED = frozenset({ReviewState.ABORTED, ReviewState.RETRACTED})
NEVER = datetime.datetime.max.replace(tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Wanted:
    """What the inbox is narrowed to; where nothing is given, nothing is asked. `owner` is a name, `late` asks for a deadline that
    has passed."""

    words: str = ""
    states: frozenset[ReviewState] = frozenset()
    severities: frozenset[str] = frozenset()
    owner: str | None = None
    late: bool = False


def wanted(rows: Iterable[Row], what: Wanted) -> list[Row]:
    return [row for row in rows if fits(row, what)]


def fits(row: Row, what: Wanted) -> bool:
    review, deadlines = row
    said = " ".join(filter(None, (review.id, review.title, review.owner, *review.services))).casefold()
    return (
        all(word in said for word in what.words.casefold().split())
        and (not what.states or review.state in what.states)
        and (not what.severities or grade(review) in what.severities)
        and (what.owner is None or (review.owner or "").casefold() == what.owner.casefold())
        and (not what.late or any(one.late and not one.done for one in deadlines))
    )


def grade(review: Review) -> str:
    """Its severity as it is called."""
    return review.severity or (f"SEV{review.severity_level}" if review.severity_level else "No severity")


def soonest(rows: Sequence[Row]) -> list[Row]:
    """What is due first comes first; what is closed, last."""
    return sorted(rows, key=lambda row: (row[0].state in CLOSED, due(row)))


def due(row: Row) -> datetime.datetime:
    return next((one.due for one in next_deadline(row[1])), NEVER)


def line(row: Row, now: datetime.datetime, zone: zoneinfo.ZoneInfo, working: bool = False) -> str:
    """One incident: its title, where it stands, what is due, whose it is. `working`: a draft is being made."""
    review, deadlines = row
    chips = [state(review), severity(review)]
    if working:
        chips.append(chip("Working", Tone.INFO, "a job is under way"))
    if review.visibility is Visibility.RESTRICTED:
        chips.append(chip("Restricted", Tone.BAD, "only its owner and its readers know of it"))
    if review.state not in CLOSED:
        chips += [deadline(one, now) for one in next_deadline(deadlines)]
    owner = f"owner {review.owner}" if review.owner else "no owner"
    began = clock(review.started_at or review.created_at, zone)
    facts = [owner, f"{'started' if review.started_at else 'created'} {began}", ", ".join(review.services[:3])]
    told = mute(" · ".join(filter(None, facts)))
    return block("pm-row", block("pm-row-title", text(review.title)), block("pm-row-facts", "".join(chips), " ", told))
