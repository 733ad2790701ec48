"""The time grammar: text that people wrote, and what is known of when and where they wrote it -> moments and due days.

    find_times(text, context)      every time in a text, ranges and dates too        -> list[TimeMention]
    find_due(text, said_on)        the day by which something is to be done          -> DueMention | None
    parse_moment(text, zone)       one time as a user types it (--since, --until)    -> datetime
    read_duration(text, start)     "3 hours and 12 minutes" at that place           -> timedelta | None
    read_at_text(text, context)    one time as a source's field has it               -> TimeMention | None
    zone_name(label)               "PST", "US/Pacific", "+02:00", "Chennai"          -> IANA name or fixed offset, or None
    zone_info(name)                what zone_name gave                               -> tzinfo

Linear in the text, deterministic, no clock: what depends on today takes a reference.
"""

from pipeline.text.times.due import find_due
from pipeline.text.times.durations import read_duration
from pipeline.text.times.fields import parse_moment, read_at_text
from pipeline.text.times.find import find_times
from pipeline.text.times.mention import DueMention, TimeContext, TimeKind, TimeMention
from pipeline.text.times.zones import zone_info, zone_name

__all__ = [
    "DueMention",
    "TimeContext",
    "TimeKind",
    "TimeMention",
    "find_due",
    "find_times",
    "parse_moment",
    "read_at_text",
    "read_duration",
    "zone_info",
    "zone_name",
]
