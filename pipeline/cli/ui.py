"""`postmortem ui`: the review desk in a browser, on this machine alone. Heavy modules are imported by the server's process."""

from __future__ import annotations

import argparse
import ipaddress
import os
import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

PORT = 8501
HERE = "127.0.0.1"
ADDRESSES = ("POSTMORTEM_ADDRESS", "STREAMLIT_SERVER_ADDRESS")
"""Variables that would name another address; the first is read here, the other by the server, which is not given it."""
LISTENING = "Listening on another address"
UNTIL = f"leave the address out: the desk listens on {HERE} alone until people can log in as a team"


def add_ui(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=f"where it listens on this machine (default: {PORT})"
    )
    command.add_argument("--no-browser", action="store_true", help="open no browser")
    command.add_argument("--address", metavar="ADDRESS", help=argparse.SUPPRESS)
    command.set_defaults(command=ui)


def ui(arguments: argparse.Namespace) -> int:
    """Runs until it is interrupted; its exit code is the server's. Raises NotAllowed for an address that others reach."""
    named = [arguments.address, *(os.environ.pop(name, None) for name in ADDRESSES)]
    refuse_others([address for address in named if address])
    from pipeline.errors import BadOption
    from pipeline.settings import load

    load()
    if not 1 <= arguments.port <= 65535:
        raise BadOption("--port", str(arguments.port), "give a number from 1 to 65535")
    if taken(arguments.port):
        raise BadOption("--port", str(arguments.port), "something else listens there; give another one")
    with as_file(files("app") / "main.py") as main:
        server = subprocess.Popen(call(main, arguments.port))
        try:
            opened(server, arguments.port, browser=not arguments.no_browser)
            return server.wait()
        except KeyboardInterrupt:
            server.wait()
            raise


def opened(server: subprocess.Popen[bytes], port: int, browser: bool) -> None:
    """Says where the desk is once it answers, and opens it."""
    import webbrowser
    from time import sleep

    while server.poll() is None and not taken(port):
        sleep(0.1)
    if server.poll() is None:
        print(f"postmortem: the desk is at http://{HERE}:{port}; Ctrl-C ends it.", file=sys.stderr)
        if browser:
            webbrowser.open(f"http://{HERE}:{port}")


def call(main: Path, port: int) -> list[str]:
    """-P: the folder of the script is no place to import from. A server that is not headless asks who you are."""
    options = {
        "server.address": HERE,
        "server.port": str(port),
        "server.headless": "true",
        "browser.serverAddress": HERE,
        "browser.gatherUsageStats": "false",
    }
    return [sys.executable, "-P", "-m", "app", "run", str(main), *(f"--{name}={value}" for name, value in options.items())]


def refuse_others(addresses: list[str]) -> None:
    for address in addresses:
        if not is_here(address):
            from pipeline.errors import NotAllowed

            raise NotAllowed(f"{LISTENING} ({address})", "a user of one machine", UNTIL)


def is_here(address: str) -> bool:
    """127.0.0.1 and what means the same; other addresses of this machine may be reached from outside."""
    try:
        return address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def taken(port: int) -> bool:
    import socket

    with socket.socket() as asking:
        asking.settimeout(1)
        return asking.connect_ex((HERE, port)) == 0
