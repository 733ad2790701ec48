"""Which models are asked, where, and within which bounds. In: settings, flags, the environment. Out: a ModelConfig."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pipeline.errors import BadOption
from pipeline.llm.task import Stage
from pipeline.settings import Settings

N = TypeVar("N", int, float)
LOOPBACK = re.compile(r"localhost|.*\.localhost|127(\.\d{1,3}){3}|::1|0\.0\.0\.0", re.IGNORECASE)
PROVIDERS = frozenset(
    "anthropic anthropic_bedrock azure_ai azure_openai baseten bedrock bedrock_converse bedrock_mantle_anthropic "
    "bedrock_mantle_openai cohere deepseek fireworks google_anthropic_vertex google_genai google_vertexai groq huggingface ibm "
    "langsmith litellm meta mistralai nvidia ollama openai openrouter perplexity together upstage xai".split()
)
"""What may stand before the colon of a model's name; "llama3:8b" is a name and no provider."""
YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


@dataclass(frozen=True)
class ModelConfig:
    """`model` and the values of `stages` are chains: names by commas, the next is asked where the one before gives no answer.

    Prices are USD per million tokens; `timeout` is seconds a call, all in all; `cache` is the folder that answers are kept in
    (None: they are not); `answers` is a folder of recorded answers, looked in first; with `replay_only` nothing else is."""

    model: str
    stages: Mapping[Stage, str] = field(default_factory=dict[Stage, str])
    base_url: str | None = None
    api_key: str | None = field(default=None, repr=False)
    temperature: float | None = None
    concurrency: int = 8
    timeout: float = 120.0
    retries: int = 2
    token_cap: int | None = None
    price_in: float | None = None
    price_out: float | None = None
    cache: Path | None = None
    answers: Path | None = None
    replay_only: bool = False

    def chain(self, stage: Stage) -> tuple[str, ...]:
        """The models of a stage, in the order in which they are asked."""
        return names(self.stages.get(stage) or self.model)

    @property
    def models(self) -> tuple[str, ...]:
        """All that may be asked, each once."""
        return tuple(dict.fromkeys(name for chain in (self.model, *self.stages.values()) for name in names(chain)))

    @property
    def local(self) -> bool:
        """Whether nothing that is asked leaves this machine."""
        return self.replay_only or all(is_local(name, self.base_url) for name in self.models)


def configured(
    settings: Settings, home: Path, cache: bool = True, environment: Mapping[str, str] = os.environ
) -> ModelConfig | None:
    """The models of these settings, None where none is named. Raises BadOption for a value that cannot be used."""
    if not (settings.model and names(settings.model)):
        return None
    return ModelConfig(
        model=settings.model,
        stages={stage: chain for stage in Stage if (chain := getattr(settings, f"model_{stage.value}"))},
        base_url=_address(settings.base_url or _from_environment(settings.model, environment)),
        api_key=settings.api_key,
        temperature=_number(settings.temperature, "temperature", float, 0, 2),
        concurrency=_number(settings.concurrency, "concurrency", int, 1, 64) or 8,
        timeout=_number(settings.timeout, "timeout", float, 0.1, 3600) or 120.0,
        retries=2 if (retries := _number(settings.retries, "retries", int, 0, 10)) is None else retries,
        token_cap=_number(settings.token_cap, "token_cap", int, 1, 10**12),
        price_in=_number(settings.price_in, "price_in", float, 0, 10**6),
        price_out=_number(settings.price_out, "price_out", float, 0, 10**6),
        cache=home / "answers" if cache else None,
        answers=_folder(settings.answers),
        replay_only=switch(settings.replay_only, "replay_only"),
    )


def names(chain: str) -> tuple[str, ...]:
    return tuple(name for part in chain.split(",") if (name := part.strip()))


def provider_of(model: str) -> str | None:
    """The provider that a model's name says: "openai" of "openai:gpt-5", None of "llama3:8b"."""
    before, colon, _ = model.partition(":")
    return before if colon and before.replace("-", "_").lower() in PROVIDERS else None


def is_local(model: str, base_url: str | None, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether asking this model keeps to this machine: a loopback address, a socket, or Ollama at its usual place."""
    if base_url:
        return is_loopback(base_url)
    host = environment.get("OLLAMA_HOST", "")
    return provider_of(model) == "ollama" and (not host or is_loopback(host if "//" in host else f"http://{host}"))


def is_loopback(address: str) -> bool:
    from urllib.parse import urlsplit

    parts = urlsplit(address)
    return parts.scheme in ("unix", "http+unix") or LOOPBACK.fullmatch(parts.hostname or "") is not None


def shown(address: str) -> str:
    """The address without a name and password in it, and without what follows a question mark."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(address)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _from_environment(model: str, environment: Mapping[str, str]) -> str | None:
    """The address that the client of OpenAI would take by itself, so that we know where we ask."""
    named = {provider_of(name) for name in names(model)}
    return environment.get("OPENAI_BASE_URL") if named <= {"openai", None} else None


def _address(value: str | None) -> str | None:
    if value and not re.match(r"(https?|unix|http\+unix)://\S+$", value):
        raise BadOption("The base URL", shown(value), "write it as http://localhost:11434/v1")
    return value or None


def _number(value: str | None, key: str, kind: Callable[[str], N], least: float, most: float) -> N | None:
    if value is None or not value.strip():
        return None
    try:
        number = kind(value.replace("_", ""))
    except ValueError:
        number = None
    if number is None or not least <= number <= most:
        what = "a whole number" if kind is int else "a number"
        raise BadOption(f"The setting {key}", value, f"give {what} from {least:g} to {most:g}")
    return number


def switch(value: str | None, key: str) -> bool:
    word = (value or "").strip().lower()
    if word not in YES | NO:
        raise BadOption(f"The setting {key}", value or "", "give true or false")
    return word in YES


def _folder(value: str | None) -> Path | None:
    if not value:
        return None
    folder = Path(value).expanduser()
    if not folder.is_dir():
        raise BadOption("The setting answers", value, "name a folder of recorded answers that is there")
    return folder
