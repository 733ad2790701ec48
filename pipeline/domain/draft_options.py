"""What is settled about a draft before it is started: how its sources are read, which engine writes, for which template."""

import datetime
from typing import Literal

from pipeline.domain.model import Model


class DraftOptions(Model):
    """`timezone` is the zone to show times in, `assume_timezone` that of times without one, both IANA names; `since` and `until`
    are times as a person types them. `related` false compares the draft with no past incident."""

    engine: Literal["auto", "extractive", "llm"] = "auto"
    format: str | None = None
    channels: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    timezone: str | None = None
    assume_timezone: str | None = None
    date: datetime.date | None = None
    template: str | None = None
    redact_ips: bool = False
    allow_remote: bool = False
    strict: bool = False
    without_model: tuple[str, ...] = ()
    related: bool = True
