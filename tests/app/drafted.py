"""The bundled incident, drafted once for all tests of pages; each test has a copy of its own, and pages run without a browser."""

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline.domain.actor import Actor
from pipeline.domain.job import JobState
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.reviewing.look import Look
from pipeline.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120


@dataclass(frozen=True)
class Desk:
    """The desk of a home of its own, who works there, and the incident that is drafted."""

    desk: ReviewDesk
    me: Actor
    incident: str

    def look(self) -> Look:
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


def shown(at: AppTest) -> str:
    """All HTML of the page."""
    return " ".join(one.value for one in at.get("html"))


def labelled(elements, label: str):
    """The button, field ... with this label."""
    return next(one for one in elements if one.label == label)
