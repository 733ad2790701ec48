"""`draft --onto FILE`: the new draft with what people wrote in the one before, and what changes, on standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.domain.postmortem import Postmortem


def read_old(path: Path | None) -> Postmortem | None:
    """Before anything is drafted. Raises UnreadableSource for what is no draft."""
    if path is None:
        return None
    from pipeline.draft.file import read_draft

    return read_draft(path)


def onto(fresh: Postmortem, old: Postmortem | None) -> Postmortem:
    if old is None:
        return fresh
    from pipeline.draft.merge import merge, told

    merged = merge(fresh, old)
    for line in (*told(merged.changes), *merged.facts):
        print(f"postmortem: {line}", file=sys.stderr)
    return merged.document
