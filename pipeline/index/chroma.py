"""Vectors in Chroma, embedded or on a server: the only module that imports chromadb. In: a matrix. Out: ids of near passages.

Embedded, a collection is written by one process in a folder of its own, and read in a copy of the finished one (snapshots.py):
Chroma loses its index when it is killed while it writes or when two processes share it, and it writes where it reads. The matrix
checks its answers: who calls gets None for one that cannot be right, and anything else that goes wrong as ChromaFailed.
"""

import math
import random
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.fastapi import FastAPI
from chromadb.auth import UserIdentity
from chromadb.config import Settings

from pipeline.index.bounds import bounded_files
from pipeline.index.changes import Changes, changes, read_revisions, write_revisions
from pipeline.index.embedders.arrays import Vector
from pipeline.index.matrix import Matrix

NAME = "passages"
AT_ONCE, SOME = 2000, 500
"""Passages that come in, and incidents that leave, in one call."""
TOO_MANY = 0.1
"""Of the incidents: where more have changed or gone, all is built anew, since what leaves an index stays on the disk."""
INDEX = {"hnsw": {"space": "cosine", "sync_threshold": 5000, "batch_size": 1000, "ef_search": 200}}
"""An index is written to the disk every `sync_threshold` rows; what came after is read from the log when it is opened."""
BYTES_A_ROW = 40_000
PATIENCE, CALL = 5.0, 60.0
"""Seconds that a server is waited for: by one who asks, and by one who fills it."""
PROBES = 5
NEAR = 1e-3
STATE = "made_from"


def quiet() -> Settings:
    """Settings of one client. Each has its own, since a client writes into them whether it is embedded or of a server."""
    return Settings(anonymized_telemetry=False)


class ChromaFailed(Exception):
    """Chroma did not do what it was asked; nothing is lost, since it is a cache."""


@contextmanager
def failing(what: str) -> Generator[None]:
    """Its core raises all kinds of errors, those of a panic outside the tree of Exception."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise ChromaFailed(f"{what}: {' '.join(str(error).split())[:200]}") from error


class Collection:
    """One collection, embedded or on a server."""

    def __init__(self, client: Any, collection: Any):
        self.client, self.collection = client, collection

    def near(self, vector: Vector, k: int, matrix: Matrix) -> list[tuple[str, float]] | None:
        """The k nearest with the matrix's own cosine; None for an answer that cannot be right."""
        with failing("a search"):
            answer = self.collection.query(query_embeddings=[np.asarray(vector)], n_results=k, include=["distances"])
            ids: list[str] = answer["ids"][0]
            distances: list[float] = answer["distances"][0]
        scores = matrix.scores(vector, ids)
        expected = min(k, len(matrix.rows.passages))
        if scores is None or len(set(ids)) != expected:
            return None
        if any(abs(1 - distance - score) > NEAR for distance, score in zip(distances, scores, strict=True)):
            return None
        return sorted(zip(ids, scores, strict=True), key=lambda one: (-one[1], matrix.places[one[0]]))

    def fill(self, change: Changes, matrix: Matrix) -> None:
        """Raises ChromaFailed where it does not hold afterwards what it should."""
        for start in range(0, len(change.gone), SOME):
            self.collection.delete(where={"incident": {"$in": list(change.gone[start : start + SOME])}})
        new, rows = set(change.new), matrix.rows
        places = [row for row, owner in enumerate(rows.owners) if rows.incidents[owner] in new]
        for start in range(0, len(places), AT_ONCE):
            batch = places[start : start + AT_ONCE]
            self.collection.add(
                ids=[rows.passages[row] for row in batch],
                embeddings=np.array(matrix.vectors[batch]),
                metadatas=[{"incident": rows.incidents[rows.owners[row]]} for row in batch],
            )
        if not self.is_right(matrix):
            raise ChromaFailed("it does not hold what it was given")

    def is_right(self, matrix: Matrix) -> bool:
        """Whether it holds as many as it should, and finds some of them where they are."""
        count = len(matrix.rows.passages)
        if self.collection.count() != count:
            return False
        some = random.Random(count).sample(range(count), min(PROBES, count))
        return all(self.has(np.array(matrix.vectors[row]), matrix) for row in some)

    def has(self, vector: Vector, matrix: Matrix) -> bool:
        """Whether it finds what lies at this place."""
        found = self.near(vector, 1, matrix)
        return bool(found) and found[0][1] > float(vector @ vector) - NEAR

    def close(self) -> None:
        with failing("closing"):
            self.client.close()


def open_folder(folder: Path) -> Collection:
    """A finished collection. Raises ChromaFailed."""
    with failing(f"opening {folder}"):
        client = chromadb.PersistentClient(str(folder), settings=quiet())
        return Collection(client, client.get_collection(NAME, embedding_function=None))


def write(folder: Path, matrix: Matrix, start: Path | None) -> None:
    """Fills an empty folder; `start` is a finished folder to begin with. Raises ChromaFailed, OSError."""
    known = read_revisions(start) if start else {}
    change = changes(known, matrix.rows.revisions)
    if start and known and len(change.gone) <= TOO_MANY * len(known):
        shutil.copytree(start, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("seal.json"))
    else:
        change = changes({}, matrix.rows.revisions)
    with bounded_files(folder, BYTES_A_ROW * len(matrix.rows.passages)), failing(f"building {folder}"):
        client: Any = chromadb.PersistentClient(str(folder), settings=quiet())
        try:
            Collection(client, made_or_found(client, NAME)).fill(change, matrix)
        finally:
            client.close()
    write_revisions(folder, matrix.rows.revisions)


def made_or_found(client: Any, name: str) -> Any:
    return client.get_or_create_collection(name, embedding_function=None, configuration=INDEX)


def on_server(url: str, name: str, origin: str, matrix: Matrix) -> Collection:
    """The collection of this name on a server, brought up to date. Raises ChromaFailed."""
    with failing(f"{url} does not answer"):
        client = connect(url)
        made = Collection(client, made_or_found(client, name))
        metadata: dict[str, Any] = made.collection.metadata or {}
        if metadata.get(STATE) == origin and made.collection.count() == len(matrix.rows.passages):
            return made
        client.wait(CALL)
        if made.collection.count():
            client.delete_collection(name)
            made = Collection(client, made_or_found(client, name))
        made.fill(changes({}, matrix.rows.revisions), matrix)
        made.collection.modify(metadata={STATE: origin})
        client.wait(PATIENCE)
        return made


class Patient(Client):
    """A client of a server whose calls end. By itself it waits for ever, with the first call while it is made."""

    def wait(self, seconds: float) -> None:
        server: Any = self._server
        server._session.timeout = seconds

    def get_user_identity(self) -> UserIdentity:
        """The first call."""
        self.wait(PATIENCE)
        return super().get_user_identity()


def connect(url: str) -> Patient:
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    settings = quiet()
    settings.chroma_api_impl = f"{FastAPI.__module__}.{FastAPI.__name__}"
    settings.chroma_server_host = parts.hostname or "localhost"
    settings.chroma_server_http_port = parts.port or (443 if secure else 80)
    settings.chroma_server_ssl_enabled = secure
    return Patient(settings=settings)


def most(k: int, count: int, allowed: int, all: int) -> int:
    """How many to ask for so that k of them are probably allowed; 0 where that is so many that the matrix is quicker."""
    if allowed >= all:
        return min(k, count)
    wanted = math.ceil(2 * k * all / max(1, allowed)) + 50
    return wanted if wanted <= min(count, 2000) else 0
