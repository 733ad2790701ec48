"""An action item restates the goal, or says only what is not to happen again.

Why: "prevent this from happening again" is why there is a list of actions, not an action; it names no means.
Question: what will stop it, and where will that be built?

Bad:
    Make sure this cannot recur.
    Fix the bug.
    Do not drop tables in production.
Good:
    Reject `DROP` in production sessions unless the ticket id is given - @noor - 2026-05-02
    Handle a null cart in `CartView` with a regression test - @noor - 2026-05-02
    Remove the right to drop tables from the role `migrate` - @noor - 2026-05-02
    Fix #4312, null cart in `CartView` - @noor - 2026-05-02
Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017; Etsy, Debriefing facilitation guide.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.judgement import hits
from pipeline.lint.rule import Hit, Rule, Scope


def check(item: ActionItem) -> Iterator[Hit]:
    return hits(item, "circular-action", "this says what is to be or not to be, not what will see to it")


RULE = Rule(level=Level.ERROR, scope=Scope.ACTION, check=check, profiles={"external": False})
