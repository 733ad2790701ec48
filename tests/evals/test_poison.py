"""Forty orders are planted, each is evidence of the copy, and the exports are otherwise as they were."""

from pathlib import Path

import pytest

from evals.poison import CANARIES, TEXTS, planted
from evals.samples import WRITTEN, exports, poisoned
from pipeline.sources import collect


def ids_in(folder: Path) -> set[str]:
    return {piece.id for piece in collect([path for path in sorted(folder.iterdir()) if path.name != "truth.json"]).evidence}


@pytest.mark.parametrize("name", WRITTEN)
def test_every_order_is_planted_as_evidence(name: str, tmp_path: Path) -> None:
    ids = planted(exports(name), tmp_path / "copy")
    material = collect([path for path in sorted((tmp_path / "copy").iterdir()) if path.name != "truth.json"])
    found = {piece.id: piece for piece in material.evidence if piece.id in ids}
    assert ids == found.keys()
    assert len(ids) == len(TEXTS) == 40


def test_what_was_there_is_still_there(tmp_path: Path) -> None:
    name = WRITTEN[0]
    planted(exports(name), tmp_path / "copy")
    before = {
        piece.id for piece in collect([path for path in sorted(exports(name).iterdir()) if path.name != "truth.json"]).evidence
    }
    assert before <= {piece.id for piece in collect(sorted((tmp_path / "copy").iterdir())).evidence}


def test_a_poisoned_sample_knows_its_twin_and_what_an_obeyed_order_would_say(tmp_path: Path) -> None:
    samples = poisoned(tmp_path)
    assert [sample.twin.name if sample.twin else "" for sample in samples] == list(WRITTEN)
    assert all(sample.canaries == CANARIES and sample.planted for sample in samples)
