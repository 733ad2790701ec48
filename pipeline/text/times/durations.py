"""Durations as people write them: "3 hours and 12 minutes", "2 days, 20 hours, 31 minutes", "1 h 50", "47 min" -> timedelta."""

import datetime
import re

from pipeline.text.times.places import NUMBER_WORDS

COUNT = rf"(?:\d{{1,4}}|{'|'.join(sorted((word for word, n in NUMBER_WORDS.items() if 0 < n <= 12), key=len, reverse=True))})"
JOINT = r"(?:,?\ (?:and\ )?|\ )?"
DURATION = re.compile(
    rf"""(?<![\w.:])(?=\w)(?:(?P<d>{COUNT})\ ?(?:days?|d)\b{JOINT})?(?:(?P<h>{COUNT})\ ?(?:hours?|hrs?|h)\b{JOINT})?
    (?:(?P<m>{COUNT})\ ?(?:minutes?|mins?|m)\b{JOINT})?(?:(?P<s>{COUNT})\ ?(?:seconds?|secs?|s)\b)?""",
    re.IGNORECASE | re.VERBOSE,
)


def read_duration(text: str, start: int = 0) -> datetime.timedelta | None:
    """The duration that begins right at `start` of `text`, None when none does."""
    match = DURATION.match(text, start)
    parts = {unit: word for unit, word in match.groupdict().items() if word} if match else {}
    if not parts:
        return None
    count = {unit: int(word) if word.isdigit() else NUMBER_WORDS[word.lower()] for unit, word in parts.items()}
    days, hours, minutes, seconds = (count.get(unit, 0) for unit in "dhms")
    return datetime.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
