"""Shares tasks out to processes; what comes back is in the order of the tasks."""

import signal
from collections.abc import Callable, Sequence
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")
PARCELS = 4
"""For each job: enough that none waits long for another, few enough that handing over costs little."""


def share(work: Callable[[T], R], tasks: Sequence[T], sizes: Sequence[int], jobs: int) -> list[R]:
    """The largest first, each into the lightest parcel."""
    count = min(len(tasks), jobs * PARCELS)
    parcels: list[list[int]] = [[] for _ in range(count)]
    weights = [0] * count
    for index in sorted(range(len(tasks)), key=lambda i: (-sizes[i], i)):
        lightest = weights.index(min(weights))
        parcels[lightest].append(index)
        weights[lightest] += sizes[index] + 1
    with get_context("fork").Pool(min(jobs, count), _leave_interrupts_to_the_parent) as pool:
        done = pool.map(partial(_each, work), [[tasks[i] for i in parcel] for parcel in parcels], chunksize=1)
    found = {
        index: result
        for parcel, results in zip(parcels, done, strict=True)
        for index, result in zip(parcel, results, strict=True)
    }
    return [found[index] for index in range(len(tasks))]


def _each(work: Callable[[T], R], tasks: Sequence[T]) -> list[R]:
    return [work(task) for task in tasks]


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
