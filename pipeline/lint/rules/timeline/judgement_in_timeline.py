"""A row of a timeline judges what happened.

Why: a timeline is what was seen and done, with times; a verdict in it ("finally", "too late") tells readers what to conclude
before they have seen what was known at that minute.
Question: what was seen or done at this time, and what shows it?

Bad:
    10:05 UTC page, should have come earlier
    10:09 UTC Kofi finally joins
    10:15 UTC wrong decision to restart the primary
    10:40 UTC the rollback came far too late for most carts
Good:
    10:05 UTC page received (first 5xx at 09:44)
    10:09 UTC second responder joins
    10:15 UTC restart of the primary; errors continue
    10:31 UTC the migration finally block runs and releases the lock
    10:40 UTC last of 12 late messages delivered
Source: PagerDuty, Postmortem documentation, "Writing": no evaluation of what should have been done in the timeline.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import mask, words_of
from pipeline.lint.timeline import Row, tracks
from pipeline.text.markdown import Block

JUDGING = (
    "finally", "belatedly", "late", "later", "long", "have", "decision", "call", "choice", "move", "judgement", "judgment",
    "wrongly", "carelessly", "needlessly", "inexplicably", "foolishly", "shamefully", "waste", "wastes", "wasted", "wasting",
    "reason", "now", "last",
)  # fmt: skip
TRIGGERS = frozenset(JUDGING)
"""One of these is in every row that judges, in lower case."""
HINTS = (
    "finally", "belatedly", "too late", "later than", "too long", "should", "wrong", "bad ", "poor ", "hasty ", "premature ",
    "unfortunate ", "questionable ", "carelessly", "needlessly", "inexplicably", "foolishly", "shamefully", "wast", "no reason",
    "only now", "at last", "at long last",
)  # fmt: skip
"""And one of these; they are looked for in all rows of a track at once."""
LONGEST = 600
"""A row of more characters is an account, not a row."""


@cache
def judgement() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:finally(?!\s*(?:\{|block|clause|,))|belatedly|(?:far |way |much )?too late(?! to)|later than it should"
        r"|took (?:us |them |him |her )?(?:far |way |much )too long|(?:far|way|much) too long"
        r"|should(?:n['’]t| not)? have (?:been|come|gone|done|had|paged|acted|known|seen|told|asked|happened|noticed|caught)"
        r"|(?:wrong|bad|poor|hasty|premature|unfortunate|questionable) (?:decision|call|choice|move|judge?ment)"
        r"|wrongly (?:decid|assum|conclud|believ)\w{1,4}|carelessly|needlessly|inexplicably|foolishly|shamefully"
        r"|wast(?:e|es|ed|ing) (?:of )?time|for no reason|only now|at (?:long )?last\b(?! (?:\d|seen|week|known)))\b",
        re.IGNORECASE,
    )


def check(document: Document) -> Iterator[Hit]:
    for track in tracks(document):
        told = "\n".join([row.text for row in track]).lower()
        if any(hint in told for hint in HINTS):
            yield from in_track(track)


def in_track(track: list[Row]) -> Iterator[Hit]:
    for row in track:
        for block, start, stop in parts(row):
            text = block.text[start:stop]
            if not TRIGGERS.isdisjoint(words_of(text)) and (match := judgement().search(mask(text))):
                words, at = match[0], start + match.start()
                message = f'"{words}" judges what the row reports.'
                yield Hit(block, at, at + len(words), message, suggestions=reframes(words))


def parts(row: Row) -> Iterator[tuple[Block, int, int]]:
    """The pieces of a row that are as short as a row is."""
    if row.last - row.after <= LONGEST:
        yield row.block, row.after, row.last
    for block in row.told:
        if len(block.text) <= LONGEST and not block.quoted:
            yield block, 0, len(block.text)


def reframes(words: str) -> tuple[str, ...]:
    if words.lower() in ("finally", "at last", "at long last", "only now", "belatedly"):
        return (f'Leave "{words}" out: the time says when, and the rows before it how long that took.',)
    return ("Say what was seen or done at this time; what it meant belongs to the analysis.",)


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
