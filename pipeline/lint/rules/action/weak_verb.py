"""An action item begins with a verb that says somebody will be busy, and names no result.

"Improve", "investigate", "consider", "review" and their like. With a result that could be looked at they are fine: "investigate
the crash and attach the heap profile to OPS-77".

Why: nobody can tell when improving or investigating is over, so it either never ends or ends unnoticed.
Question: what will be there that is not there today?

Bad:
    Improve alerting.
    Look into connection pooling.
    Consider moving off the shared cluster.
Good:
    Add an alert: p99 of `/pay` above 2 s for 5 min pages payments - @noor - 2026-05-02
    Set pool size 50 and timeout 2 s in `api.yaml` - @noor - 2026-05-02
    Write a decision record on leaving the shared cluster in `docs/adr` - @noor - 2026-06-10
    Investigate the OOM kills of `worker` and attach the heap profile to OPS-77 - @noor - 2026-04-03
Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017; Femmer et al., requirements smells, arXiv 1611.08847.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.judgement import Judgement, hits
from pipeline.lint.actions.words import verb
from pipeline.lint.rule import Hit, Rule, Scope

REFRAMES = {
    "improve": ("Name the number that is to change, from what to what", "Name the one change and where it is made"),
    "look": ("... and write what was found into <ticket> by <date>",),
    "investigate": ("... and write what was found into <ticket> by <date>",),
    "consider": ("Write a decision record on this, decide by <date>",),
    "discuss": ("Write down what was decided in <place> by <date>",),
    "evaluate": ("Compare <the options> in <document>, decide by <date>",),
    "review": ("Go through <the list> and change <what>; result in <ticket>",),
    "monitor": ("Alert when <metric> is above <threshold> for <duration>",),
    "ensure": ("Add a check that fails when this does not hold",),
    "make": ("Add a check that fails when this does not hold",),
}
OTHER = ("Name what will be there when it is done, and where",)


def check(item: ActionItem) -> Iterator[Hit]:
    return hits(item, "weak-verb", _message, _reframes)


def _message(found: Judgement) -> str:
    return f'"{found.head}" names no result that could be looked at'


def _reframes(found: Judgement) -> tuple[str, ...]:
    return REFRAMES.get(verb(found.head.split()[0])[1], OTHER)


RULE = Rule(level=Level.WARNING, scope=Scope.ACTION, check=check, profiles={"external": False})
