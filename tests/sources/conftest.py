"""Files that exist only in a test."""

import json
from collections.abc import Callable
from pathlib import Path
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


def _write_export(folder: Path, days: dict[str, list[Any]], **lists: Any) -> Path:
    for path, messages in days.items():
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(messages), encoding="utf-8")
    for name, entries in lists.items():
        (folder / f"{name}.json").write_text(json.dumps(entries), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def write_export() -> Callable[..., Path]:
    """A folder, messages by "channel/day", and lists (`users`, `channels` ...) -> the folder with a Slack export in it."""
    return _write_export
