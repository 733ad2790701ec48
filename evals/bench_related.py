"""How the search through past incidents holds up in a large company: 100,000 passages with made vectors. Prints a table.

    python -m evals.bench_related [--passages N] [--work DIR] [--server] [--bare N]

Measured: building, memory and disk; questions of a process that asks many (each way, with filters); the first of a fresh process;
adding beside the bare embedder; with --server the same against a `chroma run` that is started here.
"""

import argparse
import contextlib
import hashlib
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.domain.past_incident import Part, Passage, PastIncident
from pipeline.index.embedders.minilm import MiniLM
from pipeline.index.vectors import VectorIndex
from pipeline.index.words import WordIndex
from pipeline.store import Store, open_store

EACH = 8
"""Passages of an incident."""
WORDS = 90
QUESTIONS = 100
VOCABULARY = 40_000


class Made:
    """Stands in for MiniLM where its speed is not what is measured: vectors from the hash of the text."""

    name, dimension, local = MiniLM.name, MiniLM.dimension, True

    def embed(self, texts: Sequence[str]) -> Any:
        seeds = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little") for text in texts]
        rows = np.stack([np.random.default_rng(seed).standard_normal(self.dimension, dtype=np.float32) for seed in seeds])
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def embed_query(self, text: str) -> Any:
        return self.embed([text])[0]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--bare", type=int, default=300)
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="bench-related-"))
    store = filled(work, options.passages // EACH)
    building(work, store)
    asking(work, store, None, "embedded")
    fresh(work)
    if options.server:
        with server() as url:
            asking(work, store, url, url)
    adding(options.bare)
    if not options.work:
        shutil.rmtree(work)


def filled(work: Path, count: int) -> Store:
    store = open_store(work)
    if store.count()[0] != count:
        with timed(f"store: put {count * EACH:,} passages"):
            batch: list[tuple[PastIncident, Sequence[Passage]]] = []
            for one in incidents(count):
                batch.append(one)
                if len(batch) == 200:
                    store.put_all(batch)
                    batch = []
            store.put_all(batch)
    return store


def incidents(count: int) -> Iterator[tuple[PastIncident, Sequence[Passage]]]:
    """Words as often as in a language: the n-th one n times as seldom as the first."""
    chance = random.Random(1)
    weights = [1 / (n + 1) for n in range(VOCABULARY)]
    names = [f"word{n:x}" for n in range(VOCABULARY)]
    for number in range(count):
        id = f"INC-{number}"
        words = chance.choices(names, weights, k=EACH * WORDS)
        texts = [" ".join(words[n * WORDS : (n + 1) * WORDS]) for n in range(EACH)]
        own = [Passage(id=f"{id}#{n}", incident=id, text=text, text_hash=f"{number}-{n}") for n, text in enumerate(texts)]
        yield PastIncident(id=id, title=f"Incident {number}", parts=(Part(text=texts[0]),), services=(f"s{number % 40}",)), own


def building(work: Path, store: Store) -> None:
    words, vectors = WordIndex(work), VectorIndex(work, Made())
    with timed("words: build"):
        words.sync(store)
    with timed("vectors: keep made ones in the store"):
        vectors.embed(store)
    with timed("vectors: build matrix and Chroma collection"):
        vectors.sync(store)
    print(f"| disk: store | {size(work / 'postmortem.db'):.0f} MB |")
    for name in ("words", "vectors", "chroma"):
        print(f"| disk: {name} | {size(work / 'index' / name):.0f} MB |")
    print(f"| memory so far | {memory():.0f} MB |", flush=True)


def asking(work: Path, store: Store, url: str | None, place: str) -> None:
    words = WordIndex(work)
    words.sync(store)
    ids = sorted(store.digests())
    wheres = {"no filter": None, "filter": frozenset(ids[::40]), "filter, half": frozenset(ids[::2])}
    for way, lasting in (("matrix", False), ("Chroma", True)):
        if url and not lasting:
            continue
        vectors = VectorIndex(work, Made(), url=url, lasting=lasting)
        with timed(f"{way} ({place}): open"):
            vectors.sync(store, asking=True)
        for name, where in wheres.items():
            by: set[str] = set()

            def ask(vector: Any, where: Any = where, vectors: VectorIndex = vectors, by: set[str] = by) -> None:
                vectors.search(vector, 50, where)
                by.add(vectors.answered_by)

            figure = percentiles(ask, [Made().embed_query(f"q{n}") for n in range(QUESTIONS)])
            print(f"| {way} ({place}), {name} | {figure}, by {' and '.join(sorted(by))} |", flush=True)
        for note in vectors.notes:
            print(f"| note | {note} |")
        vectors.close()
    if not url:
        for name, where in wheres.items():
            figure = percentiles(lambda terms, where=where: words.search(terms, 200, where), list(questions()))
            print(f"| words, {name} | {figure} |", flush=True)
    print(f"| memory of this process | {memory():.0f} MB |", flush=True)


def questions() -> Iterator[dict[str, float]]:
    chance = random.Random(2)
    weights = [1 / (n + 1) for n in range(VOCABULARY)]
    for _ in range(QUESTIONS):
        yield {f"word{n:x}": chance.random() + 0.1 for n in chance.choices(range(VOCABULARY), weights, k=15)}


def fresh(work: Path) -> None:
    """A new process for each question, everything that `related` needs of the indexes; then the command itself."""
    code = (
        "import sys; from pathlib import Path; from pipeline.store import open_store;"
        "from pipeline.index.words import WordIndex; from pipeline.index.vectors import VectorIndex;"
        "from pipeline.index.embedders.minilm import MiniLM; home = Path(sys.argv[1]); store = open_store(home);"
        "words = WordIndex(home); words.sync(store); e = MiniLM(home); v = VectorIndex(home, e); v.sync(store, asking=True);"
        "assert words.search({'word1': 1.0, 'word99': 2.0}, 50, None);"
        "assert len(v.search(e.embed_query('connection pool exhausted'), 50, None)) == 50"
    )
    looking, *times = (once([sys.executable, "-c", code, str(work)]) for _ in range(6))
    print(f"| first question of a fresh process: indexes | {min(times):.2f} s best, {max(times):.2f} s worst of 5 |")
    print(f"| the first of all, which looks at the hash of the embedder (adding does that) | {looking:.2f} s |", flush=True)


def once(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - start


def adding(count: int) -> None:
    """The bare embedder beside the whole of adding: store, vectors, words, collection."""
    if not count:
        return
    some = [one for one, _ in zip(incidents(count // EACH), range(count), strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        embedder = MiniLM(home)
        embedder.embed(["warm"])
        texts = [passage.text for _, own in some for passage in own]
        start = time.perf_counter()
        embedder.embed(texts)
        bare = len(texts) / (time.perf_counter() - start)
        store, start = open_store(home), time.perf_counter()
        store.put_all(some)
        WordIndex(home).sync(store)
        VectorIndex(home, embedder).sync(store)
        whole = len(texts) / (time.perf_counter() - start)
    print(f"| adding {len(texts)} passages | {whole:.1f} a second, bare embedder {bare:.1f}: {whole / bare:.0%} |", flush=True)


@contextlib.contextmanager
def server() -> Generator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        chroma = str(Path(sys.executable).with_name("chroma"))
        command = [chroma, "run", "--path", folder, "--host", "127.0.0.1", "--port", port]
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(100):
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", int(port)), 1):
                    break
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
            print(f"| disk of the server | {size(Path(folder)):.0f} MB |")
        finally:
            running.terminate()
            running.wait()


def percentiles(ask: Callable[[Any], object], asked: Sequence[Any]) -> str:
    times: list[float] = []
    for one in asked:
        start = time.perf_counter()
        ask(one)
        times.append(1000 * (time.perf_counter() - start))
    times.sort()
    return f"p50 {times[len(times) // 2]:.1f} ms, p95 {times[len(times) * 95 // 100]:.1f} ms"


@contextlib.contextmanager
def timed(what: str) -> Generator[None]:
    start = time.perf_counter()
    yield
    print(f"| {what} | {time.perf_counter() - start:.1f} s |", flush=True)


def size(path: Path) -> float:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return sum(file.stat().st_size for file in files) / 1e6


def memory() -> float:
    """Most that this process held at any time, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
