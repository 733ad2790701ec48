"""What dropped files are read as -> HTML: formats and counts, people, what will be replaced, what was assumed."""

from collections.abc import Sequence
from typing import NamedTuple

from app.pieces.markup import Tone, block, chip, mute, text
from app.pieces.table import table
from pipeline.domain.material import Channel, Person
from pipeline.reviewing.recognising import Recognised

NO_ROSTER = "No list of people is among the files; names are taken from the messages."


class Count(NamedTuple):
    one: str
    many: str

    def of(self, count: int) -> str:
        return f"{count:,} {self.one if count == 1 else self.many}"


EVIDENCE, MESSAGES = Count("piece of evidence", "pieces of evidence"), Count("message", "messages")


def sources(found: Recognised) -> str:
    rows = [(text(one.file), chip(one.format), f"{one.evidence:,}", mute(", ".join(one.dropped))) for one in found.sources]
    return table("Files", ("File", "Read as", "Evidence", "Not taken"), rows)


def redactions(kinds: Sequence[tuple[str, int]]) -> str:
    if not kinds:
        return mute("Nothing that looks like a secret or personal data was found.")
    return "".join(chip(f"{kind} {count:,}", Tone.INFO) for kind, count in kinds)


def people(known: Sequence[Person]) -> str:
    if not known:
        return mute(NO_ROSTER)
    rows = [(text(one.name), text(one.title or one.team), mute(one.timezone or ""), outsider(one)) for one in known]
    return table("People", ("Name", "What they do", "Time zone", ""), rows)


def outsider(person: Person) -> str:
    return chip("guest", Tone.WARN, "of another workspace") if person.outsider else ""


def channel(one: Channel) -> str:
    """A channel in one line of plain text."""
    private = ", private" if one.private else ""
    return f"#{one.name} ({MESSAGES.of(one.messages)}{private})"


def problems(found: Recognised) -> str:
    return "".join(block("pm-finding error", text(one)) for one in found.problems)


def notes(found: Recognised) -> str:
    return "".join(block("pm-finding suggestion", text(one)) for one in found.notes)
