import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.index.vectors import VectorIndex


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    port = free_port()
    folder = tmp_path_factory.mktemp("server")
    command = [Path(sys.executable).with_name("chroma"), "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def test_a_server_answers_as_the_matrix_does_and_follows_the_store(tmp_path, store, made, past, url):
    server, own = VectorIndex(tmp_path, made, url=url), VectorIndex(tmp_path, made)
    for change in (
        lambda: None,
        lambda: store.put_all([past(7, "certificate expired"), past(99)]),
        lambda: store.remove(["INC-8"]),
    ):
        change()
        server.sync(store, asking=True)
        own.sync(store, asking=True)
        for text in ("a question", "certificate expired own7x1"):
            vector = made.embed_query(text)
            assert dict(server.search(vector, 5, None)) == pytest.approx(dict(own.search(vector, 5, None)), abs=1e-5)
            assert (server.answered_by, own.answered_by) == ("chroma", "matrix")
    assert server.notes == []


def test_a_collection_that_somebody_emptied_is_filled_again(tmp_path, store, made, url):
    server = VectorIndex(tmp_path, made, url=url)
    server.sync(store)
    server._collection.collection.delete(where={"incident": "INC-7"})
    again = VectorIndex(tmp_path, made, url=url)
    again.sync(store, asking=True)
    vector = made.embed_query("disk full on the primary own7x1")
    assert again.search(vector, 1, None)[0][0] == "INC-7#1"
    assert again.answered_by == "chroma"


def test_a_server_that_is_not_there_is_said_and_the_answers_are_right(tmp_path, store, made):
    index = VectorIndex(tmp_path, made, url=f"http://127.0.0.1:{free_port()}")
    index.sync(store, asking=True)
    assert index.search(made.embed_query("disk full on the primary own7x1"), 1, None)[0][0] == "INC-7#1"
    assert index.answered_by == "matrix"
    assert len(index.notes) == 1
    assert "does not answer" in index.notes[0]


def test_a_server_that_answers_once_and_then_no_more_does_not_hang_anybody(tmp_path, store, made, monkeypatch):
    monkeypatch.setattr("pipeline.index.chroma.PATIENCE", 0.3)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            if not self.path.endswith("heartbeat"):
                over.wait(20)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"nanosecond heartbeat": 1}')

        def log_message(self, *_):
            """Silent."""

    over, server = threading.Event(), ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    index = VectorIndex(tmp_path, made, url=f"http://127.0.0.1:{server.server_port}")
    start = time.monotonic()
    index.sync(store, asking=True)
    assert time.monotonic() - start < 5
    assert "does not answer" in index.notes[0]
    over.set()
    server.shutdown()
    server.server_close()


def test_a_server_that_never_answers_does_not_hang_anybody(tmp_path, store, made, monkeypatch):
    monkeypatch.setattr("pipeline.index.chroma.PATIENCE", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        index = VectorIndex(tmp_path, made, url=f"http://127.0.0.1:{silent.getsockname()[1]}")
        start = time.monotonic()
        index.sync(store, asking=True)
        assert time.monotonic() - start < 5
    assert index.search(made.embed_query("disk full on the primary own7x1"), 1, None)[0][0] == "INC-7#1"
