"""How many of the statements that a model wrote hold, before anything is mended and as the draft shows them."""

from typing import Any

from evals.scorers.statements import statements, unsupported
from evals.task import Drafted, Figures, Sample


def support(draft: dict[str, Any], drafted: Drafted, sample: Sample) -> Figures:
    """Shares of statements; nothing is said of a draft whose statements nobody checked."""
    del sample
    checked = [s for s in statements(draft) if (s.get("check") or {}).get("status") in ("supported", "unsupported")]
    before = drafted.before
    return {
        "unsupported_before": before.unsupported / before.statements if before and before.statements else None,
        "refused_before": before.refused / before.statements if before and before.statements else None,
        "unsupported_after": sum(map(unsupported, checked)) / len(checked) if checked else None,
        "unmarked": float(sum(unsupported(s) and not s["check"].get("problems") for s in checked)) if checked else None,
    }
