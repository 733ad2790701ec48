"""The review desk as people open it: `postmortem ui` on a free port, Chromium on it. For browser tests and measurements.

    with served(home) as url, chromium() as browser:
        ana = sat_down(browser, url, "Ana Lima")
        ana.go("Inbox")

Everything here waits for what must appear, never for a time.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""
PATIENCE = 60_000
"""Milliseconds until what has not appeared will not: machines that test are busy."""
BUTTON = 'button[data-testid^="stBaseButton"], button[data-testid="stPopoverButton"]'
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

WATCH_RUNS = """
window.runs = 0;
window.heard = 0;
let before;
new MutationObserver(() => {
  const now = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
  if (now === "running" && before !== "running") window.runs++;
  before = now;
}).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-test-script-state"] });
window.WebSocket = class extends WebSocket {
  constructor(...how) { super(...how); this.addEventListener("message", () => { window.heard = performance.now(); }); }
};
"""
"""How often the page was drawn, and when the server last said something."""
DRAWN_ANEW = """([runs, heard]) => window.runs > runs || (window.heard > heard && performance.now() - window.heard > 300)"""
"""A page that is drawn in no time is not seen to be drawn: then the server has spoken, and is silent."""


class Seat:
    """One person at a browser. `page` is Playwright's."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, path: str = "/") -> None:
        self.page.goto(self.url + path)
        self.settle()

    def sign_in(self, name: str) -> None:
        self.page.get_by_label("Your name").fill(name)
        self.press("Open the desk")
        self.page.get_by_text(f"{name}, ").first.wait_for()
        self.page.wait_for_function("document.cookie.includes('postmortem_name')")
        self.settle()

    def go(self, page: str) -> None:
        """To a page, by its link at the side."""
        self.settle()
        before = self.page.evaluate("[window.runs, window.heard]")
        self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=page, exact=True).click()
        self.page.wait_for_function(DRAWN_ANEW, arg=before)
        self.settle()

    def button(self, name: str) -> Locator:
        """By the words on it, without its key and its sign; not those of the browser's own widgets."""
        words = self.page.locator("p").get_by_text(name, exact=True)
        return self.page.locator(BUTTON).filter(has=words).filter(visible=True).first

    def press(self, name: str) -> None:
        self.button(name).click()

    def line(self, words: str, among: str | None = None, sign: str = "") -> Locator:
        """A line of a list to choose from that has these words; `among` is the list's name, `sign` what its sign means."""
        where = self.page.get_by_role("listbox", name=among, exact=True) if among else self.page
        lines = where.get_by_role("option").filter(has_text=words)
        return (lines.filter(has=self.page.locator(f'.mark[aria-label^="{sign}"]')) if sign else lines).first

    def choose(self, words: str, among: str | None = None) -> None:
        self.line(words, among).click()
        self.line(words, among).and_(self.page.locator('[aria-selected="true"]')).wait_for()
        self.settle()

    def pick(self, field: str, option: str) -> None:
        """One of the choices of a field."""
        box = self.page.get_by_role("combobox", name=field, exact=True)
        self.page.get_by_role("group").filter(has=box).get_by_role("button", name="Open").click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def date(self, field: str, day: str) -> None:
        """A day as 2026-04-01 into a field of dates."""
        self.page.get_by_role("spinbutton", name=f"year, {field}", exact=True).click()
        self.page.keyboard.type(day.replace("-", ""))

    def settle(self) -> None:
        """Until the page has been drawn, and not as an error of ours."""
        self.page.locator(SETTLED).wait_for(state="attached")
        assert not self.page.get_by_test_id("stException").count(), f"{self.page.url} shows an error of ours"

    def says(self, words: str) -> None:
        self.page.get_by_text(words).filter(visible=True).first.wait_for()


@contextmanager
def chromium() -> Generator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


def sat_down(browser: Browser, url: str, name: str = "", path: str = "/", **how: Any) -> Seat:
    """Somebody with a browser of their own, signed in where they are named; `how` goes to the browser's context."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "timezone_id": "UTC", **how})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(WATCH_RUNS)
    seat = Seat(context.new_page(), url)
    seat.open(path)
    if name:
        seat.sign_in(name)
    return seat


@contextmanager
def served(home: Path, port: int | None = None) -> Generator[str]:
    """The address of a desk on this folder; its server ends with it. What the server says stands in a log beside the folder."""
    port = port or free_port()
    with home.with_name(f"{home.name}.log").open("w+b") as told:
        server = start(home, port, told)
        try:
            wait_for(server, port, told)
            yield f"http://127.0.0.1:{port}"
        finally:
            end(server)


def start(home: Path, port: int, told: Any = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "pipeline.cli", "ui", "--no-browser", "--port", str(port)]
    known = {name: value for name, value in os.environ.items() if not name.startswith(("POSTMORTEM_", "STREAMLIT_"))}
    mine = {"POSTMORTEM_HOME": str(home), "POSTMORTEM_EMBEDDER": "none"}
    return subprocess.Popen(call, env=known | mine, stdout=told, stderr=told, start_new_session=True)


def end(server: subprocess.Popen[bytes], how: signal.Signals = signal.SIGKILL) -> None:
    """All of its group, which is its own."""
    os.killpg(server.pid, how)
    server.wait()


def wait_for(server: subprocess.Popen[bytes], port: int, told: Any) -> None:
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    told.seek(0)
    raise RuntimeError(f"the desk does not answer: {told.read().decode(errors='replace')}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
