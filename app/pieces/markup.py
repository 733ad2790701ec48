"""HTML in which a text can be nothing but text. In: any text. Out: HTML for st.html."""

import datetime
import html
import zoneinfo
from enum import StrEnum


class Tone(StrEnum):
    """What a color says: all is well, look at it, it blocks, it informs; none of these."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"
    SOLID = "solid"
    PLAIN = ""


def text(value: object) -> str:
    """Any text as text: nothing in it is read as markup."""
    return html.escape(str(value), quote=True)


def chip(label: object, tone: Tone = Tone.PLAIN, hint: str = "") -> str:
    """A small label; `hint` is shown when it is pointed at."""
    title = f' title="{text(hint)}"' if hint else ""
    return f'<span class="pm-chip {tone.value}"{title}>{text(label)}</span>'


def block(kind: str, *inside: str) -> str:
    """A box of this class around HTML."""
    return f'<div class="{kind}">{"".join(inside)}</div>'


def mute(value: object) -> str:
    """A side remark."""
    return f'<span class="pm-mute">{text(value)}</span>'


def clock(at: datetime.datetime | None, zone: zoneinfo.ZoneInfo, day: bool = True, seconds: bool = False) -> str:
    """A time in the reader's zone with the zone's label; empty for None. Without its day it has its seconds."""
    if at is None:
        return ""
    local = at.astimezone(zone)
    date = f"{local:%Y-%m-%d} " if day else ""
    return f"{date}{local:%H:%M:%S %Z}" if seconds or not day else f"{date}{local:%H:%M %Z}"


def duration(seconds: float | None) -> str:
    """Seconds as "2 h 05 min"; what is not known as a dash."""
    if seconds is None:
        return "—"
    sign, whole = ("−" if seconds < 0 else ""), abs(int(seconds))
    days, rest = divmod(whole, 86_400)
    hours, rest = divmod(rest, 3_600)
    minutes, left = divmod(rest, 60)
    if days:
        return f"{sign}{days} d {hours} h"
    if hours:
        return f"{sign}{hours} h {minutes:02} min"
    return f"{sign}{minutes} min {left:02} s" if minutes < 10 else f"{sign}{minutes} min"
