"""How much of what a careful person wrote down the draft has: events, moments, facts, follow-up work; and what it may not have.

The measuring itself is the outside scorer's (score_incidents.py, beside the checkout), called by its path, so that its figures
and these are the same. Where it is not there, nothing is measured.
"""

import importlib.util
import os
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from evals.baseline import Way
from evals.task import Drafted, Figures, Sample

SHARED = "SHARED"
TOOL = Path("tools/score_incidents.py")
MISSING = "score_incidents.py is not beside the checkout (SHARED=...): recall, moments and actions are not measured"


@cache
def outside_scorer() -> ModuleType | None:
    path = Path(os.environ.get(SHARED) or "../shared") / TOOL
    if not path.is_file():
        return None
    spec = importlib.util.spec_from_file_location("score_incidents", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truth(draft: dict[str, Any], drafted: Drafted, sample: Sample) -> Figures:
    del drafted
    scorer = outside_scorer()
    if scorer is None:
        return {}
    figures: Figures = scorer.score(draft, sample.truth)
    if draft["provenance"]["engine"] == Way.SINGLE_PROMPT:  # its evidence is the raw input; what counts is what it says
        own = scorer.score({**draft, "evidence": []}, sample.truth)
        figures |= {name: own[name] for name in ("leaks", "name_leaks")}
    return figures
