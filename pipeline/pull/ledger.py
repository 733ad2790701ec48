"""What came so far, page by page, in a journal on disk: after a kill only what is missing is asked for.

    all(step, ask)     every item of a step: the pages that are there, then the ones that are not, each kept as it comes
    before(step)       the items that earlier, finished rounds brought

A round is one pull from beginning to end. The next one begins where the last ended: a connector asks only for what is later.
One JSON value a line:  {"asked": ...}   {"round": "<when>"}   {"step": ..., "items": [...], "next": ...}   {"done": "<when>"}
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from pipeline.errors import BadOption, OtherRange, UnreadableSource
from pipeline.locks import got
from pipeline.pull.payload import Json, mapping, mappings, once, text

AGAIN = "give --again to read all of it anew"


@dataclass(frozen=True)
class Page:
    """`next` is what the following page is asked with, empty for the last. `gap` says what could not be had."""

    items: list[Json]
    next: str = ""
    gap: str = ""


@dataclass
class Round:
    began: str
    done: str = ""
    steps: dict[str, list[Page]] = field(default_factory=dict[str, list[Page]])

    def items(self, step: str) -> list[Json]:
        return [item for page in self.steps.get(step, []) for item in page.items]


class Ledger:
    """A journal that is open for one pull. Raises BadOption where another one has it open, or it is of another range of time.

    `again` begins a new one, unless the one that is there began so too and was stopped: then it goes on.
    """

    def __init__(self, path: Path, asked: Json, now: str, again: bool = False) -> None:
        self.path, self.again = path, again
        self.rounds: list[Round] = []
        self._file = self._opened()
        if not got(self._file.fileno()):
            self._file.close()
            raise BadOption("--out", str(path.parent.parent), "another pull writes there; wait until it is done")
        self._read(asked)
        if not self.rounds or self.rounds[-1].done:
            self._write({"round": now})
            self.rounds.append(Round(now))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()

    @property
    def first(self) -> bool:
        """Whether nothing was ever brought to an end here."""
        return len(self.rounds) == 1

    @property
    def now(self) -> Round:
        return self.rounds[-1]

    def all(self, step: str, ask: Callable[[str], Page]) -> list[Json]:
        """Every item of a step in this round. `ask` is given "" for the first page, then what the last one gave as `next`."""
        while (cursor := self.cursor(step)) is not None:
            self.keep(step, ask(cursor))
        return self.now.items(step)

    def cursor(self, step: str) -> str | None:
        """What the next page of a step is asked with: "" for the first, None where all are there."""
        pages = self.now.steps.get(step)
        return (pages[-1].next or None) if pages else ""

    def keep(self, step: str, page: Page) -> None:
        """On disk before it counts."""
        gap = {"gap": page.gap} if page.gap else {}
        self._write({"step": step, "items": page.items, "next": page.next, **gap})
        self.now.steps.setdefault(step, []).append(page)

    def before(self, step: str) -> list[Json]:
        """Items of earlier rounds, oldest round first."""
        return [item for round in self.rounds[:-1] for item in round.items(step)]

    def ever(self, step: str) -> list[Json]:
        return [*self.before(step), *self.now.items(step)]

    def latest(self, step: str) -> list[Json]:
        """The items of the last round that asked for this step, each once by its `id`."""
        asked = [round for round in self.rounds if step in round.steps]
        return once(asked[-1].items(step)) if asked else []

    def unchanged(self, step: str, key: str) -> bool:
        """Whether the object of a step says the same under this key as in the round before, and that one had no gaps."""
        before, now = [text(one, key) for one in self.rounds[-2].items(step)] if not self.first else [], self.now.items(step)
        gaps = not self.first and any(page.gap for pages in self.rounds[-2].steps.values() for page in pages)
        return any(before) and not gaps and before == [text(one, key) for one in now]

    def steps(self, prefix: str) -> list[str]:
        """The names of steps that ever began so, once each."""
        return list(dict.fromkeys(step for round in self.rounds for step in round.steps if step.startswith(prefix)))

    def gaps(self) -> list[str]:
        """What could not be had and is still missing: a step that brought something in a later round has no gap."""
        last = {step: pages for round in self.rounds for step, pages in round.steps.items()}
        return list(dict.fromkeys(page.gap for pages in last.values() for page in pages if page.gap))

    def finish(self, now: str) -> None:
        self._write({"done": now})
        self.now.done = now

    def _opened(self) -> BinaryIO:
        """For its owner's eyes alone: it holds what was said in the channel."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            return os.fdopen(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
        except OSError as error:
            raise self._unwritable(error) from None

    def _write(self, line: Json) -> None:
        data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        try:
            while data:
                data = data[self._file.write(data) :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise self._unwritable(error) from None

    def _unwritable(self, error: OSError) -> BadOption:
        return BadOption("--out", str(self.path.parent.parent), f"{self.path.name} cannot be written there ({error.strerror})")

    def _read(self, asked: Json) -> None:
        """Takes in what is there; half a line at the end, of a pull that was killed while it wrote, is cut off."""
        lines = [line for line in self._file.read().splitlines(keepends=True) if line.endswith(b"\n")]
        entries = self._usable(lines, asked)
        self._file.seek(sum(map(len, lines)) if entries else 0)
        self._file.truncate()
        if not entries:
            self._write({"asked": asked, **({"again": True} if self.again else {})})
        for entry in entries:
            self._take(entry)

    def _usable(self, lines: list[bytes], asked: Json) -> list[Json]:
        """The entries to go on from; none where there are none, nothing was brought yet, or all is to be read anew."""
        try:
            entries = list(map(self._parsed, lines))
        except UnreadableSource:
            if not self.again:
                raise
            return []
        same = bool(entries) and entries[0].get("asked") == asked
        if self.again:
            return entries if same and entries[0].get("again") and not any("done" in entry for entry in entries) else []
        if not same and any("step" in entry for entry in entries):
            remedy = f"this folder was pulled into with other words or another range of time: give another folder, or {AGAIN[5:]}"
            raise OtherRange("--out", str(self.path.parent.parent), remedy)
        return entries if same else []

    def _parsed(self, line: bytes) -> Json:
        try:
            return mapping(json.loads(line))
        except ValueError:
            raise UnreadableSource(str(self.path), "this journal of a pull is damaged", AGAIN) from None

    def _take(self, entry: Json) -> None:
        if "round" in entry:
            self.rounds.append(Round(text(entry, "round")))
        elif "done" in entry:
            self.now.done = text(entry, "done")
        elif "step" in entry:
            page = Page(mappings(entry.get("items")), text(entry, "next"), text(entry, "gap"))
            self.now.steps.setdefault(text(entry, "step"), []).append(page)


def newest(items: Iterable[Json], key: str) -> str:
    """The greatest value of a field, for asking only for what came after it; empty where there is none."""
    return max((text(item, key) for item in items), default="")
