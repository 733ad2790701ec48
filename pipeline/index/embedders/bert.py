"""The forward pass of a small BERT in numpy. In: weights as float32 arrays, token ids. Out: one vector a text, of length 1.

After Devlin et al. 2019 (arXiv 1810.04805), with the pooling of sentence-transformers; no dropout, since nothing is trained here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.index.embedders.arrays import Array, Vectors

HEADS = 12
EPSILON = 1e-12
SLICE = 1 << 15
"""Figures that are bent at once: they stay in the processor's cache."""
ERF_ABOVE = (
    -2.72614225801306e-10, 2.77068142495902e-08, -2.10102402082508e-06, -5.69250639462346e-05,
    -7.34990630326855e-04, -2.95459980854025e-03, -1.60960333262415e-02,
)  # fmt: skip
ERF_BELOW = (-1.45660718464996e-05, -2.13374055278905e-04, -1.68282697438203e-03, -7.37332916720468e-03, -1.42647390514189e-02)
"""erf(x) = x P(x²) / Q(x²) for |x| <= 4, to the precision of float32: the rational form that numeric libraries use."""


@dataclass(frozen=True)
class Layer:
    """One layer's weights, each matrix as (in, out)."""

    asks: Array
    asks_bias: Array
    joined: Array
    joined_bias: Array
    first_norm: tuple[Array, Array]
    wide: Array
    wide_bias: Array
    narrow: Array
    narrow_bias: Array
    second_norm: tuple[Array, Array]


class Bert:
    """Reads texts of at most as many tokens as it has places."""

    def __init__(self, weights: Mapping[str, Array]):
        self.words = weights["embeddings.word_embeddings.weight"]
        self.places = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        self.norm = _norm_of(weights, "embeddings.LayerNorm")
        count = sum(name.endswith("attention.self.query.weight") for name in weights)
        self.layers = [_layer(weights, f"encoder.layer.{number}") for number in range(count)]
        self.dimension = int(self.words.shape[1])

    def __call__(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        """One row for each text; shorter ones are filled up, so texts of about one length should come together."""
        longest = max(map(len, tokens))
        ids = np.zeros((len(tokens), longest), dtype=np.int64)
        there = np.zeros((len(tokens), longest), dtype=np.float32)
        for row, text in enumerate(tokens):
            ids[row, : len(text)] = text
            there[row, : len(text)] = 1
        hidden = _normed(self.words[ids] + self.places[:longest], self.norm)
        absent = (there[:, None, None, :] - 1) * np.float32(1e9) if there.min() == 0 else None
        for layer in self.layers:
            hidden = _through(layer, hidden, absent)
        pooled = np.einsum("btd,bt->bd", hidden, there) / there.sum(axis=1, keepdims=True)
        return pooled / np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), EPSILON)


def _through(layer: Layer, hidden: Array, absent: Array | None) -> Array:
    batch, length, width = hidden.shape
    flat: Array = hidden.reshape(-1, width)
    asked = (flat @ layer.asks + layer.asks_bias).reshape(batch, length, 3, HEADS, width // HEADS)
    query, key, value = asked.transpose(2, 0, 3, 1, 4)
    weights = query @ key.swapaxes(-1, -2)
    weights *= np.float32((width // HEADS) ** -0.5)
    if absent is not None:
        weights += absent
    weights -= weights.max(axis=-1, keepdims=True)
    np.exp(weights, out=weights)
    weights /= weights.sum(axis=-1, keepdims=True)
    heard = (weights @ value).transpose(0, 2, 1, 3).reshape(-1, width)
    joined: Array = heard @ layer.joined + layer.joined_bias
    joined += flat
    flat = _normed(joined, layer.first_norm)
    wide: Array = flat @ layer.wide + layer.wide_bias
    _bend(wide)
    told: Array = wide @ layer.narrow + layer.narrow_bias
    told += flat
    return _normed(told, layer.second_norm).reshape(batch, length, width)


def _normed(x: Array, norm: tuple[Array, Array]) -> Array:
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt(np.einsum("...d,...d->...", x, x)[..., None] / np.float32(x.shape[-1]) + np.float32(EPSILON))
    x *= norm[0]
    x += norm[1]
    return x


def _bend(x: Array) -> None:
    """GELU with the error function, in place."""
    line = x.reshape(-1)
    for start in range(0, line.size, SLICE):
        part = line[start : start + SLICE]
        scaled: Array = part * np.float32(0.5**0.5)
        np.clip(scaled, -4, 4, out=scaled)
        square = scaled * scaled
        above, below = _polynomial(ERF_ABOVE, square), _polynomial(ERF_BELOW, square)
        above *= scaled
        above /= below
        above += 1
        above *= np.float32(0.5)
        part *= above


def _polynomial(factors: Sequence[float], x: Array) -> Array:
    result = np.full_like(x, factors[0])
    for factor in factors[1:]:
        result *= x
        result += np.float32(factor)
    return result


def _layer(weights: Mapping[str, Array], at: str) -> Layer:
    asks = [f"{at}.attention.self.{name}" for name in ("query", "key", "value")]
    return Layer(
        asks=np.concatenate([weights[f"{name}.weight"] for name in asks]).T,
        asks_bias=np.concatenate([weights[f"{name}.bias"] for name in asks]),
        joined=weights[f"{at}.attention.output.dense.weight"].T,
        joined_bias=weights[f"{at}.attention.output.dense.bias"],
        first_norm=_norm_of(weights, f"{at}.attention.output.LayerNorm"),
        wide=weights[f"{at}.intermediate.dense.weight"].T,
        wide_bias=weights[f"{at}.intermediate.dense.bias"],
        narrow=weights[f"{at}.output.dense.weight"].T,
        narrow_bias=weights[f"{at}.output.dense.bias"],
        second_norm=_norm_of(weights, f"{at}.output.LayerNorm"),
    )


def _norm_of(weights: Mapping[str, Array], name: str) -> tuple[Array, Array]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]
