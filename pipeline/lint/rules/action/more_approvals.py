"""An action item adds an approval, a sign-off or a process instead of a safeguard.

An approval that a tool asks for and that shows the approver what matters is a safeguard, and is left alone.

Why: more process slows every change and notices little; the weakness that let this happen stays where it is.
Question: what could the approver see that a check could not?

Bad:
    Require manager approval for all production changes.
    Introduce an additional sign-off before releases.
    All changes must go through the change advisory board.
Good:
    CI blocks a release while the smoke test of `checkout` is red - @noor - 2026-05-02
    Remove the second approval for reverts in `deploy.yaml` - @noor - 2026-05-02
    Atlantis rejects a plan that destroys a stateful resource without a second approval - @noor - 2026-05-02
Source: the "punitive action items" anti-pattern of postmortem guides: more process, more approvals.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.rule import Hit, Rule, Scope

HINTS = ("approv", "sign-off", "sign off", "signoff", "advisory", "cab ", "board", "permission", "four-eyes", "process")


@cache
def _adds() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:add(?:itional)?|requir(?:e|es|ed|ing)|introduc(?:e|ing)|mandat(?:e|ory)|need|needs|must|have to|has to|more|extra|"
        r"another|stricter|new|obtain|get|go through)\b.{0,60}?\b(?P<what>approvals?|approved by|approvers?|sign-?\s?offs?|"
        r"signed off|change advisory board|cab\b|change board|review board|written permission|four-eyes(?: principle)?|"
        r"process step|more process)",
        re.IGNORECASE,
    )


@cache
def _safeguards() -> re.Pattern[str]:
    return re.compile(
        r"`|\b(?:ci|pipeline|enforced?|blocks?|rejects?|refus(?:e|es)|automat\w{0,8}|remov(?:e|es)|drop|without|unless|instead|"
        r"branch protection|codeowners|settings?|tool|bot|shows?|terraform|github|gitlab|sap|form|fewer|less|faster)\b",
        re.IGNORECASE,
    )


def check(item: ActionItem) -> Iterator[Hit]:
    if item.done:
        return
    text = item.written
    low = text.lower()
    if any(hint in low for hint in HINTS) and (match := _adds().search(text)) and not _safeguards().search(text):
        message = f'"{match["what"]}" adds process; what let this happen stays'
        yield Hit(item.block, item.start + match.start(), item.start + match.end(), message)


RULE = Rule(level=Level.WARNING, scope=Scope.ACTION, check=check, profiles={"external": False})
