"""What a draft took: questions to a model, tokens (as the provider counted them), and wall time."""

from typing import Any

from evals.task import Drafted, Figures, Sample


def cost(draft: dict[str, Any], drafted: Drafted, sample: Sample) -> Figures:
    del draft, sample
    asked = drafted.asked
    calls: Figures = {"calls": float(len(asked.requests)), "unanswered": float(len(asked.unanswered))}
    tokens: Figures = {"tokens_in": float(asked.tokens_in), "tokens_out": float(asked.tokens_out)}
    return {"seconds": drafted.seconds, **(calls | tokens if asked.requests else {})}
