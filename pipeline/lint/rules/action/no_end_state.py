"""Nothing in an action item would let an outsider tell that it is done.

No thing and place, no threshold, no behaviour that could be seen.

Why: an item whose end nobody can see is closed when people tire of it.
Question: what could somebody who was not there look at to say that this is done?

Bad:
    Better tests for billing.
    More logging.
    Handle errors properly.
Good:
    Test: checkout with an empty basket returns 422 (`billing/tests`) - @noor - 2026-05-02
    Log order id and retry count on every 5xx in `edge-proxy` - @noor - 2026-05-02
    Return 409 and keep the old row when the write conflicts - @noor - 2026-05-02
    Delete the v1 endpoint - @noor - 2026-05-02
Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017; PagerDuty, Postmortems, how_to_write/writing.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.judgement import hits
from pipeline.lint.rule import Hit, Rule, Scope


def check(item: ActionItem) -> Iterator[Hit]:
    return hits(item, "no-end-state", "nothing here could be looked at to say that it is done")


RULE = Rule(level=Level.ERROR, scope=Scope.ACTION, check=check, profiles={"external": False}, unfinished=True)
