"""Files that exist only in a test."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.sources.files import File, Tree

TreeOf = Callable[[dict[str, Any]], Tree]


def _tree_of(contents: dict[str, Any]) -> Tree:
    files = []
    for path, content in contents.items():
        data = content if isinstance(content, bytes) else (content if isinstance(content, str) else json.dumps(content)).encode()
        files.append(File(path, path, lambda data=data: data, len(data)))
    return Tree("given", tuple(files), single=len(files) == 1)


@pytest.fixture(scope="session")
def tree_of() -> TreeOf:
    """Paths and contents (bytes, text, or what becomes JSON) -> Tree."""
    return _tree_of
