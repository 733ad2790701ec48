"""The cause ends at a person: what they did or were, and not how the work led there.

Under five whys only the last answer counts, and elsewhere a line whose own paragraph goes on to name a condition does not.

Why: an individual's action is never a root cause (PagerDuty); each human error has a cause before it, and so has each violation
of a procedure (RCA2, rules 3 and 4 of causation).
Question: what made this the sensible or the easy thing to do at the time?

Bad:
    5. Why? Because the engineer was new.
    Root cause: the admin ran the script twice.
    Cause: support gave the wrong instructions.
    A technician on the night shift pulled the fibre of the live ring.
    The outage goes back to a mistake by one of the operators.
Good:
    5. How? New joiners get production rights on day one and the script has no guard.
    Cause: the script is not idempotent and keeps no lock.
    The admin ran the script twice, as it gives no sign of a run in progress and keeps no lock.
    The operator pod has no memory limit and nothing watches its restarts.
    | ## Five whys
    |
    | 1. Why did the site go down? The engineer ran the script on the live host.
    | 2. Why? Both hosts show the same prompt, and the script asks for no confirmation.
Source: VA National Center for Patient Safety, RCA2, five rules of causation; PagerDuty, Postmortem documentation, "Writing".
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.causes.endings import ends_at_person
from pipeline.lint.causes.reframes import without_stop
from pipeline.lint.causes.statement import Statement, labelled, stated, statements
from pipeline.lint.document import Document
from pipeline.lint.people import Kind
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind


def check(document: Document) -> Iterator[Hit]:
    for one in candidates(document):
        if found := ends_at_person(document, one):
            act = without_stop(one.block.text[one.body : one.end])
            yield Hit(
                one.block,
                found.start,
                found.end,
                "The cause ends at a person; what led there is what can be changed.",
                suggestions=(
                    f"What made it possible, or sensible at the time: {act}?",
                    "<The tool, document or way of working> led to it: <what it showed, hid or asked for>.",
                ),
                level=None if found.kind is Kind.PERSON else Level.WARNING,
            )


def candidates(document: Document) -> list[Statement]:
    """The lines that are the end of something: labelled causes, the last why, causes that nothing else explains."""
    found = stated(statements(document))
    whys = [one for one in found if one.section.kind is SectionKind.WHYS]
    others = [one for one in found if one.section.kind is not SectionKind.WHYS]
    kept = [one for one in others if one.labelled] if len(others) > FEW or any(one.systemic for one in others) else others
    blocks = {id(one.block) for one in kept}
    explained = {id(one.block) for one in others if id(one.block) in blocks and one.systemic}
    unexplained = [one for one in kept if id(one.block) not in explained]
    return [*unexplained, *whys[-1:], *(one for one in stated(labelled(document)) if one.labelled)]


FEW = 4
"""With more lines than this a section tells what happened, and people act in it."""

RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check)
