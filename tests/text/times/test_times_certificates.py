"""Times as certificates and `date` write them: the year stands behind the clock."""

import datetime

import pytest

from pipeline.text.times import TimeContext, find_times

MAY = datetime.datetime(2026, 5, 21, 18, 40, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    "text",
    ["notAfter=May 19 06:14:22 2026 GMT", "Tue May 19 06:14:22 UTC 2026", "it expired on May 19 06:14:22 2026 GMT, two days ago"],
)
def test_the_year_behind_the_clock_is_no_time_of_its_own(text: str) -> None:
    found = [t for t in find_times(text, TimeContext(reference=MAY, zone="Asia/Tokyo")) if t.kind != "relative"]
    assert [t.at for t in found] == [datetime.datetime(2026, 5, 19, 6, 14, 22, tzinfo=datetime.UTC)]
