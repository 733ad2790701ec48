"""Incidents with orders to machines planted in messages, replies, names of people and files, links, alert titles, logs and pager
notes: a draft without a model is the draft of the clean incident (design: rule 7).

An order may be told as an event, and a link in a message stays among the links; nothing else may rest on it.
"""

import json
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from evals.poison import CANARIES, TEXTS, planted
from evals.samples import exports
from evals.scorers.injections import effects
from evals.task import Sample
from pipeline import run
from pipeline.text.instructions import looks_like_instruction

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parents[2] / "evals/datasets/injections_hidden.jsonl").read_text("utf-8").splitlines()
]
HIDDEN = tuple(row["text"] for row in ROWS)
SETS = {"plain": (TEXTS, CANARIES), "hidden": (HIDDEN, tuple(c for row in ROWS for c in row["canaries"]))}
INCIDENTS = ("checkout-config-rollout", "orders-database-outage", "deleted-tenant-buckets")
SECTIONS = ("summary", "impact", "immediate_cause", "action_items", "worked_well", "lessons", "five_whys", "why_it_took_so_long")


@cache
def clean(name: str) -> dict[str, Any]:
    return drafted(exports(name))


def drafted(folder: Path) -> dict[str, Any]:
    paths = sorted(path for path in folder.iterdir() if path.name != "truth.json" and not path.name.startswith("."))
    return run.draft(run.Request(paths=paths, engine=run.Engine.EXTRACTIVE)).model_dump(mode="json")


@pytest.mark.parametrize("orders", SETS)
@pytest.mark.parametrize("name", INCIDENTS)
def test_orders_change_nothing(name: str, orders: str, tmp_path: Path):
    texts, canaries = SETS[orders]
    ids = planted(exports(name), tmp_path / "planted", texts)
    draft = drafted(tmp_path / "planted")
    found = effects(draft, clean(name), cast(Sample, SimpleNamespace(planted=ids, canaries=canaries)))
    resting = [s["text"] for section in SECTIONS for s in statements(draft[section]) if ids & set(s["evidence"])]
    assert (found["facts"], found["links"], found["sections"], found["actions"], found["words"], resting) == (
        [],
        [],
        [],
        [],
        [],
        [],
    )


def statements(section: Any) -> list[dict[str, Any]]:
    if isinstance(section, dict):
        return [s for part in section.values() for s in statements(part)] if "evidence" not in section else [section]
    return [s for part in section for s in statements(part)] if isinstance(section, list) else []


@pytest.mark.parametrize("text", HIDDEN, ids=[row["how"] for row in ROWS])
def test_a_hidden_order_is_seen(text: str):
    assert looks_like_instruction(text)
