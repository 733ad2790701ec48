"""Evidence -> the channel beside a statement: messages in their order, the cited ones marked, gaps said."""

import zoneinfo
from collections.abc import Collection, Iterable, Sequence

from app.pieces.markup import block, chip, clock, mute, text
from pipeline.domain.evidence import Evidence


def channel(messages: Sequence[Evidence], cited: Collection[str], zone: zoneinfo.ZoneInfo, left_out: int = 0) -> str:
    """`left_out` counts messages that stand between or around these and are not shown."""
    gap = block("pm-gap", text(f"{left_out:,} other messages")) if left_out else ""
    return block("pm-channel", *(message(one, one.id in cited, zone) for one in messages), gap)


def message(one: Evidence, cited: bool, zone: zoneinfo.ZoneInfo) -> str:
    head = f'<span class="pm-who">{text(one.author or one.kind.value)}</span>'
    when = f'<span class="pm-when">{text(clock(one.at, zone, day=False) or one.at_text or "")}</span>'
    marks = "".join(chip(mark) for mark in marks_of(one))
    said = f'<div class="pm-text">{text(one.text)}</div>'
    place = f'<div class="pm-place">{text(one.source.file)} {text(one.source.locator)}</div>' if cited else ""
    return block(f"pm-message{' cited' if cited else ''}", head, when, " ", marks, said, place)


def marks_of(one: Evidence) -> Iterable[str]:
    if one.channel:
        yield f"#{one.channel}"
    if one.automated:
        yield "tool"
    if one.edited:
        yield "edited later"


def gone(ids: Iterable[str]) -> str:
    """Cited ids whose text is not at hand."""
    return "".join(block("pm-message", mute(f"{id}: this evidence is not at hand")) for id in ids)
