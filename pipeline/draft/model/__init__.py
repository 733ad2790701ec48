"""The model engine's draft: an extractive Postmortem in, the same with its sections told by a model and checked by code out.

groups of sections, side by side -> placeholders filled -> checked -> one round of repair and audit -> checked again
"""

from pipeline.draft.model.rewriting import rewrite

__all__ = ["rewrite"]
