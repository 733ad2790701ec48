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


Instant = Annotated[datetime, PlainSerializer(rfc3339, return_type=str)]
"""An aware time, kept in UTC, written as RFC 3339."""
