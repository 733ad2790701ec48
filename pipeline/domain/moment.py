"""A time with its precision, its basis and the evidence it rests on (design: rule 8)."""

from datetime import timedelta
from enum import StrEnum

from pipeline.domain.model import Instant, Model


class Precision(StrEnum):
    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"


class Basis(StrEnum):
    """Where a time comes from, most trusted first."""

    RECORD = "record"
    LOG = "log"
    STATED = "stated"
    INFERRED = "inferred"


class Moment(Model):
    at: Instant
    precision: Precision = Precision.SECOND
    basis: Basis
    evidence: tuple[str, ...] = ()


WIDTH = {
    Precision.SECOND: timedelta(seconds=1),
    Precision.MINUTE: timedelta(minutes=1),
    Precision.HOUR: timedelta(hours=1),
    Precision.DAY: timedelta(days=1),
}
"""How long the stretch is that a time of this precision may mean."""
