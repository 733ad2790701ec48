"""What tests of a single tool share: pulling from its stand-in, and reading what was written."""

import json
from pathlib import Path

from fake_server import TOKEN, Asked, FakeServer, Listener, StillClock

from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool

ISSUE = Target(Tool.GITHUB, ("acme", "shop", "12"))
GITLAB = Target(Tool.GITLAB, ("ops/web/shop", "8"))
JIRA = Target(Tool.JIRA, ("OPS-41",))
INCIDENT = Target(Tool.INCIDENTIO, ("41",))
OPSGENIE = Target(Tool.OPSGENIE, ("41",))


def pulled(fake: FakeServer, folder: Path, target: Target, token: str | None = TOKEN, user: str = "") -> Pulled:
    secret = Secret(token) if token else None
    return pull(target, folder, Means(fake.url, secret, Listener(), user, clock=StillClock().clock()), {})


def only(folder: Path) -> object:
    (path,) = [path for path in folder.rglob("*.json") if path.name != "manifest.json"]
    return json.loads(path.read_text())


def deleting(fake: FakeServer, entries: list[dict[str, object]], path: str, count: int = 1) -> None:
    """Deletes the first entries as soon as the first page of the list was answered."""

    def delete(asked: Asked) -> None:
        if asked.path.endswith(path) and fake.after is delete:
            fake.after = lambda asked: None
            del entries[:count]

    fake.after = delete


def restricted(folder: Path) -> bool:
    return json.loads((folder / "manifest.json").read_text())["visibility"] == "restricted"
