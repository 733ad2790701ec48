"""What a provider's client raised -> why there is no answer. It is told by status codes and names, so that it holds for every
client that langchain knows, and imports none. No sentence holds a key or an address with a password."""

import json
import re
from dataclasses import dataclass
from typing import Any

from pipeline.llm.task import Failure, Fault

OVERFLOW = re.compile(
    r"context_length_exceeded|(maximum|max) context|context (length|window|size)"
    r"|(prompt|input|request)[^.]{0,40}too (long|large|many tokens)"
    r"|exceeds the available context|reduce the length",
    re.IGNORECASE,
)
FILTER = re.compile(r"content[ _-]?(filter|management policy|policy)|ResponsibleAIPolicy", re.IGNORECASE)
QUOTA = re.compile(r"insufficient_quota|billing|credit balance|payment", re.IGNORECASE)
FORM = re.compile(r"response_format|json_schema|structured output|guided_json|text\.format", re.IGNORECASE)
NETWORK = re.compile(r"Connect|Protocol|ReadError|WriteError|NetworkError|SSL")
OF_THE_FORM = (json.JSONDecodeError, KeyError, TypeError, AttributeError, ValueError)
PACKAGE = re.compile(r"langchain[-_][a-z][\w-]*")
PASSWORD = re.compile(r"(?<=//)[^/\s@]+@")
LONG_WORD = re.compile(r"[^\s\"'(),;]{24,}")
BY_STATUS = {
    401: Fault.UNAUTHORIZED,
    402: Fault.QUOTA,
    403: Fault.UNAUTHORIZED,
    404: Fault.NOT_FOUND,
    408: Fault.TIMEOUT,
    413: Fault.TOO_LONG,
}


@dataclass(frozen=True)
class Miss:
    """A call without an answer. `retry_after` is the wait in seconds that the provider asked for; tokens are those it counted."""

    failure: Failure
    retry_after: float | None = None
    tokens_in: int = 0
    tokens_out: int = 0


def miss(error: Exception, model: str) -> Miss:
    """Why this call gave no answer."""
    fault = fault_of(error)
    used = _used(error)
    return Miss(Failure(fault, reason(fault, model, error)), _retry_after(error), *used)


def unmade(error: Exception, model: str) -> Miss:
    """Why there is no client for a model: no key, no package, or a name that says no provider."""
    fault = fault_of(error)
    if isinstance(error, ImportError) or fault is Fault.UNAUTHORIZED:
        return Miss(Failure(fault, reason(fault, model, error)))
    remedy = f"write it as openai:{model}, or say where it is with --base-url"
    return Miss(Failure(Fault.NOT_FOUND, f"no provider is known for the model {model}; {remedy}"))


def fault_of(error: Exception) -> Fault:
    status = status_of(error)
    if status is not None:
        return _by_status(status, f"{getattr(error, 'code', '')} {error}")
    kind = type(error).__name__
    if isinstance(error, TimeoutError) or "Timeout" in kind:
        return Fault.TIMEOUT
    for word, fault in (("Refusal", Fault.REFUSED), ("LengthFinish", Fault.CUT), ("ContentFilter", Fault.FILTERED)):
        if word in kind:
            return fault
    if isinstance(error, ImportError):
        return Fault.NOT_FOUND
    if "api_key" in str(error) or "credentials" in str(error).lower():
        return Fault.UNAUTHORIZED
    if isinstance(error, OSError) or NETWORK.search(kind):
        return Fault.UNREACHABLE
    if isinstance(error, IndexError):
        return Fault.EMPTY
    return Fault.MALFORMED if isinstance(error, OF_THE_FORM) else Fault.REJECTED


def _by_status(status: int, said: str) -> Fault:
    if status == 429:
        return Fault.QUOTA if QUOTA.search(said) else Fault.RATE_LIMITED
    if status in BY_STATUS:
        return BY_STATUS[status]
    if status >= 500 or status == 409:
        return Fault.SERVER
    if OVERFLOW.search(said):
        return Fault.TOO_LONG
    return Fault.FILTERED if FILTER.search(said) else Fault.REJECTED


def status_of(error: Exception) -> int | None:
    status = getattr(error, "status_code", None) or getattr(getattr(error, "response", None), "status_code", None)
    return status if isinstance(status, int) and status >= 400 else None


def wants_no_schema(error: Exception) -> bool:
    """Whether the server says that it does not know answers by JSON schema."""
    return status_of(error) in (400, 422, 501) and FORM.search(str(error)) is not None


def reason(fault: Fault, model: str, error: Exception | None = None, seconds: float = 0) -> str:
    """One sentence for the owner, without its full stop."""
    status = (error and status_of(error)) or ""
    said = {
        Fault.RATE_LIMITED: f"the provider of {model} turns away so many calls at once (429)",
        Fault.QUOTA: f"the quota or credit for {model} is used up",
        Fault.UNAUTHORIZED: f"the provider of {model} does not accept the key; set POSTMORTEM_API_KEY",
        Fault.NOT_FOUND: f"there is no model {model} at that address",
        Fault.REJECTED: f"the provider of {model} refused the call ({_quoted(error)})",
        Fault.SERVER: f"the provider of {model} has an error of its own ({status})",
        Fault.UNREACHABLE: f"the provider of {model} cannot be reached",
        Fault.TIMEOUT: f"the model {model} did not answer in time" + (f" ({seconds:g} s)" if seconds else ""),
        Fault.MALFORMED: f"what came back for {model} is no answer of such a service",
        Fault.EMPTY: f"the model {model} answered nothing",
        Fault.REFUSED: f"the model {model} refused to answer",
        Fault.FILTERED: f"a content filter of the provider of {model} stopped the answer",
        Fault.CUT: f"the answer of {model} was cut off at its longest",
        Fault.TOO_LONG: f"this is more than {model} can read at once",
    }
    if isinstance(error, ImportError):
        named = PACKAGE.search(str(error))
        package = named[0].replace("_", "-") if named else error.name or "of its provider"
        return f"the package {package}, which asks {model}, is not installed; install it beside postmortem"
    return said.get(fault, f"the model {model} gave no answer")


def _quoted(error: Exception | None) -> str:
    """What the provider said, short, without anything that may be a key or an address."""
    words = " ".join(LONG_WORD.sub("[...]", PASSWORD.sub("", str(error or ""))).split())
    return words if len(words) <= 160 else f"{words[:157]}..."


def _retry_after(error: Exception) -> float | None:
    headers: Any = getattr(getattr(error, "response", None), "headers", None)
    value = headers.get("retry-after") if headers is not None else None
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        return _until(value)


def _until(date: str) -> float | None:
    from datetime import UTC, datetime
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _used(error: Exception) -> tuple[int, int]:
    usage: Any = getattr(getattr(error, "completion", None), "usage", None)
    return (getattr(usage, "prompt_tokens", 0) or 0, getattr(usage, "completion_tokens", 0) or 0)
