"""A comment asks to ignore a finding and does not say why.

Why: the next reader sees that a finding was waved through and cannot tell whether it still should be.
Question: what makes these words right as they stand?

Bad:
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore: blame -->
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore-file: hindsight, cause -- -->
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore -->
Good:
    The pool of edge-proxy ran dry at 10:04. <!-- the pool holds 40 connections -->
    The line `<!-- pm-ignore: blame -->` tells the lint to pass over what stands beside it.
    The certificate of edge-proxy ended at 10:04, and its renewal job had no alert.
Source: the convention of `-- reason` is that of ESLint's comments.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope

if TYPE_CHECKING:
    from pipeline.lint.suppressions import Suppression


def check(suppression: Suppression) -> Iterator[Hit]:
    if not suppression.reason:
        yield Hit(
            suppression.block, suppression.start, suppression.end, "It does not say why; write the reason after two dashes."
        )


RULE = Rule(level=Level.WARNING, scope=Scope.SUPPRESSION, check=check)
