"""Who does something at the review desk, and what their role lets them do."""

import unicodedata
from enum import StrEnum

from pipeline.domain.model import Model


class Role(StrEnum):
    """What somebody may do, each more than those before: read; comment and sign off; decide, edit and publish; name people."""

    VIEWER = "viewer"
    REVIEWER = "reviewer"
    OWNER = "owner"
    ADMIN = "admin"

    def includes(self, other: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


class Actor(Model):
    """`teams` and the name are what a restricted incident's readers are compared with."""

    name: str
    role: Role = Role.OWNER
    teams: tuple[str, ...] = ()


def folded(name: str | None) -> str:
    """A name as it is compared: without case, however it is spaced and composed; empty for nobody's."""
    return " ".join(unicodedata.normalize("NFKC", name or "").casefold().split())
