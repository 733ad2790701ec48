"""The cause is only what broke: nothing says what let it through or kept it unseen.

One finding a document, on the line that states the cause, where no line under its causes and factors names a condition: a missing
or weak control, a design, a process, knowledge that was not there.

Why: a typo, a full disk or a bad deploy will come again; what can be changed is the condition that let it reach users. Atlassian
parts proximate from root causes for this reason, and PagerDuty asks to go from the superficial cause to the design behind it.
Question: what let this reach users, and what kept it unseen until then?

Bad:
    Root cause: misspelt bucket name.
    The cause was an expired certificate.
    Root cause: bug in release 5.2.
    The outage was caused by a sudden burst of sign-ups.
    | ## Root cause
    |
    | The primary ran out of disk space at 04:10. The write-ahead log had grown to 400 GB.
Good:
    Bucket names are free text and are not checked against the inventory before apply.
    Certificate renewal is manual, and expiry is not monitored.
    Release 5.2 read null carts; no test feeds one and the canary sees no carts.
    | ## Root cause
    |
    | A bad rule reached the firewall, see contributing factors.
    |
    | ## Contributing factors
    |
    | - rules go to all regions at once
    | - the review tool hides generated files

    | ## Root cause
    |
    | The primary ran out of disk space. Nothing watches the size of its write-ahead log.
Source: Atlassian, Incident handbook, "Postmortems"; PagerDuty, Postmortem documentation, "Writing".
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.causes.endings import ends_at_person
from pipeline.lint.causes.reframes import without_stop
from pipeline.lint.causes.statement import Statement, labelled, stated, statements
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope


def check(document: Document) -> Iterator[Hit]:
    found = stated(statements(document)) or stated(labelled(document))
    if not found or any(one.systemic or one.points for one in found):
        return
    chosen = chief(found)
    if chosen is None or ends_at_person(document, chosen):
        return
    what = without_stop(chosen.block.text[chosen.body : chosen.end])
    yield Hit(
        chosen.block,
        chosen.body,
        chosen.end,
        "This says what broke, and nothing of what let it break or kept it unseen.",
        suggestions=(
            f"{what}; <the control that was missing or too weak> let it reach users.",
            f"{what}; it stayed unseen because <what was not watched or could not be told apart>.",
        ),
    )


def chief(found: list[Statement]) -> Statement | None:
    """The line that calls itself the cause, else one that calls something the cause, else the first."""
    surface = [one for one in found if one.surface]
    telling = [one for one in surface if one.labelled] or [one for one in surface if one.names_itself] or surface
    return telling[0] if telling else None


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
