"""What the lint says about one place in a document. Plain dataclasses: the lint does not pay for pydantic."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How sure and how grave: errors block, warnings deserve an answer, suggestions may be passed over."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. Lines and columns are 1-based and count characters; the end is exclusive.

    `excerpt` is the words it rests on; `question` asks how or what; `suggestions` are ways to say it that were built from them.
    """

    rule: str
    level: Level
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    excerpt: str
    question: str = ""
    suggestions: tuple[str, ...] = ()


class DraftFinding(NamedTuple):
    """A finding in a draft: the field of the Postmortem that it is about ("" for the draft as a whole), and the id of the
    statement, event or action item ("" for the field as a whole)."""

    finding: Finding
    field: str = ""
    id: str = ""
