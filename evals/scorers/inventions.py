"""Numbers, times and names (capitals inside of a sentence) that a draft shows as supported and no evidence cited for them has.

Independent of the product's own check and made to be simple: what code computed (statements of basis `computed`, times of the
evidence cited, spans between two of its pieces, moments, metrics) is no invention; words in brackets are roles or placeholders.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from evals.scorers.statements import Part, cited, pieces, statements, unsupported
from evals.task import Drafted, Figures, Sample

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?!\d)")
DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?")
BRACKETS = re.compile(r"\[[^\]]*\]")
NAME = re.compile(r"(?<=[a-zß-ÿ,0-9] )[A-ZÀ-Þ][a-zß-ÿ]{2,}(?:[A-Z][a-z]+)*(?:-[A-ZÀ-Þ][a-zß-ÿ]+)*")
CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october "
    "november december".split()
)
WORDS = {
    **dict(zip("one two three four five six seven eight nine ten eleven twelve".split(), map(str, range(1, 13)), strict=True)),
    **{"twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "half": "30", "once": "1", "twice": "2", "third": "3"},
}
NEAR = 60.0


def inventions(draft: dict[str, Any], drafted: Drafted, sample: Sample) -> Figures:
    """Counts over statements that are not marked as unsupported, and over events."""
    del drafted, sample
    known, frame = pieces(draft), _Frame(draft)
    shown = [s for s in statements(draft) if s.get("basis") != "person" and not unsupported(s)]
    events: list[Part] = draft.get("timeline") or []
    found: list[tuple[str, str]] = []
    for part in (*shown, *events):
        found += invented(part, cited(part, known), frame)
    found += [("time", event["at"]) for event in events if not _has_its_time(event, cited(event, known), frame)]
    return {f"invented_{kind}s": float(sum(k == kind for k, _ in found)) for kind in ("number", "time", "name")}


class _Frame:
    """What a draft knows without citing it: its moments, its metrics, what the incident is called."""

    def __init__(self, draft: Part):
        incident = draft.get("incident") or {}
        moments = [m["at"] for m in incident.values() if isinstance(m, dict) and m.get("at")]
        self.moments = [_when(at) for at in moments]
        self.spans = [
            abs(m["seconds"]) for m in (draft.get("metrics") or {}).values() if isinstance(m, dict) and m.get("seconds")
        ]
        said = [
            incident.get("title"),
            incident.get("severity"),
            *(incident.get("services") or []),
            *(incident.get("regions") or []),
        ]
        self.words = " ".join(filter(None, said))
        self.people = [name.casefold().split() for name in incident.get("participants") or []]


def invented(part: Part, held: list[Part], frame: _Frame) -> Iterator[tuple[str, str]]:
    """What the part's words bring that its evidence does not have: kind (number, time, name) and the words."""
    text = BRACKETS.sub(" ", part.get("text") or "")
    told = " ".join([*map(_said, held), frame.words])
    yield from (("name", name) for name in _names(text, told, frame.people))
    if part.get("basis") == "computed":
        return
    instants = [_when(p["at"]) for p in held if p.get("at")] + frame.moments
    yield from (("time", m[0]) for m in CLOCK.finditer(text) if m[0] not in told and not _of(m, instants))
    bare = DATE.sub(" ", CLOCK.sub(" ", text))
    figures, spans = _figures(told), _spans(instants) | {_rounded(s, u) for s in frame.spans for u in (1, 60, 3600)}
    yield from (("number", n) for n in NUMBER.findall(bare) if n.replace(",", "") not in figures | spans)


def _said(piece: Part) -> str:
    """Its words, who says them and where; the tool that it came from, as its id begins."""
    return " ".join(str(piece.get(key) or "") for key in ("text", "author", "channel")) + f" {piece['id'].split(':')[0]}"


def _names(text: str, told: str, people: Iterable[list[str]]) -> Iterator[str]:
    """A name is known by any part of it: who is "nomvula" in the evidence may be called by the full name."""
    folded = told.casefold()
    said = set(re.findall(r"\w+", folded))
    known = {part for parts in people if any(len(part) > 2 and part in said for part in parts) for part in parts}
    for name in NAME.findall(text):
        word = name.casefold()
        if word not in CALENDAR | known and word not in folded and word.rstrip("s") not in folded:
            yield name


def _figures(told: str) -> set[str]:
    """Numbers as written, without separators, each run of digits alone, and those in words."""
    plain = told.replace(",", "")
    words = {WORDS[word] for word in re.findall(r"[a-z]+", told.lower()) if word in WORDS}
    return set(NUMBER.findall(plain)) | set(re.findall(r"\d+(?:\.\d+)?", plain)) | words


def _of(clock: re.Match[str], instants: Iterable[datetime]) -> bool:
    """Whether the time of day is that of one of these, in a zone that differs by whole half hours."""
    return any((int(clock[2]) - at.minute) % 30 == 0 for at in instants)


def _spans(instants: list[datetime]) -> set[str]:
    lengths = {abs((one - other).total_seconds()) for one in instants for other in instants}
    return {_rounded(length, unit) for length in lengths for unit in (1, 60, 3600)}


def _rounded(seconds: float, unit: int) -> str:
    return str(round(seconds / unit))


def _has_its_time(event: Part, held: list[Part], frame: _Frame) -> bool:
    """Whether the time of the event is that of its evidence, or is said in it: as a time of day, a date, or so long ago."""
    at = _when(event["at"])
    told = " ".join(p.get("text") or "" for p in held)
    instants = [_when(p["at"]) for p in held if p.get("at")]
    if not instants or any(abs((at - i).total_seconds()) <= NEAR for i in [*instants, *frame.moments]):
        return True
    if any((int(m[2]) - at.minute) % 30 == 0 for m in CLOCK.finditer(told)) or re.search(rf"\b(?:0?{at.day})\b", told):
        return True
    return any(str(round(abs((at - i) / timedelta(minutes=1)))) in _figures(told) for i in instants)


def _when(at: str) -> datetime:
    return datetime.fromisoformat(at.replace("Z", "+00:00"))
