"""Processes that add are killed, at any moment: nothing that was reported is lost, answers stay right, the disk does not fill.

POSTMORTEM_KILLS=100 runs it at full size.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
from adding import EACH, MOST
from index_samples import Made

from pipeline.index.vectors import VectorIndex
from pipeline.index.words import WordIndex
from pipeline.store import open_store

KILLS = int(os.environ.get("POSTMORTEM_KILLS", "8"))
DISK = 150_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_kills_lose_nothing_and_no_answer_is_wrong(tmp_path):
    chance, made = random.Random(7), Made()
    for _ in range(KILLS):
        reported = batches(tmp_path)
        command = [sys.executable, str(Path(__file__).with_name("adding.py")), str(tmp_path), str(len(reported))]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        wait_for_a_batch(tmp_path, len(reported), child)
        time.sleep(chance.uniform(0, 2.0))
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL, child.stderr.read().decode()
        child.stderr.close()
        look_at(tmp_path, made, chance)


def batches(home):
    try:
        return (home / "reported").read_text().split()
    except FileNotFoundError:
        return []


def wait_for_a_batch(home, before, child):
    for _ in range(1200):
        if len(batches(home)) > before:
            return
        assert child.poll() is None, child.stderr.read().decode()
        time.sleep(0.05)
    raise AssertionError("the process adds nothing")


def look_at(home, made, chance):
    store = open_store(home)
    kept = store.digests()
    expected = {}
    for batch in map(int, batches(home)):
        for number in range(batch * EACH, (batch + 1) * EACH):
            expected[f"INC-{number % MOST}"] = number // MOST
    assert all(int(kept[id].rpartition(" ")[2]) >= round for id, round in expected.items())
    lasting = chance.random() < 0.5
    words, vectors = WordIndex(home), VectorIndex(home, made, lasting=lasting)
    words.sync(store)
    vectors.sync(store, asking=True)
    passages = list(store.passages())
    truth = made.embed([passage.text for passage in passages])
    for passage in chance.sample(passages, 5):
        word = passage.text.rpartition(" ")[2]
        assert words.search({word: 1.0}, 3, None)[0][0] == passage.incident
        vector = made.embed_query(passage.text)
        found = [id for id, _ in vectors.search(vector, 10, None)]
        assert found == [passages[row].id for row in np.argsort(-(truth @ vector), kind="stable")[:10]]
        assert vectors.answered_by == ("chroma" if lasting else "matrix")
    assert vectors.notes == []
    vectors.close()
    words.close()
    files = [file.stat() for file in home.rglob("*") if file.is_file()]
    assert sum(file.st_size for file in files) < DISK
    assert sum(file.st_blocks * 512 for file in files) < DISK


def test_two_processes_add_and_ask_at_once(tmp_path):
    adding = str(Path(__file__).with_name("adding.py"))
    children = [
        subprocess.Popen([sys.executable, adding, str(tmp_path), start], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for start in ("0", "20")
    ]
    try:
        for seen in range(1200):
            if {"0", "20"} <= set(batches(tmp_path)):
                break
            assert seen < 1199, "the processes add nothing"
            time.sleep(0.05)
        for seed in range(4):
            store = open_store(tmp_path)
            vectors, words, made = VectorIndex(tmp_path, Made(), lasting=seed % 2 == 1), WordIndex(tmp_path), Made()
            words.sync(store)
            vectors.sync(store, asking=True)
            for number in (0, 20 * EACH):
                assert words.search({f"own{number}x1": 1.0}, 1, None)[0][0] == f"INC-{number}"
                vector = made.embed_query(f"words of batch 0 own{number}x1")
                found = vectors.search(vector, 1, None)
                assert not found or found[0][0] in (f"INC-{number}#1", f"INC-{number}#0") or found[0][1] < 0.99
            vectors.close()
            words.close()
        assert [child.poll() for child in children] == [None, None]
    finally:
        for child in children:
            child.kill()
            child.wait()
            child.stderr.close()
    look_at(tmp_path, Made(), random.Random(1))
