"""An embeddings endpoint: OpenAI's, or one of the same form. In: texts. Out: vectors as it makes them, brought to length 1.

Asked over plain HTTP, without the client that pipeline/llm has for chats: to import that takes longer than to ask.
"""

import json
import os
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib import request

from pipeline.errors import EmbedderUnavailable
from pipeline.llm.config import ModelConfig, configured, shown
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.index.embedders.arrays import Vector, Vectors

ENDPOINT = "https://api.openai.com/v1"
AT_ONCE = 64
MOST = 8000
"""Characters of a text that are sent: about what the usual models read."""
PAUSE = 0.5
LONGEST_PAUSE = 20.0
QUESTION = 10.0
"""Seconds that a question waits for its vector, without a second attempt: its words can be searched without one."""
AGAIN = {408, 409, 429}
REMEDIES = {
    401: "it does not accept the key; set POSTMORTEM_API_KEY",
    403: "the key may not use it; set another POSTMORTEM_API_KEY",
    404: "it knows no such model or address; look at POSTMORTEM_EMBEDDER and POSTMORTEM_EMBEDDER_URL",
    429: "it refuses so many calls, or the account is used up; try again later",
}


class Received(NamedTuple):
    """`pause` is what the server asks for before the next call, in seconds."""

    status: int
    pause: float | None
    body: bytes


class Again(Exception):
    """The call may be tried again, after `pause` seconds where the server names them."""

    def __init__(self, reason: str, pause: float | None = None):
        self.pause = pause
        super().__init__(reason)


@dataclass(frozen=True)
class OpenAICompatible:
    """`config` holds address, key, time limit of a call in seconds, and retries, as for the chat models."""

    model: str
    config: ModelConfig

    @classmethod
    def of(cls, settings: Settings, model: str, home: Path) -> "OpenAICompatible":
        """Raises BadOption for an address or figure that cannot be used."""
        named = replace(settings, model=f"openai:{model}", base_url=settings.embedder_url or settings.base_url)
        config = configured(named, home, cache=False)
        assert config is not None  # a model is named
        return cls(model, config)

    @property
    def name(self) -> str:
        return f"openai:{self.model}"

    @property
    def local(self) -> bool:
        return self.config.local

    @property
    def address(self) -> str:
        return (self.config.base_url or ENDPOINT).rstrip("/")

    @property
    def dimension(self) -> int:
        return len(self.embed_query("dimension"))

    def embed(self, texts: Sequence[str]) -> "Vectors":
        import numpy as np

        rows: list[list[float]] = []
        for start in range(0, len(texts), AT_ONCE):
            rows += self._asked([text[:MOST] or " " for text in texts[start : start + AT_ONCE]])
        if len({len(row) for row in rows}) > 1:
            raise self._unavailable("its vectors are of different lengths", "name another model")
        found = np.array(rows, dtype=np.float64).reshape(len(rows), -1)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        if not (np.isfinite(lengths) & (lengths > 0)).all():
            raise self._unavailable("its answer holds what is no number, or nothing but zeros", "name another model")
        return (found / lengths).astype(np.float32)

    def embed_query(self, text: str) -> "Vector":
        hurried = replace(self.config, timeout=min(QUESTION, self.config.timeout), retries=0)
        return replace(self, config=hurried).embed([text])[0]

    def _asked(self, texts: Sequence[str]) -> list[list[float]]:
        pause = PAUSE
        for left in range(self.config.retries, -1, -1):
            try:
                return self._once(texts)
            except Again as error:
                if not left:
                    raise self._unavailable(str(error), "try again later, or set POSTMORTEM_EMBEDDER=none") from None
                time.sleep(min(error.pause or pause, LONGEST_PAUSE))
                pause *= 2
        raise AssertionError("no attempt was left")

    def _once(self, texts: Sequence[str]) -> list[list[float]]:
        body = json.dumps({"model": self.model, "input": list(texts), "encoding_format": "float"}).encode()
        headers = {"Content-Type": "application/json"}
        key = self.config.api_key or os.environ.get("OPENAI_API_KEY")
        if key:
            headers["Authorization"] = f"Bearer {key}"
        call = request.Request(f"{self.address}/embeddings", body, headers, method="POST")
        status, pause, text = sent(call, self.config.timeout)
        if status in AGAIN or status >= 500:
            raise Again(f"it answers {status}", pause)
        if status != 200:
            raise self._unavailable(f"it answers {status}", REMEDIES.get(status, "look at its address and model"))
        return self._read(text, len(texts))

    def _read(self, text: bytes, count: int) -> list[list[float]]:
        try:
            data: list[dict[str, Any]] = json.loads(text)["data"]
            rows = [[float(x) for x in one["embedding"]] for one in sorted(data, key=lambda one: int(one.get("index", 0)))]
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
            raise Again("its answer is no list of vectors") from None
        if len(rows) != count or len({len(row) for row in rows}) != 1 or not rows[0]:
            raise Again("its answer has not one vector of one length for each text")
        return rows

    def _unavailable(self, reason: str, remedy: str) -> EmbedderUnavailable:
        return EmbedderUnavailable(self.name, f"{shown(self.address)}: {reason}", remedy)


def sent(call: request.Request, timeout: float) -> Received:
    """Within `timeout` seconds all in all: a socket's own limit begins anew with every byte. Raises Again."""
    received: Future[Received] = Future()

    def work() -> None:
        try:
            received.set_result(exchanged(call, timeout))
        except BaseException as error:
            received.set_exception(error)

    Thread(target=work, daemon=True).start()
    try:
        return received.result(timeout)
    except TimeoutError:
        raise Again(f"it takes longer than {timeout:g} s") from None


def exchanged(call: request.Request, timeout: float) -> Received:
    """Raises Again."""
    opener = request.OpenerDirector()  # follows no redirection: the key goes nowhere else
    for handler in (request.ProxyHandler(), request.HTTPHandler(), request.HTTPSHandler()):
        opener.add_handler(handler)
    end = time.monotonic() + timeout
    try:
        answer: Any = opener.open(call, timeout=timeout)
        if answer is None:
            raise Again("it does not answer")
        with answer:
            parts: list[bytes] = []
            while part := answer.read1(1 << 16):
                parts.append(part)
                if time.monotonic() > end:
                    raise Again(f"it takes longer than {timeout:g} s")
            return Received(int(answer.status), seconds(answer.headers.get("Retry-After")), b"".join(parts))
    except TimeoutError:
        raise Again(f"it takes longer than {timeout:g} s") from None
    except (OSError, ValueError, HTTPException) as error:
        raise Again(f"it does not answer ({getattr(error, 'reason', None) or error})") from None


def seconds(value: str | None) -> float | None:
    try:
        return max(0.0, float(value or ""))
    except ValueError:
        return None
