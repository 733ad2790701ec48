"""What a text is, judged by its first lines and never by its name: a chat, a log, or neither."""

import re
from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from pipeline.sources.chat.pasted import looks_pasted
from pipeline.sources.chat.shapes import ChatLine, LineKind, read_line
from pipeline.sources.logs.entry_shapes import is_structured, read_entry_line

LOG_WORDS = re.compile(
    r"\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE|PANIC)\b|\b[a-z][\w.]{1,30}=\S|\[[0-9]{1,7}\]:? "
)
HEADING = re.compile(r"#{1,6}(?= +[^\W\d_a-z])")
FEWEST = 2
CHAT_SHARE = 0.2
LOG_SHARE = 0.3
TRACE_LINE = re.compile(r"\s+|at |Caused by|Traceback|\.\.\. |[\w.]+(?:Error|Exception)\b|[#/;]")


class TextKind(StrEnum):
    CHAT = "chat"
    LOG = "log"
    OTHER = "other"


def kind_of_lines(lines: Sequence[str]) -> TextKind:
    """Of the first lines that hold something."""
    if not lines or has_sections(lines):
        return TextKind.OTHER
    if is_chat(lines):
        return TextKind.CHAT
    return TextKind.LOG if is_log(lines) else TextKind.OTHER


def has_sections(lines: Sequence[str]) -> bool:
    """Headings of a document, which may quote chats and logs at length."""
    headings = [match[0] for line in lines if (match := HEADING.match(line))]
    return len(headings) >= FEWEST and any(len(heading) > 1 for heading in headings)


def is_chat(lines: Sequence[str]) -> bool:
    """Lines of a shape that only chat has, or lines with a clock and a name where more than one person speaks."""
    read = [read_line(number, line) for number, line in enumerate(lines, start=1)]
    markup = any("</" in line for line in lines)
    strong = sum(line.strong and (line.stamp is not None or not markup) for line in read)
    if strong and strong >= CHAT_SHARE * len(lines) and (strong >= FEWEST or len(lines) <= FEWEST):
        return True
    named = [line for line in read if line.kind is LineKind.MESSAGE and line.stamp]
    if named and len(named) >= CHAT_SHARE * len(lines) and _are_people(named, len(lines)):
        return True
    return not named and looks_pasted(lines)


def _are_people(named: Sequence[ChatLine], among: int) -> bool:
    names = Counter(line.nick for line in named)
    logged = sum(LOG_WORDS.search(line.text[:200]) is not None for line in named)
    if logged * 3 > len(named):
        return False
    seconds = sum(line.stamp.clock.count(":") == 2 for line in named if line.stamp)
    return len(names) > 1 or seconds == 0 or (" " in named[0].nick and among <= FEWEST)


def is_log(lines: Sequence[str]) -> bool:
    """Lines that begin with a time and a date, or a clock with seconds, and what belongs to them."""
    if is_structured(lines):
        return True
    are_entries = [not line.startswith("{") and read_entry_line(line) is not None for line in lines]
    entries = sum(are_entries)
    if not entries or (entries < FEWEST < len(lines)):
        return False
    if entries >= LOG_SHARE * len(lines):
        return True
    others = [line for line, is_entry in zip(lines, are_entries, strict=True) if not is_entry]
    return entries * 20 >= len(lines) and all(TRACE_LINE.match(line) for line in others)
