"""Statements that end at a person, judged once for all rules that ask."""

from pipeline.lint.causes.people import Ending, ending
from pipeline.lint.causes.statement import Statement
from pipeline.lint.document import Document
from pipeline.lint.people import Roster
from pipeline.lint.sentences import mask


def ends_at_person(document: Document, one: Statement) -> Ending | None:
    """The words at which a statement ends at a human; None where it names a condition as well, or no human."""
    if not one.states:
        return None
    found = ending(mask(one.text), one.body - one.start, roster(document))
    if found is None or not one.surface:
        return None
    return Ending(one.start + found.start, one.start + found.end, found.kind)


def roster(document: Document) -> Roster:
    if "roster" not in document.kept:
        document.kept["roster"] = Roster(document.roster, document.services)
    return document.kept["roster"]
