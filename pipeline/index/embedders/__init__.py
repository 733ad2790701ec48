"""Embedders, one a file: what makes vectors of texts. In: settings. Out: the one to use, or None for words alone.

minilm             all-MiniLM-L6-v2 from a registry package, in numpy; the default where it is installed
openai:<model>     an embeddings endpoint, OpenAI's or one of the same form (embedder_url, else base_url)
chroma             Chroma's own MiniLM; fetched once, and only with chroma_download = true
none               no vectors
"""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import BadOption
from pipeline.index.embedders.embedder import Embedder
from pipeline.settings import Settings

MINILM, OPENAI, CHROMA, NONE = "minilm", "openai:", "chroma", "none"

Notice = Callable[[str], None]
"""Is told a sentence that the user should read now."""


def chosen(settings: Settings, home: Path, notice: Notice = lambda _: None) -> Embedder | None:
    """The embedder of these settings. Nothing is read, asked or fetched before the first text. Raises BadOption."""
    named = (settings.embedder or "").strip() or default()
    if named == NONE:
        return None
    if named == MINILM:
        from pipeline.index.embedders.minilm import MiniLM

        return MiniLM(home)
    if named == CHROMA:
        from pipeline.index.embedders.chroma_minilm import ChromaMiniLM
        from pipeline.llm.config import switch

        return ChromaMiniLM(switch(settings.chroma_download, "chroma_download"), notice)
    if named.startswith(OPENAI) and named != OPENAI:
        from pipeline.index.embedders.openai_compatible import OpenAICompatible

        return OpenAICompatible.of(settings, named.removeprefix(OPENAI), home)
    raise BadOption("The embedder", named, "known are minilm, openai:<model>, chroma and none")


def default() -> str:
    from pipeline.index.embedders.minilm import folder

    return MINILM if folder() else NONE
