"""What has changed in the store since an index was built. In: the store, and the revisions that the index knows. Out: incidents.

An index writes down which revision of each incident it holds; a revision grows whenever an incident or its passages change.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pipeline.store.repository import Hashed

FILE = "revisions.json"


@dataclass(frozen=True)
class Changes:
    """`gone` are the incidents whose passages have to leave the index, `new` those whose come in: a changed one is both."""

    gone: tuple[str, ...]
    new: tuple[str, ...]

    def __len__(self) -> int:
        return len(set(self.gone) | set(self.new))


def changes(known: Mapping[str, str], now: Mapping[str, str]) -> Changes:
    differ = [id for id, revision in now.items() if known.get(id) != revision]
    gone = [id for id, revision in known.items() if now.get(id) != revision]
    return Changes(tuple(gone), tuple(differ))


def revisions(rows: Iterable["Hashed"]) -> dict[str, str]:
    return {row.incident: str(row.revision) for row in rows}


def write_revisions(folder: Path, known: Mapping[str, str]) -> None:
    (folder / FILE).write_text(json.dumps(dict(known)), "utf-8")


def read_revisions(folder: Path) -> dict[str, str]:
    """None are known where the file cannot be read."""
    try:
        known: object = json.loads((folder / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, str], known) if isinstance(known, dict) else {}
