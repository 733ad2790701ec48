"""Several processes on one store, killed at any moment: what was reported as kept is there."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from pipeline.store import open_store

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from store_samples import incident, passages
from pipeline.store import open_store
store = open_store(Path(sys.argv[1]))
for n in range(int(sys.argv[4])):
    store.put(incident(f"{sys.argv[2]}-{n}"), passages(f"{sys.argv[2]}-{n}"))
    print(n, flush=True)
"""
HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def writer(home: Path, name: str, count: int) -> subprocess.Popen[str]:
    call = [sys.executable, "-c", WRITER, str(home), name, str(HERE), str(count)]
    return subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)


def test_processes_that_make_and_fill_a_store_at_once_lose_nothing(tmp_path: Path) -> None:
    writers = [writer(tmp_path, name, 25) for name in ("a", "b", "c")]
    while any(one.poll() is None for one in writers):
        if (tmp_path / "postmortem.db").exists():
            store = open_store(tmp_path)
            incidents = store.listed()
            assert all(len(one.actions) == 3 for one in incidents)
        time.sleep(0.05)
    assert [(one.returncode, one.communicate()[1]) for one in writers] == [(0, "")] * 3
    assert open_store(tmp_path).count() == (75, 225)


def test_what_was_reported_before_a_kill_is_there_after_it(tmp_path: Path) -> None:
    chance = random.Random(5)
    reported: set[str] = set()
    for kill in range(6):
        process = writer(tmp_path, f"k{kill}", 10_000)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.15))
        os.kill(process.pid, signal.SIGKILL)
        lines = process.communicate()[0].split()
        reported |= {f"k{kill}-{n}" for n in ["0", *lines]}
    store = open_store(tmp_path)
    incidents = {one.id: one for one in store.incidents()}
    assert reported <= set(incidents)
    assert all(len(one.parts) == 2 and len(one.actions) == 3 for one in incidents.values())
    assert store.count()[1] == 3 * len(incidents)
    with closing(sqlite3.connect(tmp_path / "postmortem.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
