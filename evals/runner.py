"""Runs tasks: each solver drafts each sample, each scorer judges each draft. Out: results as JSON and as a Markdown table.

evals/results/<task>.json   figures by solver and sample, with models and prompts
evals/results/<task>.md     the table, a column a solver
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.measures import MEASURES, Measure
from evals.replay import MODEL
from evals.scorers.truth import MISSING, outside_scorer
from evals.solvers import SOLVERS, TITLES
from evals.task import Drafted, Figures, Sample, Solver, Task

RESULTS = Path(__file__).parent / "results"
NOT_RECORDED = "no recorded answers; `make record` records them"
VIA_RELAY = (
    "Answers recorded through a local relay, not from a provider: the first that came back, none edited; "
    "the wall time is a replay's."
)


@dataclass(frozen=True)
class Column:
    """What one solver reached: figures by sample, and what asking took. `missing` says why there are none."""

    solver: str
    rows: dict[str, Figures] = field(default_factory=dict[str, Figures])
    model: str = ""
    prompts: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    missing: str = ""

    def over(self, measure: Measure) -> float | None:
        return measure.over(self.rows.values())

    def as_json(self) -> dict[str, Any]:
        held = {"model": self.model or None, "prompts": list(self.prompts), "failed": list(self.failed)}
        overall = {m.name: round(value, 4) for m in MEASURES if (value := self.over(m)) is not None}
        names = {measure.name for measure in MEASURES}
        rows = {
            name: {key: round(value, 4) for key, value in row.items() if key in names and value is not None}
            for name, row in self.rows.items()
        }
        return held | {"overall": overall, "samples": rows}


def run(task: Task, only: Sequence[str] = (), keep: Path | None = None, solvers: Mapping[str, Solver] = SOLVERS) -> list[Column]:
    """The columns of a task, of `only` these solvers where some are named. `keep` is a folder for the drafts."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        made = folder / "samples"
        made.mkdir()
        found = task.samples(made)
        wanted = [name for name in only or task.solvers if name in task.solvers]
        return [column(task, name, solvers[name], found, folder / name, keep) for name in wanted]


def column(task: Task, name: str, solver: Solver, samples: Sequence[Sample], scratch: Path, keep: Path | None) -> Column:
    rows: dict[str, Figures] = {}
    drafts: list[Drafted] = []
    for sample in samples:
        drafted = solved(solver, sample, scratch / sample.name)
        if drafted.asked.requests and not drafted.asked.answers:
            return Column(name, missing=NOT_RECORDED)
        drafts.append(drafted)
        rows[sample.name] = scored(task, drafted, sample)
        if keep and drafted.draft:
            (to := keep / task.name / name).mkdir(parents=True, exist_ok=True)
            (to / f"{sample.name}.json").write_text(json.dumps(drafted.draft, indent=1, ensure_ascii=False), encoding="utf-8")
        for reason in [*drafted.asked.unanswered, *([drafted.failure] if drafted.failure else [])]:
            print(f"{task.name}, {name}, {sample.name}: {reason}", file=sys.stderr)
    asked = [drafted.asked for drafted in drafts]
    return Column(
        name,
        rows,
        model=", ".join(dict.fromkeys(a.model for a in asked if a.model)),
        prompts=tuple(sorted({prompt for a in asked for prompt in a.prompts})),
        failed=tuple(sample.name for sample, drafted in zip(samples, drafts, strict=True) if drafted.draft is None),
    )


def solved(solver: Solver, sample: Sample, scratch: Path) -> Drafted:
    """The draft of the sample, and of its twin."""
    scratch.mkdir(parents=True)
    drafted = solver(sample, scratch)
    if not sample.twin or drafted.draft is None:
        return drafted
    (other := scratch / "twin").mkdir()
    twin = solver(sample.twin, other)
    return Drafted(drafted.draft, drafted.failure, drafted.seconds, drafted.asked, drafted.before, twin)


def scored(task: Task, drafted: Drafted, sample: Sample) -> Figures:
    """All figures of one draft; of a draft that did not come every share is 0."""
    if drafted.draft is None:
        return {measure.name: 0.0 for measure in MEASURES if measure.bar is not None and not measure.low}
    figures: Figures = {}
    for scorer in task.scorers:
        figures |= scorer(drafted.draft, drafted, sample)
    return figures


def written(task: Task, columns: Sequence[Column], results: Path = RESULTS) -> str:
    """Writes both files; gives the table."""
    results.mkdir(parents=True, exist_ok=True)
    held = {"task": task.name, "title": task.title, "note": VIA_RELAY if _replayed(columns) else ""}
    solvers = {c.solver: c.as_json() for c in columns if not c.missing}
    text = json.dumps(held | {"solvers": solvers}, indent=1, ensure_ascii=False)
    (results / f"{task.name}.json").write_text(text + "\n", encoding="utf-8")
    made = table(task, columns)
    (results / f"{task.name}.md").write_text(made + "\n", encoding="utf-8")
    return made


def table(task: Task, columns: Sequence[Column]) -> str:
    """Markdown: a row a measure that any solver has, with the bar of the product."""
    shown = [c for c in columns if not c.missing]
    head = [f"{task.title}: " + ", ".join(_made_by(c) for c in shown) + ".", *([VIA_RELAY] if _replayed(shown) else [])]
    rows = [f"| | bar | {' | '.join(TITLES[c.solver] for c in shown)} |", f"|---|---|{'---|' * len(shown)}"]
    for measure in MEASURES:
        values = [column.over(measure) for column in shown]
        if any(value is not None for value in values):
            rows.append(f"| {measure.title} | {_bar(measure)} | {' | '.join(map(measure.shown, values))} |")
    gone = [f"Not measured, {TITLES[c.solver]}: {c.missing}." for c in columns if c.missing]
    gone += [] if outside_scorer() else [f"{MISSING[0].upper()}{MISSING[1:]}."]
    return "\n\n".join([" ".join(head), "\n".join(rows), *gone])


def _made_by(column: Column) -> str:
    return f"{TITLES[column.solver]} ({column.model})" if column.model else TITLES[column.solver]


def _replayed(columns: Iterable[Column]) -> bool:
    return any(column.model == MODEL for column in columns)


def _bar(measure: Measure) -> str:
    if measure.bar is None:
        return ""
    return f"{'≤' if measure.low and measure.bar else '≥' if not measure.low else ''} {measure.shown(measure.bar)}".strip()


def missed(columns: Sequence[Column]) -> list[str]:
    """Where the product with a model is not within its bars."""
    own = next((c for c in columns if c.solver == "llm" and not c.missing), None)
    if own is None:
        return []
    wrong = [(measure, own.over(measure)) for measure in MEASURES if not measure.met(own.over(measure))]
    return [f"{measure.title}: {measure.shown(value)}, the bar is {_bar(measure)}" for measure, value in wrong]
