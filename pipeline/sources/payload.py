"""JSON of unknown making -> typed values. What is missing or of another type reads as empty, never as an error."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any, cast

from pipeline.domain.evidence import Evidence
from pipeline.errors import PostmortemError
from pipeline.sources.files import File, Tree
from pipeline.sources.reading import Claim

Json = dict[str, Any]

FIRST_YEAR, LAST_YEAR = 1950, 2200
"""Years outside are a tool's way to say "no time" (0001-01-01), or damage."""

FIRST_EPOCH, LAST_EPOCH = 946_684_800, 7_258_118_400
"""Seconds since 1970 of the years 2000 and 2200: no number means one time in seconds and another in thousandths of them."""

SHORT_NUMBER = re.compile(r"\d{1,9}")

LOOSE_OFFSET = re.compile(r"(?<=\d)(?: ([+-])(\d\d):?(\d\d)|([+-])(\d):(\d\d))\Z")
"""` +0000` and `-8:00`, as some tools write offsets."""


def mapping(value: object) -> Json:
    """The JSON object, or an empty one."""
    return cast(Json, value) if isinstance(value, dict) else {}


def items(value: object) -> list[object]:
    """The elements of a JSON list, or none."""
    return cast(list[object], value) if isinstance(value, list) else []


def mappings(value: object) -> list[Json]:
    """The objects in a JSON list; elements of other types are left out."""
    return [cast(Json, item) for item in items(value) if isinstance(item, dict)]


def text(node: Json, *keys: str) -> str:
    """The first of these keys that holds text or a number, stripped; empty if none does."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, str) and (stripped := value.strip()):
            return stripped
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
    return ""


def instant(node: Json, *keys: str) -> datetime | None:
    """The first of these keys that holds an ISO 8601 time with a zone, in UTC."""
    for key in keys:
        value = node.get(key)
        if isinstance(value, str) and (at := parse_instant(value)):
            return at
    return None


def parse_instant(value: str) -> datetime | None:
    """An ISO 8601 time with a zone (`Z`, `+01:00`, `+0100`, ` UTC`), any number of decimals; None for all else."""
    written = value.strip().replace(" UTC", "+00:00")
    if loose := LOOSE_OFFSET.search(written):
        sign, hours, minutes = (loose[1] or loose[4], loose[2] or f"0{loose[5]}", loose[3] or loose[6])
        written = f"{written[: loose.start()]}{sign}{hours}:{minutes}"
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    if at.tzinfo is None or not FIRST_YEAR <= at.year <= LAST_YEAR:
        return None
    return at.astimezone(UTC)


def epoch(node: Json, *keys: str) -> datetime | None:
    """The first of these keys that holds seconds, milli-, micro- or nanoseconds since 1970, as a number or its digits."""
    for key in keys:
        digits = text(node, key).partition(".")[0]
        count = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 else 0
        for unit in (1, 10**3, 10**6, 10**9):
            if FIRST_EPOCH <= count // unit < LAST_EPOCH:
                return datetime.fromtimestamp(count // unit, UTC).replace(microsecond=count % unit * 10**6 // unit)
    return None


def names(values: Iterable[str]) -> tuple[str, ...]:
    """Without empty ones and repeats, in order."""
    return tuple(dict.fromkeys(value for value in values if value))


def handles(values: Iterable[str]) -> tuple[str, ...]:
    """Ids and handles that may stand for a person in a text: without numbers so short that any figure could be one."""
    return tuple(value for value in names(values) if not SHORT_NUMBER.fullmatch(value))


def oldest_first(evidence: Iterable[Evidence]) -> list[Evidence]:
    """In order of time, what has none last. Tools list newest first, also within one second."""
    given = list(evidence)
    timed = [one.at for one in given if one.at]
    if timed and timed[0] > timed[-1]:
        given.reverse()
    return sorted(given, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0))


def unthreaded(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """For a source of one incident: its log is the main line, and a thread of its own only where there are several."""
    return tuple(one.model_copy(update={"thread": None}) for one in evidence)


def claim_files(tree: Tree, keys: tuple[str, ...], fits: Callable[[object], bool]) -> list[Claim]:
    """One claim for each JSON file in whose head one of these keys stands, and whose parsed content fits."""
    markers = tuple(f'"{key}"' for key in keys)
    return [Claim(file.name, (file,)) for file in tree.files if _holds(file, markers) and _fits(file, fits)]


def claim_folders(tree: Tree, keys: tuple[str, ...], fits: Callable[[object], bool]) -> list[Claim]:
    """Like `claim_files`, with one claim for all such files of a folder: tools give an incident by several calls."""
    folders: dict[str, list[File]] = {}
    for claim in claim_files(tree, keys, fits):
        folders.setdefault(claim.files[0].path.rpartition("/")[0], []).append(claim.files[0])
    return [
        Claim(files[0].name if len(files) == 1 else f"{tree.name}/{folder}".removesuffix("/"), tuple(files), folder)
        for folder, files in folders.items()
    ]


def _holds(file: File, markers: tuple[str, ...]) -> bool:
    head = file.head
    return head.lstrip()[:1] in ("{", "[") and any(marker in head for marker in markers)


def _fits(file: File, fits: Callable[[object], bool]) -> bool:
    """What cannot be parsed fits nobody; it is parsed again when read, so that nothing is kept of files of other readers."""
    try:
        return fits(file.read_json())
    except PostmortemError:
        return False
