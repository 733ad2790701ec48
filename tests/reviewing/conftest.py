from pathlib import Path

import pytest
from desk_of import Clock, desk_in

from pipeline.domain.actor import Actor
from pipeline.reviewing import ReviewDesk


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> ReviewDesk:
    return desk_in(tmp_path, clock)


@pytest.fixture
def ana(desk: ReviewDesk) -> Actor:
    return desk.sign_in("Ana Lima")


@pytest.fixture
def bo(desk: ReviewDesk, ana: Actor) -> Actor:
    return desk.sign_in("Bo Ek")
