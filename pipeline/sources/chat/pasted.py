"""Lines copied out of a chat window: a line with name and time, then the text; between them words of the window itself.

Ann Lee  10:32 AM          Ann Lee               Ann Lee — Today at 10:32
the text                     10:32 AM            the text
                           the text
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.sources.chat.shapes import ChatLine, LineKind
from pipeline.sources.lines.names import FULL_NAME
from pipeline.sources.lines.stamps import DATE, Stamp, read_clock, read_stamp

NAME = r"(?P<name>" + FULL_NAME.format(0) + r"|(?P<handle>[^\W\d_][\w.-]{0,30}))"
BADGE = r"(?: ?:[a-z0-9_+-]{1,40}:)?(?:[ \t]+(?:APP|BOT|App))?"
HEADER = re.compile(
    rf"{NAME}{BADGE}(?P<gap>[ \t]+(?:[—–-][ \t]+)?)(?P<open>[\[(])?"
    rf"(?:(?P<date>Today|Yesterday|{DATE})(?:,|,? at)?[ \t]+)?"
    r"(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?P<half>[ \u202f]?[AaPp][Mm])?[\])]?[ \t]*\Z"
)
CLOCK_ALONE = re.compile(
    r"(?P<indent>(?:APP|BOT)?[ \t]*)\[?(?P<clock>[0-9]{1,2}:[0-9]{2})(?P<half>[ \u202f]?[AaPp][Mm])?\]?[ \t]*\Z"
)
NAME_ALONE = re.compile(rf"{NAME}{BADGE}[ \t]*\Z")
INTERFACE = re.compile(
    r"(?:New(?: messages?)?|[0-9]+ (?:repl(?:y|ies)|new messages?)|Last reply .{0,40}|View (?:thread|(?:newer|older|all) replies)"
    r"|Replied to a thread:?.*|Also sent to the channel|Saved for later.{0,40}|Pinned by .{0,60}|Thread|Add reaction"
    r"|Show (?:more|less)|\(?[Ee]dited\)?|APP|BOT|:[a-z0-9_+-]{1,40}:(?:[ \t]*[0-9]{1,4})?|[0-9]{1,3}|Jump to .{0,30}"
    r"|Collapse.{0,30}|Only visible to you)\Z"
)
CAME = re.compile(r"(?:joined|left|was added to|set the channel) (?:#\S+|the channel).{0,80}\Z|joined #\S+.{0,80}\Z")
LONGEST_HEADER = 140
LINES_PER_MESSAGE = 15


def looks_pasted(lines: Sequence[str]) -> bool:
    """Names with times on lines of their own, and fewer lines that begin with a time and go on."""
    read = list(pasted_lines(lines))
    headers = sum(line.kind is LineKind.MESSAGE for line in read)
    stamped = sum(line.kind is LineKind.MORE and _goes_on_after_a_stamp(line.text) for line in read)
    return headers > stamped and headers * LINES_PER_MESSAGE >= len(lines)


def _goes_on_after_a_stamp(line: str) -> bool:
    stamp = read_stamp(line)
    return stamp is not None and bool(line[stamp.end :].strip())


def pasted_lines(lines: Sequence[str]) -> Iterator[ChatLine]:
    """Headers as messages without text, the lines under them as what goes on."""
    author, last = "", ""
    index = 0
    while index < len(lines):
        line = lines[index]
        found = _header(lines, index) if len(line) <= LONGEST_HEADER else None
        if found:
            author, stamp, used = found
        elif author and (clock := _follow_up(line, last)):
            stamp, used = clock, 1
        else:
            yield ChatLine(index + 1, _kind(line), line)
            index += 1
            continue
        last = f"{stamp.clock} {stamp.half}"
        yield ChatLine(index + 1, LineKind.MESSAGE, "", author, stamp, True)
        index += used


def _kind(line: str) -> LineKind:
    if len(line) > LONGEST_HEADER:
        return LineKind.MORE
    if CAME.match(line):
        return LineKind.MEMBERSHIP
    return LineKind.INTERFACE if INTERFACE.match(line.strip()) else LineKind.MORE


def _header(lines: Sequence[str], index: int) -> tuple[str, Stamp, int] | None:
    """Author, stamp, and how many lines they take."""
    line = lines[index]
    if line[-1:] in "0123456789mM])" and (match := HEADER.match(line)):
        clear = match["half"] or match["open"] or match["date"] or len(match["gap"]) > 1
        if clear and not (match["handle"] and len(match["gap"]) < 2 and not match["open"]):
            return match["name"], _stamp(match["date"] or "", match["clock"], match["half"] or ""), 1
    if line[:1] in ("[", "("):
        return _time_first(line, lines[index + 1 : index + 2])
    name = NAME_ALONE.match(line)
    if not name:
        return None
    used = 2 if "\n".join(lines[index + 1 : index + 2]).strip() in ("APP", "BOT") else 1
    below = CLOCK_ALONE.match(lines[index + used]) if index + used < len(lines) else None
    if below and (below["indent"] or below["half"]):
        return name["name"], _stamp("", below["clock"], below["half"] or ""), used + 1
    return None


def _time_first(line: str, below: Sequence[str]) -> tuple[str, Stamp, int] | None:
    """`[10:32 AM] Ann Lee`, and below it what she wrote."""
    stamp = read_stamp(line)
    name = NAME_ALONE.match(line[stamp.end :].strip()) if stamp else None
    text = below[0] if below else ""
    if not (stamp and name and text and not text[0].isspace() and not read_stamp(text)):
        return None
    return name["name"], stamp, 1


def _stamp(date: str, clock: str, half: str) -> Stamp:
    return Stamp(date, clock, half.strip(), "", 0)


def _follow_up(line: str, last: str) -> Stamp | None:
    """A clock alone above the next message of the same author; it leaves out the half of the day."""
    match = CLOCK_ALONE.match(line)
    if not match:
        return None
    clock, _, half = last.partition(" ")
    now = match["half"] or half
    if half and not match["half"] and _hour(clock) % 12 == 11 and _hour(match["clock"]) == 12:
        now = "AM" if half.upper() == "PM" else "PM"
    return _stamp("", match["clock"], now) if read_clock(match["clock"], now) else None


def _hour(clock: str) -> int:
    return int(clock.partition(":")[0])
