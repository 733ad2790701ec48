"""The bench of drafts by a slow model: what counts as waiting, and the one message more."""

import json
import zipfile
from pathlib import Path

from evals.bench import export
from evals.bench_model import Calls, Drafting, with_one_more


def test_time_with_several_calls_open_counts_once() -> None:
    assert Calls(2.0, [(0.0, 2.0), (1.0, 3.0), (5.0, 6.0)]).open == 4.0


def test_our_own_part_is_what_is_left_of_the_wall() -> None:
    assert Drafting(wall=10.0, cpu=3.0, calls=4, open=8.0).own == 0.2


def test_the_second_export_has_one_message_more(tmp_path: Path) -> None:
    export(tmp_path / "one.zip", 500)
    with_one_more(tmp_path / "one.zip", tmp_path / "more.zip")
    assert len(texts(tmp_path / "more.zip")) == len(texts(tmp_path / "one.zip")) + 1 == 501


def texts(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        days = [name for name in archive.namelist() if name.startswith("inc-")]
        return [row["text"] for name in days for row in json.loads(archive.read(name))]
