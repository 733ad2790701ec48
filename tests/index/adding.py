"""A process that adds past incidents until it is killed; it writes down what it reported as added. Run by test_kills.py."""

import resource
import sys
from pathlib import Path

from index_samples import Made, past

from pipeline.index.vectors import VectorIndex
from pipeline.index.words import WordIndex
from pipeline.store import open_store

EACH, MOST = 10, 400
"""Incidents of one batch; then the numbers begin again with other words, so that disk use has a natural bound."""


def main(home: Path, start: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 30, 1 << 30))
    store, made = open_store(home), Made()
    words, vectors = WordIndex(home), VectorIndex(home, made)
    batch = start
    while True:
        numbers = range(batch * EACH, (batch + 1) * EACH)
        store.put_all([past(number % MOST, f"words of batch {number // MOST}") for number in numbers])
        with (home / "reported").open("a") as reported:
            reported.write(f"{batch}\n")
        words.sync(store)
        vectors.sync(store)
        batch += 1


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
