"""Single times: as a user types them for --since and --until, and as a source's field has them."""

import datetime

from pipeline.text.times.mention import TimeContext, TimeMention


def parse_moment(text: str, zone: str | None = None, today: datetime.date | None = None, option: str = "--since") -> datetime.datetime:
    """The one time in `text`, aware UTC; a day alone is its midnight in `zone` (default UTC).

    A clock time alone needs `today`. Raises BadOption, naming `option`, when there is no time or more than one in it.
    """
    del text, zone, today, option
    raise NotImplementedError


def read_at_text(text: str, context: TimeContext) -> TimeMention | None:
    """The time a field holds as written ("11:55 AM PST", "Nov 26, 12:03 AM PST"), None when there is none.

    With `context.reference` set to the entry before, a clock time alone is the first one at or after it (over midnight);
    without a reference it is read on `context.date`.
    """
    del text, context
    return None
