"""Past incidents -> HTML: each with why it was found, the matched words marked, what helped, what is still open."""

import re
from collections.abc import Iterator

from app.pieces.markup import Tone, block, chip, mute, text
from app.pieces.table import table
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident
from pipeline.domain.related import OpenAction, Reason, RelatedIncident

SURE, LIKELY = 0.75, 0.5
WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


def related(one: RelatedIncident, incident: PastIncident | None) -> str:
    """One that was found; `incident` is what is kept of it."""
    return block(
        "pm-found",
        block("pm-row-title", text(one.title)),
        block("pm-row-facts", likeness(one.score), facts(one, incident)),
        "".join(map(reason, one.reasons)),
        block("", "<strong>What helped</strong> ", text(one.helped)) if one.helped else "",
        open_actions(one.open_action_items),
        where(one.url),
    )


def likeness(score: float) -> str:
    said, tone = ("Very similar", Tone.OK) if score >= SURE else ("Similar", Tone.INFO)
    return chip(said, tone, f"{score:.2f}") if score >= LIKELY else chip("Perhaps similar", hint=f"{score:.2f}")


def facts(one: RelatedIncident, incident: PastIncident | None) -> str:
    said: list[str] = [one.id]
    if incident:
        said += [incident.started_at.date().isoformat()] if incident.started_at else []
        said += [incident.severity] if incident.severity else []
    said += [f"shares {', '.join(one.shared)}"] if one.shared else []
    return mute(" · ".join(said))


def reason(why: Reason) -> str:
    """The passage it rests on, what it has in common with the question marked."""
    return block("pm-passage", "".join(marked(why.passage, why.matches)))


def marked(passage: str, matches: tuple[str, ...]) -> Iterator[str]:
    longest_first = sorted({match for match in matches if match.strip()}, key=lambda match: (-len(match), match))
    if not longest_first:
        yield text(passage)
        return
    words = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    for number, piece in enumerate(words.split(passage)):
        yield f"<mark>{text(piece)}</mark>" if number % 2 else text(piece)


def open_actions(actions: tuple[OpenAction, ...]) -> str:
    if not actions:
        return ""
    lines = "".join(f"<li>{text(action(one))}</li>" for one in actions)
    return block("pm-still", f"<strong>Still open</strong><ul>{lines}</ul>")


def action(one: OpenAction) -> str:
    due = f", due {one.due}" if one.due else ""
    return f"{' '.join(filter(None, (one.ticket, one.action)))} ({one.owner or 'no owner'}{due})"


def where(url: str | None) -> str:
    """A link where it leads to a web page, else its words."""
    if not url:
        return ""
    if not WEB.fullmatch(url):
        return mute(url)
    return f'<a href="{text(url)}" target="_blank" rel="noopener noreferrer nofollow">{text(url)}</a>'


def kept(incidents: list[PastIncident]) -> str:
    rows = [
        (
            f"{text(one.title)} {restricted(one)}<br>{mute(one.id)}",
            text(one.severity or ""),
            text(one.started_at.date().isoformat() if one.started_at else ""),
            text(", ".join(one.services)),
            still(one),
        )
        for one in incidents
    ]
    return table("Past incidents", ("Incident", "Severity", "Day", "Services", "Open actions"), rows)


def restricted(one: PastIncident) -> str:
    return chip("Restricted", Tone.BAD, "only its readers know of it") if one.visibility is Visibility.RESTRICTED else ""


def still(one: PastIncident) -> str:
    count = sum(action.open is True for action in one.actions)
    return str(count) if count else ""
