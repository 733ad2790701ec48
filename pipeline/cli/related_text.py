"""Related incidents for a reader at a terminal: what is still open first, then each with why it was found and what helped."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.asking import Answer
    from pipeline.domain.past_incident import PastIncident
    from pipeline.domain.related import OpenAction, RelatedIncident

SURE, LIKELY, PERHAPS = 0.75, 0.5, 0.2
WIDEST = 100
BOLD, UNDERLINED, FAINT, PLAIN = "\x1b[1m", "\x1b[1;4m", "\x1b[2m", "\x1b[0m"
NO_TERMINAL = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What a text must not do to a terminal."""


def as_text(answer: Answer, color: bool) -> str:
    near = [one for number, one in enumerate(answer.related) if not number or one.score >= PERHAPS]
    found = [line for number, one in enumerate(near, 1) for line in entry(number, one, answer, color)]
    return "".join(f"{line}\n" for line in (*still_open(answer, color), *found, *others(answer, len(near))))


def others(answer: Answer, told: int) -> Iterator[str]:
    """Those that came after, and are hardly similar, by name."""
    if rest := answer.related[told:]:
        yield from wrapped(f"Probably something else: {', '.join(one.id for one in rest)}.", "")


def still_open(answer: Answer, color: bool) -> Iterator[str]:
    """Open action items of incidents that are likely of the same mechanism."""
    again = [one for one in answer.related if one.open_action_items and one.score >= LIKELY]
    if again:
        yield styled("Still open from before:", BOLD, color)
        yield from (
            line for one in again for item in one.open_action_items for line in wrapped(f"{one.id}: {said(item)}", "  - ")
        )
        yield ""


def entry(number: int, one: RelatedIncident, answer: Answer, color: bool) -> Iterator[str]:
    mark = f"{number}. "
    yield from (styled(line, BOLD, color) for line in wrapped(f"{one.id}: {one.title}", mark))
    yield from (styled(line, FAINT, color) for line in wrapped(" · ".join(facts(one, answer.incidents.get(one.id))), "   "))
    for reason in one.reasons:
        lines = [line for text in reason.passage.splitlines() for line in wrapped(text, "   > ")]
        yield from (marked(line, reason.matches, color) for line in lines)
    if one.helped:
        yield from wrapped(f"What helped: {one.helped}", "   ")
    if one.open_action_items and one.score < LIKELY:
        yield from (line for item in one.open_action_items for line in wrapped(f"Still open: {said(item)}", "   "))
    if one.url:
        yield from wrapped(one.url, "   ")
    yield ""


def facts(one: RelatedIncident, incident: PastIncident | None) -> Iterator[str]:
    if incident and incident.started_at:
        yield incident.started_at.date().isoformat()
    if incident and incident.severity:
        yield incident.severity
    if one.shared:
        yield f"shares {', '.join(one.shared)}"
    yield f"{in_words(one.score)} ({one.score:.2f})"


def in_words(score: float) -> str:
    return "very similar" if score >= SURE else "similar" if score >= LIKELY else "perhaps similar"


def said(item: OpenAction) -> str:
    owner = item.owner or "no owner"
    return f"{' '.join(filter(None, (item.ticket, item.action)))} ({owner}{f', due {item.due}' if item.due else ''})"


def wrapped(text: str, first: str) -> list[str]:
    """The text in lines no wider than the terminal, behind `first` and below it."""
    width = min(WIDEST, max(40, shutil.get_terminal_size().columns))
    rest = first if first.rstrip().endswith(">") else " " * len(first)
    clean = " ".join(NO_TERMINAL.sub("", text).split())
    return textwrap.wrap(
        clean, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def marked(line: str, matches: tuple[str, ...], color: bool) -> str:
    """The line with the words that were matched set off."""
    if not color or not matches:
        return line
    longest_first = sorted({match for match in matches if match.strip()}, key=lambda match: (-len(match), match))
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, lambda found: f"{UNDERLINED}{found[0]}{PLAIN}", line, flags=re.IGNORECASE)


def styled(text: str, style: str, color: bool) -> str:
    return f"{style}{text}{PLAIN}" if color and text else text
