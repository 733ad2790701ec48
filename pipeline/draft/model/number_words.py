"""Numbers in words -> in digits, so that "twenty minutes" is checked as "20 minutes" is, and "twice" as 2.

`one` is a number only before a unit of time: elsewhere it is a pronoun as often as not.
"""

import re

ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
VALUES = {word: n for n, word in enumerate(ONES)} | TENS
SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
TIMES = {"twice": 2, "thrice": 3}
UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?)"
A_SECOND = r"second(?= (?:later|ago|after|before|or|and|per|of)\b|\W*$|[.,;:)])"
"""The unit, and not the one after the first: "a second later", but "a second holder"."""
ONE = rf"(?:one|an?|1)(?=[ \-](?:{A_SECOND}|(?:minute|hour|day|week|month)\b))"
WORD = "|".join([*sorted((w for w in VALUES if w not in ("zero", "one")), key=len, reverse=True), ONE])
SCALE, SMALL = "|".join(SCALES), "|".join(ONES[1:10])
NUMBER = re.compile(
    rf"\b(?:({WORD})(?:[ \-]({SMALL}))?(?: ({SCALE}))?|(?:an? )?({SCALE})(?!s)|({'|'.join(TIMES)}))\b", re.IGNORECASE
)
HYPHENATED = re.compile(rf"\b(\d+)-({UNIT})\b", re.IGNORECASE)
ROUGHLY = re.compile(r"(?<=\d)-?ish\b", re.IGNORECASE)
HALVES = {
    re.compile(r"\bhalf an hour\b", re.IGNORECASE): "30 minutes",
    re.compile(r"\b(?:an|one) hour and a half\b", re.IGNORECASE): "90 minutes",
    re.compile(r"\b(?:a )?couple of (?=minutes|hours|days)", re.IGNORECASE): "2 ",
}


def in_digits(text: str) -> str:
    """The text with its numbers in digits: "nineteen stores for two hours" -> "19 stores for 2 hours"."""
    text = ROUGHLY.sub("", text)
    for words, digits in HALVES.items():
        text = words.sub(digits, text)
    return HYPHENATED.sub(r"\1 \2", NUMBER.sub(_digits, text))


def _digits(match: re.Match[str]) -> str:
    word, one, scale, scale_alone, times = (part.lower() if part else "" for part in match.groups())
    if times:
        return str(TIMES[times])
    if scale_alone:
        return str(SCALES[scale_alone])
    value = VALUES.get(word, 1)
    if one and word not in TENS:
        return match[0]
    return str((value + (VALUES[one] if one else 0)) * SCALES.get(scale, 1))
