"""What pieces of evidence state, and what of a text they do not state (design: rule 3).

    known_from(pieces) -> Known; unknown_numbers, unknown_names, unknown_quotes(text, known) -> problems as sentences

Everything that can be wrong in a word is looked up: numbers with their units, durations, percentages, times (in any zone), names
of people, identifiers and versions, and quotes.
"""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.story import Story
from pipeline.text.quantities import Quantity, plain_numbers, quantities, without_quantities
from pipeline.text.sentences import own_text
from pipeline.text.terms import identifiers
from pipeline.text.times import TimeContext, TimeKind, find_times

ROLE = re.compile(r"\[[^\W\d][^\]\n]{1,60}\]")
PLACEHOLDER = re.compile(r"\[[a-z\- ]+ \d+(?:: [a-z\- ]+)?\]")
INNER_QUOTE = re.compile(r"[“\"]([^”\"\n]{4,}?)[”\"]")
NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’\-]+(?: [A-ZÀ-Þ][\w'’\-]+)+")
OPENING = re.compile(r"(?:(?<=^)|(?<=[.!?] ))(?:The|An?|It|In|On|At) ")
MARKS = re.compile(r"[*_~`]+")
DAY = datetime.timedelta(days=1)
SAME_INSTANT = datetime.timedelta(minutes=1)
METRICS = ("time_to_detect", "time_to_acknowledge", "time_to_mitigate", "impact_duration", "time_to_resolve", "duration")


@dataclass(frozen=True)
class Known:
    """What the cited evidence (and, for computed statements, the incident) states. `text` is folded."""

    text: str
    quantities: frozenset[Quantity]
    numbers: frozenset[str]
    identifiers: frozenset[str]
    times: frozenset[datetime.datetime]
    zone: str | None = None
    reference: datetime.datetime | None = None


def known_from(pieces: Iterable[Evidence], story: Story | None = None) -> Known:
    """What the pieces state; with a story also what it computed: moments, durations, and the incident's own fields."""
    pieces = list(pieces)
    texts = (
        [piece.text for piece in pieces] + [piece.author or "" for piece in pieces] + [piece.at_text or "" for piece in pieces]
    )
    times = [time for piece in pieces for time in _times_in(piece.text, piece.at)] + [piece.at for piece in pieces if piece.at]
    spans: set[Quantity] = set()
    if story:
        incident = story.incident
        texts += [incident.title, incident.severity or "", incident.id, *incident.services, *incident.regions]
        times += [moment.at for name in MomentName if (moment := incident.moment(name))]
        spans = {Quantity(float(abs(metric)), "s") for metric in _seconds(story)}
        texts += [
            str(len(pieces)),
            *(f"#{piece.channel}" for piece in pieces if piece.channel),
            *(piece.source.file for piece in pieces),
        ]
    whole = "\n".join(texts)
    reference = next((piece.at for piece in pieces if piece.at), None) or next(iter(times), None)
    return Known(
        folded(whole),
        frozenset(quantities(whole)) | spans,
        plain_numbers(whole),
        identifiers(whole),
        frozenset(times),
        reference=reference,
    )


def _seconds(story: Story) -> list[int]:
    measured = [getattr(story.metrics, name).seconds for name in METRICS]
    return [seconds for seconds in measured if seconds is not None]


def _times_in(text: str, at: datetime.datetime | None) -> list[datetime.datetime]:
    found = find_times(text, TimeContext(reference=at, zone="UTC"))
    return [t for mention in found for t in (mention.at, mention.until) if t]


def folded(text: str) -> str:
    """Lower case, one kind of quote and space, no marks of emphasis: what two copies of one text share."""
    return " ".join(MARKS.sub("", text.lower().replace("’", "'").replace("“", '"').replace("”", '"')).split())


def unknown_quotes(text: str, known: Known, sources: Iterable[str]) -> Iterable[str]:
    """Words in quotation marks that stand whole in none of the sources."""
    sources = list(sources)
    for match in INNER_QUOTE.finditer(text):
        if not any(stands_in(match.group(1), source) for source in sources) and folded(match.group(1)) not in known.text:
            yield f"The quote “{match.group(1)}” does not stand in the cited evidence."


def stands_in(quote: str, text: str) -> bool:
    """Whether the quote stands in the text, in order and whole but for `[role]`s, markup, and pieces cut between its
    sentences.
    """
    return any(_stands(quote, folded(source)) for source in (text, own_text(text)))


def _stands(quote: str, source: str) -> bool:
    at = 0
    for part in ROLE.split(PLACEHOLDER.sub(lambda m: m.group().replace("[", "⟦").replace("]", "⟧"), quote)):
        for sentence in re.split(r"(?<=[.!?…]) ", " ".join(folded(part.replace("⟦", "[").replace("⟧", "]")).split())):
            words = sentence.strip()
            if not words:
                continue
            found = _find_whole(source, words, at)
            if found < 0:
                return False
            at = found + len(words)
    return True


def _find_whole(source: str, words: str, at: int) -> int:
    """Where the words stand from `at` on, not inside a longer number or word; -1 if nowhere."""
    while (found := source.find(words, at)) >= 0:
        before, after = source[found - 1 : found] if found else "", source[found + len(words) : found + len(words) + 2]
        cut_before = before.isalnum() and words[0].isalnum()
        cut_after = (
            bool(after)
            and words[-1].isalnum()
            and (after[0].isalnum() or (words[-1].isdigit() and after[0] in ".,:" and after[1:].isdigit()))
        )
        if not cut_before and not cut_after:
            return found
        at = found + 1
    return -1


def unknown_numbers(text: str, known: Known) -> Iterable[str]:
    """Numbers, durations, percentages and times of the text that the evidence does not state, in any form."""
    bare = ROLE.sub(" ", PLACEHOLDER.sub(" ", text))
    mentions = find_times(bare, TimeContext(reference=known.reference, zone="UTC"))
    for mention in mentions:
        stated = [t for t in (mention.at, mention.until) if t]
        written = folded(mention.text) in known.text
        if not written and not all(
            any(_same(t, other, clock=mention.kind is TimeKind.CLOCK) for other in known.times) for t in stated
        ):
            yield f"The time {mention.text} is not in the cited evidence."
    rest = _without(bare, [(m.start, m.end) for m in mentions])
    for quantity in sorted(quantities(rest), key=str):
        if not _known_quantity(quantity, known):
            yield f"{quantity} is not in the cited evidence."
    for number in sorted(plain_numbers(without_quantities(rest)) - known.numbers):
        yield f"The number {number} is not in the cited evidence."
    for name in sorted(identifiers(rest) - known.identifiers):
        if name.rstrip(".-:") not in known.text:
            yield f"“{name}” is not in the cited evidence."


def _same(one: datetime.datetime, other: datetime.datetime, *, clock: bool) -> bool:
    """One instant, or for clock times without a date one time of day."""
    apart = abs(one - other)
    return min(apart % DAY, DAY - apart % DAY) < SAME_INSTANT if clock else apart < SAME_INSTANT


def _known_quantity(quantity: Quantity, known: Known) -> bool:
    if quantity in known.quantities:
        return True
    if quantity.unit != "s":
        return False
    step = 60 if quantity.value >= 3600 else 1
    return any(q.unit == "s" and q.value // step == quantity.value // step for q in known.quantities)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def unknown_names(text: str, known: Known, people: Iterable[str]) -> Iterable[str]:
    """Those of the people (full names), and other runs of capitalized words, that the evidence does not name."""
    people = set(people)
    named = {name for name in people if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)}
    named |= {part for name in people for part in name.split()[:1] if re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text)}
    named |= set(NAME.findall(OPENING.sub("", ROLE.sub(" ", text))))
    for name in sorted(named):
        if folded(name) not in known.text:
            yield f"The name {name} is not in the cited evidence."
