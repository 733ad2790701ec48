"""Chroma's own MiniLM, computed by onnxruntime. In: texts. Out: 384 numbers each.

Its files (83 MB) are fetched from Chroma's storage only where the user said so, with a notice and within a time limit.
"""

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import EmbedderUnavailable

if TYPE_CHECKING:
    from pipeline.index.embedders.arrays import Vector, Vectors

FILES = ("config.json", "model.onnx", "special_tokens_map.json", "tokenizer_config.json", "tokenizer.json", "vocab.txt")
ASK = "set POSTMORTEM_CHROMA_DOWNLOAD=true to fetch them once (83 MB), or install the embedder minilm (docs/related.md)"
OTHERWISE = "install the embedder minilm (docs/related.md), or set POSTMORTEM_EMBEDDER=none"
PATIENCE = 300.0
"""Seconds that the fetching may take."""


class ChromaMiniLM:
    """`download` says that its files may be fetched; `folder` is where they are, by default where Chroma looks for them."""

    name = "chroma:all-MiniLM-L6-v2"
    dimension = 384
    local = True

    def __init__(self, download: bool, notice: Callable[[str], None], folder: Path | None = None, patience: float = PATIENCE):
        self.download, self.notice, self.folder, self.patience = download, notice, folder, patience

    def embed(self, texts: Sequence[str]) -> "Vectors":
        import numpy as np

        found = np.array(self._model(list(texts)), dtype=np.float32).reshape(len(texts), self.dimension)
        return found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12)

    def embed_query(self, text: str) -> "Vector":
        return self.embed([text])[0]

    @cached_property
    def _model(self) -> Any:
        from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

        class Here(ONNXMiniLM_L6_V2):
            DOWNLOAD_PATH = self.folder or ONNXMiniLM_L6_V2.DOWNLOAD_PATH

        model = Here()
        there = Here.DOWNLOAD_PATH / Here.EXTRACTED_FOLDER_NAME
        if not all((there / name).is_file() for name in FILES):
            if not self.download:
                raise EmbedderUnavailable(self.name, f"its files are not in {there}", ASK)
            self._fetch(model, there)
        return model

    def _fetch(self, model: Any, there: Path) -> None:
        self.notice(f"Fetching the embedder all-MiniLM-L6-v2 (83 MB) into {there}, once; it takes {self.patience:g} s at most.")
        problems: list[str] = []

        def work() -> None:
            try:
                model._download_model_if_not_exists()
            except Exception as error:  # its network, archive and file errors have nothing in common
                problems.append(" ".join(str(error).split())[:200] or type(error).__name__)

        fetching = threading.Thread(target=work, daemon=True)
        fetching.start()
        fetching.join(self.patience)
        if fetching.is_alive():
            problems.append(f"it takes longer than {self.patience:g} s")
        if problems:
            raise EmbedderUnavailable(self.name, f"its files cannot be fetched ({problems[0]})", OTHERWISE)
