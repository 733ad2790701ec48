"""The bench of the lint makes the material it says, and accounts for whole processes."""

import sys
from pathlib import Path

import pytest

from evals.bench_lint import Cost, bar, cheapest, material, middling, run, warm

PROSE = "# Incident\n\n## What happened\n\nThe disk was full.\n"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.md").write_text(PROSE)
    (folder / "b.md").write_text(PROSE * 90)
    return folder


def test_the_documents_are_repeated_up_to_the_size(documents: Path, tmp_path: Path) -> None:
    on = material(documents, tmp_path, 100_000)
    sizes = [path.stat().st_size for path in on.tree.rglob("*.md")]
    assert len(sizes) == on.documents
    assert 100_000 <= sum(sizes) < 100_000 + max(sizes)
    assert on.size == pytest.approx(sum(sizes) / 1e6)
    assert on.big.stat().st_size == sum(sizes) + 2 * (len(sizes) - 1)


def test_the_small_and_the_middling_file_are_of_their_sizes(documents: Path, tmp_path: Path) -> None:
    on = material(documents, tmp_path, 100_000)
    assert on.small.read_text() == PROSE * 90
    assert 19_000 < on.middle.stat().st_size <= 20_000


def test_a_process_is_accounted_for() -> None:
    cost = run([sys.executable, "-c", "x = bytearray(50_000_000); sum(range(2_000_000)); raise SystemExit(3)"], 60)
    assert cost.code == 3
    assert cost.finished
    assert cost.memory > 50
    assert cost.cpu > 0


def test_a_process_that_takes_too_long_is_ended_and_says_so() -> None:
    cost = run([sys.executable, "-c", "import time; time.sleep(60)"], 0.3)
    assert not cost.finished
    assert cost.wall < 30


def test_the_median_of_the_starts_and_the_least_of_the_runs_count() -> None:
    costs = [Cost(3, 1, 10), Cost(1, 2, 30), Cost(2, 9, 20)]
    assert middling(costs) == Cost(2, 2, 20)
    assert cheapest(costs) == Cost(1, 1, 30)
    assert not cheapest([Cost(1, 1, 1), Cost(1, 1, 1, -9)]).finished


def test_a_bar_is_met_on_the_right_side_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    bar("at least", 4.0, 4.0)
    bar("at least", 3.9, 4.0)
    bar("at most", 0.1, 0.12, most=True)
    bar("at most", 0.13, 0.12, most=True)
    assert [line.rpartition("  ")[2].strip()[-7:].strip() for line in capsys.readouterr().out.splitlines()] == [
        "met", "NOT MET", "met", "NOT MET",
    ]  # fmt: skip


def test_a_document_is_linted_in_a_warm_process(documents: Path) -> None:
    assert warm(documents / "a.md") > 0
