"""Which targets a call with `again` has read anew. Stopped, the same call goes on with the others.

.pull/again.json    {"asked": [...], "done": [...]}, of the last such call, until it ends
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from pipeline.pull.folder import JOURNALS, write
from pipeline.pull.payload import mapping
from pipeline.pull.target import Target

NOTE = f"{JOURNALS}/again.json"


class Anew:
    """The note of one call, known by its targets. Raises BadOption where it cannot be written."""

    def __init__(self, folder: Path, targets: Sequence[Target]) -> None:
        self.folder, self.asked = folder, [repr(one) for one in targets]
        try:
            there = mapping(json.loads((folder / NOTE).read_bytes()))
        except (OSError, ValueError):
            there = {}
        self.done: list[str] = there.get("done", []) if there.get("asked") == self.asked else []

    def __contains__(self, target: Target) -> bool:
        return repr(target) in self.done

    def add(self, target: Target) -> None:
        self.done.append(repr(target))
        write(self.folder, NOTE, {"asked": self.asked, "done": self.done})

    def over(self) -> None:
        with suppress(OSError):
            (self.folder / NOTE).unlink()
