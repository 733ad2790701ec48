"""The zone label beside a clock time: "UTC", "(US/Pacific)", "+02:00", "our time", "uk time", "in Chennai"."""

import re
from dataclasses import replace

from pipeline.text.times.tokens import OWN_ZONE, Clock
from pipeline.text.times.zones import zone_name

WORDS = re.compile(r" ?(\(?)(in )?(?:the )?([A-Za-z][A-Za-z_/]*)(?: ([A-Za-z]+))?(?: ([A-Za-z]+))?(\)?)")
SIGNED = re.compile(r" ?\(?((?:UTC|GMT) ?[+\-−]\d\d?(?::?\d\d)?|[+\-−]\d\d:?\d\d)(?![\d:])\)?")
OWN = re.compile(r" ?\(?((?:my|our|your|their|local)(?: local)? time\b|local\b)\)?", re.IGNORECASE)
NOW_HERE = re.compile(r"\b(?:it['’]?s|it is|here[,:]?|now)(?: already| now| about)? \Z", re.IGNORECASE)
PLACE_END = re.compile(r"[ ]?(?:[/,.;:()!?|\"\n]|\Z)")
SMALL_PLACE_END = re.compile(r" ?[/)]")
LONGEST_LOOK = 60

ALL_TIMES = re.compile(r"\ball times(?: are| given| shown| stated)*(?: in)? \(?(\w+(?:/\w+)?(?: time)?)", re.IGNORECASE)


def with_label(clock: Clock, text: str, dated: bool) -> Clock:
    """The clock time with the label that follows it in `text`, if one does. `dated`: an ISO date stands right before it."""
    after = text[clock.end : clock.end + LONGEST_LOOK]
    if match := SIGNED.match(after):
        if _is_offset(match[1], clock, dated, after):
            return replace(clock, label=match[1].strip(), end=clock.end + match.end())
        return clock
    if match := OWN.match(after):
        return replace(clock, label=OWN_ZONE, end=clock.end + _closed(after, match.end()))
    if match := WORDS.match(after):
        return _with_words(clock, text, after, match)
    return clock


def zone_of_all_times(text: str) -> str | None:
    """The label in "(All times US/Pacific)", None where a text says no such thing."""
    match = ALL_TIMES.search(text) if "imes" in text or "IMES" in text else None
    return match[1] if match and zone_name(match[1]) else None


def _is_offset(sign: str, clock: Clock, dated: bool, after: str) -> bool:
    if zone_name(sign) is None:
        return False
    plain = sign[0] in "+-−"
    return not plain or dated or (clock.second > 0 and ":" not in sign) or (sign[0] == "+" and not after.startswith(" +"))


def _with_words(clock: Clock, text: str, after: str, match: re.Match[str]) -> Clock:
    """Takes the longest run of words that is a zone, a place only before a pause; "in Lima" stays doubtful."""
    bracket, inside, *words, _ = match.groups()
    for count in (3, 2, 1):
        if count > 1 and not words[count - 1]:
            continue
        label = after[match.start(3) : match.end(2 + count)]
        if zone_name(label) is None:
            continue
        place = label.upper() != label and "/" not in label and not label.endswith((" time", " Time")) and len(label) > 3
        end = match.end(2 + count)
        if place and not (PLACE_END if label[0].isupper() else SMALL_PLACE_END).match(after, end):
            continue
        if inside and not place:
            continue
        sure = bool(bracket) or bool(NOW_HERE.search(text[max(0, clock.start - 20) : clock.start]))
        return replace(
            clock, label=label, end=clock.end + _closed(after, end), place=place and bool(inside) and not sure, time_end=clock.end
        )
    return clock


def _closed(after: str, end: int) -> int:
    """Past a bracket that closes one opened before the label."""
    return end + 1 if "(" in after[:3] and after[end : end + 1] == ")" else end
