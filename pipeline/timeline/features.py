"""What a line is like, as names of features: what it says, how it says it, and where it stands.

The weights of `timeline/weights.py` are learned over these names, so that a name means the same in every company's chat.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import compress

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.timeline.lines import Line
from pipeline.timeline.periods import Period, Periods
from pipeline.timeline.scene import Scene

FIRSTS = frozenset({"mitigated", "resolved", "found", "hypothesis", "command", "escalated", "approved", "blocked"})
FOLLOWS = timedelta(minutes=6)
SEVERITY = re.compile(r"(?:sev|severity)[ -]?(\d)")
LABELLED_CLOCK = re.compile(r"\d\d:\d\d(?::\d\d)?\s*(?:utc|gmt|z\b|cet|cest|[ecmp][sd]?t\b|ist|bst)", re.IGNORECASE)
LENGTHS = ((3, "length:few"), (8, "length:short"), (20, "length:sentence"), (45, "length:long"))
FIRST_PERSON = frozenset({"i", "i'll", "i'm", "me"})
MANNERS = (
    *("question", "code", "quote", "edited", "reactions", "reply"),
    *("labelled_clock", "outsider", "instruction", "addressed", "first_person", "exclaimed"),
)
EPOCH = datetime.fromtimestamp(0, UTC)
RARE = (2, 14)
"""An identifier ties lines together when at least two and at most this many of them name it."""


@dataclass(frozen=True)
class Setting:
    """What features need to know of the whole: periods, and identifiers that the finding of the cause and the way out name."""

    scene: Scene
    periods: Periods
    telling: frozenset[str]
    leaders: frozenset[str]
    marks: dict[str, list[str]]


def weighing(scene: Scene, periods: Periods) -> Setting:
    counts: Counter[str] = Counter(i for line in scene.lines for i in line.identifiers)
    rare = {i for i, n in counts.items() if RARE[0] <= n <= RARE[1]}
    telling = {
        i
        for line in scene.lines
        if line.at
        and scene.central(line)
        and periods.of(line.at) in (Period.RESPONSE, Period.CLOSING)
        and line.has("found", "acted", "refuted")
        for i in line.identifiers
    }
    leaders = Counter(
        line.piece.author
        for line in scene.lines
        if line.piece.author and (line.has("command") or line.piece.subtype == Subtype.TOPIC)
    )
    led = frozenset(author for author, _ in leaders.most_common(2) if author)
    return Setting(scene, periods, frozenset(rare & telling), led, marks_of(scene, periods))


def marks_of(scene: Scene, periods: Periods) -> dict[str, list[str]]:
    """Features that depend on what was said before: firsts, and what follows an intervention within minutes."""
    marks: dict[str, list[str]] = {}
    seen: set[str] = set()
    intervened: datetime | None = None
    for line in scene.lines:
        posted = line.piece.kind is EvidenceKind.STATUS_UPDATE
        if not line.at or line.at < periods.started or not (scene.central(line) or posted):
            continue
        names: list[str] = []
        for first in firsts(line):
            if first not in seen:
                seen.add(first)
                names.append(f"first:{first.split('=')[0]}")
        if periods.of(line.at) in (Period.RESPONSE, Period.CLOSING):
            if line.piece.automated and line.has("acted", "change"):
                intervened = line.at
            elif intervened and line.spoken and line.at - intervened <= FOLLOWS:
                names.append("follows")
                names += [f"follows:{cue}" for cue in ("worse", "better", "symptom", "blocked") if line.has(cue)]
        if names:
            marks[line.id] = names
    return marks


def firsts(line: Line) -> list[str]:
    """What a line may be the first of."""
    found = sorted(FIRSTS & line.cues) if line.spoken else []
    if line.piece.kind is EvidenceKind.STATUS_UPDATE:
        found.append("status_update")
    if line.has("severity") and not line.reading.question:
        found += [f"severity={level}" for level in SEVERITY.findall(line.text.lower())]
    if line.piece.kind is EvidenceKind.ALERT:
        found.append("alert")
    return found


def features(line: Line, setting: Setting) -> list[str]:
    """Names of the features that hold for this line; it must have a time."""
    assert line.at
    period = setting.periods.of(line.at)
    source = kind_of(line)
    names = ["bias", f"period:{period}", f"source:{source}"]
    central = setting.scene.central(line)
    names.append("place:central" if central else "place:elsewhere")
    names.append(f"place:{'central' if central else 'elsewhere'}&{period}")
    names.append(f"source:{source}&{period}")
    names.extend(manner(line))
    cues = sorted(line.cues)
    names.extend(f"cue:{cue}" for cue in cues)
    if central and period in (Period.RESPONSE, Period.CLOSING) and line.spoken:
        names.extend(f"response:{cue}" for cue in cues)
        if not line.reading.question:
            names.append("response:told")
    if line.piece.automated and period in (Period.RESPONSE, Period.CLOSING):
        names.extend(f"machine:{cue}" for cue in cues)
    ties = len(line.identifiers & setting.telling)
    if ties:
        names.append(f"tied&{period}")
        names.append(f"ties:{min(ties, 3)}")
    names.extend(setting.marks.get(line.id, ()))
    if line.piece.author in setting.leaders and central:
        names.append("by:leader")
    return names


def kind_of(line: Line) -> str:
    piece = line.piece
    if piece.kind is EvidenceKind.LOG_ENTRY and piece.subtype:
        return f"log:{piece.subtype}"
    if piece.subtype == Subtype.TOPIC:
        return "topic"
    return "bot" if piece.automated and piece.kind is EvidenceKind.MESSAGE else piece.kind.value


def manner(line: Line) -> list[str]:
    reading = line.reading
    count = len(reading.words)
    length = next((name for most, name in LENGTHS if count <= most), "length:very_long")
    names = [length, f"numbers:{min(reading.words.count('#'), 3)}", f"identifiers:{min(len(line.identifiers), 2)}"]
    holds = (
        reading.question,
        reading.code,
        reading.quote,
        line.piece.edited,
        line.piece.reactions,
        line.piece.thread is not None and line.piece.thread != line.id,
        ":" in line.text and LABELLED_CLOCK.search(line.text),
        line.outsider,
        line.instruction,
        line.text.lstrip().startswith("@"),
        not FIRST_PERSON.isdisjoint(reading.words[:4]),
        "!" in reading.words,
    )
    return [*names, *compress(MANNERS, holds)]


def span(lines: Sequence[Line]) -> tuple[datetime, datetime]:
    """The times of the first and the last line; the epoch where no line has a time."""
    times = [line.at for line in lines if line.at] or [EPOCH]
    return min(times), max(times)
