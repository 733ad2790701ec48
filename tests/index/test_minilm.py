import math
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import EmbedderUnavailable
from pipeline.index.embedders import chosen, minilm
from pipeline.index.embedders.bert import Bert
from pipeline.index.embedders.weights import is_genuine, weights
from pipeline.settings import Settings

installed = pytest.mark.skipif(minilm.folder() is None, reason="the package of the model is not installed")


def small(width=24, wide=48, layers=2, words=30):
    chance = np.random.default_rng(3)
    shapes = {
        "embeddings.word_embeddings.weight": (words, width),
        "embeddings.position_embeddings.weight": (12, width),
        "embeddings.token_type_embeddings.weight": (2, width),
        "embeddings.LayerNorm.weight": (width,),
        "embeddings.LayerNorm.bias": (width,),
    }
    for layer in range(layers):
        at = f"encoder.layer.{layer}"
        dense = {f"attention.self.{name}": (width, width) for name in ("query", "key", "value")}
        dense |= {"attention.output.dense": (width, width), "intermediate.dense": (wide, width), "output.dense": (width, wide)}
        for name, shape in dense.items():
            shapes |= {f"{at}.{name}.weight": shape, f"{at}.{name}.bias": shape[:1]}
        for name in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{at}.{name}.weight": (width,), f"{at}.{name}.bias": (width,)}
    return {name: chance.standard_normal(shape).astype(np.float32) * 0.3 for name, shape in shapes.items()}


def by_the_book(w, tokens, heads=12):
    """One text, step by step in double precision, with the error function of the standard library."""
    w = {name: value.astype(np.float64) for name, value in w.items()}

    def norm(x, name):
        spread = np.sqrt(x.var(axis=-1, keepdims=True) + 1e-12)
        return (x - x.mean(axis=-1, keepdims=True)) / spread * w[f"{name}.weight"] + w[f"{name}.bias"]

    def dense(x, name):
        return x @ w[f"{name}.weight"].T + w[f"{name}.bias"]

    x = w["embeddings.word_embeddings.weight"][tokens] + w["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    size = x.shape[1] // heads
    for layer in range(2):
        at = f"encoder.layer.{layer}"
        query, key, value = (dense(x, f"{at}.attention.self.{name}") for name in ("query", "key", "value"))
        heard = np.zeros_like(x)
        for head in range(heads):
            own = slice(head * size, (head + 1) * size)
            attention = np.exp(query[:, own] @ key[:, own].T / math.sqrt(size))
            heard[:, own] = attention / attention.sum(axis=1, keepdims=True) @ value[:, own]
        x = norm(dense(heard, f"{at}.attention.output.dense") + x, f"{at}.attention.output.LayerNorm")
        wide = dense(x, f"{at}.intermediate.dense")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        x = norm(dense(wide, f"{at}.output.dense") + x, f"{at}.output.LayerNorm")
    pooled = x.mean(axis=0)
    return pooled / np.linalg.norm(pooled)


def test_the_forward_pass_is_that_of_the_book_alone_and_beside_longer_texts():
    w = small()
    texts = [[1, 5, 9, 2], [1, 2], [1, 7, 7, 8, 20, 21, 2]]
    together = Bert(w)(texts)
    for text, row in zip(texts, together, strict=True):
        assert np.abs(row - by_the_book(w, text)).max() < 1e-5
        assert np.abs(row - Bert(w)([text])[0]).max() < 1e-5


@installed
def test_what_means_the_same_is_near_and_what_does_not_is_far(tmp_path):
    embedder = minilm.MiniLM(tmp_path)
    outage, down, banana = embedder.embed(["database outage", "db went down", "banana"])
    assert abs(float(outage @ down) - 0.6263) < 1e-3
    assert float(outage @ banana) < 0.2
    assert np.allclose(np.linalg.norm([outage, down, banana], axis=1), 1, atol=1e-6)


@installed
def test_the_order_and_the_company_of_texts_change_nothing(tmp_path):
    embedder = minilm.MiniLM(tmp_path)
    texts = ["disk full", "the pool of connections was exhausted " * 30, "", "latency"]
    forward, backward = embedder.embed(texts), embedder.embed(texts[::-1])[::-1]
    assert np.abs(forward - backward).max() < 1e-5
    assert forward.dtype == np.float32


@installed
def test_a_changed_file_of_the_model_is_refused_in_one_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(minilm, "HASHES", {"tokenizer.json": "0" * 64})
    with pytest.raises(EmbedderUnavailable, match="is not the file that it should be; install it with"):
        minilm.MiniLM(tmp_path).embed(["x"])


def test_a_file_is_looked_at_once_and_again_when_it_changes(tmp_path):
    file, home = tmp_path / "model", tmp_path / "home"
    file.write_bytes(b"abc")
    genuine = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert is_genuine(file, genuine, home)
    remembered = (home / "verified.json").read_text()
    assert is_genuine(file, genuine, home)
    assert (home / "verified.json").read_text() == remembered
    file.write_bytes(b"abd!")
    assert not is_genuine(file, genuine, home)


def test_without_a_home_that_can_be_written_it_is_looked_at_each_time(tmp_path):
    file = tmp_path / "model"
    file.write_bytes(b"abc")
    (tmp_path / "home").write_text("a file where the folder should be")
    assert is_genuine(file, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", tmp_path / "home")


@installed
def test_weights_lie_on_the_file():
    found = weights(minilm.folder() / "model.safetensors")
    assert found["embeddings.word_embeddings.weight"].shape == (30522, 384)
    assert not found["embeddings.word_embeddings.weight"].flags.owndata


def test_minilm_is_the_default_where_it_is_installed_and_none_where_not(tmp_path, monkeypatch):
    monkeypatch.setattr(minilm, "folder", lambda: None)
    assert chosen(Settings(), tmp_path) is None
    monkeypatch.setattr(minilm, "folder", lambda: Path("somewhere"))
    assert chosen(Settings(), tmp_path).name == "minilm"
    assert chosen(Settings(embedder="none"), tmp_path) is None
