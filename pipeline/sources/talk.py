"""Messages of a chat tool, read one by one -> a Reading: each once, in order, threads led to their first message, and counts of
what was dropped.

What is said between two or few people (a direct conversation) is left out where the file holds channels too.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.material import Channel, Person
from pipeline.errors import EmptySource
from pipeline.sources.bots import kind_of
from pipeline.sources.payload import Json, handles, names, oldest_first
from pipeline.sources.reading import Reading, Skipped


def message(
    id: str,
    at: datetime | None,
    author: Person | None,
    said: str,
    source: Source,
    *,
    subtype: str | None = None,
    thread: str | None = None,
    edited: bool = False,
    reactions: Iterable[str] = (),
    links: Iterable[str] = (),
) -> Evidence:
    """A message as evidence; what a bot says is an alert, a deploy or a status update where its words say so."""
    automated = author is not None and author.bot
    kind, word = kind_of(author.name, said) if author and automated and not subtype else (EvidenceKind.MESSAGE, subtype)
    return Evidence(
        id=id,
        at=at,
        author=author.name if author else None,
        kind=kind,
        subtype=word,
        text=said,
        thread=thread,
        automated=automated,
        edited=edited,
        reactions=tuple(reactions),
        links=names(links),
        source=source,
    )


@dataclass
class Roster:
    """The people of a chat by their id in the tool."""

    by_id: dict[str, Person] = field(default_factory=dict[str, Person])

    def add(self, id: str, name: str, *aliases: str, **facts: str | bool | None) -> Person | None:
        """The person of this id, as first named by more than the id. None where nothing names anybody."""
        known = self.by_id.get(id)
        if known and (not name or known.name != id):
            return known
        name = name or id
        if not name:
            return None
        others = tuple(alias for alias in handles((*aliases, id)) if alias != name)
        self.by_id[id] = Person(name, aliases=others, **facts)  # pyright: ignore[reportArgumentType]
        return self.by_id[id]

    def name_of(self, id: str) -> str | None:
        person = self.by_id.get(id)
        return person.name if person else None

    def people(self) -> tuple[Person, ...]:
        return tuple(self.by_id.values())


@dataclass
class Talk:
    """What has been read so far. Channels are by the tool's id; `direct` are the ids of direct conversations."""

    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    direct: set[str] = field(default_factory=set[str])
    dropped: Counter[str] = field(default_factory=Counter[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])
    _pieces: dict[str, tuple[str, Evidence]] = field(default_factory=dict[str, tuple[str, Evidence]])
    _namesakes: list[tuple[str, Evidence]] = field(default_factory=list[tuple[str, Evidence]])

    def add(self, channel: str, piece: Evidence) -> None:
        """A message of the channel with this id. The same one again counts once, as it was edited last."""
        before = self._pieces.get(piece.id)
        if not piece.text:
            self.dropped["messages without text"] += 1
        elif before is None:
            self._pieces[piece.id] = (channel, piece)
        elif piece.text == before[1].text or piece.edited or before[1].edited:
            self.dropped["repeats"] += 1
            if piece.edited:
                self._pieces[piece.id] = (channel, piece)
        else:
            self._namesakes.append((channel, piece))

    def skip(self, file: str, place: str, reason: str) -> None:
        self.skipped.append(Skipped(file, place, reason))

    def reading(self, name: str, product: str, people: Iterable[Person], notes: Iterable[str] = ()) -> Reading:
        """Raises EmptySource where no message is left. `name` is what errors call the files."""
        placed = [*self._pieces.values(), *self._namesakes]
        public = [one for one in placed if one[0] not in self.direct]
        if public and len(public) < len(placed):
            self.dropped["direct conversations"] = len({channel for channel, _ in placed if channel in self.direct})
            placed = public
        if not placed:
            raise EmptySource(name, product)
        parents = {piece.id: piece.thread for _, piece in placed if piece.thread}
        counts = Counter(channel for channel, _ in placed)
        named = {id: self.channels.get(id) or Channel(id=id, name=id) for id in counts}
        evidence = [
            piece.model_copy(update={"channel": named[id].name or None, "thread": _opener(piece, parents)})
            for id, piece in placed
        ]
        return Reading(
            evidence=tuple(oldest_first(evidence)),
            people=tuple(people),
            channels=tuple(
                replace(channel, messages=counts[id], private=channel.private or id in self.direct)
                for id, channel in named.items()
                if channel.name
            ),
            dropped=dict(self.dropped),
            skipped=tuple(self.skipped),
            notes=tuple(notes),
        )


def _opener(piece: Evidence, parents: dict[str, str]) -> str | None:
    """The message that a chain of replies began with. The ways gone are kept short for the next."""
    gone: list[str] = []
    at = piece.id
    while (parent := parents.get(at)) and parent not in gone[-1:] and len(gone) < len(parents):
        gone.append(at)
        at = parent
    for id in gone:
        parents[id] = at
    return at if at != piece.id else None


def flag(node: Json, *keys: str) -> bool:
    """Whether one of these keys is true, also where it is written as text."""
    return any(node.get(key) is True or node.get(key) == "true" for key in keys)
