"""One line of a log -> its stamp, how bad it says it is, and its text; None for what goes on with the entry before it.

Read are ISO stamps at the beginning or after a level or a container's name, syslog in both generations, web servers' access logs,
klog, ctime, JSON lines and logfmt. The level stays in the text.
"""

import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from pipeline.sources.lines.stamps import MONTH_NAMES, Stamp, find_iso_stamp, read_stamp
from pipeline.sources.payload import Json, mapping


class EntryLine(NamedTuple):
    """`bad` is true for warnings and errors, None where the line says nothing of the kind."""

    stamp: Stamp
    text: str
    bad: bool | None = None


BAD = re.compile(
    r"\b(?:WARN(?:ING)?|ERR(?:OR)?|CRIT(?:ICAL)?|ALERT|FATAL|EMERG(?:ENCY)?|PANIC|SEVERE)\b|(?:level|lvl|severity)=\"?(?:warn|err|crit|alert|fatal|emerg|panic)"
    r"|\[(?:warn|error|crit|alert|emerg)|\b(?:error|warning|fatal|panic|critical)\b:|[a-z]Exception\b|[a-z]Error\b|OOMKilled|REJECTED|\bDENIED\b"
)
KNOWN_LEVEL = re.compile(r"\b(?:TRACE|DEBUG|INFO|NOTICE)\b|(?:level|lvl|severity)=|\[(?:debug|info|notice)")
KLOG = re.compile(r"([IWEF])([01][0-9])([0-3][0-9]) ([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,9})?)\s+(.*)\Z")
ACCESS = re.compile(
    r"(\S{1,60} \S{1,40} \S{1,60} )\[([0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}):([0-9]{2}:[0-9]{2}:[0-9]{2}) ([+-][0-9]{4})\] (.*)\Z"
)
ACCESS_STATUS = re.compile(r"\" ([1-5])[0-9]{2}\b")
PRIORITY = re.compile(r"<[0-9]{1,3}>(?:1 )?")
LOGFMT = re.compile(r"(?:^|[ ,{])(?:ts|time|timestamp|t|at|datetime)=(?:\"([^\"\n]{8,40})\"|(\S{8,40}))")
TIME_KEYS = ("time", "ts", "timestamp", "@timestamp", "t", "datetime", "asctime", "eventTime", "date", "when", "receiveTimestamp")
OWN_TEXT_KEYS = ("msg", "message", "log", "textPayload", "MESSAGE")
TEXT_KEYS = (*OWN_TEXT_KEYS, "event", "text", "body")
LEVEL_KEYS = ("level", "lvl", "severity", "levelname")
NUMBERED_LEVELS = {10: "TRACE", 20: "DEBUG", 30: "INFO", 40: "WARN", 50: "ERROR", 60: "FATAL"}
PEOPLE_KEYS = frozenset({"user", "author", "id", "channel", "post", "team"})
DECIMAL = re.compile(r"[0-9]{10}(?:\.[0-9]{1,9})?\Z|[0-9]{13}\Z|[0-9]{16}\Z|[0-9]{19}\Z")
LONGEST_JSON = 20_000


def read_entry_line(line: str) -> EntryLine | None:
    """Never fails."""
    first = line[:1]
    if first == "{":
        return _json_entry(line)
    if first in "IWEF" and first and (match := KLOG.match(line)):
        month = MONTH_NAMES[int(match[2]) - 1] if 1 <= int(match[2]) <= 12 else "?"
        return EntryLine(Stamp(f"{month} {match[3]}", match[4], "", "", 0), f"{match[1]} {match[5]}", match[1] != "I")
    if first == "<" and (priority := PRIORITY.match(line)):
        line = line[priority.end() :]
    return _stamped(line) or _further_on(line)


def _stamped(line: str) -> EntryLine | None:
    stamp = read_stamp(line)
    if not stamp or not (stamp.date or stamp.clock.count(":") == 2):
        return None
    text = line[stamp.end :].lstrip(" \t|]:").removeprefix("- ")
    return EntryLine(stamp, text, badness(text))


def _further_on(line: str) -> EntryLine | None:
    """Stamps that something stands before: a level, a container's name, an address, a key."""
    if "[" in line[:160] and (match := ACCESS.match(line)):
        status = ACCESS_STATUS.search(match[5])
        return EntryLine(Stamp(match[2], match[3], "", match[4], 0), match[1] + match[5], status and status[1] == "5")
    if "=" in line[:200] and (match := LOGFMT.search(line, 0, 300)):
        value = match[1] or match[2]
        if stamp := _stamp_of(value):
            text = f"{line[: match.start()]} {line[match.end() :].lstrip()}".strip()
            return EntryLine(stamp, text, badness(text))
    if line[:1] in " \t" or not (found := find_iso_stamp(line)):
        return None
    stamp, start = found
    text = f"{line[:start].rstrip(' [(')} {line[stamp.end :].lstrip(' ])-|:')}".strip()
    return EntryLine(stamp, text, badness(text))


def badness(text: str) -> bool | None:
    head = text[:240]
    if BAD.search(head):
        return True
    return False if KNOWN_LEVEL.search(head) else None


def is_structured(lines: Sequence[str]) -> bool:
    """Whether most lines are JSON objects with a time and a text or a level, and not messages of people."""
    objects = [node for line in lines[:20] if line.startswith("{") and (node := _object(line))]
    fits = sum(_is_entry(node) for node in objects)
    return fits * 2 > len(lines[:20])


def _is_entry(node: Json) -> bool:
    says = _value(node, OWN_TEXT_KEYS) or (_value(node, TEXT_KEYS) and _value(node, LEVEL_KEYS))
    return bool(_value(node, TIME_KEYS) and says) and not PEOPLE_KEYS & set(node)


def _object(line: str) -> Json:
    if len(line) > LONGEST_JSON:
        return {}
    try:
        return mapping(json.loads(line))
    except (ValueError, RecursionError):
        return {}


def _value(node: Json, keys: Sequence[str]) -> str:
    return next((str(node[key]) for key in keys if isinstance(node.get(key), str | int | float) and node[key] != ""), "")


def _json_entry(line: str) -> EntryLine | None:
    node = _object(line)
    stamp = _stamp_of(_value(node, TIME_KEYS))
    if not stamp:
        return None
    said = next((key for key in TEXT_KEYS if isinstance(node.get(key), str)), None)
    level = next((key for key in LEVEL_KEYS if isinstance(node.get(key), str | int)), None)
    used = {said, level, next(key for key in TIME_KEYS if _value(node, (key,)))}
    rest = " ".join(
        f"{key}={_shown(value)}" for key, value in node.items() if key not in used and value not in (None, "", [], {})
    )
    parts = (_level(node[level]) if level else "", str(node[said]) if said else "", rest)
    text = " ".join(part for part in parts if part).encode("utf-8", "replace").decode()
    return EntryLine(stamp, text, badness(text))


def _level(value: str | int) -> str:
    return value.upper() if isinstance(value, str) else NUMBERED_LEVELS.get(value, str(value))


def _shown(value: object) -> str:
    if isinstance(value, str):
        return value if value and " " not in value else json.dumps(value, ensure_ascii=False)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _stamp_of(value: str) -> Stamp | None:
    """The stamp in a field: ISO, or seconds, milli-, micro- or nanoseconds since 1970."""
    if DECIMAL.match(value):
        digits, _, fraction = value.partition(".")
        exact = float(f"{digits}.{fraction or 0}") if len(digits) == 10 else int(digits) / 10 ** (len(digits) - 10)
        at = datetime.fromtimestamp(exact, UTC)
        return Stamp(f"{at:%Y-%m-%d}", f"{at:%H:%M:%S.%f}", "", "Z", 0)
    stamp = read_stamp(value)
    return stamp if stamp and stamp.date else None
