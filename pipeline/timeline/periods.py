"""The stretches of an incident, between its moments, that a line can stand in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

from pipeline.timeline.moments import Moments

LEAD_UP, AFTERWARDS = timedelta(hours=24), timedelta(hours=2)


class Period(StrEnum):
    LONG_BEFORE = "long_before"
    LEAD_UP = "lead_up"
    UNNOTICED = "unnoticed"
    RESPONSE = "response"
    CLOSING = "closing"
    AFTER = "after"
    LATER = "later"


@dataclass(frozen=True)
class Periods:
    """The ends of the periods; a moment that is not known falls together with the one before it."""

    started: datetime
    detected: datetime
    mitigated: datetime
    resolved: datetime

    @cached_property
    def led_up(self) -> datetime:
        return self.started - LEAD_UP

    @cached_property
    def afterwards(self) -> datetime:
        return self.resolved + AFTERWARDS

    def of(self, at: datetime) -> Period:
        if at < self.led_up:
            return Period.LONG_BEFORE
        if at < self.started:
            return Period.LEAD_UP
        if at < self.detected:
            return Period.UNNOTICED
        if at <= self.mitigated:
            return Period.RESPONSE
        if at <= self.resolved:
            return Period.CLOSING
        return Period.AFTER if at <= self.afterwards else Period.LATER


def periods(moments: Moments, first: datetime, last: datetime) -> Periods:
    """From the moments that are known; `first` and `last` are the times of the first and last evidence."""
    detected = moments.detected.at if moments.detected else moments.started.at if moments.started else first
    started = moments.started.at if moments.started else detected
    resolved = moments.resolved.at if moments.resolved else moments.mitigated.at if moments.mitigated else last
    mitigated = moments.mitigated.at if moments.mitigated else resolved
    return Periods(min(started, detected), detected, mitigated, max(mitigated, resolved))
