"""Redacted material + story -> Postmortem: every statement a quote or a computed fact with its evidence, checked before it
goes out.

notebook (quotable passages) -> sections -> questions where they are silent -> ground (check) -> Postmortem
"""

from pipeline.draft.writing import write

__all__ = ["write"]
