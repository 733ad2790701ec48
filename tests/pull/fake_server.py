"""A small real HTTP server on 127.0.0.1 that stands for a tool's API, with the ways in which networks and servers go wrong.

A subclass says what is answered to whom; `misbehave` puts replies before the right ones, each for the next request.
"""

import json
import os
import ssl
import threading
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from pipeline.pull.wire import Clock

TOKEN = "test-only-key-9f31c2"
CERTIFICATES = Path(__file__).parent / "certificates"
os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1"  # a developer's proxy is not asked for a stand-in


@dataclass(frozen=True)
class Asked:
    path: str
    query: dict[str, str]
    headers: dict[str, str]

    @property
    def page(self) -> str:
        """What makes this the same page as another request's."""
        return f"{self.path}?{json.dumps(self.query, sort_keys=True)}"


@dataclass(frozen=True)
class Reply:
    """`cut` sends so many bytes of the body and closes; `delay` waits before it answers, in seconds."""

    body: object = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    delay: float = 0.0


LIMITED = Reply({"error": "ratelimited"}, 429, {"Retry-After": "30"})
BROKEN = Reply({"error": "boom"}, 500)
AWAY = Reply(b"<html>bad gateway</html>", 502)
CUT = Reply({"much": "x" * 400}, cut=20)
LOGIN_PAGE = Reply(b"<html>log in</html>", 200)


class FakeServer:
    """`requests` are all that came, in order. `before` is called with each before it is answered, `after` when it was."""

    tls = False

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.requests: list[Asked] = []
        self.replies: deque[Reply] = deque()
        self.before: Callable[[Asked], None] = lambda asked: None
        self.after: Callable[[Asked], None] = lambda asked: None
        self.lock = threading.Lock()

    def answer(self, asked: Asked) -> Reply:
        raise NotImplementedError

    def misbehave(self, *replies: Reply) -> None:
        self.replies.extend(replies)

    def times_asked(self) -> Counter[str]:
        return Counter(asked.page for asked in self.requests)

    def __enter__(self):
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version, wbufsize = "HTTP/1.1", 1 << 16  # one write an answer: two would wait for each other

            def do_GET(self) -> None:
                fake.handle(self)

            def log_message(self, *words: object) -> None:
                del words

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        if self.tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATES / "server.pem", CERTIFICATES / "server.key")
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"{'https' if self.tls else 'http'}://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *what: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def handle(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(parts.path, dict(parse_qsl(parts.query, keep_blank_values=True)), headers)
        with self.lock:
            self.requests.append(asked)
            reply = self.replies.popleft() if self.replies else self.answer(asked)
        self.before(asked)
        time.sleep(reply.delay)
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        try:
            handler.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **reply.headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body if reply.cut is None else body[: reply.cut])
            handler.wfile.flush()
        except OSError:
            pass  # the other side was killed
        if reply.cut is not None:
            handler.close_connection = True
        self.after(asked)


class StillClock:
    """Time that passes only where somebody waits for it. `slept` are the waits."""

    def __init__(self, now: float = 1_790_000_000.0) -> None:
        self.at, self.slept = now, []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    def clock(self) -> Clock:
        return Clock(now=lambda: self.at, sleep=self.sleep, chance=lambda: 0.0)


class Listener:
    """Keeps what is told."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.states: list[str] = []

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def progress(self, state: str) -> None:
        self.states.append(state)

    def wait(self, state: str, seconds: float) -> None:
        self.states.append(state)
