"""Files that were dropped -> what they are read as, before anything is kept: formats, channels, people, what will be redacted,
what has to be asked.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline import run
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Channel, Person, RedactedMaterial
from pipeline.domain.postmortem import SourceSummary
from pipeline.errors import BadOption, InputError, MissingTimeFacts, UnknownFormat
from pipeline.jobs.requests import request
from pipeline.run import Request
from pipeline.settings import Settings

ASKS = {"--assume-timezone": "assume_timezone", "--date": "date"}


@dataclass(frozen=True)
class Recognised:
    """`sources` are the files with their formats, pieces of evidence and what was dropped; `redactions` how many things of each
    kind will be replaced; `timezone` is the one that was found. `asks` names the fields of DraftOptions that the files cannot be
    read without, `problems` are sentences on files that cannot be read, `unreadable` the places (from 0, as given) of those that
    no answer makes readable, `notes` sentences on what was assumed and left out."""

    sources: tuple[SourceSummary, ...] = ()
    evidence: int = 0
    channels: tuple[Channel, ...] = ()
    people: tuple[Person, ...] = ()
    redactions: tuple[tuple[str, int], ...] = ()
    timezone: str | None = None
    title: str = ""
    severity: str | None = None
    started_at: datetime | None = None
    visibility: Visibility = Visibility.INTERNAL
    asks: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    unreadable: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()


def recognised(paths: Sequence[Path], options: DraftOptions, settings: Settings) -> Recognised:
    """Reads what can be read; nothing of it is kept."""
    asked = replace(request(paths, options, settings), engine=run.Engine.EXTRACTIVE)
    if not paths:
        return Recognised()
    try:
        return what_was_read(run.extracted(asked))
    except InputError as error:
        return without_the_unreadable(asked, error)


def without_the_unreadable(asked: Request, error: InputError) -> Recognised:
    """What the files hold that can be read alone; `error` is what they said together."""
    refusals = {path: problem for path in asked.paths if (problem := refusal(replace(asked, paths=[path])))}
    problems = tuple(refusals.values()) or (error,)
    rest = [path for path in asked.paths if path not in refusals]
    told: Recognised = Recognised()
    if refusals and rest:
        try:
            told = what_was_read(run.extracted(replace(asked, paths=rest)))
        except InputError as other:
            problems = (*problems, other)
    asks = [field for problem in problems for field in asked_for(problem)]
    lost = tuple(place for place, path in enumerate(asked.paths) if is_lost(refusals.get(path)))
    return replace(told, problems=tuple(dict.fromkeys(map(sentence, problems))), asks=tuple(dict.fromkeys(asks)), unreadable=lost)


def sentence(problem: InputError) -> str:
    """Without the flags of the command line, which nobody can give here."""
    match problem:
        case MissingTimeFacts(place=place):
            return f"{problem.file}{place and ', '}{place}: the times have no {problem.what}."
        case UnknownFormat():
            return f"{problem.file}: this is no format that is known here; convert it to the generic JSON, or leave it out."
        case _:
            told = str(problem).lstrip("-")
            return told[:1].upper() + told[1:] if isinstance(problem, BadOption) else told


def refusal(asked: Request) -> InputError | None:
    try:
        run.read(asked)
    except InputError as error:
        return error
    return None


def is_lost(problem: InputError | None) -> bool:
    """Whether no answer to a question, and no other option, makes it readable."""
    return problem is not None and not asked_for(problem) and not isinstance(problem, BadOption)


def asked_for(problem: InputError) -> list[str]:
    return [field for flag, field in ASKS.items() if isinstance(problem, MissingTimeFacts) and flag in problem.flag]


def what_was_read(told: run.Told) -> Recognised:
    material, story = told.material, told.story
    return Recognised(
        sources=material.summaries,
        evidence=len(material.evidence),
        channels=material.channels,
        people=tuple(person for person in material.people if not person.bot),
        redactions=by_kind(material),
        timezone=material.timezone,
        title=story.incident.title,
        severity=story.incident.severity,
        started_at=story.incident.started_at.at if story.incident.started_at else None,
        visibility=Visibility.RESTRICTED if run.confidential(material, story) else story.incident.visibility,
        notes=material.notes,
    )


def by_kind(material: RedactedMaterial) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    for one in material.redactions:
        counts[one.kind] += one.count
    return tuple(counts.most_common())
