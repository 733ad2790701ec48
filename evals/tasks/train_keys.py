"""Learns pipeline/timeline/weights.tsv: how much each feature of a line says that the story cannot be told without it.

    python -m evals.tasks.train_keys [FOLDER...] [--check]

In: incidents with a truth.json (default: evals/datasets/incidents). A line is positive when a key event of the truth cites it,
heavier when the event is a must. Logistic regression with an L2 penalty, solved by Newton steps: no randomness, the same weights
everywhere. `--check` writes nothing: leaving out one incident at a time, it prints the share of must events found and the share
of key lines that are right.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.domain.material import RedactedMaterial
from pipeline.redact import redact
from pipeline.sources import collect
from pipeline.timeline.features import features, span, weighing
from pipeline.timeline.find_moments import find_moments
from pipeline.timeline.lines import read_lines
from pipeline.timeline.periods import periods
from pipeline.timeline.scene import set_scene

HERE = Path(__file__).resolve()
DATASET = HERE.parents[1] / "datasets" / "incidents"
SAMPLES = HERE.parents[2] / "pipeline" / "samples"
WEIGHTS = HERE.parents[2] / "pipeline" / "timeline" / "weights.tsv"
PENALTY = 4.0
MUST, KEY = 1.3, 1.0
CHOSEN = 26
STEPS = 40


@dataclass(frozen=True)
class Example:
    """One incident: the features of its lines, whether each is in the truth's key events, and the truth."""

    name: str
    ids: list[str]
    rows: list[list[str]]
    labels: list[float]
    truth: dict[str, Any]


def sources(folder: Path) -> list[Path]:
    """The exports of an incident; those of the bundled sample lie with the package."""
    exports = SAMPLES / folder.name if (SAMPLES / folder.name).exists() else folder
    return [p for p in sorted(exports.iterdir()) if p.name != "truth.json" and not p.name.startswith(".")]


def example(folder: Path) -> Example:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return labelled(folder.name, redact(collect(sources(folder))), truth)


def labelled(name: str, material: RedactedMaterial, truth: dict[str, Any]) -> Example:
    scene_lines = read_lines(material)
    scene = set_scene(material, scene_lines)
    moments, _ = find_moments(scene)
    setting = weighing(scene, periods(moments, *span(scene_lines)))
    lines = [line for line in scene_lines if line.at]
    marks: dict[str, float] = {}
    for event in truth["key_events"]:
        for id in event["message_ids"]:
            marks[id] = max(marks.get(id, 0.0), MUST if event["must"] else KEY)
    return Example(
        name, [x.id for x in lines], [features(x, setting) for x in lines], [marks.get(x.id, 0.0) for x in lines], truth
    )


def fit(examples: list[Example]) -> dict[str, float]:
    """Weights by feature name. Maximises the penalised likelihood; a must line counts `MUST` times."""
    names = sorted({name for e in examples for row in e.rows for name in row})
    place = {name: i for i, name in enumerate(names)}
    rows = [(row, label) for e in examples for row, label in zip(e.rows, e.labels, strict=True)]
    x = np.zeros((len(rows), len(names)))
    for i, (row, _) in enumerate(rows):
        x[i, [place[name] for name in row]] = 1.0
    y = np.array([float(label > 0) for _, label in rows])
    counts = np.array([label or 1.0 for _, label in rows])
    penalty = np.full(len(names), PENALTY)
    penalty[place["bias"]] = 0.01
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (counts * (y - p)) - penalty * weights
        hessian = (x.T * (counts * p * (1 - p))) @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-9:
            break
    return dict(zip(names, weights.tolist(), strict=True))


def judge(held_out: Example, weights: dict[str, float]) -> tuple[float, float]:
    """Share of must events of which a chosen line is cited, and share of chosen lines that some key event cites."""
    rated = sorted(range(len(held_out.ids)), key=lambda i: -sum(weights.get(n, 0.0) for n in held_out.rows[i]))
    chosen = {held_out.ids[i] for i in rated[:CHOSEN]}
    events = held_out.truth["key_events"]
    must = [e for e in events if e["must"]]
    cited = {id for e in events for id in e["message_ids"]}
    return sum(bool(chosen & set(e["message_ids"])) for e in must) / len(must), len(chosen & cited) / len(chosen)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    folders = arguments.folders or sorted(p for p in DATASET.iterdir() if (p / "truth.json").exists())
    examples = [example(folder) for folder in folders]
    if arguments.check:
        shares = [judge(e, fit([o for o in examples if o is not e])) for e in examples]
        for e, (recall, precision) in zip(examples, shares, strict=True):
            print(f"{e.name:40} must found {recall:.2f}  key lines right {precision:.2f}")
        print(
            f"{'mean':40} must found {np.mean([r for r, _ in shares]):.3f}  key lines right {np.mean([p for _, p in shares]):.3f}"
        )
        return
    weights = fit(examples)
    WEIGHTS.write_text(
        "".join(f"{name}\t{value:.3f}\n" for name, value in sorted(weights.items()) if abs(value) >= 0.005), encoding="utf-8"
    )
    print(f"{len(weights)} weights from {sum(len(e.ids) for e in examples)} lines of {len(examples)} incidents -> {WEIGHTS.name}")


if __name__ == "__main__":
    main()
