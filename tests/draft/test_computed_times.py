from datetime import datetime

import pytest

from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.draft.clock import clock_time, full_time


@pytest.mark.parametrize(
    ("precision", "full", "clock"),
    [
        (Precision.SECOND, "2026-03-16 23:31:44 UTC", "23:31:44 UTC"),
        (Precision.MINUTE, "2026-03-16 23:31 UTC", "23:31 UTC"),
        (Precision.HOUR, "2026-03-16 about 23:31 UTC", "about 23:31 UTC"),
        (Precision.DAY, "2026-03-16", "2026-03-16"),
    ],
)
def test_a_computed_time_is_written_in_utc_wherever_the_sources_are(precision: Precision, full: str, clock: str) -> None:
    moment = Moment(at=datetime.fromisoformat("2026-03-17T00:31:44+01:00"), precision=precision, basis=Basis.STATED)
    assert full_time(moment) == full
    assert clock_time(moment) == clock
