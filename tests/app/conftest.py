"""What tests of pages begin with: without a browser the bundled incident, drafted once (drafted.py); in a real browser a desk
of its own for each module, with a person at it for each test that asks.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from drafted import Desk, drafted_home, opened, page  # noqa: F401  fixtures, and what they give
from streamlit import config

from evals.browsing import CHROMIUM, Seat, chromium, sat_down, served

config.set_option("runner.postScriptGC", False)  # as app/.streamlit has it: it goes through all that the test run holds


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
