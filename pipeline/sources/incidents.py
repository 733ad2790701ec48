"""Records and chats of several sources -> what of them is of one incident, and sentences where they hold more than one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.material import Record
from pipeline.sources.merge import Source

TRUSTED = 50
"""Records of incident tools are trusted this much or more; status pages less."""

APART = timedelta(days=2)
"""Incidents opened further apart than this are not one."""

CHATS_APART = timedelta(days=7)
AROUND_RECORD = timedelta(hours=24)
STATUS_PAGES = frozenset({"statuspage", "gcp-status", "slack-status"})
CHATS = frozenset(
    {"slack-export", "slack-messages", "chat", "discord", "gitter", "mattermost", "rocketchat", "teams", "zulip"},
)
REMEDY = "give the files of one, or limit with --since and --until"
COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}
MOST_NAMED = 5

Span = tuple[datetime, datetime | None]
"""From when to when; None where nothing says that it ended."""


def span_of(record: Record) -> Span | None:
    """The earliest time that the record's own fields give, and its end; None where they give none."""
    moments = [*record.moments.values(), *filter(None, (record.created_at, record.closed_at))]
    if not moments or not record.created_at:
        return None
    ends = [moment.at for moment in (record.moments.get(MomentName.RESOLVED), record.closed_at) if moment]
    return min(moment.at for moment in moments), max(ends, default=None)


def overlap(span: Span, start: datetime | None, end: datetime | None) -> bool:
    return (end is None or span[0] <= end) and (start is None or span[1] is None or span[1] >= start)


def is_of_time(record: Record, start: datetime | None, end: datetime | None, gone: frozenset[str | None]) -> bool:
    """Whether a record may be of the time asked for. `gone` are the threads of which no evidence is left."""
    if any(f"{tool}:{record.id}" in gone for tool in ("statuspage", record.source)):
        return False
    span = span_of(record)
    return span is None or overlap(span, start, end)


def status_of_the_time(sources: Sequence[Source]) -> tuple[list[Source], list[str]]:
    """The sources with only those of many status incidents that lie around the most trusted record, and what was left out."""
    windows = _windows(sources)
    if not windows:
        return list(sources), []
    notes: list[str] = []
    kept = [_within(source, windows, notes) if source.format in STATUS_PAGES else source for source in sources]
    return kept, notes


def _windows(sources: Sequence[Source]) -> list[Span]:
    """The times of the most trusted records, each with a day before and after; what has no closing ends with its evidence."""
    most = max((record.trust for source in sources for record in source.reading.records if record.trust >= TRUSTED), default=0)
    found: list[Span] = []
    for source in sources:
        spans = [span for record in source.reading.records if most and record.trust == most and (span := span_of(record))]
        last = max((piece.at for piece in source.reading.evidence if piece.at), default=None) if spans else None
        found += [(start - AROUND_RECORD, max(start, closed or last or start) + AROUND_RECORD) for start, closed in spans]
    return found


def _within(source: Source, windows: Sequence[Span], notes: list[str]) -> Source:
    reading = source.reading
    if len(reading.records) < 2:
        return source
    outside = [record for record in reading.records if not _is_near(record, reading.evidence, windows)]
    if not outside:
        return source
    threads = {f"statuspage:{record.id}" for record in outside}
    were = "was" if len(outside) == 1 else "were"
    notes.append(
        f"{source.name}: of its {len(reading.records)} incidents {len(outside)} {were} left out, more than a day before or after"
        " what the incident's record covers."
    )
    dropped = dict(reading.dropped or {}) | {"status incidents of other times": len(outside)}
    left = tuple(piece for piece in reading.evidence if piece.thread not in threads)
    near = tuple(record for record in reading.records if record not in outside)
    return replace(source, reading=replace(reading, evidence=left, records=near, dropped=dropped))


def _is_near(record: Record, evidence: Iterable[Evidence], windows: Sequence[Span]) -> bool:
    """Whether a status incident, from its posting or earlier start to its last update, touches one of the windows."""
    span = span_of(record)
    times = [piece.at for piece in evidence if piece.at and piece.thread == f"statuspage:{record.id}"]
    times += [at for at in span or () if at]
    return not times or any(overlap((min(times), max(times)), *window) for window in windows)


def several_incidents(records: Sequence[Record]) -> list[str]:
    """A sentence where records of incident tools were opened so far apart that they are of several incidents."""
    trusted = {(record.source, record.id): record for record in records if record.trust >= TRUSTED and record.created_at}
    opened = sorted((record.created_at.at, _name(record)) for record in trusted.values() if record.created_at)
    firsts = [one for index, one in enumerate(opened) if not index or one[0] - opened[index - 1][0] > APART]
    if len(firsts) < 2:
        return []
    named = [f"{name} of {at:%Y-%m-%d}" for at, name in firsts]
    return [f"These sources hold {COUNTS.get(len(firsts), len(firsts))} incidents: {_listed(named)}; {REMEDY}."]


def _name(record: Record) -> str:
    return record.label or record.id or record.title or record.file


def _listed(names: Sequence[str]) -> str:
    more = [f"{len(names) - MOST_NAMED} more"] if len(names) > MOST_NAMED else []
    some = [*names[:MOST_NAMED], *more]
    return f"{', '.join(some[:-1])} and {some[-1]}"


def chats_far_apart(sources: Sequence[Source], kept: frozenset[str]) -> list[str]:
    """A sentence where the chats of several sources lie so far apart that they may be of several incidents.

    `kept` are the ids of the evidence that is left.
    """
    spans: list[tuple[datetime, datetime, str]] = []
    for source in sources:
        times = [piece.at for piece in source.reading.evidence if piece.at and piece.id in kept] if source.format in CHATS else []
        if times:
            spans.append((min(times), max(times), source.name))
    groups: list[tuple[datetime, datetime, str]] = []
    for start, end, name in sorted(spans):
        if not groups or start - groups[-1][1] > CHATS_APART:
            groups.append((start, end, name))
        else:
            groups[-1] = (groups[-1][0], max(end, groups[-1][1]), groups[-1][2])
    if len(groups) < 2:
        return []
    named = [f"{name} from {start:%Y-%m-%d}" for start, _, name in groups]
    return [f"These chats lie more than a week apart: {_listed(named)}; if they are of several incidents, {REMEDY}."]
