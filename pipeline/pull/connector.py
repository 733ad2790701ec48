"""What a connector is, what it is given, and what it gives back. Each is a module or package in `tools/`, named as its tool.

    PRODUCT: str                                       what a person calls it, "PagerDuty"
    BASE_URL: str                                      where it answers if nothing else is said; "" where it must be said
    KEYLESS: bool                                      whether it answers without a key too
    def headers(secret, user) -> dict[str, str]        how the key is sent; `user` is the account's name where one is set
    def pull(target: Target, reach: Reach) -> Haul     asks step by step through the ledger

`pull` does not catch NoAnswer. What is refused it says with `refused`, or notes as a gap where the rest is of use without it.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, cast

from pipeline.errors import PullRefused
from pipeline.pull.keys import Secret, variable_of
from pipeline.pull.ledger import Ledger, Page
from pipeline.pull.payload import Json, mappings
from pipeline.pull.target import Target, Tool
from pipeline.pull.wire import Answer, Wire


class Telling(Protocol):
    """Who is told how it goes."""

    def say(self, sentence: str) -> None:
        """Something that should be known."""
        ...

    def progress(self, state: str) -> None:
        """How far it is now: each one takes the place of the one before."""
        ...


@dataclass(frozen=True)
class Reach:
    wire: Wire
    ledger: Ledger
    telling: Telling

    def one(self, step: str, path: str, parameters: Mapping[str, str | int] | None = None, key: str = "", what: str = "") -> Json:
        """One object, asked for once a round: the answer, or what stands under `key` of it. Raises PullRefused."""

        def ask(cursor: str) -> Page:
            del cursor
            answer = self.answer(path, parameters or {}, what or path)
            return Page([answer.node.get(key, {}) if key else answer.node])

        found = self.ledger.all(step, ask)
        return found[0] if found else {}

    def numbered(self, step: str, path: str, parameters: Mapping[str, str | int], key: str = "", what: str = "") -> list[Json]:
        """A list in pages that are numbered from 1, asked for until one is shorter than `per_page`. Raises PullRefused."""
        size = int(parameters.get("per_page", 100))

        def ask(cursor: str) -> Page:
            answer = self.answer(path, {**parameters, "page": cursor or 1}, what or path)
            items = mappings(answer.node.get(key) if key else answer.content)
            self.telling.progress(f"{step}: {len(self.ledger.now.items(step)) + len(items):,}")
            return Page(items, str(int(cursor or 1) + 1) if len(items) >= size else "")

        return self.ledger.all(step, ask)

    def by_offset(
        self, step: str, path: str, parameters: Mapping[str, str | int], key: str, optional: bool = False
    ) -> list[Json]:
        """A list in pages by `offset`, asked for while the answer says `more`.

        What the key may not read raises PullRefused, or is a gap where it is `optional`.
        """

        def ask(cursor: str) -> Page:
            offset = int(cursor or 0)
            try:
                answer = self.answer(path, {**parameters, "offset": offset}, step)
            except PullRefused as problem:
                if not optional or problem.word not in ("403", "404"):
                    raise
                return Page([], gap=f"{step}: {problem.problem}")
            items = mappings(answer.node.get(key))
            self.telling.progress(f"{step}: {offset + len(items):,}")
            return Page(items, str(offset + len(items)) if answer.node.get("more") is True and items else "")

        return self.ledger.all(step, ask)

    def answer(self, path: str, parameters: Mapping[str, str | int], what: str) -> Answer:
        """An answer of 200. Raises PullRefused for any other."""
        answer = self.wire.get(path, parameters)
        if answer.status != 200:
            raise refused(answer, self.wire.service, what)
        return answer


@dataclass(frozen=True)
class Haul:
    """What a target gave, in the shapes that the file readers read.

    `id` is the tool's own, however it was asked for; `what` is how a person calls it. `files` are written whole, by paths in
    the folder; of `lists` each object takes the place of the one with its `id`, because several targets share them. `counts` are
    by their plural ("messages"). `texts` are where links may stand.
    `left_out` says what was not asked for, `gaps` what could not be had.
    """

    what: str
    id: str
    files: Mapping[str, object]
    lists: Mapping[str, list[Json]] = field(default_factory=dict[str, list[Json]])
    counts: Mapping[str, int] = field(default_factory=dict[str, int])
    first: str = ""
    last: str = ""
    restricted: bool = False
    gaps: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


class Connector(Protocol):
    PRODUCT: str
    BASE_URL: str
    KEYLESS: bool

    def headers(self, secret: Secret | None, user: str) -> dict[str, str]: ...

    def pull(self, target: Target, reach: Reach) -> Haul: ...


def connector_of(tool: Tool) -> Connector:
    return cast(Connector, importlib.import_module(f"pipeline.pull.tools.{tool}"))


def refused(answer: Answer, service: str, what: str) -> PullRefused:
    """Why an answer that is no 200 is one, for tools that say it by the status."""
    variable = variable_of(service.lower().replace(".", "").replace(" ", ""))
    problem, remedy = {
        401: ("the key is not accepted", f"set {variable} to one that is"),
        403: ("the key has no right to read it", "give the key the rights that docs/pull.md lists for it"),
        404: ("there is no such thing, or the key may not know of it", "check the id, and what the key may read"),
        410: ("it was deleted", "leave it out"),
    }.get(answer.status, (f"the request is refused ({answer.status})", "check what was asked for"))
    return PullRefused(service, what, problem, remedy, str(answer.status))
