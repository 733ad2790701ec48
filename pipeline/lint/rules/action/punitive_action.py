"""An action item is a sanction or a correction of somebody.

Disciplining, warning, reminding or retraining a person, taking a person off the rota, holding someone to account. Training that
is open to all is none, and neither are terminated pods, fired alerts or revoked tokens.

Why: what is punished is not told any more, and the next person meets the same trap.
Question: what made it easy to do, and what could make it hard?

Bad:
    Remind Yusuf to double-check targets.
    Take the contractor off the on-call rota.
    Manager to have a talk with the author of the change.
Good:
    Show the number of hosts and ask for confirmation before `apply` - @noor - 2026-05-02
    On-call tool requires two shadow shifts before the first shift - @noor - 2026-06-01
    Change template gains a field for blast radius, checked by CI - @noor - 2026-06-01
    Revoke the tokens of the retired CI accounts in Vault - @noor - 2026-05-02
Source: PagerDuty, Postmortems, culture/blameless; RCA2, National Patient Safety Foundation, 2015.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.judgement import hits
from pipeline.lint.rule import Hit, Rule, Scope


def check(item: ActionItem) -> Iterator[Hit]:
    return hits(item, "punitive-action", "this corrects a person instead of what the person worked with")


RULE = Rule(level=Level.ERROR, scope=Scope.ACTION, check=check, profiles={"external": False})
