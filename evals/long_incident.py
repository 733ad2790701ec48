"""A written incident among 4,000 messages of other talk, as an export: python -m evals.long_incident FOLDER [--messages N]

In: one incident of evals/datasets/incidents and the talk of evals/datasets/talk (conversations with choices and slots, parts
that fill them). Out: the same export with the talk put between and around, its own messages and times untouched, and its
truth.json. Seeded: the same bytes every time. No model writes anything here, and no line of the talk speaks of the incident.
"""

import argparse
import json
import random
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

DATASETS = Path(__file__).parent / "datasets"
INCIDENT, TALK = DATASETS / "incidents" / "ledger-pool-exhaustion", DATASETS / "talk"
MESSAGES, SEED = 4000, 127
WORKSPACE_ZONE = ZoneInfo("Europe/Amsterdam")
DAYS = (
    (datetime(2026, 9, 21, tzinfo=UTC),)
    + (datetime(2026, 9, 22, tzinfo=UTC),) * 3
    + tuple(datetime(2026, 9, day, tzinfo=UTC) for day in (23, 24, 25))
)
"""The day of the incident is the busiest."""
FIRST_HOUR, LAST_HOUR = timedelta(hours=5), timedelta(hours=16)
KINDS = {
    "inc-127-ledger": ("incident",),
    "ledger-team": ("any", "team", "team", "team"),
    "support-escalations": ("any", "support", "support"),
}
SHARES = {"inc-127-ledger": 0.04, "ledger-team": 0.34, "support-escalations": 0.22}
"""Of all talk; the other channels share the rest."""
OTHERS = {
    "eng-general": ("any", "any", "team"),
    "web-frontend": ("team",),
    "random": ("any", "other"),
    "design-and-data": ("other", "team", "any"),
    "deploys-internal": ("other", "team"),
}
NEWCOMERS = (
    ("Aoife Brennan", "Designer"),
    ("Bram Visser", "Frontend engineer"),
    ("Chipo Moyo", "Data analyst"),
    ("Dario Conti", "Frontend engineer"),
    ("Elif Kaya", "Technical writer"),
    ("Fionn Walsh", "IT support"),
    ("Gita Menon", "Mobile engineer"),
    ("Henrike Vos", "Recruiter"),
    ("Imran Sheikh", "QA engineer"),
    ("Joanna Zieba", "Product manager, portal redesign"),
    ("Kofi Mensah", "Frontend engineer"),
    ("Lotte Smit", "Office manager"),
)
OPENED, WITH_ASIDE = 0.12, 0.4
JOINS = (". ", ", ", " - ", "\n", ". ")
SLOT = re.compile(r"\{(?:%(\d+)-(\d+)|([a-z_]+)(\d?)|([A-D])\d)\}")
CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True)
class Conversation:
    kind: str
    turns: tuple[tuple[str, str], ...]


@cache
def conversations() -> tuple[Conversation, ...]:
    blocks = (TALK / "conversations.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return tuple(
        Conversation(head.removeprefix("= "), tuple(_turn(t) for t in turns)) for head, *turns in map(str.splitlines, blocks)
    )


def _turn(line: str) -> tuple[str, str]:
    speaker, _, text = line.partition(": ")
    return speaker, text


@cache
def parts() -> dict[str, tuple[str, ...]]:
    blocks = (TALK / "parts.txt").read_text(encoding="utf-8").strip().split("\n\n")
    return {head.removeprefix("# "): tuple(rows) for head, *rows in map(str.splitlines, blocks)}


class Talk:
    """Conversations among people, `users` as the export has them."""

    def __init__(self, users: list[dict[str, Any]], chance: random.Random):
        self.users, self.chance = users, chance

    def conversation(self, kinds: tuple[str, ...]) -> list[tuple[dict[str, Any], str]]:
        """Who says what, in order."""
        kind = self.chance.choice(kinds)
        chosen = self.chance.choice([c for c in conversations() if c.kind == kind])
        speakers = dict(zip("ABCD", self.chance.sample(self.users, 4), strict=True))
        bound: dict[str, str] = {}
        return [(speakers[who], self._said(text, speakers, bound)) for who, text in chosen.turns]

    def _said(self, text: str, speakers: dict[str, dict[str, Any]], bound: dict[str, str]) -> str:
        if text[0] not in "(:" and self.chance.random() < OPENED:
            text = f"{self.chance.choice(parts()['opener'])}, {text}"
        if self.chance.random() < WITH_ASIDE:
            text = f"{text}{self.chance.choice(JOINS)}{self.chance.choice(parts()['aside'])}"
        text = CHOICE.sub(lambda m: self.chance.choice(m[1].split("|")), text)
        return SLOT.sub(lambda m: self._filled(m, speakers, bound), text)

    def _filled(self, slot: re.Match[str], speakers: dict[str, dict[str, Any]], bound: dict[str, str]) -> str:
        low, high, name, number, who = slot.groups()
        if low:
            return f"{self.chance.randint(int(low), int(high)):0{2 if low == '10' else 1}}"
        if who:
            user = speakers[who]
            return self.chance.choice((f"<@{user['id']}>", user["real_name"].split()[0]))
        if name in ("reply", "greeting", "bye"):
            return self.chance.choice(parts()[name])
        key = f"{name}{number}"
        if key not in bound:
            bound[key] = self.chance.choice([part for part in parts()[name] if part not in bound.values()])
        return bound[key]


def long_incident(folder: Path, messages: int = MESSAGES, incident: Path = INCIDENT) -> None:
    """Writes the export and truth.json to a folder that is not there yet."""
    shutil.copytree(incident, folder)
    chance, slack = random.Random(SEED), folder / "slack"
    users = json.loads((slack / "users.json").read_text(encoding="utf-8"))
    channels = json.loads((slack / "channels.json").read_text(encoding="utf-8"))
    everybody = [*users, *(_newcomer(users[0], i, *who) for i, who in enumerate(NEWCOMERS))]
    channels += [_channel(channels[0], i, name, everybody) for i, name in enumerate(OTHERS)]
    (slack / "users.json").write_text(json.dumps(everybody, indent=1, ensure_ascii=False), encoding="utf-8")
    (slack / "channels.json").write_text(json.dumps(channels, indent=1, ensure_ascii=False), encoding="utf-8")
    for channel, count in _counts(messages).items():
        talk = Talk(users if channel in KINDS else everybody, chance)
        _put(slack / channel, list(_said_in(talk, channel, count, chance)))


def _counts(messages: int) -> dict[str, int]:
    counts = {channel: round(messages * share) for channel, share in SHARES.items()}
    left = messages - sum(counts.values())
    each = {channel: left // len(OTHERS) for channel in OTHERS}
    each[next(iter(OTHERS))] += left - sum(each.values())
    return counts | each


def _said_in(talk: Talk, channel: str, count: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """Slack messages of one channel, `count` of them; about half of the conversations are threads."""
    made = 0
    while made < count:
        at = chance.choice(DAYS) + FIRST_HOUR + (LAST_HOUR - FIRST_HOUR) * chance.random()
        first: dict[str, Any] | None = None
        threaded = chance.random() < 0.5
        for user, text in talk.conversation((KINDS | OTHERS)[channel])[: count - made]:
            message = _message(user, text, at, chance)
            if first and threaded:
                message |= {"thread_ts": first["ts"], "parent_user_id": first["user"]}
            yield message
            first, made = first or message, made + 1
            at += timedelta(seconds=chance.uniform(15, 900))


def _message(user: dict[str, Any], text: str, at: datetime, chance: random.Random) -> dict[str, Any]:
    return {
        "client_msg_id": f"{chance.getrandbits(128):032x}",
        "type": "message",
        "user": user["id"],
        "text": text,
        "ts": f"{int(at.timestamp())}.{chance.randrange(10**6):06}",
        "team": user["team_id"],
    }


def _put(channel: Path, talk: list[dict[str, Any]]) -> None:
    """Merges the talk into the day files of the channel, in order of time, a day as the workspace's clock has it."""
    channel.mkdir(exist_ok=True)
    days: dict[str, list[dict[str, Any]]] = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(channel.glob("*.json"))
    }
    for message in talk:
        days.setdefault(f"{datetime.fromtimestamp(float(message['ts']), WORKSPACE_ZONE):%Y-%m-%d}", []).append(message)
    for day, rows in days.items():
        rows.sort(key=lambda row: str(row["ts"]))
        (channel / f"{day}.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")


def _newcomer(like: dict[str, Any], number: int, name: str, title: str) -> dict[str, Any]:
    first, last = name.lower().split()
    profile = {"title": title, "real_name": name, "display_name": first, "email": f"{first[0]}{last}@harborline.example"}
    return like | {
        "id": f"U05N{number:02}TALK",
        "name": f"{first[0]}{last}",
        "real_name": name,
        "is_admin": False,
        "profile": profile,
    }


def _channel(like: dict[str, Any], number: int, name: str, members: list[dict[str, Any]]) -> dict[str, Any]:
    nothing = {"value": "", "creator": "", "last_set": 0}
    own = {"id": f"C05N{number:02}TALK", "name": name, "topic": nothing, "purpose": nothing, "created": 1669022000}
    return like | own | {"members": [user["id"] for user in members]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--messages", type=int, default=MESSAGES)
    arguments = parser.parse_args()
    long_incident(arguments.folder, arguments.messages)
    print(f"{arguments.messages} messages of other talk around {INCIDENT.name}: {arguments.folder}")


if __name__ == "__main__":
    main()
