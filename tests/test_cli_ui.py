"""`postmortem ui` as it is called: on this machine alone, and one sentence for each call that cannot be."""

import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from test_cli import clean_environment, refusal, run

from pipeline.cli.ui import is_here


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.168.1.5", "desk.example"])
def test_no_address_that_others_reach_is_listened_on(address: str, tmp_path: Path) -> None:
    by_flag = run("ui", "--address", address, cwd=tmp_path)
    by_variable = run("ui", cwd=tmp_path, env=clean_environment(POSTMORTEM_ADDRESS=address))
    by_the_servers_variable = run("ui", cwd=tmp_path, env=clean_environment(STREAMLIT_SERVER_ADDRESS=address))
    for done in (by_flag, by_variable, by_the_servers_variable):
        assert "127.0.0.1 alone" in refusal(done)


def test_what_means_this_machine_is_not_refused() -> None:
    assert all(is_here(address) for address in ("127.0.0.1", "localhost", "::1"))


def test_a_port_that_is_taken_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert "something else listens there" in refusal(run("ui", "--port", port, cwd=tmp_path))


def test_a_port_that_is_none_is_said(tmp_path: Path) -> None:
    assert "65535" in refusal(run("ui", "--port", 70_000, cwd=tmp_path))


def test_it_answers_on_this_machine_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "pipeline.cli", "ui", "--no-browser", "--port", str(port)]
    env = clean_environment(POSTMORTEM_HOME=str(tmp_path / "home"))
    with subprocess.Popen(call, cwd=tmp_path, env=env, stderr=subprocess.PIPE, start_new_session=True) as desk:
        try:
            assert answers(f"http://127.0.0.1:{port}/")
        finally:
            desk.send_signal(signal.SIGINT)
            for pid in children(desk.pid):
                subprocess.run(["kill", "-INT", str(pid)], check=False)
        assert desk.wait(timeout=20) in (0, 130)


def answers(url: str) -> bool:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.1)
    return False


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
