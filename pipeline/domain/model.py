"""The base of every model: frozen, no unknown fields, dumped the same way every time."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer


class Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def rfc3339(at: datetime) -> str:
    """A UTC time as RFC 3339 with `Z`; milliseconds only where there are any."""
    at = at.astimezone(UTC)
    return at.isoformat(timespec="milliseconds" if at.microsecond else "seconds").replace("+00:00", "Z")


def in_words(at: datetime) -> str:
    """A time as sentences tell it: "2026-03-17 09:14:32 UTC"."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"


Instant = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]
"""An aware time, kept in UTC, written as RFC 3339."""
