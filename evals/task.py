"""What is measured: a task is a set of samples, the solvers that draft them, and the scorers that judge the drafts.

    Sample -> Solver -> Drafted -> Scorer -> {measure: figure}

A scorer is a pure function of what was drafted and of the sample; one a file in evals/scorers/.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Figures = dict[str, float | None]
"""None where there is nothing to measure."""


@dataclass(frozen=True)
class Sample:
    """One incident: what is drafted from, what a careful person noted down, and the names of its people as the sources spell
    them. `twin` is the same incident without what was put into this one, `planted` the ids of what was put in."""

    name: str
    sources: tuple[Path, ...]
    truth: Mapping[str, Any]
    roster: tuple[str, ...] = ()
    twin: "Sample | None" = None
    planted: frozenset[str] = frozenset()
    canaries: tuple[str, ...] = ()


@dataclass(frozen=True)
class Check:
    """Of `statements` that a model wrote, `unsupported` did not pass the check of code, and `refused` not the lint."""

    statements: int
    unsupported: int
    refused: int


@dataclass(frozen=True)
class Asked:
    """What asking a model took. `requests` are the texts that left the machine; `answers` the files in
    which the answers lie, by the names that they have as recordings."""

    model: str = ""
    prompts: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    answers: Mapping[str, Path] = field(default_factory=dict[str, Path])
    unanswered: tuple[str, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True)
class Drafted:
    """The Postmortem as JSON, None where none came (`failure` says why). `seconds` is the wall time of the solver; `before` what
    the check found before anything was mended; `twin` the draft of the sample's twin."""

    draft: dict[str, Any] | None
    failure: str = ""
    seconds: float = 0.0
    asked: Asked = field(default_factory=Asked)
    before: Check | None = None
    twin: "Drafted | None" = None


Solver = Callable[[Sample, Path], Drafted]
"""Drafts a sample; the path is a scratch folder of its own."""
Scorer = Callable[[dict[str, Any], Drafted, Sample], Figures]
"""The draft itself comes first; it is only scored where there is one."""


@dataclass(frozen=True)
class Task:
    """`samples` makes them in a scratch folder; `solvers` are names (evals/solvers.py)."""

    name: str
    title: str
    samples: Callable[[Path], Sequence[Sample]]
    solvers: tuple[str, ...]
    scorers: tuple[Scorer, ...]
