"""Passages of a past incident -> the sentence that says what somebody did that ended or eased it, None where none says so.

Where the part is about recovery, what was done is enough; anywhere else the sentence must say its effect as well. What was done
before anything was amiss, and what the trouble came back after, is never what helped: silence is better than these.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.domain.past_incident import PartKind, Passage
from pipeline.related.acts import done_by_somebody, ended_it, said_so

ELSEWHERE = (PartKind.RESPONSE, PartKind.SUMMARY, PartKind.TIMELINE, PartKind.CAUSE, PartKind.OTHER)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\d])|\s+(?=\*)|\n")
STAMP = re.compile(
    r"^\W*(?:\d\d? [A-Z][a-z]{2,8} (?=\d\d?:\d\d)|[A-Z][a-z]{2,8} \d\d?,? (?=\d\d?:\d\d))?"
    r"(?:(?:\d{4}-\d\d-\d\d(?:T\d\d:\d\d)?|\d\d?:\d\d)(?::\d\d)?\S{0,4}[\s,:|–—-]*(?:(?:[A-Z]{2,4}T?|utc)\b[\s,:|–—-]*)?)+"
)
"""The days, times and zones that a line of a timeline begins with."""
WHOLE = re.compile(r"[\"'(]?(?:[A-Z]|\w*[\d/_]).*[\w.!:)\"'`]", re.DOTALL)
CUT_OFF = re.compile(r"\b(?:to|by|the|and|or|was|were|of|an?|in|with|for)$")
CLOCK = re.compile(r"\b\d\d?:\d\d\b")
NO_STORY = re.compile(r"^(?:time to|fix(?:ing)? (?!for|of|and|applied|details)\w)", re.IGNORECASE)
"""Headings of recovery that tell how long it took, or what is to be done."""
AMISS = re.compile(
    r"\b(?:alert\w*|alarm\w*|paged?|report\w*|notic\w+|detect\w*|aware|errors?|fail\w*|down|unavailable|unable|5\d\d|outages?"
    r"|incidents?|problems?|issues?|slow\w*|time-?outs?|timed? out|crash\w*|broken?|unhealthy|complain\w*|stuck)\b",
    re.IGNORECASE,
)
CAME_BACK = re.compile(
    r"\b(?:load|issues?|problems?|errors?|alerts?|symptoms?|outage|incident|trouble|latency) (?:\w+ ){0,2}?"
    r"(?:returned|came back|re-?occur\w*|recur\w*|resumed|re-?appear\w*|persist\w*)\b"
    r"|\b(?:locks? up|locked up|(?:goes|went|go|is|was|were|are) down|fail(?:s|ed|ing)?|crash(?:es|ed|ing)?) (?:once )?again\b"
    r"|\b(?:unavailable again|again (?:down|unavailable|failing|unreachable)|happens again|non-?conclusive)\b"
    r"|\b(?:did|does)(?: not|n['’]t) (?:\w+ )?(?:work|help|fix|resolve|solve)\b"
    r"|\bstill (?:returning|failing|down|unavailable|seeing)\b",
    re.IGNORECASE,
)
FEWEST = 4
"""Words of a sentence that says what ended something."""
LONGEST = 300


def helped(passages: Sequence[Passage]) -> str | None:
    """The best of what is said of recovery, else the first sentence elsewhere that says its effect; of a timeline the last."""
    recovery = told([one for one in passages if not NO_STORY.match(one.heading.rpartition(": ")[2])], PartKind.RESOLUTION)
    for good in (said_so, ended_it, done_by_somebody):
        if found := next(filter(good, recovery), None):
            return shortened(found)
    for kind in ELSEWHERE:
        if found := list(filter(ended_it, told(passages, kind))):
            return shortened(found[-1 if kind is PartKind.TIMELINE else 0])
    return None


def told(passages: Sequence[Passage], kind: PartKind) -> list[str]:
    """The whole sentences of the parts of this kind; of what is told in order of time, those between the first sign of trouble
    and the last time that it came back."""
    lines = [line for passage in passages if passage.kind is kind for line in SENTENCE.split(passage.text)]
    timed = [kind is PartKind.TIMELINE or bool(STAMP.match(line)) for line in lines]
    first = next((place for place, line in enumerate(lines) if AMISS.search(line)), 0) if kind is PartKind.TIMELINE else 0
    back = [place for place, line in enumerate(lines) if CAME_BACK.search(line)]
    last = max((place for place in back if timed[place]), default=-1)
    kept = (place for place in range(first, len(lines)) if place + 1 not in back and (place > last or not timed[place]))
    return list(whole(lines[place] for place in kept))


def whole(lines: Iterator[str]) -> Iterator[str]:
    """The whole sentences, without the time that they begin with."""
    for line in lines:
        bare = STAMP.sub("", line).strip()
        if len(bare.split()) >= FEWEST and len(CLOCK.findall(bare)) < 2 and WHOLE.fullmatch(bare) and not CUT_OFF.search(bare):
            yield bare


def shortened(sentence: str) -> str:
    sentence = " ".join(sentence.split()).rstrip(":")
    return sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rsplit(None, 1)[0] + " …"
