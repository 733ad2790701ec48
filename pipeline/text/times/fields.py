"""Single times: as a user types them for --since and --until, and as a source's field has them."""

import datetime
import math
import re
from dataclasses import replace

from pipeline.errors import BadOption
from pipeline.text.times.find import find_times
from pipeline.text.times.mention import TimeContext, TimeKind, TimeMention
from pipeline.text.times.zones import zone_info

REMEDY = 'write it as 2026-03-17T09:14Z, "2026-03-17 09:14" or 2026-03-17'
DAY = datetime.timedelta(days=1)
OUT_OF_ORDER = datetime.timedelta(days=8)
YEAR = re.compile(r"(?:19|20)\d\d")


def parse_moment(
    text: str, zone: str | None = None, today: datetime.date | None = None, option: str = "--since"
) -> datetime.datetime:
    """The one time in `text`, aware UTC; a day alone is its midnight in `zone` (default UTC).

    A clock time alone needs `today`. Raises BadOption, naming `option`, when there is no time or more than one in it.
    """
    mentions = find_times(text, TimeContext(date=today, zone=zone or "UTC"))
    if len(mentions) != 1 or mentions[0].until or mentions[0].text.strip() != text.strip():
        raise BadOption(option, text, REMEDY)
    return mentions[0].at


def read_at_text(text: str, context: TimeContext) -> TimeMention | None:
    """The time a field holds as written ("11:55 AM PST", "Nov 26, 12:03 AM PST"), None when there is none.

    With `context.reference` set to the entry before, a clock time alone is the first one at or after it (over midnight, with a
    few minutes of grace for entries out of order), and a day without its year does not fall back into the year before. Without
    a reference it is read on `context.date`.
    """
    on_date = replace(context, reference=None, date=_day_of(context))
    mention = next(iter(find_times(text, on_date)), None)
    if mention is None or context.reference is None:
        return mention
    if mention.kind is not TimeKind.CLOCK:
        return _in_order(mention, context.reference)
    grace = context.reference - datetime.timedelta(minutes=10)
    shift = math.ceil((grace - mention.at) / DAY) * DAY
    return replace(mention, at=mention.at + shift, until=mention.until + shift if mention.until else None)


def _in_order(mention: TimeMention, before: datetime.datetime) -> TimeMention:
    """A day without its year that would lie long before the entry before it is one of the next year."""
    if before - mention.at < OUT_OF_ORDER or YEAR.search(mention.text):
        return mention
    try:
        return replace(mention, at=mention.at.replace(year=mention.at.year + 1))
    except ValueError:
        return mention


def _day_of(context: TimeContext) -> datetime.date | None:
    if context.reference is None:
        return context.date
    return context.reference.astimezone(zone_info(context.zone or "UTC")).date()
