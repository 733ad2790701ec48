"""All stores and indexes of these tests are real."""

from typing import Any

import pytest
from index_samples import Made
from index_samples import past as sample

from pipeline.store import Store, open_store


@pytest.fixture
def made() -> Made:
    return Made()


@pytest.fixture
def store(tmp_path: Any) -> Store:
    store = open_store(tmp_path)
    store.put_all([sample(number) for number in range(60)])
    return store


@pytest.fixture(name="past")
def past_() -> Any:
    return sample


@pytest.fixture(name="another")
def another_() -> Any:
    return Made
