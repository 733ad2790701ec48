"""What a reader takes and gives.

A reader is a module in `sources/readers/`. It has

    FORMAT: str                                       the name for --as and in messages, "slack-export"
    PRODUCT: str                                      what a person calls it, "Slack export"
    PRIORITY: int                                     readers with a lower number are asked first; default 50
    def sniff(tree: Tree) -> list[Claim]              the files it recognises, grouped as they are read together
    def read(claim: Claim, options: ReadOptions) -> Reading

`sniff` must be cheap (names, and the head of a file), must not raise, and claims nothing it is not sure of.
`read` raises only PostmortemError. One bad line among good ones is skipped and put in `Reading.skipped`.
"""

import datetime
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Channel, Person, Record
from pipeline.sources.files import File


@dataclass(frozen=True)
class ReadOptions:
    """What the user said that the files do not: `assume_timezone` is an IANA name for times without a zone.

    `channels` are the chat channels that the user named, without `#`; a reader of large exports need not read the others.
    """

    assume_timezone: str | None = None
    date: datetime.date | None = None
    channels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Files that one reader reads together: an export's folder, or one file alone. `name` is how errors call it."""

    name: str
    files: tuple[File, ...]
    root: str = ""
    """The folder in the tree that the files' paths are relative to; empty for a single file or the tree's top."""


@dataclass(frozen=True)
class Skipped:
    """A piece that could not be read and was passed over, and why."""

    file: str
    place: str
    reason: str


@dataclass(frozen=True)
class Reading:
    """What one claim gave. `dropped` counts what was left out on purpose, by a word for it ("joins": 12)."""

    evidence: tuple[Evidence, ...] = ()
    records: tuple[Record, ...] = ()
    people: tuple[Person, ...] = ()
    channels: tuple[Channel, ...] = ()
    dropped: dict[str, int] | None = None
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    timezone: str | None = None
    """The zone in which its times without a label were read, and so those inside its texts: as `zone_name` gives it."""
