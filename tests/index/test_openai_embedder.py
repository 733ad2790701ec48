import contextlib
import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest

from pipeline.errors import BadOption, EmbedderUnavailable
from pipeline.index.embedders import chosen
from pipeline.index.embedders.chroma_minilm import ChromaMiniLM
from pipeline.settings import Settings


class Server(ThreadingHTTPServer):
    """Answers /embeddings as queued: a status, bytes, or "good"; keeps what it was asked."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.queue, self.asked, self.keys = [], [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        self.server.keys.append(self.headers.get("Authorization"))
        answer = self.server.queue.pop(0) if self.server.queue else "good"
        if answer == "slow":
            time.sleep(3)
        status, content = (answer, b"{}") if isinstance(answer, int) else (200, answer)
        if isinstance(content, str):
            rows = [{"index": place, "embedding": [len(text), 1.0, 2.0]} for place, text in enumerate(body["input"])]
            content = json.dumps({"data": rows[::-1]}).encode()
        self.send_response(status)
        self.send_header("Retry-After", "0.01")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Silent."""


@pytest.fixture
def server():
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def embedder(server, tmp_path):
    url = f"http://127.0.0.1:{server.server_address[1]}/v1/"
    settings = Settings(embedder="openai:small", embedder_url=url, base_url="http://127.0.0.1:1/chat", api_key="k1", timeout="1")
    return chosen(settings, tmp_path)


def test_texts_become_vectors_of_length_one_in_their_order(server, embedder):
    rows = embedder.embed(["a", "bbb", ""])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1)
    assert rows[1][0] > rows[0][0]
    path, body = server.asked[0]
    assert (path, body["model"], body["input"]) == ("/v1/embeddings", "small", ["a", "bbb", " "])
    assert server.keys == ["Bearer k1"]
    assert embedder.local


def test_many_texts_are_asked_in_several_calls(server, embedder):
    assert embedder.embed(["x"] * 150).shape == (150, 3)
    assert [len(body["input"]) for _, body in server.asked] == [64, 64, 22]


@pytest.mark.parametrize("fault", [429, 500, 503, b"<html>", b'{"data": []}', b'{"data": [{"embedding": "x"}]}'])
def test_what_may_pass_is_tried_again(server, embedder, fault):
    server.queue = [fault]
    assert embedder.embed(["x"]).shape == (1, 3)
    assert len(server.asked) == 2


@pytest.mark.parametrize("fault", [429, 500, b"<html>"])
def test_a_question_waits_for_no_second_attempt(server, embedder, fault):
    server.queue = [fault]
    with pytest.raises(EmbedderUnavailable):
        embedder.embed_query("x")
    assert len(server.asked) == 1


def test_a_question_waits_no_longer_than_it_may(server, embedder, monkeypatch):
    monkeypatch.setattr("pipeline.index.embedders.openai_compatible.QUESTION", 0.2)
    server.queue = ["slow"]
    with pytest.raises(EmbedderUnavailable, match=r"it takes longer than 0\.2 s"):
        embedder.embed_query("x")


NUMBERS = ["1" + 400 * "0", "NaN", "1e999", "0.0", "[[[" * 50_000]


@pytest.mark.parametrize("number", NUMBERS, ids=["400 digits", "NaN", "infinity", "zeros", "brackets"])
def test_what_is_no_vector_is_one_sentence(server, embedder, number):
    server.queue = [f'{{"data": [{{"embedding": [{number}, 0.0]}}]}}'.encode()]
    with pytest.raises(EmbedderUnavailable, match="its answer"):
        embedder.embed_query("x")


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\n"])
def test_a_service_that_drips_is_not_waited_for(tmp_path, sent):
    def drip(listening):
        connection, _ = listening.accept()
        with contextlib.suppress(OSError), connection:
            connection.sendall(sent)
            while not over.wait(0.1):
                connection.sendall(b"X")

    over = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        threading.Thread(target=drip, args=[listening], daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        dripping = chosen(Settings(embedder="openai:small", embedder_url=url, timeout="0.5", retries="0"), tmp_path)
        start = time.monotonic()
        with pytest.raises(EmbedderUnavailable, match=r"it takes longer than 0\.5 s"):
            dripping.embed(["x"])
        assert time.monotonic() - start < 2
        over.set()


@pytest.mark.parametrize("status", [400, 401, 403, 404])
def test_what_does_not_pass_is_one_sentence_at_once(server, embedder, status):
    server.queue = [status]
    with pytest.raises(EmbedderUnavailable, match=f"it answers {status}; ") as raised:
        embedder.embed(["x"])
    assert len(server.asked) == 1
    assert "k1" not in str(raised.value)


def test_a_redirection_is_not_followed_with_the_key(server, embedder):
    server.queue = [302]
    with pytest.raises(EmbedderUnavailable, match="it answers 302"):
        embedder.embed(["x"])


def test_a_service_that_does_not_answer_in_time_or_at_all_is_one_sentence(server, embedder, tmp_path):
    server.queue = ["slow"] * 3
    with pytest.raises(EmbedderUnavailable, match="it takes longer than 1 s; try again later"):
        embedder.embed(["x"])
    nobody = chosen(Settings(embedder="openai:small", embedder_url="http://127.0.0.1:1/v1", retries="0"), tmp_path)
    with pytest.raises(EmbedderUnavailable, match="it does not answer"):
        nobody.embed(["x"])


def test_its_dimension_is_that_of_its_answers(server, embedder):
    assert embedder.dimension == 3
    server.queue = [b'{"data": [{"embedding": [1, 0]}]}']
    assert embedder.dimension == 2


def test_what_leaves_the_machine_is_known(tmp_path):
    assert not chosen(Settings(embedder="openai:small", api_key="k"), tmp_path).local
    assert not chosen(Settings(embedder="openai:small", embedder_url="https://models.example/v1"), tmp_path).local


@pytest.mark.parametrize("name", ["openai:", "gpt", "MiniLM"])
def test_an_embedder_that_nobody_knows_is_refused(tmp_path, name):
    with pytest.raises(BadOption, match="known are minilm, openai:<model>, chroma and none"):
        chosen(Settings(embedder=name), tmp_path)


def test_chromas_own_model_is_not_fetched_without_consent(tmp_path):
    told = []
    with pytest.raises(EmbedderUnavailable, match="set POSTMORTEM_CHROMA_DOWNLOAD=true"):
        ChromaMiniLM(False, told.append, folder=tmp_path).embed(["x"])
    assert told == []


def test_the_fetching_is_told_and_ends(tmp_path, monkeypatch):
    fetching = "chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2.ONNXMiniLM_L6_V2._download_model_if_not_exists"
    told = []
    monkeypatch.setattr(fetching, lambda self: time.sleep(5))
    with pytest.raises(EmbedderUnavailable, match=r"cannot be fetched \(it takes longer than 0.2 s\)"):
        ChromaMiniLM(True, told.append, folder=tmp_path, patience=0.2).embed(["x"])
    assert "Fetching the embedder" in told[0]

    def refused(self):
        raise OSError("Name or service not known")

    monkeypatch.setattr(fetching, refused)
    with pytest.raises(EmbedderUnavailable, match="Name or service not known"):
        ChromaMiniLM(True, told.append, folder=tmp_path).embed(["x"])
