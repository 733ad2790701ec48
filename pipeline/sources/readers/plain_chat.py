"""Plain-text chat -> one message each: IRC logs of all clients, `[10:32] name: text`, what was copied out of a chat window.

The order of the lines is kept. A nick that changes stays one person; joins and parts are dropped and counted.
"""

import re
from collections.abc import Callable, Mapping

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.bots import kind_of
from pipeline.sources.chat.pasted import looks_pasted, pasted_lines
from pipeline.sources.chat.shapes import LineKind, read_line
from pipeline.sources.chat.transcript import EDITED, Message, Transcript
from pipeline.sources.files import File, Tree
from pipeline.sources.lines.calendar import Calendar
from pipeline.sources.lines.cleaning import clean_lines, file_name, first_lines
from pipeline.sources.lines.heading import heading_of
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.text_kind import TextKind, kind_of_lines

FORMAT = "chat"
PRODUCT = "plain-text chat"
PRIORITY = 80

CHANNEL = re.compile(r"#([\w-]{1,80})")
URL = re.compile(r"https?://[^\s<>\"|]{1,2000}[^\s<>\"|.,;:!?)\]']")


def sniff(tree: Tree) -> list[Claim]:
    return [Claim(file.name, (file,)) for file in tree.files if kind_of_lines(first_lines(file)) is TextKind.CHAT]


def read(claim: Claim, options: ReadOptions) -> Reading:
    """The messages and who wrote them. Raises EmptySource, UnreadableSource, MissingTimeFacts."""
    (file,) = claim.files
    clean = clean_lines(file)
    heading = heading_of(clean.lines, file.name)
    calendar = Calendar(file, options, heading)
    transcript = Transcript(calendar)
    if looks_pasted([line for line in clean.lines[:400] if line]):
        transcript.feed(pasted_lines(clean.lines))
    else:
        transcript.feed(read_line(number, line) for number, line in enumerate(clean.lines, start=1) if line)
    messages = transcript.finish()
    if not messages:
        raise EmptySource(claim.name, PRODUCT)
    names, people = transcript.nicks.names(), transcript.nicks.people()
    bots = frozenset(person.name for person in people if person.bot)
    evidence = _evidence_maker(file, names, bots)
    return Reading(
        evidence=tuple(map(evidence, messages)),
        people=people,
        dropped=dict(transcript.dropped),
        skipped=tuple(transcript.skipped),
        notes=(*clean.notes, *heading.notes, *calendar.notes),
        timezone=calendar.zone,
    )


def _evidence_maker(file: File, names: Mapping[str, str], bots: frozenset[str]) -> Callable[[Message], Evidence]:
    """What makes evidence of this file's messages; `names` gives a nick's person."""
    prefix = f"chat:{file_name(file)}:"
    channel = CHANNEL.search(file_name(file))

    def evidence(message: Message) -> Evidence:
        author, text = names.get(message.nick), message.text
        edited = text.endswith(EDITED)
        text = text.removesuffix(EDITED).rstrip() if edited else text
        automated = message.kind is LineKind.NOTICE or author in bots
        kind, subtype = kind_of(author or "", text) if automated else (EvidenceKind.MESSAGE, None)
        return Evidence(
            id=f"{prefix}{message.number}",
            at=message.at,
            precision=message.precision,
            author=author,
            kind=kind,
            subtype=Subtype.TOPIC if message.kind is LineKind.TOPIC else subtype,
            text=text,
            channel=channel[1] if channel else None,
            automated=automated,
            edited=edited,
            links=tuple(dict.fromkeys(URL.findall(text))) if "://" in text else (),
            source=Source(file=file.name, locator=f"line {message.number}"),
        )

    return evidence
