"""What a connector is, what it is given, and what it gives back. Each is a module or package in `tools/`, named as its tool.

    PRODUCT: str                                       what a person calls it, "PagerDuty"
    BASE_URL: str                                      where it answers if nothing else is said; "" where it must be said
    KEYLESS: bool                                      whether it answers without a key too
    RIGHTS: str                                        what its key must be allowed, to read and no more (docs/pull.md)
    def headers(secret, user) -> dict[str, str]        how the key is sent; `user` is the account's name where one is set
    def pull(target: Target, reach: Reach) -> Haul     asks step by step through the ledger

`pull` does not catch NoAnswer. What is refused raises PullRefused, or is a gap where the rest is of use without it.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, cast

from pipeline.pull.keys import Secret
from pipeline.pull.payload import Json
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target, Tool


@dataclass(frozen=True)
class Haul:
    """What a target gave, in the shapes that the file readers read.

    `id` is the tool's own, however it was asked for; `what` is how a person calls it. `files` are written whole, by paths in
    the folder; of `lists` each object takes the place of the one with its `id`, because several targets share them. `counts` are
    by their plural ("messages"). `texts` are where links may stand; those in what anybody `said` in a conversation are offered,
    and never followed.
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
    said: tuple[str, ...] = ()


class Connector(Protocol):
    PRODUCT: str
    BASE_URL: str
    KEYLESS: bool
    RIGHTS: str

    def headers(self, secret: Secret | None, user: str) -> dict[str, str]: ...

    def pull(self, target: Target, reach: Reach) -> Haul: ...


def connector_of(tool: Tool) -> Connector:
    return cast(Connector, importlib.import_module(f"pipeline.pull.tools.{tool}"))
