"""A comment asks to ignore a finding that is not there.

Names of rules that do not run are left alone, those that no rule has are reported.

Why: the words it was written for are gone or were put right; what is left hides the next finding that comes to stand there.
Question: what does this comment still hide?

Bad:
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore: blame -- quoted from the customer's letter -->
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore: blame/no-such-rule -- quoted from the letter -->
    The pool of edge-proxy ran dry at 10:04. <!-- pm-ignore -- the reviewers agreed -->
Good:
    The pool of edge-proxy ran dry at 10:04. <!-- the pool holds 40 connections -->
    The line `<!-- pm-ignore: blame -- a reason -->` tells the lint to pass over what stands beside it.
    The certificate of edge-proxy ended at 10:04, and its renewal job had no alert.
Source: the same rule for code, RUF100 of ruff.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.domain.finding import Level
from pipeline.lint import registry
from pipeline.lint.rule import Hit, Rule, Scope

if TYPE_CHECKING:
    from pipeline.lint.fixes import Fix
    from pipeline.lint.suppressions import Suppression


def check(suppression: Suppression) -> Iterator[Hit]:
    fix = removal(suppression)
    for name in suppression.unused:
        known = name == "all" or name in registry.FAMILIES or name in registry.names()
        says = "hides nothing" if known else "names no rule"
        what = "This comment" if name == "all" else f"Ignoring {name!r}"
        yield Hit(suppression.block, suppression.start, suppression.end, f"{what} {says}; remove it.", fix=fix)


def removal(suppression: Suppression) -> Fix | None:
    """Takes the comment out where none of its names hides anything, with its line where it stands alone."""
    if suppression.kind in ("front", "range") or len(suppression.unused) < len(suppression.names):
        return None
    from pipeline.lint.fixes import Fix, Lines, Replace

    block, start = suppression.block, suppression.start
    if block.text.strip() == block.text[start : suppression.end]:
        return Fix((Lines(block.line, block.end, ""),))
    start = len(block.text[:start].rstrip()) if not block.text[suppression.end :].strip() else start
    return Fix((Replace(block, start, suppression.end, ""),))


RULE = Rule(level=Level.WARNING, scope=Scope.SUPPRESSION, check=check)
