"""Impact: final numbers as somebody said them, what was not harmed, and the computed duration; in a near miss, what was at
risk.
"""

import re

from pipeline.domain.statement import Statement
from pipeline.draft import notices
from pipeline.draft.clock import full_time, span
from pipeline.draft.corrections import counts
from pipeline.draft.doubt import interim
from pipeline.draft.lexicon import IMPACT
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, Stage
from pipeline.draft.quoting import choose, computed, in_order, quote
from pipeline.draft.symptoms import symptoms
from pipeline.text.phrases import PhraseBook

MOST = 8
MOST_DENIALS = 3
MOST_ROUGH = 2
COUNTED = PhraseBook({word: [word] for word in IMPACT["counted"]})
HARM = PhraseBook({"harmed": IMPACT["harmed"]})
NUMBER_WORDS = frozenset(
    [
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "dozens",
        "hundreds",
        "thousands",
        "all",
        "every",
        "everyone",
        "everybody",
        "whole",
        "nobody",
        "none",
    ]
)
OTHER_INCIDENT = re.compile(
    r"\b(?:PM|INC)-\d{4}-\d+|\b(?:in|last|back in) (?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|year|month)\b",
    re.IGNORECASE,
)
RISK = re.compile(
    r"\bwould(?:'ve| have)\b.{0,60}\b(?:been|had|lost|gone|at risk|hit|failed)\b|\bat risk\b|\bcould have\b", re.IGNORECASE
)
UNDETERMINED = re.compile(
    r"\b(?:attack|attacker|ransomware|breach|extortion|reportable|unlawful|illegal|violation)\b", re.IGNORECASE
)
BIG = re.compile(r"(?<![\w.:/#-])\d{1,3},\d{3}\b|(?<![\w.:/#-])\d{3,}(?![\w:/-])")
COMPLAINTS = re.compile(
    r"(?<![-\w])[\d,]+ (?:\w+ )?(?:tickets|inquiries|enquiries|complaints|support calls|support cases|chats open)\b"
    r"|\b(?:ticket|tickets|inquiries|complaints) (?:count|total|in total|so far|final)?\s?(?:so far|is|:)?\s?\d+(?![-\d])",
    re.IGNORECASE,
)
TALK = re.compile(
    r"^(?:i |we |you |me\b|@)|\b(?:tell|telling|say|ask|asks|asking|give|book) (?:them|people|customers|me|us|him|her|my|the)\b",
    re.IGNORECASE,
)


def impact(book: Notebook) -> tuple[Statement, ...]:
    """The duration, then what was counted, in the order in which it was said."""
    passages = impact_passages(book)
    return (*impact_duration(book), *(quote(book, "impact", p) for p in passages))


def impact_passages(book: Notebook) -> list[Passage]:
    """The passages themselves, one for each thing that is counted: the most settled, then the latest."""
    if book.only_written:
        return notices.effects(book)
    candidates = sorted((p for p in book.passages if tells_impact(book, p)), key=lambda p: -_tells(book, p))
    kept: list[Passage] = []
    units: set[str] = set()
    settled = choose(candidates, lambda p: _tells(book, p), 3 * MOST, least=1.9)
    for passage in settled or choose(candidates, lambda p: _tells(book, p), MOST_ROUGH, least=0.3):
        mine = counted_things(passage)
        denies = not mine and passage.has("unharmed")
        if denies and sum(not counted_things(k) and k.has("unharmed") for k in kept) >= MOST_DENIALS:
            continue
        if len(kept) < MOST and not (mine and mine <= units) and "ticket" not in mine & units:
            kept.append(passage)
            units |= mine
    return in_order([*kept, *symptoms(book, kept)] if len(kept) < 2 else kept)


def counted_things(passage: Passage) -> frozenset[str]:
    """What a passage gives a number of, and what befell it: "order lost", the plural's stem and the first word of harm."""
    harm = next((passage.words[start] for start, _ in HARM.spans(passage.words, "harmed")), "")
    things: set[str] = set()
    for at, word in enumerate(passage.words):
        if word == "#" or word in NUMBER_WORDS:
            following = (*passage.words[at + 1 : at + 5], *passage.words[max(0, at - 3) : at])
            named = next((w for w in following if COUNTED.find([w]) and w not in ("%", "min", "h", "hours", "minutes")), None)
            if named:
                thing = (
                    "ticket"
                    if named.startswith(("ticket", "inquir", "enquir", "complaint"))
                    else f"{named.rstrip('s')} {harm[:4]}"
                )
                things.add(thing)
    return frozenset(things)


def tells_impact(book: Notebook, passage: Passage) -> bool:
    if (
        passage.question
        or passage.plan
        or passage.machine
        or passage.stage is Stage.BEFORE
        or passage.has("hypothesis")
        or TALK.search(passage.text)
        or passage.has("worse", "decided")
        or (passage.spoken and passage.stage is Stage.RESPONSE and interim(passage.text))
        or UNDETERMINED.search(passage.text)
    ):
        return False
    if OTHER_INCIDENT.search(passage.text) and not passage.has("settled"):
        return False
    if book.story.incident.near_miss and passage.has("harmed") and not passage.has("unharmed") and not RISK.search(passage.text):
        return False
    numbered = bool(counts(passage.text)) or not NUMBER_WORDS.isdisjoint(passage.words)
    if passage.has("signal", "for_the_record") and not passage.has("unharmed", "correction", "settled"):
        return False
    if numbered and COMPLAINTS.search(passage.text):
        return True
    return (
        (numbered and (passage.has("harmed") + passage.has("counted") + passage.has("settled", "correction")) >= 2)
        or passage.has("unharmed")
        or bool(RISK.search(passage.text) and (numbered or book.story.incident.near_miss))
    )


def _tells(book: Notebook, passage: Passage) -> float:
    score = (
        1.2 * bool(counted_things(passage))
        + 0.9 * passage.has("harmed")
        + 1.4 * bool(COMPLAINTS.search(passage.text))
        + 1.4 * passage.has("settled", "correction")
        + (2.0 if book.story.incident.near_miss else 1.0) * passage.has("unharmed")
        + 0.6 * passage.has("verified")
    )
    score += (
        {Stage.UNNOTICED: -1.0, Stage.RESPONSE: -0.4, Stage.CLOSING: 0.8, Stage.AFTER: 0.8}.get(passage.stage, 0.0)
        + 0.5 * passage.key
        + 0.7 * passage.document
        + 0.4 * passage.note
    )
    score -= (
        1.8 * passage.has("rough")
        + 0.8 * (len(passage.words) < 5)
        + 1.0 * passage.has("refuted")
        + 0.8 * passage.has("escalated", "blocked")
        + 0.6 * passage.has("chatter")
    )
    score += 0.0002 * passage.order / max(1, len(book.order)) + 0.6 * (
        book.story.incident.near_miss and bool(RISK.search(passage.text))
    )
    return score - (1.5 if passage.public and not book.only_written else 0.0)


def impact_duration(book: Notebook) -> tuple[Statement, ...]:
    """How long users were hurt, between the two moments; nothing where an end is unknown."""
    measured = book.story.metrics.impact_duration
    if measured.seconds is None or measured.seconds < 0 or not measured.start_at or not measured.end_at:
        return ()
    what = "The exposure lasted" if book.story.incident.near_miss else "The impact lasted"
    text = f"{what} {span(measured)}, from {full_time(measured.start_at)} to {full_time(measured.end_at)}."
    return (computed("impact", text, (*measured.start_at.evidence[:2], *measured.end_at.evidence[:2])),)
