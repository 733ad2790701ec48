"""The only module that imports langchain and openai. In: a model's name and a task. Out: the text of its answer and the tokens it
took, or why there is none.

The answer's form is asked for as a strict JSON schema; a server that knows none gets the schema in the prompt. What langchain
would make of the text is passed over, since it mends cut JSON in silence: reading.py reads the text. Retries are in asking.py.
"""

import json
import os
import threading
import warnings
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

import openai
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage
from langchain_core.runnables import Runnable, RunnableSequence
from langchain_openai.chat_models.base import BaseChatOpenAI

from pipeline.llm.config import ModelConfig, is_local, provider_of
from pipeline.llm.faults import Miss, miss, reason, unmade, wants_no_schema
from pipeline.llm.schema import strict_schema
from pipeline.llm.task import Answer, Failure, Fault, Task

os.environ |= {"LANGSMITH_TRACING": "false", "LANGCHAIN_TRACING_V2": "false", "LANGSMITH_TRACING_V2": "false"}
"""Tracing would send every prompt to a third party."""
warnings.filterwarnings("ignore", category=UserWarning, module=r"langchain_openai\.")
CONNECT = 10.0
NO_KEY = "none"
OPENAI = {"openai", "azure_openai"}
SCHEMA_IN_WORDS = "\n\nAnswer with one JSON object and nothing else, no code fence. It has to fit this JSON schema:\n"
CUT = {"length", "max_tokens", "MAX_TOKENS", "model_length"}
FILTERED = {"content_filter", "SAFETY", "safety", "content_filtered"}


@dataclass(frozen=True)
class Reply:
    """What a model wrote; tokens are None where the provider does not count them."""

    text: str
    tokens_in: int | None = None
    tokens_out: int | None = None


class Form(StrEnum):
    """How an answer's form is asked for, best first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    WORDS = "words"


WORSE = {Form.SCHEMA: Form.OBJECT, Form.OBJECT: Form.WORDS}


class Provider:
    """Holds one client a model and remembers which form of answers each knows. Safe to use from several threads."""

    def __init__(self, config: ModelConfig):
        self.config = config
        self.lock = threading.Lock()
        self.clients: dict[str, BaseChatModel] = {}
        self.forms: dict[str, Form] = {}

    def call(self, model: str, task: Task[Any]) -> Reply | Miss:
        """Asks once. Never raises for what the provider or its client does."""
        try:
            client = self._client(model)
        except Exception as error:  # a missing package or key, an unknown name: each client says so in its own way
            return unmade(error, model)
        try:
            return self._read(self._asked(client, model, task), model)
        except Exception as error:  # clients raise what they like: OpenAIError, ValueError, IndexError, plain Exception
            return miss(error, model)

    def _asked(self, client: BaseChatModel, model: str, task: Task[Any]) -> AIMessage:
        form = self.forms.get(model, Form.SCHEMA)
        while True:
            try:
                return cast(AIMessage, _bound(client, task.answer, form).invoke(_messages(task, form)))
            except Exception as error:
                if form not in WORSE or not wants_no_schema(error):
                    raise
                form = self.forms[model] = WORSE[form]

    def _client(self, model: str) -> BaseChatModel:
        with self.lock:
            if model not in self.clients:
                self.clients[model] = _made(model, self.config)
            return self.clients[model]

    def _read(self, message: AIMessage, model: str) -> Reply | Miss:
        used = message.usage_metadata
        tokens = (used["input_tokens"], used["output_tokens"]) if used else (None, None)
        ended = str(message.response_metadata.get("finish_reason") or message.response_metadata.get("stop_reason") or "")
        fault = Fault.CUT if ended in CUT else Fault.FILTERED if ended in FILTERED else None
        fault = Fault.REFUSED if message.additional_kwargs.get("refusal") or ended == "refusal" else fault
        if fault:
            return Miss(Failure(fault, reason(fault, model)), None, tokens[0] or 0, tokens[1] or 0)
        text = str(message.text)
        if not text.strip() and len(message.tool_calls) == 1:
            text = json.dumps(message.tool_calls[0]["args"])
        return Reply(text, *tokens)


def _made(model: str, config: ModelConfig) -> BaseChatModel:
    provider = provider_of(model) or ("openai" if config.base_url else None)
    named = model.partition(":")[2] if provider_of(model) else model
    wishes: dict[str, Any] = {"max_retries": 0, "timeout": config.timeout}
    if provider in OPENAI:
        wishes["timeout"] = openai.Timeout(config.timeout, connect=min(CONNECT, config.timeout))
    if config.base_url:
        wishes["base_url"] = config.base_url
    if config.temperature is not None:
        wishes["temperature"] = config.temperature
    key = config.api_key or _placeholder(model, provider, config)
    if key and provider != "ollama":
        wishes["api_key"] = key
    return cast(BaseChatModel, init_chat_model(named, model_provider=provider, **wishes))


def _placeholder(model: str, provider: str | None, config: ModelConfig) -> str | None:
    """A word in place of a key, for servers of one's own that want none."""
    own = provider == "openai" and is_local(model, config.base_url) and not os.environ.get("OPENAI_API_KEY")
    return NO_KEY if own else None


def _bound(client: Any, answer: type[Answer], form: Form) -> "Runnable[Any, Any]":
    """The client, told which form the answer has to have; without langchain's own reading of it, which also would run in a thread
    that keeps the process from ending."""
    if form is Form.WORDS:
        return client
    if form is Form.OBJECT:
        return client.bind(response_format={"type": "json_object"})
    wishes = {"strict": True} if issubclass(type(client), BaseChatOpenAI) else {}
    whole: Any = client.with_structured_output(strict_schema(answer), method="json_schema", **wishes)
    return whole.first if whole.__class__ is RunnableSequence else whole


def _messages(task: Task[Any], form: Form) -> list[tuple[str, str]]:
    schema = "" if form is Form.SCHEMA else SCHEMA_IN_WORDS + json.dumps(strict_schema(task.answer))
    return [("system", task.prompt.system + schema), ("user", task.prompt.user)]
