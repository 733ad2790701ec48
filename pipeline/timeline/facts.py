"""What kind of incident it was, how bad, who led it: by the record, and by the responders, whose last word counts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import TypeVar

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import Incident, IncidentKind, Link, Role, Visibility
from pipeline.domain.material import Channel, Record
from pipeline.text.names import Roster
from pipeline.text.phrases import PhraseBook, phrase_lists, words
from pipeline.timeline.lines import Line
from pipeline.timeline.moments import Moments
from pipeline.timeline.periods import Period, Periods
from pipeline.timeline.scene import Scene

SEVERITY = re.compile(r"\b(?:sev|severity)[ \-]?([0-5])\b|\bP([0-4])\b(?=\s*(?:incident|now|since|\||,|:|-|$))", re.IGNORECASE)
LEVEL = re.compile(r"(?:sev(?:erity)?|p(?:rio(?:rity)?)?|s|level)?[ \-:]*(\d)", re.IGNORECASE)
ALERT_WORDS = re.compile(r"[<>=%\[\]]|\b(?:ratio|threshold|p9\d|\d+\s?m(?:in)?\b)", re.IGNORECASE)
WORDED = {"critical": 1, "major": 2, "high": 2, "minor": 3, "moderate": 3, "medium": 3, "low": 4, "none": 5}
INCIDENT_ID = re.compile(r"\b(?:INC|IR|SEC|OUT|PM|CHG|EVENT)[-_ ]?\d{2,4}(?:-\d{1,4})?\b|\bincident #?\d+\b", re.IGNORECASE)
COMMANDER = re.compile(
    r"\b(IC|incident commander|commander|lead|scribe|comms|communications|postmortem owner|write-?up)\s*[:=]\s*@?"
    r"([\w.\- ']{1,80}?)(?= ?(?:\||,|;|$|\n))",
    re.IGNORECASE,
)
ROLES = {
    "ic": "incident commander",
    "commander": "incident commander",
    "communications": "communications",
    "comms": "communications",
    "write-up": "postmortem owner",
    "writeup": "postmortem owner",
}
OF_NO_RESPONSE = frozenset({"author", "reviewer", "approver", "assignee", "owner", "reporter", "creator", "declared by"})
"""What documents, tickets and alerts name people in their own fields: nothing that they did in the response."""

SERVICE_LABEL = re.compile(r"\bservice=([\w.\-/]+)")

KIND_BOOK = PhraseBook(phrase_lists("pipeline.timeline", "kinds.txt"))
NEAR_MISS = PhraseBook({"near_miss": ["near miss|misses", "close call"]})
TELLING = {"found": 3.0, "resolved": 2.0, "mitigated": 2.0, "meaning": 1.5, "acted": 1.0, "severity": 1.5}


STRICTNESS = (Visibility.PUBLIC, Visibility.INTERNAL, Visibility.RESTRICTED)


def incident_of(scene: Scene, moments: Moments, periods: Periods, roster: Roster) -> Incident:
    records = sorted(scene.material.records, key=lambda r: -r.trust)
    severity, level = severity_of(scene, records, periods)
    return Incident(
        id=first(r.id for r in records) or name_in_text(scene) or "",
        title=title_of(scene, records),
        severity=severity,
        severity_level=level,
        kind=kind_of(scene, records, periods),
        near_miss=near_miss(scene, records),
        status="resolved"
        if moments.resolved
        else "mitigated"
        if moments.mitigated
        else first(r.status for r in records) or "open",
        services=services_of(scene, records),
        regions=tuple(dict.fromkeys(region for r in records for region in r.regions)),
        visibility=strictest([*(r.visibility for r in records), *(restricting(c) for c in scene.material.channels)]),
        roles=roles_of(scene, roster),
        participants=participants(scene, periods),
        links=unique_links(records),
        started_at=moments.started,
        detected_at=moments.detected,
        acknowledged_at=moments.acknowledged,
        mitigated_at=moments.mitigated,
        resolved_at=moments.resolved,
    )


def restricting(channel: Channel) -> Visibility | None:
    """What is told in private is for those who were there."""
    return Visibility.RESTRICTED if channel.private and channel.selected and channel.messages else None


T = TypeVar("T")


def first(values: Iterable[T | None]) -> T | None:
    return next((v for v in values if v), None)


def unique_links(records: Sequence[Record]) -> tuple[Link, ...]:
    return tuple({link.url: link for record in records for link in record.links}.values())


def name_in_text(scene: Scene) -> str | None:
    """The incident's own number, where a channel's purpose or a document names one."""
    central = [c for c in scene.material.channels if c.name in scene.centre]
    documents = (line.text for line in scene.lines if line.piece.kind is EvidenceKind.DOCUMENT)
    texts = chain((c.purpose for c in central), (c.topic for c in central), islice(documents, 1))
    return next((m.group() for text in texts if (m := INCIDENT_ID.search(text))), None)


def title_of(scene: Scene, records: Sequence[Record]) -> str:
    """A title that a person worded, else the alert's; without a record the last topic, then the first thing said of it."""
    titles = [r.title for r in records if r.title]
    topics = [c.topic for c in scene.material.channels if c.name in scene.centre and c.topic]
    of_it = (line for line in scene.lines if line.has("symptom", "impact", "severity"))
    said = (line.text.strip().split("\n")[0][:120] for line in chain(of_it, scene.lines))
    return first(chain((t for t in titles if not ALERT_WORDS.search(t)), titles, topics, said)) or ""


def severity_of(scene: Scene, records: Sequence[Record], periods: Periods) -> tuple[str | None, int | None]:
    """As written and as a level: the responders' last word before it was over, then the record, then the status page."""
    said = [(m, line) for line in scene.lines if speaks_of_severity(scene, line, periods) for m in SEVERITY.finditer(line.text)]
    p_scale = [m.group(2) for m, _ in said if m.group(2)] + [
        r.severity[1:] for r in records if r.severity and re.fullmatch(r"P\d", r.severity)
    ]
    shift = 1 if "0" in p_scale else 0
    spoken = [m for m, _ in said if m.group(1)] or [m for m, _ in said]
    if spoken:
        last = spoken[-1]
        number = int(last.group(1) or last.group(2))
        return (f"SEV{number}" if last.group(1) else f"P{number}"), max(
            1, min(5, number + (shift if last.group(2) else 1 if number == 0 else 0))
        )
    for record in records:
        if record.severity:
            return record.severity, level_of(record.severity, shift)
    return None, None


def speaks_of_severity(scene: Scene, line: Line, periods: Periods) -> bool:
    declares = line.piece.subtype == Subtype.TOPIC or (line.spoken and line.has("severity") and not line.reading.question)
    if not declares or not line.at or line.outsider or line.reading.quote or line.piece.kind is EvidenceKind.DOCUMENT:
        return False
    if not scene.central(line) or line.instruction:
        return False
    return periods.of(line.at) not in (Period.LONG_BEFORE, Period.LEAD_UP, Period.LATER)


def severity_as_written(text: str) -> str | None:
    """The first severity in a text, in one spelling: "SEV1" for "sev 1"."""
    match = SEVERITY.search(text)
    return match and (f"SEV{match.group(1)}" if match.group(1) else f"P{match.group(2)}")


def level_of(severity: str, shift: int) -> int | None:
    if number := LEVEL.match(severity.strip()):
        value = int(number.group(1))
        return max(1, min(5, value + (shift if severity.upper().startswith("P") else 1 if value == 0 else 0)))
    return next((level for word in words(severity) if (level := WORDED.get(word))), None)


def kind_of(scene: Scene, records: Sequence[Record], periods: Periods) -> IncidentKind:
    """The kind that the telling lines speak of most: where the cause was found, what was done, what it was called."""
    if kind := first(r.kind for r in records):
        return kind
    votes = kind_votes(scene, records, periods)
    return IncidentKind(max(sorted(votes), key=lambda k: votes[k])) if votes else IncidentKind.OTHER


def kind_votes(scene: Scene, records: Sequence[Record], periods: Periods) -> dict[str, float]:
    """How strongly the material speaks of each kind."""
    votes: defaultdict[str, float] = defaultdict(float)
    for text in [r.title or "" for r in records] + [
        f"{c.topic} {c.purpose} {c.name}" for c in scene.material.channels if c.name in scene.centre
    ]:
        for kind in KIND_BOOK.find(words(text.replace("-", " ").replace("_", " "))):
            votes[kind] += 4
    for line in scene.lines:
        if (
            not line.at
            or not scene.central(line)
            or line.instruction
            or periods.of(line.at) not in (Period.RESPONSE, Period.CLOSING, Period.AFTER)
        ):
            continue
        for kind in KIND_BOOK.find(line.reading.words):
            votes[kind] += telling(line)
    return votes


def telling(line: Line) -> float:
    """How much the kinds count that a line speaks of; what was guessed or ruled out counts little."""
    weight = max((TELLING[cue] for cue in line.cues & TELLING.keys()), default=0.5)
    return weight * (0.3 if line.has("refuted", "hypothesis") else 1.0)


def near_miss(scene: Scene, records: Sequence[Record]) -> bool:
    """Whether it is called a near miss by its record, its topic, or twice by responders."""
    if recorded := [r.near_miss for r in records if r.near_miss is not None]:
        return recorded[0]
    named = [r.title or "" for r in records] + [c.topic for c in scene.material.channels if c.name in scene.centre]
    if any(NEAR_MISS.find(words(t)) for t in named):
        return True
    said = [
        line
        for line in scene.lines
        if line.at
        and line.has("near_miss")
        and scene.central(line)
        and not line.instruction
        and NEAR_MISS.find(line.reading.words)
    ]
    return len(said) >= 2 or any(line.has("severity", "resolved") or line.piece.subtype == Subtype.TOPIC for line in said)


def services_of(scene: Scene, records: Sequence[Record]) -> tuple[str, ...]:
    named = [s for r in records for s in r.services]
    labelled = Counter(
        s for line in scene.lines if line.piece.kind is EvidenceKind.ALERT for s in SERVICE_LABEL.findall(line.text)
    )
    return tuple(dict.fromkeys(named + [s for s, _ in labelled.most_common(3)]))


def roles_of(scene: Scene, roster: Roster) -> tuple[Role, ...]:
    """Who led, wrote and spoke outward, as topics, the people themselves and records say; the first and any later holder."""
    found: dict[tuple[str, str], Role] = {}
    for line in scene.lines:
        if not scene.central(line) or line.instruction:
            continue
        if line.piece.subtype == Subtype.TOPIC or line.piece.kind is EvidenceKind.NOTE:
            for match in COMMANDER.finditer(line.text):
                person = roster.resolve(match.group(2).strip())
                role = ROLES.get(match.group(1).lower(), match.group(1).lower())
                if person and not person.outsider:
                    found.setdefault((role, person.name), Role(role=role, name=person.name, evidence=(line.id,)))
        elif line.spoken and line.has("command") and not line.reading.question and line.piece.author:
            person = roster.resolve(line.piece.author)
            if person and not person.outsider and any(w in ("i", "i'm", "i'll", "me") for w in line.reading.words):
                found.setdefault(
                    ("incident commander", person.name), Role(role="incident commander", name=person.name, evidence=(line.id,))
                )
    for said, name in (pair for record in scene.material.records for pair in record.people):
        person, role = roster.resolve(name), ROLES.get(said.lower(), said.lower())
        if person and not person.outsider and role not in OF_NO_RESPONSE:
            found.setdefault((role, person.name), Role(role=role, name=person.name))
    return tuple(found.values())


def participants(scene: Scene, periods: Periods) -> tuple[str, ...]:
    """Names of the roster who spoke where the response was, in order of first word."""
    return tuple(
        dict.fromkeys(
            line.piece.author
            for line in scene.lines
            if line.spoken
            and line.piece.author
            and line.at
            and scene.central(line)
            and not line.outsider
            and periods.of(line.at) is not Period.LONG_BEFORE
        )
    )


def strictest(said: Iterable[Visibility | None]) -> Visibility:
    """Of what records and channels say; internal where none says anything."""
    return max((one for one in said if one), key=STRICTNESS.index, default=Visibility.INTERNAL)
