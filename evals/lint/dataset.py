"""The labelled items -> rows to measure on.

An item of real.jsonl is a place in a document that is not part of this repository: the text is cut out of it and its hash is
compared, so that a changed document is passed over and not measured wrongly. An item of written.jsonl holds its text.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "datasets" / "lint"
UNSCORED = ("not-an-item", "not-a-cause")
NEGATIVE = {"sentence": "none", "action": "specific", "cause": "systemic"}


@dataclass(frozen=True)
class Row:
    """One item as the outside scorer reads it. `first` and `label` are what the two labellers said; `label` is the reference."""

    id: str
    part: str
    text: str
    section: str
    label: str
    first: str
    roster: tuple[str, ...] = ()

    @property
    def positive(self) -> bool:
        return self.label != NEGATIVE[self.part]

    @property
    def disputed(self) -> bool:
        """Whether the two differ in what is scored: whether it is one to be found at all."""
        return self.first in UNSCORED or self.positive != (self.first != NEGATIVE[self.part])

    def as_json(self) -> str:
        keys = {"id": self.id, "part": self.part, "text": self.text, "section": self.section, "roster": list(self.roster)}
        return json.dumps({**keys, "services": [], "label": self.label}, ensure_ascii=False)


@dataclass
class Rows:
    """What can be scored, and how many items were passed over for each reason."""

    rows: list[Row] = field(default_factory=list[Row])
    passed_over: dict[str, int] = field(default_factory=dict[str, int])

    def pass_over(self, reason: str) -> None:
        self.passed_over[reason] = self.passed_over.get(reason, 0) + 1


def items(kind: str, folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """The stored items of one kind: real or written."""
    for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def written() -> Rows:
    found = Rows()
    for item in items("written"):
        add(found, item, item["text"])
    return found


def real(documents: Path, folder: Path = FOLDER) -> Rows:
    """The items of these documents, a Markdown file each; those whose document is not there or has changed are passed over."""
    found = Rows()
    texts: dict[str, str | None] = {}
    for item in items("real", folder):
        name = item["doc"]
        if name not in texts:
            path = documents / f"{name}.md"
            texts[name] = path.read_text(encoding="utf-8") if path.is_file() else None
        document = texts[name]
        if document is None:
            found.pass_over("the document is not there")
            continue
        text = document[item["start"] : item["end"]].strip()
        if hashlib.sha256(text.encode()).hexdigest()[:16] != item["sha"]:
            found.pass_over("the document has changed")
            continue
        add(found, item, " ".join(text.split()))
    return found


def add(found: Rows, item: dict[str, Any], text: str) -> None:
    first, label = item["labels"]
    if label in UNSCORED:
        found.pass_over("the reference says that it is no such item")
        return
    found.rows.append(
        Row(item["id"], item["part"], text, item["section"], label, first, tuple(item.get("roster", ()))),
    )


def read_rows(path: Path) -> list[Row]:
    """Rows in the form of the outside scorer."""
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [
        Row(g["id"], g["part"], g["text"], g.get("section") or "", g["label"], g["label"], tuple(g.get("roster") or ()))
        for g in given
    ]
