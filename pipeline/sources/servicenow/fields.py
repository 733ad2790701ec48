"""The fields of a ServiceNow record: text, a reference `{link, value}`, or both forms `{value, display_value}`; and its clock.

A value is what the database holds: times in UTC, states as numbers, references as ids. A display value is what a user sees:
times in that user's zone, names in place of ids. The API gives one, the other, or both, as it was asked.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from pipeline.errors import MissingTimeFacts
from pipeline.sources.accounts import When
from pipeline.sources.payload import Json, mapping, text
from pipeline.text.times import TimeContext, read_at_text

ID = re.compile(r"[0-9a-f]{32}")
STAMP = "%Y-%m-%d %H:%M:%S"
CLOCKS = ("sys_updated_on", "sys_created_on", "opened_at")
WIDEST = timedelta(hours=15)


def value_of(node: Json, key: str) -> str:
    """The value of a field, where it is not given the display value."""
    both = mapping(node.get(key))
    return text(both, "value", "display_value") or text(node, key)


def shown(node: Json, key: str) -> str:
    """What a user sees of a field; empty for a bare id."""
    both = mapping(node.get(key))
    said = text(both, "display_value") or text(node, key)
    return "" if ID.fullmatch(said) else said


@dataclass(frozen=True)
class Clock:
    """How the times of one record are read.

    `displays` is true where it gives them as display values alone, `offset` is how far those are from UTC where it gives both,
    and `guess` is what the user said of their zone.
    """

    file: str
    displays: bool = False
    offset: timezone | None = None
    guess: str | None = None

    def when(self, node: Json, *keys: str) -> When:
        """The first of these fields that holds a time. Raises MissingTimeFacts for a display value whose zone nothing says."""
        for key in keys:
            written = value_of(node, key)
            if written:
                displayed = self.displays or (not text(mapping(node.get(key)), "value") and bool(mapping(node.get(key))))
                return self.displayed(written) if displayed else stored(written)
        return When()

    def displayed(self, written: str) -> When:
        """A time as a user saw it."""
        at = _plain(written)
        if self.offset and at:
            return When((at.replace(tzinfo=self.offset)).astimezone(UTC))
        if self.guess is None:
            raise MissingTimeFacts(self.file, "time zone, as ServiceNow shows them to a user", "--assume-timezone", written)
        mention = read_at_text(written, TimeContext(zone=self.guess))
        return When(mention.at, precision=mention.precision) if mention else When(None, written)


def clock_of(node: Json, file: str, guess: str | None) -> Clock:
    """The clock of a record: states as words mean display values; both forms of one time tell how far the zone is from UTC."""
    state = node.get("state", node.get("incident_state"))
    words = isinstance(state, str) and bool(state) and not state.strip().lstrip("-").isdigit()
    both = [mapping(node.get(key)) for key in CLOCKS]
    pairs = [(_plain(text(one, "value")), _plain(text(one, "display_value"))) for one in both]
    offsets = [shown - value for value, shown in pairs if value and shown and abs(shown - value) < WIDEST]
    return Clock(file, words, timezone(offsets[0]) if offsets else None, guess)


def stored(written: str) -> When:
    """A time as the database holds it, in UTC."""
    at = _plain(written)
    return When(at.replace(tzinfo=UTC)) if at else When(None, written)


def _plain(written: str) -> datetime | None:
    try:
        return datetime.strptime(written, STAMP)  # noqa: DTZ007  the callers know whose clock it is
    except ValueError:
        return None
