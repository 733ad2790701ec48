"""Where a document and the record give different times for one thing: a question with both values, the record's value is kept.

A document's sentence names a moment by its word (impact, page, mitigated, resolved), or an event by the words and numbers
that both share.
"""

import datetime
import re

from pipeline.domain.incident import MomentName
from pipeline.domain.model import in_words
from pipeline.domain.postmortem import Question
from pipeline.domain.timeline import Event
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage
from pipeline.draft.quoting import in_roles
from pipeline.text.identity import content_id
from pipeline.text.phrases import words
from pipeline.text.terms import content_words, identifiers
from pipeline.text.times import TimeContext, TimeKind, find_times

WORDED = {
    MomentName.STARTED: re.compile(r"\bimpact\b|\bbegan\b|\bbegins?\b|\bstarted\b|\boutage from\b", re.IGNORECASE),
    MomentName.MITIGATED: re.compile(r"\bmitigated\b|\bend of impact\b|\bback for everyone\b", re.IGNORECASE),
    MomentName.RESOLVED: re.compile(r"\bresolved\b|\bclosed\b", re.IGNORECASE),
    MomentName.ACKNOWLEDGED: re.compile(r"\backnowledged\b|\backed\b", re.IGNORECASE),
}
SAME = datetime.timedelta(minutes=2)
FAR = datetime.timedelta(hours=3)
SHARED = 3
MOST = 4


def disagreements(book: Notebook) -> list[Question]:
    found: list[Question] = []
    for passage in book.passages:
        if passage.document and any(c.isdigit() for c in passage.text):
            found += _of_moments(book, passage) or _of_events(book, passage)
    return found[:MOST]


def _times(book: Notebook, passage: Passage) -> list[tuple[datetime.datetime, str]]:
    """Points in time of a document's sentence, on the incident's day."""
    begins = book.story.incident.started_at or book.story.incident.detected_at
    if begins is None:
        return []
    context = TimeContext(reference=begins.at, zone="UTC")
    mentions = [m for m in find_times(passage.text, context) if m.kind is not TimeKind.DATE]
    return [(t, m.text) for m in mentions for t in (m.at, m.until) if t]


def _of_moments(book: Notebook, passage: Passage) -> list[Question]:
    times = _times(book, passage)
    found: list[Question] = []
    for name, word in WORDED.items():
        moment = book.story.incident.moment(name)
        if not moment or not word.search(passage.text) or not times:
            continue
        at, written = times[-1] if len(times) > 1 and name in (MomentName.MITIGATED, MomentName.RESOLVED) else times[0]
        if SAME < abs(at - moment.at) < FAR:
            taken = f"The draft takes {in_words(moment.at)} for {name.value}."
            text = f"{_source(book, passage)} gives {written}: {taken} Which one counts?"
            found.append(_question(name.value, text, passage, moment.evidence[:2]))
    return found[:1]


def _of_events(book: Notebook, passage: Passage) -> list[Question]:
    """An event that shares words or numbers with the sentence, at another time."""
    for at, written in _times(book, passage)[:2]:
        rated = [
            (len(_words(passage.text) & _words(e.text)), -abs((e.at - at).total_seconds()), i)
            for i, e in enumerate(book.story.timeline)
            if abs(e.at - at) < FAR
        ]
        if not rated:
            continue
        shared, _, index = max(rated)
        event = book.story.timeline[index]
        if shared >= SHARED and abs(event.at - at) > SAME:
            text = f"{_source(book, passage)} gives {written}: the record has it at {in_words(event.at)}. Which one counts?"
            return [_question("timeline", text, passage, _cited(event))]
    return []


def _source(book: Notebook, passage: Passage) -> str:
    return f"{passage.piece.source.file} (“{in_roles(book, passage.text)}”)"


def _cited(event: Event) -> tuple[str, ...]:
    return event.evidence[:1]


def _words(text: str) -> frozenset[str]:
    numbers = set(re.findall(r"\b\d{2,}\b", text))
    return content_words(text) | identifiers(text) | numbers | {w for w in words(text) if w in ("restart", "rollback")}


def _question(about: str, text: str, passage: Passage, evidence: tuple[str, ...]) -> Question:
    return Question(
        id=content_id("question", about, text), about=about, text=text, evidence=tuple(dict.fromkeys((passage.id, *evidence)))
    )
