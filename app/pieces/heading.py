"""A review -> the lines above each of its pages: what it is, where it stands, what is due."""

import datetime

from app.pieces import names
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Deadline, Review
from pipeline.reviewing.look import Look

HIGH = 2


def heading(look: Look, now: datetime.datetime) -> str:
    review, (duty, why) = look.review, look.duty
    chips = [state(review), severity(review), chip(names.DUTIES[duty], hint=why)]
    if review.visibility is Visibility.RESTRICTED:
        chips.append(chip("Restricted", Tone.BAD, "only its owner and its readers know of it"))
    chips += [deadline(one, now) for one in next_deadline(look.deadlines)]
    owner = mute(f"{review.id} · owner {review.owner or 'not named'}")
    return block("pm-title", text(review.title)) + block("pm-heads", "".join(chips), owner) + progress(look)


def state(review: Review) -> str:
    name, tone = names.STATES[review.state]
    return chip(name, tone, review.reason or "")


def severity(review: Review) -> str:
    if not review.severity and not review.severity_level:
        return ""
    grave = (review.severity_level or HIGH + 1) <= HIGH
    return chip(review.severity or f"SEV{review.severity_level}", Tone.BAD if grave else Tone.PLAIN)


def next_deadline(deadlines: tuple[Deadline, ...]) -> list[Deadline]:
    """The first that is not met."""
    return sorted((one for one in deadlines if not one.done), key=lambda one: one.due)[:1]


def deadline(one: Deadline, now: datetime.datetime) -> str:
    left = one.due - now
    name = names.DEADLINES[one.name]
    if one.late or left.total_seconds() < 0:
        return chip(f"{name}: {span(-left)} late", Tone.BAD)
    return chip(f"{name}: due in {span(left)}", Tone.WARN if left.days < 1 else Tone.PLAIN)


def span(left: datetime.timedelta) -> str:
    hours = int(left.total_seconds() // 3600)
    return f"{hours // 24} d" if hours >= 48 else f"{hours} h" if hours else f"{int(left.total_seconds() // 60)} min"


def progress(look: Look) -> str:
    """How much of the draft is decided, and how many things still stand in the way."""
    shares = look.shares
    if not shares.drafted:
        return ""
    pieces = ((shares.accepted, "ok"), (shares.edited, "info"), (shares.rejected, "warn"))
    bar = "".join(
        f'<span class="{tone}" style="width:{100 * count / shares.drafted:.2f}%"></span>' for count, tone in pieces if count
    )
    left = f"{shares.decided} of {shares.drafted} decided · {len(look.blocks) or 'nothing'} in the way of publishing"
    return block("pm-progress", block("pm-bar", bar), mute(left))
