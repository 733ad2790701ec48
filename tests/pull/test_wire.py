"""The one place that sends requests: what is asked again, what is waited for, and where a key goes."""

import json
import logging
from base64 import b64encode
from pathlib import Path
from urllib.parse import quote

import pytest
from fake_server import AWAY, BROKEN, CERTIFICATES, CUT, TOKEN, Asked, FakeServer, Reply, StillClock

from pipeline.errors import BadOption, NoAnswer
from pipeline.pull.keys import Secret
from pipeline.pull.wire import Answer, Wire, asks_to_wait, in_words, seconds_asked, trusted

NOW = 1_790_000_000.0


class Echo(FakeServer):
    def answer(self, asked: Asked) -> Reply:
        return Reply({"path": asked.path, "key": asked.headers.get("authorization", "")})


@pytest.fixture
def echo():
    with Echo() as fake:
        yield fake


def wire_to(url: str, clock: StillClock | None = None, **more: object) -> Wire:
    secret = Secret(TOKEN)
    headers = {"Authorization": f"Bearer {secret.reveal()}"}
    return Wire("Echo", url, secret, headers, (clock or StillClock()).clock(), **more)


def test_an_answer_that_holds_the_key_comes_without_it(echo: Echo) -> None:
    assert wire_to(echo.url).get("/a").node == {"path": "/a", "key": "Bearer ***"}


@pytest.mark.parametrize("token", [TOKEN, 'k"e\\y/+&=='])
def test_the_key_is_found_however_it_is_written(echo: Echo, token: str) -> None:
    sent = b64encode(f"ana@acme.example:{token}".encode()).decode()
    spelled = [token, sent, quote(token, safe=""), quote(token, safe="").lower(), quote(sent, safe="")]
    escaped = "".join(f"\\u{ord(letter):04x}" for letter in token)
    body = json.dumps({"said": spelled, token: "a name"})[:-1] + f', "escaped": "{escaped}"}}'
    echo.misbehave(Reply(body.encode()))
    wire = Wire("Jira", echo.url, Secret(token), {"Authorization": f"Basic {sent}"}, StillClock().clock())
    answer = str(wire.get("/a").content)
    assert [one for one in (*spelled, sent.rstrip("="), token) if one in answer] == []
    assert answer.count("***") == 7
    assert echo.requests[0].headers["authorization"] == f"Basic {sent}"


def test_a_server_that_is_busy_is_asked_again_when_it_says(echo: Echo) -> None:
    clock = StillClock()
    echo.misbehave(Reply({}, 503, {"Retry-After": "60"}), Reply(b"<html>", 502, {"Retry-After": "90"}), AWAY)
    assert wire_to(echo.url, clock).get("/a").status == 200
    assert clock.slept == [60.0, 90.0, 0.5]


def test_a_limit_that_is_in_words_alone_is_waited_for(echo: Echo) -> None:
    clock = StillClock()
    words = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
    headers = {"X-RateLimit-Remaining": "14", "X-RateLimit-Reset": f"{NOW + 3000:.0f}"}
    echo.misbehave(Reply(words, 403), Reply(words, 403, headers), Reply(words, 403, {**headers, "Retry-After": "7"}))
    assert wire_to(echo.url, clock).get("/a").status == 200
    assert clock.slept == [60.0, 120.0, 7.0]


def test_pauses_grow_between_tries(echo: Echo) -> None:
    clock = StillClock()
    echo.misbehave(AWAY, BROKEN, CUT, AWAY)
    assert wire_to(echo.url, clock).get("/a").status == 200
    assert clock.slept == [0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [429, 503])
def test_a_server_that_asks_to_wait_for_no_time_is_given_some(echo: Echo, status: int) -> None:
    clock = StillClock()
    echo.misbehave(*[Reply({}, status, {"Retry-After": "0"})] * 4)
    assert wire_to(echo.url, clock).get("/a").status == 200
    assert clock.slept == [0.5, 1.0, 2.0, 4.0]


def test_a_server_that_asks_to_wait_for_ever_is_left_alone(echo: Echo) -> None:
    echo.misbehave(*[Reply({}, 429, {"Retry-After": "1"})] * 30)
    with pytest.raises(NoAnswer, match="asks to wait, because of its limits"):
        wire_to(echo.url).get("/a")
    assert len(echo.requests) == 20


def test_who_waits_is_told(echo: Echo) -> None:
    told: list[float] = []
    echo.misbehave(Reply({}, 429, {"Retry-After": "61"}))
    wire_to(echo.url, waiting=told.append).get("/a")
    assert told == [61.0]


def test_a_redirection_is_not_followed_with_the_key(echo: Echo) -> None:
    with Echo() as elsewhere:
        echo.misbehave(Reply({}, 302, {"Location": f"{elsewhere.url}/b"}))
        with pytest.raises(NoAnswer, match="where a key is not taken"):
            wire_to(echo.url).get("/a")
        assert elsewhere.requests == []


def test_nobody_there_is_said_and_the_key_is_not(echo: Echo) -> None:
    echo.server.server_close()
    with pytest.raises(NoAnswer, match="cannot be reached") as problem:
        wire_to(echo.url).get("/a")
    assert TOKEN not in str(problem.value)


def test_a_server_that_is_slow_to_answer_is_asked_again(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.pull.wire.READ_S", 0.1)
    echo.misbehave(Reply({"late": True}, delay=0.4))
    assert wire_to(echo.url).get("/a").node["path"] == "/a"


@pytest.mark.parametrize(
    "address",
    [
        "http://gitlab.example.com",
        "ftp://x.example",
        "gitlab.example.com",
        "https://me:secret@x.example",
        "https://[::1",
        "https://..",
        "https://a..b",
        "https://x.example:99999",
        "https://x.example：443",
        f"https://{'x' * 80}.example",
    ],
)
def test_a_key_is_sent_over_tls_or_to_this_machine_alone(address: str) -> None:
    with pytest.raises(BadOption) as problem:
        wire_to(address)
    assert "secret" not in str(problem.value)


class OwnAuthority(Echo):
    tls = True


def test_a_server_that_nobody_vouches_for_is_not_given_the_key_until_its_authority_is_named() -> None:
    with OwnAuthority() as fake:
        with pytest.raises(NoAnswer, match="nobody here vouches for; name the file of the authority"):
            wire_to(fake.url).get("/a")
        assert fake.requests == []
        assert wire_to(fake.url, ca_file=str(CERTIFICATES / "server.pem")).get("/a").status == 200


def test_a_file_that_holds_no_authority_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match="PEM"):
        trusted(str(tmp_path / "none.pem"))


def test_the_proxy_of_the_environment_is_asked(echo: Echo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", echo.url)
    monkeypatch.setenv("http_proxy", echo.url)
    assert wire_to("http://localhost:9").get("/a").status == 200
    assert echo.requests[0].headers["host"] == "localhost:9"


@pytest.mark.parametrize("proxy", ["nonsense://me:hush@x", "http://[::1"])
def test_a_proxy_that_cannot_be_one_is_said_by_its_variable(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(BadOption, match=r"HTTPS_PROXY.*write a proxy as") as problem:
        wire_to("https://x.example")
    assert "hush" not in str(problem.value)


def test_a_proxy_that_speaks_socks_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(NoAnswer, match="cannot be reached"):
        wire_to("http://localhost:9").get("/a")


def test_the_key_is_in_no_log(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    wire_to(echo.url).get("/a")
    assert "httpx" in caplog.text
    assert TOKEN not in caplog.text


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30.0),
        ({"retry-after": "Mon, 21 Sep 2026 14:14:20 GMT"}, 60.0),
        ({"x-ratelimit-reset": "1790000090"}, 90.0),
        ({"ratelimit-reset": "17"}, 17.0),
        ({"retry-after": "soon"}, None),
        ({}, None),
    ],
)
def test_how_long_to_wait_is_read_from_the_headers(headers: dict[str, str], seconds: float | None) -> None:
    assert seconds_asked(headers, NOW) == seconds


def test_a_refusal_is_a_plea_to_wait_only_where_it_names_a_limit() -> None:
    assert not asks_to_wait(Answer(403, {}))
    assert asks_to_wait(Answer(403, {"x-ratelimit-remaining": "0"}))


def test_times_are_said_as_people_say_them() -> None:
    assert [in_words(s) for s in (40, 720, 8040)] == ["40 s", "12 min", "2 h 14 min"]
