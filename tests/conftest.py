"""The tests against a Chroma server come last: after a client of a server, one process opens no embedded collection any more."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name == "test_chroma_server.py")
