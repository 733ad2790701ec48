"""Action items: what people said they would do, who, by when, and how firmly (design: rule 5)."""

from datetime import date
from enum import StrEnum

from pipeline.domain.model import Model
from pipeline.domain.statement import Check, StatementBasis


class Commitment(StrEnum):
    COMMITTED = "committed"
    PROPOSED = "proposed"
    DECLINED = "declined"


class Priority(StrEnum):
    P0 = "P0"
    P1 = "P1"
    P2 = "P2"


class ActionCategory(StrEnum):
    PREVENT = "prevent"
    DETECT = "detect"
    RESPOND = "respond"
    PROCESS = "process"


class Horizon(StrEnum):
    """How far ahead: within 24 hours, 1 week, 1 month, 1 quarter."""

    IMMEDIATE = "immediate"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class ActionStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"


class ActionItem(Model):
    id: str
    action: str
    owner: str | None = None
    due: date | None = None
    priority: Priority | None = None
    category: ActionCategory | None = None
    horizon: Horizon | None = None
    success_criteria: str | None = None
    depends_on: tuple[str, ...] = ()
    ticket: str | None = None
    commitment: Commitment
    accepted: bool | None = None
    status: ActionStatus = ActionStatus.OPEN
    evidence: tuple[str, ...] = ()
    basis: StatementBasis = StatementBasis.QUOTED
    check: Check = Check()
