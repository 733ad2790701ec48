"""Asking with vectors that are not there, or not all: on real stores and indexes, with an embedder at 127.0.0.1."""

import json
import threading
import zlib
from collections.abc import Generator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.asking import Library, open_library
from pipeline.domain.asked import Filters, Reader
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.index import vectors
from pipeline.index.embedders.openai_compatible import OpenAICompatible
from pipeline.locks import held
from pipeline.related.passages import passages
from pipeline.reviewing import open_desk
from pipeline.searching import LONG, open_search
from pipeline.settings import Settings
from pipeline.store import open_store

ASKED = "connection pool of the ledger exhausted"
SAID = {
    "pool": "The connection pool of the ledger was exhausted by a nightly export.",
    "again": "The connection pool of the ledger was exhausted again by a weekly export.",
    "cert": "The certificate of the gateway expired.",
}


def past(id: str, text: str, **facts: Any) -> PastIncident:
    part = Part(kind=PartKind.CAUSE, heading="Root cause", text=text)
    return PastIncident(id=id, title=text.split(".")[0][:30], parts=(part,), digest=text, **facts)


def keep(home: Path, *incidents: PastIncident) -> None:
    open_store(home).put_all([(one, passages(one)) for one in incidents])


class Endpoint(ThreadingHTTPServer):
    """Vectors of `dimension`, or the `status`, or none."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status, self.dimension, self.texts = 200, 16, list[str]()
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    server: Endpoint  # pyright: ignore[reportIncompatibleVariableOverride]

    def do_POST(self) -> None:
        texts: list[str] = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        self.server.texts += texts
        rows = [{"embedding": self.vector(text)} for text in texts]
        content = json.dumps({"data": rows}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def vector(self, text: str) -> list[float]:
        """Near where words are shared."""
        rows = [np.random.default_rng(zlib.crc32(w.encode())).standard_normal(self.server.dimension) for w in text.split()]
        return np.sum(rows, axis=0).tolist()

    def log_message(self, *_: object) -> None:
        """Silent."""


@pytest.fixture
def endpoint() -> Generator[Endpoint]:
    server = Endpoint()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def settings(tmp_path: Path, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("POSTMORTEM_HOME", str(tmp_path))
    url = f"http://127.0.0.1:{endpoint.server_port}"
    return Settings(home=str(tmp_path), embedder="openai:small", embedder_url=url, timeout="5", retries="0")


def library(settings: Settings, *names: str) -> Library:
    return Library(open_search(settings), Reader(names))


def asked(settings: Settings, *names: str, text: str = ASKED) -> tuple[list[str], tuple[str, ...]]:
    own = library(settings, *names)
    answer = own.related(own.asked(text), Filters(), 5)
    return [one.id for one in answer.related], answer.notes


def test_while_another_process_computes_vectors_the_words_answer(tmp_path: Path, settings: Settings) -> None:
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    with held(tmp_path / "index" / "embedding.lock", 0):
        found, notes = asked(settings)
    assert found[:2] in (["pool", "again"], ["again", "pool"])
    assert notes == ("Some past incidents have no vectors yet; these are found by their words alone.",)
    assert asked(settings)[1] == ()


@pytest.mark.parametrize("fault", [401, 302, 429, 500, "gone", "zeros"])
def test_an_embedder_that_was_never_there_stops_no_question(
    tmp_path: Path, settings: Settings, endpoint: Endpoint, fault: int | str
) -> None:
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    if fault == "gone":
        endpoint.shutdown()
        endpoint.server_close()
    elif fault == "zeros":
        endpoint.dimension = 0
    else:
        endpoint.status = int(fault)
    found, notes = asked(settings)
    assert set(found) >= {"pool", "again"}
    assert len(notes) == 1 and notes[0].endswith("The answer is by words alone.")
    seen = library(settings).patterns(Filters())
    assert [{one.id for one in pattern.incidents} for pattern in seen.patterns] == [{"pool", "again"}]
    assert seen.hints == ()


def test_another_length_of_vectors_is_said_and_rebuilding_heals_it(
    tmp_path: Path, settings: Settings, endpoint: Endpoint
) -> None:
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    assert asked(settings)[1] == ()
    endpoint.dimension = 24
    found, notes = asked(settings)
    assert set(found) >= {"pool", "again"}
    assert "vectors of 24 numbers and those that are kept have 16; `postmortem corpus rebuild` computes them anew" in notes[0]
    keep(tmp_path, past("disk", "Debug logs filled the disk."))
    open_search(settings).sync()
    found, notes = asked(settings)
    assert set(found) >= {"pool", "again"} and notes == ()


def test_what_takes_long_is_said_once_before_it(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, past("cert", SAID["cert"]))
    said: list[str] = []
    open_library(settings, Reader(), said.append).patterns(Filters())
    assert said == []
    monkeypatch.setattr(vectors, "AT_ONCE", 1)
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()), past("disk", "Debug logs filled the disk."))
    own = open_library(settings, Reader(), said.append)
    own.related(own.asked(ASKED), Filters(), 5)
    assert said == [LONG]


def test_what_is_never_sent_is_found_by_its_readers(
    tmp_path: Path, settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OpenAICompatible, "local", property(lambda _: False))
    secret = past("secret", SAID["pool"], visibility=Visibility.RESTRICTED, readers=("Ana Lima",))
    keep(tmp_path, secret, past("cert", SAID["cert"]), past("disk", "Debug logs filled the disk."))
    found, notes = asked(settings, "Ana Lima")
    assert found[0] == "secret" and notes == ()
    assert "secret" not in asked(settings, "Bo Ek")[0]
    assert not any("nightly" in text for text in endpoint.texts)
    keep(tmp_path, secret.model_copy(update={"id": "secret-2"}))
    seen = library(settings, "Ana Lima").patterns(Filters())
    assert [{one.id for one in pattern.incidents} for pattern in seen.patterns] == [{"secret", "secret-2"}]
    assert library(settings, "Bo Ek").patterns(Filters()).notes[1:] == ()


def test_what_is_restricted_or_removed_while_somebody_asks_is_not_shown(tmp_path: Path, settings: Settings) -> None:
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    own = library(replace(settings, embedder="none"), "Bo Ek")
    assert {one.id for one in own.related(own.asked(ASKED), Filters(), 5).related} >= {"pool", "again"}
    whole = library(settings, "Bo Ek")
    assert len(whole.incidents) == 3
    keep(tmp_path, past("pool", f"Tokens leaked. {ASKED}", visibility=Visibility.RESTRICTED, readers=("Ana Lima",)))
    answer = own.related(own.asked(ASKED), Filters(), 5)
    assert {one.id for one in answer.related} >= {"again"} and "Tokens" not in repr(answer)
    assert (answer.among, answer.known) == (2, 2)
    assert [one.id for one in whole.whole(["pool", "again"])] == ["again"]
    open_store(tmp_path).remove(["again"])
    assert "again" not in {one.id for one in own.related(own.asked(ASKED), Filters(), 5).related}


def test_no_score_tells_what_words_stand_in_restricted_incidents(tmp_path: Path, settings: Settings) -> None:
    def scores(word: str) -> list[float]:
        own = library(replace(settings, embedder="none"), "Bo Ek")
        return [one.score for one in own.related(own.asked(f"{ASKED} by a nightly export, {word}"), Filters(), 5).related]

    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    before = scores("zebrafish")
    secret = past("secret", "Project Zebrafish ran out.", visibility=Visibility.RESTRICTED, readers=("Ana Lima",))
    keep(tmp_path, secret, secret.model_copy(update={"id": "secret-2"}))
    assert before == scores("zebrafish") == scores("neverseen") != []


def test_the_desk_knows_more_when_the_vectors_are_there(
    tmp_path: Path, settings: Settings, endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk(settings)
    ana = desk.sign_in("Ana Lima")
    keep(tmp_path, *(past(id, text) for id, text in SAID.items()))
    with held(tmp_path / "index" / "embedding.lock", 0):
        assert desk.search(ana, ASKED).notes
    open_search(settings).sync()
    before = len(endpoint.texts)
    assert desk.search(ana, ASKED).notes == ()
    assert endpoint.texts[before:] == [ASKED]
    endpoint.status = 500
    assert "words alone" in desk.search(ana, ASKED).notes[0]
    endpoint.status = 200
    assert "words alone" in desk.search(ana, ASKED).notes[0]
    monkeypatch.setattr("pipeline.searching.AGAIN", 0.0)
    assert desk.search(ana, ASKED).notes == ()


def test_patterns_ask_no_embedder(tmp_path: Path, settings: Settings, endpoint: Endpoint) -> None:
    keep(tmp_path, past("one", SAID["pool"]), past("two", SAID["pool"]))
    assert library(settings).patterns(Filters()).patterns
    assert endpoint.texts == []
