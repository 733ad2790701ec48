"""What tests of pages begin with: the bundled incident, drafted once, a copy for each test; and for tests in a real browser a desk of
its own for each module, with a person at it for each test that asks.
"""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from evals.browsing import CHROMIUM, Seat, chromium, sat_down, served
from pipeline.domain.actor import Actor
from pipeline.domain.job import JobState
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@dataclass(frozen=True)
class Desk:
    """The desk of a home of its own, who works there, and the incident that is drafted."""

    desk: ReviewDesk
    me: Actor
    incident: str

    def look(self):
        return self.desk.look(self.me, self.incident)


@pytest.fixture(scope="session")
def drafted_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("drafted")
    desk = open_desk(Settings(home=str(home), embedder="none"))
    me = desk.sign_in("Ada Lovelace")
    review = desk.sample(me)
    until = time.monotonic() + PATIENCE
    while (job := desk.jobs(me, review.id)[0]).state is not JobState.DONE:
        assert job.state in (JobState.WAITING, JobState.RUNNING), job.problem
        assert time.monotonic() < until, "the draft takes too long"
        time.sleep(0.1)
    desk.store.close()
    return home


@pytest.fixture
def opened(drafted_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    home = tmp_path / "home"
    shutil.copytree(drafted_home, home)
    monkeypatch.setenv("POSTMORTEM_HOME", str(home))
    monkeypatch.setenv("POSTMORTEM_EMBEDDER", "none")
    st.cache_resource.clear()
    desk = open_desk(Settings(home=str(home), embedder="none"))
    me = desk.sign_in("Ada Lovelace")
    return Desk(desk, me, desk.listed(me)[0][0].id)


@pytest.fixture
def page(opened: Desk) -> Callable[..., AppTest]:
    """Opens a page of the drafted incident, run once."""

    def open_page(name: str, **chosen: str) -> AppTest:
        at = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=60)
        at.session_state["me"] = opened.me
        at.session_state["incident"] = opened.incident
        at.session_state["chosen"] = chosen
        at.switch_page(f"screens/{name}.py")
        return at.run()

    return open_page


@pytest.fixture(scope="module")
def chrome() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the module's desk; a module puts there what its tests begin with."""
    return tmp_path_factory.mktemp("desk") / "home"


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with served(home) as url:
        yield url


@pytest.fixture
def seat(chrome: Any, address: str) -> Iterator[Callable[..., Seat]]:
    """Somebody with a browser of their own: `seat("Ana Lima")`."""
    taken: list[Seat] = []

    def take(name: str = "", path: str = "/", **how: Any) -> Seat:
        taken.append(sat_down(chrome, address, name, path, **how))
        return taken[-1]

    yield take
    for one in taken:
        one.page.context.close()
