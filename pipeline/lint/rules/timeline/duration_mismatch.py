"""A stated duration does not agree with the times beside it, or with another duration of the same thing.

Rounding is allowed for ("20 minutes" may be 22, "2 hours" may be 2 h 30), and more of it after "about". Times come from the same
sentence, the timeline, labelled lines and the front matter (`started_at`, `detected_at`, `mitigated_at`, `resolved_at`).

Why: how long it lasted is what readers remember and what is added up later; two numbers for it mean that one is wrong.
Question: from when to when is this counted, and what shows both ends?

Bad:
    Search was down for 20 minutes, from 09:44 to 10:26 UTC.
    | ## Summary
    |
    | Search was down for 20 minutes.
    |
    | ## Timeline (UTC)
    |
    | - 09:44 first failed requests
    | - 10:26 requests back to normal

    | ## Summary
    |
    | MTTD: 5 min.
    |
    | ## Timeline (UTC)
    |
    | - 09:44 first failed requests
    | - 10:02 page received
    | - 10:26 requests back to normal

    | ## Impact
    |
    | Impact ends 11:00 UTC, resolved 10:26 UTC.
Good:
    Search was down for 42 minutes (09:44-10:26 UTC).
    Search was down for about 40 minutes, from 09:44 to 10:26 UTC.
    Impact 09:44-10:26 UTC; cleanup to 11:30 UTC
    The job took 12 minutes; backups from 01:00 to 03:00 UTC were not touched.
Source: PagerDuty, Postmortem documentation, "Writing": the length of the impact may differ from that of the response.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import NamedTuple

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.durations import Duration, durations
from pipeline.lint.instants import Instant, instants
from pipeline.lint.late import late
from pipeline.lint.moments import Moment
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import Sentence, mask, split
from pipeline.lint.timeline import DAY
from pipeline.text.markdown import CELL, PROSE

LASTING = (
    "ime to ", "TTD", "TTR", "TTM", "uration", "owntime", "lasted", "lasting", "down for", "offline for", "unavailable for",
    "unreachable for",
)  # fmt: skip
RANGE = late(r"\d:\d\d.{1,16}\d:\d\d")
"""One of these stands in every text that says how long something lasted, or a range of clock times."""
NIGHT = 14 * 60
"""Where instants lie further apart, hours of work alone may have been counted."""
LAST = 3
"""The recovery is among so many instants at the end."""
MOST = 60
FEW = 20
"""No more instants and durations of a document are held against each other."""
NEAR = 28
"""So many characters may stand between what is measured and its duration."""


class Stated(NamedTuple):
    """A duration in a sentence, of what: "detection", "recovery" or "outage"."""

    sentence: Sentence
    duration: Duration
    what: str


@cache
def measured() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:(?P<detection>time to (?:detect(?:ion)?|notice)|M?TTD)"
        r"|(?P<recovery>time to (?:recover(?:y)?|resolv\w|resolution|repair|restore|mitigat\w{1,3}|fix)|M?TT[RM])"
        r"|(?P<outage>(?:was|were|went|completely|been|entirely) (?:down|offline|unavailable|unreachable) for"
        r"|(?:outage|incident) (?:lasted|lasting)|(?:total |outage |incident )duration|total downtime|downtime of))\b",
        re.IGNORECASE,
    )


@cache
def span() -> re.Pattern[str]:
    clock = r"(\d\d?):(\d\d)(?::\d\d)?(?:\s?([ap])\.?m\b\.?)?"
    zone = r"(?:\s?(?:[A-Z]{2,4}\b|Z\b))?"
    return re.compile(
        rf"(?<![\d:-]){clock}{zone}\s?(?:-|–|—|to|until|till|and)\s?(?:about |around )?{clock}(?!:|\d)", re.IGNORECASE
    )


IMPACT_END = late(r"\bimpact\W{0,3}(?:end(?:s|ed)?|until|over)\W{0,4}(?:at )?(\d\d?):(\d\d)", re.IGNORECASE)
RESOLVED = late(r"\bresolved\W{0,4}(?:at )?(\d\d?):(\d\d)", re.IGNORECASE)
OTHER_THING = late(
    r"\b(?:support hours|working hours|business hours|each|every|partial\w*|respectively|after|earlier|longer)\b", re.IGNORECASE
)


def check(document: Document) -> Iterator[Hit]:
    found: list[Stated] = []
    endings = "mpact end" in document.source or "mpact until" in document.source
    for section in document.sections:
        for block in section.blocks:
            text = block.text
            if "min" not in text and "hour" not in text and "uration" not in text and "ime to " not in text:
                if not endings or "mpact" not in text:
                    continue
            elif not (lasts(text) or is_range(text)):
                continue
            if (block.kind is PROSE or block.kind is CELL) and not block.quoted:
                for sentence in split(mask(text), block, section):
                    if endings:
                        yield from ends_out_of_order(sentence)
                    within = in_sentence(sentence)
                    yield from within
                    if not within:
                        found.extend(stated(sentence))
    for one in found[:FEW]:
        if (hit := against_times(document, one)) is not None:
            yield hit
    yield from against_each_other(found[:FEW])


def lasts(text: str) -> bool:
    return any(words in text for words in LASTING)


def is_range(text: str) -> bool:
    return text.count(":") > 1 and RANGE.search(text) is not None


def in_sentence(sentence: Sentence) -> list[Hit]:
    """A duration beside a range of clock times: "for 20 minutes, from 09:44 to 10:26"."""
    ranges = list(span().finditer(sentence.text)) if is_range(sentence.text) else []
    if len(ranges) != 1 or OTHER_THING.search(sentence.text):
        return []
    near = [d for d in durations(sentence.text) if 0 <= ranges[0].start() - d.end <= NEAR or 0 <= d.start - ranges[0].end() <= 12]
    if len(near) != 1 or not lasting(sentence.text, near[0]):
        return []
    minutes = length(ranges[0])
    if minutes is None or near[0].agrees(minutes) or near[0].agrees(minutes + 720):
        return []
    return [hit_of(sentence, near[0], f"{ranges[0][0]} is {said(minutes)}.")]


def lasting(text: str, duration: Duration) -> bool:
    """Whether the duration is how long something lasted, and not what came after or what one step took."""
    before = text[max(0, duration.start - 30) : duration.start].lower()
    between = text[duration.end : duration.end + NEAR].lower()
    return "took" not in before and "after" not in before and not re.match(r"\s(?:later|earlier|after|before|ago)", between)


def length(found: re.Match[str]) -> float | None:
    first = int(found[1]) * 60 + int(found[2])
    last = int(found[4]) * 60 + int(found[5])
    if found[3] or found[6]:
        half = (found[6] or found[3]).lower()
        first = first % 720 + (720 if (found[3] or half).lower() == "p" else 0)
        last = last % 720 + (720 if half == "p" else 0)
    return float((last - first) % DAY)


def stated(sentence: Sentence) -> Iterator[Stated]:
    if not lasts(sentence.text):
        return
    for match in measured().finditer(sentence.text):
        after = next(durations(sentence.text, match.end()), None)
        if after and after.start - match.end() <= NEAR and not OTHER_THING.search(sentence.text):
            yield Stated(sentence, after, match.lastgroup or "")


def against_times(document: Document, one: Stated) -> Hit | None:
    """No two instants of the right kind lie so far apart: the nearest difference is what is shown."""
    possible = differences(instants(document), one.what)
    if not possible or max(possible) > NIGHT or any(one.duration.agrees(minutes) for minutes in possible):
        return None
    nearest = min(possible, key=lambda minutes: abs(minutes - one.duration.minutes))
    return hit_of(one.sentence, one.duration, f"By the times given it is {said(nearest)} at the nearest.")


def differences(found: list[Instant], what: str) -> list[float]:
    """How far apart any two instants lie; none where the times given do not hold both ends of what was measured."""
    in_order = sorted(found, key=lambda one: one.minutes)
    if len(found) < 2 or (what != "recovery" and Moment.DETECTED in in_order[0].moments):
        return []
    if what != "detection" and not any(Moment.RECOVERED in one.moments for one in in_order[-LAST:]):
        return []
    return [
        end.minutes - begin.minutes
        for begin, end in combinations(in_order[:MOST], 2)
        if begin.minutes < end.minutes and begin.dated == end.dated
    ]


def against_each_other(found: list[Stated]) -> Iterator[Hit]:
    """Two statements on the whole outage that cannot both be true."""
    totals = [one for one in found if one.what == "outage"]
    for index, one in enumerate(totals[1:], start=1):
        other = next((earlier for earlier in totals[:index] if not earlier.duration.overlaps(one.duration)), None)
        if other is not None:
            yield hit_of(one.sentence, one.duration, f'Elsewhere the same is said to be "{words(other)}".')
            return


def ends_out_of_order(sentence: Sentence) -> Iterator[Hit]:
    impact, resolved = IMPACT_END.search(sentence.text), RESOLVED.search(sentence.text)
    if impact and resolved:
        minutes = [int(match[1]) * 60 + int(match[2]) for match in (impact, resolved)]
        if minutes[1] < minutes[0] < minutes[1] + 720:
            start = sentence.start + impact.start()
            yield Hit(sentence.block, start, sentence.start + impact.end(), "The impact ends after it was resolved.")


def hit_of(sentence: Sentence, duration: Duration, message: str) -> Hit:
    start = sentence.start + duration.start
    return Hit(sentence.block, start, sentence.start + duration.end, message)


def words(one: Stated) -> str:
    return one.sentence.text[one.duration.start : one.duration.end]


def said(minutes: float) -> str:
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check)
