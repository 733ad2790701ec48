"""An action item relies on people taking care or remembering.

Being careful, double-checking, paying attention, following what is written; documents and reminders as the only safeguard.

Why: attention is what runs out first in an incident; warnings, training and double checks are the weakest controls there are.
Question: what could notice this when nobody does?

Bad:
    Be more careful with regexes.
    Double-check the region before applying.
    Update the docs so people know.
Good:
    Run all rules of `waf/` through a linear-time regex engine - @noor - 2026-05-02
    `terraform plan` refuses when region and account differ - @noor - 2026-05-02
    The CLI prints the runbook step for the current alert - @noor - 2026-05-02
Source: RCA2, National Patient Safety Foundation, 2015 (action hierarchy); Lunney, Lueder and Beyer, ;login: 42(1), 2017.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.judgement import hits
from pipeline.lint.rule import Hit, Rule, Scope


def check(item: ActionItem) -> Iterator[Hit]:
    return hits(item, "vigilance-only", "this relies on somebody taking care each time")


RULE = Rule(level=Level.WARNING, scope=Scope.ACTION, check=check, profiles={"external": False})
