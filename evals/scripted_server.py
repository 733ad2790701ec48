"""A small real server that speaks as OpenAI's chat completions do, and misbehaves as it is told, request by request.

    with ScriptedServer([rate_limited(retry_after=1), ok()]) as server:
        ... base_url=server.url ...
    server.requests      the bodies that came in, in order

Where the script is at its end it answers `otherwise`: by default with the smallest answer that fits the schema asked for.
`python -m evals.scripted_server --delay 2` runs it by itself, to measure how long drafting takes when a call takes two seconds.
"""

import argparse
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Behavior = Callable[["Handler", dict[str, Any]], None]
NO_SUCH_FORM = "Invalid parameter: 'response_format' of type 'json_schema' is not supported with this model."


class ScriptedServer:
    """`busiest` is how many requests were open at the same time."""

    def __init__(self, script: Iterable[Behavior] = (), otherwise: Behavior | None = None, port: int = 0):
        self.script, self.otherwise = deque(script), otherwise or ok()
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.open = self.busiest = 0
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.http = _Http(("127.0.0.1", port), Handler, self)
        self.url = f"http://127.0.0.1:{self.http.server_port}/v1"

    def __enter__(self) -> "ScriptedServer":
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.http.shutdown()
        self.http.server_close()

    def taken(self, body: dict[str, Any], headers: dict[str, str]) -> Behavior:
        """What the script says of the request that came in."""
        with self.lock:
            self.requests.append(body)
            self.headers.append(headers)
            self.open += 1
            self.busiest = max(self.busiest, self.open)
            return self.script.popleft() if self.script else self.otherwise

    def done(self) -> None:
        with self.lock:
            self.open -= 1


class _Http(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler], owner: ScriptedServer):
        super().__init__(address, handler)
        self.owner = owner

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is part of the play."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def owner(self) -> ScriptedServer:
        assert isinstance(self.server, _Http)
        return self.server.owner

    def do_POST(self) -> None:
        body: dict[str, Any] = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        behavior = self.owner.taken(body, {name.lower(): value for name, value in self.headers.items()})
        try:
            behavior(self, body)
        finally:
            self.owner.done()

    def do_GET(self) -> None:
        self.send(200, {"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def send(self, status: int, body: object, headers: dict[str, str] | None = None, kind: str = "application/json") -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(data)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


def completion(body: dict[str, Any], content: str | None, finish: str = "stop", refusal: str | None = None) -> dict[str, Any]:
    message = {"role": "assistant", "content": content, "refusal": refusal}
    asked = sum(len(str(message.get("content"))) for message in body.get("messages", ()))
    usage = {"prompt_tokens": asked // 4, "completion_tokens": len(content or "") // 4}
    choice = {"index": 0, "message": message, "finish_reason": finish}
    common = {"id": "x", "object": "chat.completion", "created": 1, "model": body.get("model", "scripted")}
    return {**common, "choices": [choice], "usage": {**usage, "total_tokens": sum(usage.values())}}


def ok(content: str | None = None, delay: float = 0.0, finish: str = "stop") -> Behavior:
    """Answers with `content`, else with the smallest answer that fits the schema asked for."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        problems = problems_of(asked_schema(body))
        if problems:
            return error(400, f"Invalid schema for response_format: {problems[0]}")(handler, body)
        handler.owner.over.wait(delay)
        return handler.send(200, completion(body, smallest(body) if content is None else content, finish))

    return behave


def refused() -> Behavior:
    return lambda handler, body: handler.send(200, completion(body, None, refusal="I cannot help with that."))


def no_choices() -> Behavior:
    return lambda handler, body: handler.send(200, {**completion(body, ""), "choices": []})


def error(status: int, message: str, code: str | None = None, headers: dict[str, str] | None = None) -> Behavior:
    said = {"error": {"message": message, "type": "error", "param": None, "code": code}}
    return lambda handler, _: handler.send(status, said, headers)


def rate_limited(retry_after: float | None = None) -> Behavior:
    headers = {} if retry_after is None else {"retry-after": f"{retry_after:g}"}
    return error(429, "Rate limit reached for requests", "rate_limit_exceeded", headers)


def no_quota() -> Behavior:
    return error(429, "You exceeded your current quota, please check your plan and billing details.", "insufficient_quota")


def too_long() -> Behavior:
    return error(400, "This model's maximum context length is 8192 tokens.", "context_length_exceeded")


def knows_no_schema() -> Behavior:
    """As a server that knows JSON objects and no schemas."""

    def behave(handler: Handler, body: dict[str, Any]) -> None:
        known = body.get("response_format", {}).get("type") != "json_schema"
        (ok() if known else error(400, NO_SUCH_FORM))(handler, body)

    return behave


def knows_no_form() -> Behavior:
    def behave(handler: Handler, body: dict[str, Any]) -> None:
        (error(400, "Unknown parameter: response_format") if "response_format" in body else ok())(handler, body)

    return behave


def page() -> Behavior:
    """An error page of a proxy, with 200."""
    return lambda handler, _: handler.send(200, "<html><body>Sign in to continue</body></html>", kind="text/html")


def cut_body() -> Behavior:
    return lambda handler, body: handler.send(200, json.dumps(completion(body, "{}"))[:-40])


def reset() -> Behavior:
    """Closes the connection the hard way, without an answer."""

    def behave(handler: Handler, _: dict[str, Any]) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.close_connection = True
        handler.connection.close()

    return behave


def hang(seconds: float = 60.0) -> Behavior:
    def behave(handler: Handler, _: dict[str, Any]) -> None:
        handler.owner.over.wait(seconds)
        handler.close_connection = True

    return behave


def drip(every: float = 0.1, seconds: float = 60.0) -> Behavior:
    """Sends one byte after the other, so that no wait for the next byte is ever long."""

    def behave(handler: Handler, _: dict[str, Any]) -> None:
        handler.send_response(200)
        handler.send_header("content-type", "application/json")
        handler.send_header("content-length", "100000")
        handler.end_headers()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not handler.owner.over.wait(every):
            handler.wfile.write(b" ")
            handler.wfile.flush()

    return behave


def asked_schema(body: dict[str, Any]) -> dict[str, Any]:
    """The schema that the answer has to fit: of the request's form, else as it stands in the prompt; else empty."""
    named = body.get("response_format", {}).get("json_schema", {}).get("schema")
    if named:
        return named
    words = str(body["messages"][0]["content"])
    return json.loads(words[words.index('{"title"') :]) if '{"title"' in words else {}


def smallest(body: dict[str, Any]) -> str:
    schema = asked_schema(body)
    return json.dumps(_smallest(schema, schema)) if schema else "{}"


def _smallest(part: dict[str, Any], whole: dict[str, Any]) -> Any:
    if "$ref" in part:
        return _smallest(whole["$defs"][part["$ref"].rpartition("/")[2]], whole)
    if "enum" in part or "const" in part:
        return part["const"] if "const" in part else part["enum"][0]
    if "anyOf" in part:
        return None if {"type": "null"} in part["anyOf"] else _smallest(part["anyOf"][0], whole)
    if part.get("type") == "object":
        return {name: _smallest(field, whole) for name, field in part["properties"].items()}
    return {"array": [], "string": "", "integer": 0, "number": 0, "boolean": False, "null": None}[part["type"]]


STRICT = frozenset("type properties required additionalProperties items enum const anyOf $ref $defs description title".split())
"""Keywords that every strict endpoint takes."""


def problems_of(schema: object, at: str = "the schema") -> list[str]:
    """What a strict endpoint would refuse in a schema: open objects, fields that may be missing, keywords it does not know."""
    if isinstance(schema, list):
        return [problem for part in schema for problem in problems_of(part, at)]
    if not isinstance(schema, dict):
        return []
    found = [f"{at}: the keyword {key} is not known" for key in schema if key not in STRICT]
    if "$ref" in schema and len(schema) > 1:
        found.append(f"{at}: a reference has {', '.join(schema.keys() - {'$ref'})} beside it")
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False or "properties" not in schema:
            found.append(f"{at}: the object is open")
        if sorted(schema.get("required", [])) != sorted(schema.get("properties", {})):
            found.append(f"{at}: not every field is required")
    for key in ("properties", "$defs"):
        found += [problem for name, part in schema.get(key, {}).items() for problem in problems_of(part, f"{at}.{name}")]
    return found + [problem for key in ("items", "anyOf") for problem in problems_of(schema.get(key), at)]


def main() -> None:
    parser = argparse.ArgumentParser(description="Answers every call with the smallest answer that fits.")
    parser.add_argument("--port", type=int, default=8901)
    parser.add_argument("--delay", type=float, default=0.0, metavar="SECONDS")
    asked = parser.parse_args()
    with ScriptedServer(otherwise=ok(delay=asked.delay), port=asked.port) as server:
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
