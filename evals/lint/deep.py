"""`python -m evals.lint.deep FILE`: sixty of the written sentences for the outside scorer, to measure `lint --deep` on.

Half of them are to be found, half are not; both labellers agree on each. The same sixty every time.
"""

import hashlib
import sys
from pathlib import Path

from evals.lint import dataset
from evals.lint.dataset import Row

EACH = 30


def sample() -> list[Row]:
    """In the order of a hash of their ids, so that no author and no topic comes first."""
    rows = [row for row in dataset.written().rows if row.part == "sentence" and row.first == row.label]
    mixed = sorted(rows, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())
    return [*[row for row in mixed if row.positive][:EACH], *[row for row in mixed if not row.positive][:EACH]]


def main() -> None:
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{row.as_json()}\n" for row in sample()), encoding="utf-8")


if __name__ == "__main__":
    main()
