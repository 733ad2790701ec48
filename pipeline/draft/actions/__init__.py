"""Action items: what people said they would do, was given and agreed, proposed, or turned down (design: rule 5)."""

from pipeline.draft.actions.finding import find_actions

__all__ = ["find_actions"]
