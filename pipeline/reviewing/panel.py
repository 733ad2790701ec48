"""All evidence of an incident, and what a statement cites -> the messages around it, or those that say some words; those cited
marked."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence

AROUND = 8
"""Messages before and after each one that is cited."""
MOST = 60
"""Messages that are shown of those that say some words."""


@dataclass(frozen=True)
class Panel:
    """`messages` in their order; `cited` are ids of those that the statement rests on, `missing` of those that are not at hand;
    `left_out` counts messages that are not shown: of the same channels, or that say the words as well."""

    messages: tuple[Evidence, ...]
    cited: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    left_out: int = 0


def panel(evidence: Sequence[Evidence], more: Iterable[Evidence], cited: Collection[str] | None) -> Panel:
    """`more` is evidence that a draft made of several pieces, `cited` None: everything is shown."""
    if cited is None:
        return Panel(tuple(evidence))
    wholes = [piece for piece in more if piece.id in cited and not any(piece.id == one.id for one in evidence)]
    by_stream: dict[str, list[Evidence]] = {}
    for piece in evidence:
        by_stream.setdefault(stream(piece), []).append(piece)
    near = {id for pieces in by_stream.values() for id in around(pieces, cited)}
    shown = [*wholes, *(piece for piece in evidence if piece.id in near)]
    known = {piece.id for piece in (*evidence, *wholes)}
    touched = [pieces for pieces in by_stream.values() if any(piece.id in near for piece in pieces)]
    return Panel(
        messages=tuple(shown),
        cited=frozenset(cited),
        missing=tuple(id for id in cited if id not in known),
        left_out=sum(map(len, touched)) - len(near),
    )


def finding(evidence: Iterable[Evidence], words: str, cited: Collection[str]) -> Panel:
    """The messages that say all these words, whoever wrote or said them; the first MOST."""
    wanted = words.casefold().split()
    found = [piece for piece in evidence if all(word in f"{piece.author or ''} {piece.text}".casefold() for word in wanted)]
    return Panel(tuple(found[:MOST]), frozenset(cited), left_out=len(found[MOST:]))


def around(pieces: Sequence[Evidence], cited: Collection[str]) -> set[str]:
    places = [place for place, piece in enumerate(pieces) if piece.id in cited]
    return {piece.id for place in places for piece in pieces[max(0, place - AROUND) : place + AROUND + 1]}


def stream(piece: Evidence) -> str:
    """What it was said in: a channel, else the file."""
    return f"#{piece.channel}" if piece.channel else piece.source.file
