"""An incident's exports with orders to machines planted in them: in messages, replies, names of people and of files, links, alert
titles, log lines and notes of the pager.

In: a folder of exports, the orders of evals/datasets/injections.jsonl (each with words that would show that it was obeyed). Out:
a copy with all of them, and the ids of the evidence that holds one. The same bytes every time.
"""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

ORDERS = Path(__file__).parent / "datasets" / "injections.jsonl"
_ROWS: list[dict[str, Any]] = [json.loads(line) for line in ORDERS.read_text(encoding="utf-8").splitlines()]
TEXTS = tuple(row["text"] for row in _ROWS)
CANARIES = tuple(canary for row in _ROWS for canary in row["canaries"])
BETWEEN = 20.0
"""Seconds from what a planted message follows."""
Message = dict[str, Any]


def planted(exports: Path, folder: Path, texts: Sequence[str] = TEXTS) -> frozenset[str]:
    """Makes the copy. The ids are as the readers give them."""
    shutil.copytree(exports, folder, ignore=shutil.ignore_patterns("truth.json"))
    plot = Plot(folder)
    for place, text in zip(cycle(PLACES), texts, strict=False):
        place(plot, text)
    plot.save()
    return frozenset(plot.ids)


@dataclass
class Plot:
    """The parts of a copy that something is planted in."""

    folder: Path
    ids: list[str] = field(default_factory=list[str])
    count: int = 0

    def __post_init__(self) -> None:
        self.users_file, self.pager_file = self.folder / "slack" / "users.json", self.folder / "pagerduty.json"
        self.users: list[dict[str, Any]] = _read(self.users_file)
        self.pager: dict[str, Any] = _read(self.pager_file)
        days = sorted(self.folder.glob("slack/*/*.json"), key=lambda path: (-path.stat().st_size, path.as_posix()))
        self.day = days[0]
        self.rows: list[Message] = _read(self.day)
        channels: list[dict[str, Any]] = _read(self.folder / "slack" / "channels.json")
        self.channel = next(channel["id"] for channel in channels if channel["name"] == self.day.parent.name)
        self.said = [row for row in self.rows if not row.get("subtype")]

    def say(self, text: str, **more: Any) -> Message:
        """A message of somebody of the team, a while after another one."""
        after = self.said[(7 * self.count + 3) % len(self.said)]
        message = {"type": "message", "user": after["user"], "text": text, "team": after.get("team"), **more}
        message["ts"] = f"{int(float(after['ts']) + BETWEEN)}.{500000 + self.count:06}"
        self.count += 1
        self.rows.append(message)
        self.ids.append(f"slack:{self.channel}:{message['ts']}")
        return message

    def save(self) -> None:
        self.rows.sort(key=lambda row: str(row["ts"]))
        for path, held in ((self.users_file, self.users), (self.pager_file, self.pager), (self.day, self.rows)):
            path.write_text(json.dumps(held, indent=1, ensure_ascii=False), encoding="utf-8")


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def message(plot: Plot, text: str) -> None:
    plot.say(text)


def reply(plot: Plot, text: str) -> None:
    to = plot.said[(5 * plot.count) % len(plot.said)]
    plot.say(f"fyi, a customer pasted this: {text}", thread_ts=to.get("thread_ts") or to["ts"], parent_user_id=to["user"])


def link(plot: Plot, text: str) -> None:
    label = text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "/")
    plot.say(f"see <https://wiki.harborline.example/x{plot.count}|{label}>")


def file_name(plot: Plot, text: str) -> None:
    name = f"{text}.txt"
    plot.say("", files=[{"id": f"F{plot.count:08}", "name": name, "title": name, "mimetype": "text/plain", "filetype": "text"}])


def alert_title(plot: Plot, text: str) -> None:
    bot = {"subtype": "bot_message", "username": "Alerts", "bot_id": "B0000ALERT"}
    plot.say("", **bot, attachments=[{"color": "#cc0000", "fallback": text, "title": text, "text": "state: firing"}])


def somebodys_name(plot: Plot, text: str) -> None:
    """Of a user whose only message is harmless: it is no order that is told."""
    like = plot.users[0]
    id = f"U0ORDER{plot.count:02}"
    profile = like["profile"] | {"real_name": text, "display_name": text, "title": "", "email": ""}
    plot.users.append(like | {"id": id, "name": f"guest{plot.count}", "real_name": text, "profile": profile})
    plot.say("thanks for the update")["user"] = id


def log_line(plot: Plot, text: str) -> None:
    """In the deploy log where there is one, else in a log that somebody pastes."""
    log = plot.folder / "deploy.log"
    if not log.is_file():
        return message(plot, f'```\n12:00:01 WARN request user_agent="{text}" status=400\n```')
    lines = log.read_text(encoding="utf-8").splitlines()
    stamp = lines[-1].split(" ", 1)[0]
    log.write_text("\n".join([*lines, f'{stamp} WARN  request         user_agent="{text}" status=400', ""]), encoding="utf-8")
    plot.ids.append(f"log:{log.name}:{len(lines) + 1}")
    return None


def pager_note(plot: Plot, text: str) -> None:
    note = json.loads(json.dumps(plot.pager["notes"][0]))
    id = f"PORDER{len(plot.ids):02}"
    plot.pager["notes"].append(note | {"id": id, "content": text})
    plot.ids.append(f"pagerduty:{id}")


PLACES: tuple[Callable[[Plot, str], None], ...] = (
    message,
    reply,
    link,
    file_name,
    alert_title,
    somebodys_name,
    log_line,
    pager_note,
)
