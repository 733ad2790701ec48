"""The one place that sends requests, all of them GET: nothing that is pulled from can be changed by it.

In: a path and its parameters. Out: an Answer, for whatever the server says about the request itself (200, 401, 404 ...).
What says nothing about it (a cut connection, 500, half an answer, a plea to wait) is asked again, up to a limit.
"""

import email.utils
import json
import random
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from pipeline.errors import BadOption, NoAnswer
from pipeline.pull.keys import Secret
from pipeline.pull.payload import Json, mapping, text, with_texts

TRIES = 5
"""So often one request is sent in a row without an answer."""
PLEAS = 20
"""So often one request may be put off by a server that asks to wait."""
LONGEST_WAIT = 3600.0
SECONDARY_S = 60.0
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
CONNECT_S, READ_S, WHOLE_S = 10.0, 30.0, 120.0
"""Time limits: for the connection, for the next bytes, for a whole answer."""
LARGEST = 64_000_000
MOVES = 3
"""So often a server may send us on to another place on it: a repository or a project that was renamed."""
EPOCHS_FROM = 1_000_000_000
"""A reset from here on is a moment since 1970, below it a number of seconds."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True)
class Clock:
    """Seconds since 1970, how to wait, and chance from 0 to 1: passed in, so that a test waits for nothing."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


@dataclass(frozen=True)
class Answer:
    """`content` is the parsed JSON; {} where an answer that is no 200 holds none. `headers` have lower-case names."""

    status: int
    headers: Mapping[str, str]
    content: object = field(default_factory=dict[str, object])

    @property
    def node(self) -> Json:
        return mapping(self.content)


class Fault(Exception):
    """Why a request has no answer, as words that follow "<service> at <host>"."""


def nobody(seconds: float) -> None:
    del seconds


def never(answer: Answer) -> bool:
    del answer
    return False


@dataclass
class Wire:
    """A line to one server. `headers` carry the key; `waiting` is told how many seconds the server asks to wait.

    `is_fault` says which answers are only another way to say 500. `asked` counts what was sent.
    """

    service: str
    base_url: str
    secret: Secret | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    clock: Clock = field(default_factory=Clock)
    ca_file: str | None = None
    waiting: Callable[[float], None] = nobody
    is_fault: Callable[[Answer], bool] = never
    asked: int = 0

    def __post_init__(self) -> None:
        self.host = checked_host(self.base_url)
        if self.secret:
            self.secret = Secret(self.secret.reveal(), self.headers.get("Authorization", "").rpartition(" ")[2])
        verify = trusted(self.ca_file)
        try:
            self.client = httpx.Client(
                base_url=self.base_url,
                headers={"User-Agent": "postmortem", "Accept": "application/json", **self.headers},
                verify=verify,
                timeout=httpx.Timeout(READ_S, connect=CONNECT_S),
            )
        except (httpx.InvalidURL, ValueError):  # of what it reads itself: the proxies
            named = " or ".join(f"{kind.upper()}_PROXY" for kind in getproxies() if kind in ("http", "https", "all"))
            raise BadOption("The setting", named, "write a proxy as http://proxy.example.com:3128") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.client.close()

    def get(self, path: str, parameters: Mapping[str, str | int] | None = None) -> Answer:
        """What the server says. Raises NoAnswer where it says nothing, or asks to wait for longer than an hour."""
        faults = pleas = 0
        while True:
            try:
                answer = self._once(path, parameters or {})
            except Fault as fault:
                faults += 1
                if faults == TRIES:
                    raise NoAnswer(self.service, self.host, self._scrubbed(str(fault))) from None
                self.clock.sleep(pause(faults, self.clock.chance()))
                continue
            if not asks_to_wait(answer):
                return answer
            pleas += 1
            self._wait(answer, pleas)

    def _wait(self, answer: Answer, pleas: int) -> None:
        given = SECONDARY_S * pleas if says_limit(answer) else seconds_asked(answer.headers, self.clock.now())
        seconds = max(given or 0.0, pause(pleas, self.clock.chance()))
        if seconds > LONGEST_WAIT or pleas == PLEAS:
            when = f"in {in_words(seconds)}" if seconds > LONGEST_WAIT else "later"
            remedy = f"run the same command again {when}: it goes on from here"
            why = f"answers {answer.status} and asks to wait" if answer.status >= 500 else "asks to wait, because of its limits"
            raise NoAnswer(self.service, self.host, why, remedy)
        self.waiting(seconds)
        self.clock.sleep(seconds)

    def _once(self, path: str, parameters: Mapping[str, str | int], moves: int = MOVES) -> Answer:
        self.asked += 1
        try:
            with self.client.stream("GET", path, params=parameters or None) as response:
                body = self._body(response)
        except httpx.ConnectTimeout:
            raise Fault(f"cannot be reached in {CONNECT_S:.0f} s") from None
        except httpx.TimeoutException:
            raise Fault(f"does not answer in {READ_S:.0f} s") from None
        except httpx.ConnectError as error:
            if "CERTIFICATE" in str(error):
                remedy = "name the file of the authority that does with --ca-file"
                raise NoAnswer(self.service, self.host, "shows a certificate that nobody here vouches for", remedy) from None
            raise Fault(f"cannot be reached ({error})") from None
        except httpx.HTTPError as error:
            raise Fault(f"breaks off in the middle of its answer ({error})") from None
        headers = {name.lower(): self._scrubbed(value) for name, value in response.headers.items()}
        answer = Answer(response.status_code, headers, self._parsed(body, response.status_code))
        if (answer.status >= 500 and not asks_to_wait(answer)) or self.is_fault(answer):
            raise Fault(f"answers {answer.status}" if answer.status >= 500 else "says that something went wrong there")
        if 300 <= answer.status < 400:
            return self._once(self._moved(response, parameters, moves), {}, moves - 1)
        return answer

    def _moved(self, response: httpx.Response, parameters: Mapping[str, str | int], moves: int) -> str:
        """Where a thing that was renamed is now, on the same server. Raises NoAnswer for another one: it gets no key."""
        try:
            to = response.url.join(response.headers.get("location", ""))
        except httpx.InvalidURL:
            to = httpx.URL()
        if moves and to.netloc == response.url.netloc and to.scheme == response.url.scheme and to != response.url:
            return str(to.copy_merge_params(parameters))
        place = self._scrubbed(to.netloc.decode("ascii", "replace")) or "another address"
        remedy = "give that address as its base URL, if it is the right one"
        raise NoAnswer(self.service, self.host, f"sends us on to {place}, where a key is not taken", remedy)

    def _body(self, response: httpx.Response) -> bytes:
        end, body = self.clock.now() + WHOLE_S, bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > LARGEST:
                raise NoAnswer(self.service, self.host, f"gives more than {LARGEST // 10**6} MB at once", "narrow it")
            if self.clock.now() > end:
                raise Fault(f"does not come to an end in {WHOLE_S:.0f} s")
        return bytes(body)

    def _parsed(self, body: bytes, status: int) -> object:
        """The key is taken out of it here, where it is spelled in one way alone."""
        try:
            content = json.loads(body)
            return with_texts(content, self.secret.scrubbed) if self.secret else content
        except (ValueError, RecursionError):
            if status == 200:
                raise Fault("gives something that is no JSON (a login page, or half an answer)") from None
            return {}

    def _scrubbed(self, text: str) -> str:
        return self.secret.scrubbed(text) if self.secret else text


def checked_host(base_url: str) -> str:
    """The host of an address that a key may be sent to. Raises BadOption for one without TLS that is not this machine."""
    try:
        parts, host = urlsplit(base_url), httpx.URL(base_url).host
        usable = parts.scheme in ("http", "https") and parts.port != 0 and "@" not in parts.netloc and host.encode("idna")
    except (ValueError, httpx.InvalidURL):
        parts, usable = urlsplit(""), False
    if not usable:
        raise BadOption("The base URL", base_url.rpartition("@")[2], "write it as https://gitlab.example.com")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise BadOption("The base URL", base_url, "a key is sent over https only")
    return parts.netloc


def trusted(ca_file: str | None) -> ssl.SSLContext:
    """Whom the system trusts, and the authorities of `ca_file`. Raises BadOption for a file that holds none."""
    import truststore

    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if ca_file:
        try:
            context.load_verify_locations(cafile=str(Path(ca_file).expanduser()))
        except (OSError, ssl.SSLError):
            raise BadOption("--ca-file", ca_file, "name a file of certificates in PEM form") from None
    return context


def pause(attempt: int, chance: float) -> float:
    """Seconds before the next attempt: twice as long each time, and somewhere in the upper half of that."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1)) * (0.5 + chance / 2)


def asks_to_wait(answer: Answer) -> bool:
    """429, or 420 (Statuspage); 403 where it says that a limit, not the right, is missing (GitHub); 5xx that says when."""
    if answer.status == 403:
        return says_when(answer) or says_limit(answer)
    return answer.status in (420, 429) or (answer.status >= 500 and "retry-after" in answer.headers)


def says_when(answer: Answer) -> bool:
    return "retry-after" in answer.headers or answer.headers.get("x-ratelimit-remaining") == "0"


def says_limit(answer: Answer) -> bool:
    """GitHub's secondary limit may be in words alone: then one waits for a minute at least, and longer each time.

    Source: docs.github.com/rest, "Exceeding the rate limit".
    """
    return answer.status == 403 and not says_when(answer) and "rate limit" in text(answer.node, "message").lower()


def seconds_asked(headers: Mapping[str, str], now: float) -> float | None:
    """How long the server asks to wait: Retry-After (seconds or a date), else the reset of its limit; None if it does not say."""
    given = headers.get("retry-after", "").strip()
    if given.replace(".", "", 1).isdigit():
        return float(given)
    if given:
        try:
            return max(0.0, email.utils.parsedate_to_datetime(given).timestamp() - now)
        except ValueError:
            return None
    reset = headers.get("x-ratelimit-reset") or headers.get("ratelimit-reset") or ""
    if not reset.isdigit():
        return None
    return max(0.0, int(reset) - now) if int(reset) >= EPOCHS_FROM else float(reset)


def in_words(seconds: float) -> str:
    """ "40 s", "12 min", "2 h 14 min" """
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{round(seconds)} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
