"""Paths given by the user -> Material.

A file that was named and cannot be read is an error; one inside a folder or zip is passed over and listed in the notes.
"""

import gc
import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.material import Material
from pipeline.domain.model import rfc3339
from pipeline.domain.postmortem import SourceSummary
from pipeline.errors import BadOption, EmptySource, InputError
from pipeline.sources.channels import choose
from pipeline.sources.detect import Reader, claims_in
from pipeline.sources.files import Tree
from pipeline.sources.incidents import chats_far_apart, is_of_time, several_incidents, status_of_the_time
from pipeline.sources.merge import (
    Source,
    common_timezone,
    in_order,
    merge,
    merge_channels,
    merge_people,
    shortened,
)
from pipeline.sources.opening import open_tree
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.refusals import blank, explained, is_blank, unclaimed
from pipeline.text.times import parse_moment, zone_name

PLURAL = re.compile(r"s\b")


def collect(
    paths: Sequence[Path],
    options: ReadOptions | None = None,
    *,
    format: str | None = None,
    channels: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> Material:
    """Everything the paths hold of one incident.

    `format` forces a reader, `channels` are names or ids of chat channels, `since` and `until` are times as a user types them.
    Raises InputError: what was named and cannot be read, nothing readable at all, a flag that cannot be used.
    """
    if not paths:
        raise BadOption("SOURCE", "", "give at least one file, folder or zip")
    options = checked(options or ReadOptions(), channels)
    asked = window(since, until, options)
    collection = _Collection(options, format, several=len(paths) > 1)
    with garbage_collection_paused():
        for path in paths:
            collection.add(Path(path))
        material = chosen(within(collection.material(), asked), channels)
        return with_notes(material, collection.several_incidents(material))


@contextmanager
def garbage_collection_paused() -> Generator[None]:
    """Reading makes many objects, none in cycles and nearly all kept; looking for garbage among them takes half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def checked(options: ReadOptions, channels: Sequence[str]) -> ReadOptions:
    """Options with the channels, and the zone by its IANA name. Raises BadOption for what is no zone."""
    given = options.assume_timezone
    zone = zone_name(given) if given else None
    if given and zone is None:
        raise BadOption("--assume-timezone", given, "write it as Europe/Berlin, or UTC")
    return replace(options, assume_timezone=zone, channels=tuple(channel.lstrip("#") for channel in channels))


class _Collection:
    """What has been read so far, and what was passed over."""

    def __init__(self, options: ReadOptions, format: str | None, several: bool) -> None:
        self.options, self.format, self.several = options, format, several
        self.sources: list[Source] = []
        self.notes: list[str] = []
        self.errors: list[InputError] = []

    def add(self, path: Path) -> None:
        tree = open_tree(path)
        if tree.single and is_blank(tree.files[0]):
            raise blank(tree.files[0])
        claims, rest = claims_in(tree, self.format)
        if tree.single and not claims:
            raise unclaimed(tree, self.several)
        before = len(self.sources)
        for reader, claim in claims:
            self._read(reader, claim, tree.single)
        self._note_rest(tree, rest, nothing=len(self.sources) == before)

    def _read(self, reader: Reader, claim: Claim, named: bool) -> None:
        try:
            reading = reader.read(claim, self.options)
        except InputError as problem:
            error = explained(problem, reader, claim) if self.format else problem
            if named:
                raise error from None
            self.errors.append(error)
            self.notes.append(f"Passed over: {error}")
            return
        remarks = tuple(dict.fromkeys(remark for file in claim.files for remark in file.remarks))
        reading = replace(
            reading, notes=(*reading.notes, *shortened(remarks, "more files of it were read with a guess at the encoding"))
        )
        self.sources.append(Source(reader.FORMAT, reader.PRODUCT, claim.name, reading))

    def _note_rest(self, tree: Tree, rest: Tree, nothing: bool) -> None:
        if nothing:
            raise self._nothing_in(tree)
        unknown = [
            f"{file.name}: {'the file is empty' if is_blank(file) else 'of no format that is known here'}." for file in rest.files
        ]
        sentences = [f"Passed over: {sentence}" for sentence in (*tree.passed_over, *unknown)]
        self.notes += shortened(sentences, f"more files of {tree.name} were passed over")

    def _nothing_in(self, tree: Tree) -> InputError:
        if self.errors:
            return self.errors[-1]
        if tree.files:
            return unclaimed(tree, self.several)
        return EmptySource(tree.name, "zip" if tree.name.lower().endswith(".zip") else "folder")

    def material(self) -> Material:
        sources, left_out = status_of_the_time(in_order(self.sources))
        merged = merge(sources)
        people = merge_people(sources)
        readings = [source.reading for source in sources]
        return Material(
            evidence=merged.evidence,
            records=tuple(record for reading in readings for record in reading.records),
            people=people,
            channels=merge_channels(sources),
            summaries=tuple(summary_of(source) for source in sources if source.reading.evidence or source.reading.records),
            notes=tuple(dict.fromkeys([*left_out, *notes_of(readings), *merged.notes, *sorted(self.notes)])),
            timezone=common_timezone(sources, people),
        )

    def several_incidents(self, material: Material) -> list[str]:
        """What to say where the evidence that is left is of several incidents."""
        kept = frozenset(piece.id for piece in material.evidence)
        return several_incidents(material.records) or chats_far_apart(in_order(self.sources), kept)


def with_notes(material: Material, notes: Sequence[str]) -> Material:
    """The material with these notes before its own."""
    return replace(material, notes=(*notes, *material.notes)) if notes else material


def summary_of(source: Source) -> SourceSummary:
    dropped = tuple(counted(count, what) for what, count in sorted((source.reading.dropped or {}).items()) if count)
    return SourceSummary(file=source.name, format=source.format, evidence=len(source.reading.evidence), dropped=dropped)


def counted(count: int, what: str) -> str:
    """ "1 deleted message", "2 deleted messages": the first plural is made singular for one."""
    return f"{count} {PLURAL.sub('', what, count=1) if count == 1 else what}"


def notes_of(readings: Iterable[Reading]) -> list[str]:
    """The readers' own notes, then for each file what was skipped in it: how often, and where first."""
    notes = [note for reading in readings for note in reading.notes]
    by_file: dict[str, list[Skipped]] = {}
    for skipped in (skipped for reading in readings for skipped in reading.skipped):
        by_file.setdefault(skipped.file, []).append(skipped)
    skips = [_skipped_note(file, skipped) for file, skipped in by_file.items()]
    return [*notes, *shortened(skips, "more files hold pieces that were skipped")]


def _skipped_note(file: str, skipped: Sequence[Skipped]) -> str:
    first = skipped[0]
    place = f" ({first.place})" if first.place else ""
    if len(skipped) == 1:
        return f"{file}: one piece was skipped{place}: {first.reason}."
    return f"{file}: {len(skipped)} pieces were skipped, the first{place}: {first.reason}."


def chosen(material: Material, channels: Sequence[str]) -> Material:
    """The material with the chat that speaks of the incident, or of the channels that the user named."""
    choice = choose(material.evidence, material.channels, material.records, channels)
    return replace(material, evidence=choice.evidence, channels=choice.channels, notes=(*choice.notes, *material.notes))


Window = tuple[datetime | None, datetime | None]
"""The earliest and the latest time that is asked for."""


def window(since: str | None, until: str | None, options: ReadOptions) -> Window:
    """Raises BadOption for what is no time, and for an end before the start."""
    start = parse_moment(since, options.assume_timezone, options.date) if since else None
    end = parse_moment(until, options.assume_timezone, options.date, "--until") if until else None
    if start and end and end < start:
        raise BadOption("--until", until or "", f"give a time after --since {since}")
    return start, end


def within(material: Material, asked: Window) -> Material:
    """The material without what is earlier or later. Evidence without a time stays."""
    start, end = asked
    if not start and not end:
        return material

    def is_inside(evidence: Evidence) -> bool:
        return evidence.at is None or ((not start or evidence.at >= start) and (not end or evidence.at <= end))

    kept = tuple(evidence for evidence in material.evidence if is_inside(evidence))
    if not kept:
        option, at = ("--since", start) if start else ("--until", end)
        raise BadOption(option, rfc3339(at) if at else "", "nothing in the sources lies in that time")
    gone = frozenset(piece.thread for piece in material.evidence) - frozenset(piece.thread for piece in kept)
    records = tuple(record for record in material.records if is_of_time(record, start, end, gone))
    return with_notes(replace(material, evidence=kept, records=records), _cut_note(asked, len(kept), material.evidence))


def _cut_note(asked: Window, kept: int, evidence: Sequence[Evidence]) -> list[str]:
    """How many pieces were left out; those without a time are kept, and may be of another time."""
    if kept == len(evidence):
        return []
    options = " and ".join(option for option, at in zip(("--since", "--until"), asked, strict=True) if at)
    what = "messages" if all(piece.kind is EvidenceKind.MESSAGE for piece in evidence) else "pieces of evidence"
    return [f"{options} left out {len(evidence) - kept} of {len(evidence)} {what}; what they say is not in this draft."]
