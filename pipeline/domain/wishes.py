"""What the owner wishes of the words of a draft: for whom, with which instructions, and where no model is to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DRAFTED = (
    "summary",
    "impact",
    "what_happened",
    "immediate_cause",
    "contributing_factors",
    "five_whys",
    "detection",
    "why_not_detected_sooner",
    "why_it_took_so_long",
    "response_actions",
    "could_be_improved",
    "worked_well",
    "lessons",
    "action_items",
)
"""The sections that a model may be asked for, by their names in the Postmortem."""


class Audience(StrEnum):
    ENGINEERS = "engineers"
    EXECUTIVES = "executives"
    CUSTOMERS = "customers"


@dataclass(frozen=True)
class Wishes:
    """`audience` is one of Audience or free text; `instructions` are texts by section; the sections of `off` keep their
    extractive text. Names of sections are those of DRAFTED."""

    audience: str = Audience.ENGINEERS
    instructions: Mapping[str, str] = field(default_factory=dict[str, str])
    off: frozenset[str] = frozenset()

    def wants(self, *sections: str) -> bool:
        """Whether a model is to be asked for any of the sections."""
        return not self.off.issuperset(sections)
