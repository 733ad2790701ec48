"""Slack's Web API over a workspace in memory, as docs.slack.dev describes it: cursors, threads, scopes, limits, errors at 200."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
READ = frozenset({"channels:read", "groups:read", "channels:history", "groups:history", "users:read"})


@dataclass
class Workspace:
    """`messages` are by channel id, replies among them. `outsiders` are users that only users.info knows."""

    channels: list[Json] = field(default_factory=list)
    users: list[Json] = field(default_factory=list)
    messages: dict[str, list[Json]] = field(default_factory=dict)
    outsiders: list[Json] = field(default_factory=list)
    bots: dict[str, str] = field(default_factory=dict)


def workspace_of(export: Path) -> Workspace:
    """A workspace that would give this export."""
    channels = json.loads((export / "channels.json").read_text())
    messages = {
        one["id"]: [message for day in sorted((export / one["name"]).glob("*.json")) for message in json.loads(day.read_text())]
        for one in channels
    }
    return Workspace(channels, json.loads((export / "users.json").read_text()), messages)


class FakeSlack(FakeServer):
    """`most` clamps what a request may give; `scopes` are the key's; `joined` the channels that the app is in (None: all)."""

    def __init__(self, workspace: Workspace, token: str = TOKEN, most: int = 200, scopes: frozenset[str] = READ) -> None:
        super().__init__(token)
        self.workspace, self.most, self.scopes = workspace, most, scopes
        self.joined: set[str] | None = None
        self.expired: set[str] = set()
        self.limited = False
        self.gives_cursors = True

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Reply({"ok": False, "error": "invalid_auth"})
        method = asked.path.rpartition("/")[2]
        body = getattr(self, method.replace(".", "_"))(asked.query)
        return Reply({"ok": "error" not in body, **body})

    def lacks(self, *scopes: str) -> Json | None:
        missing = sorted(set(scopes) - self.scopes)
        return {"error": "missing_scope", "needed": missing[0], "provided": ",".join(sorted(self.scopes))} if missing else None

    def paged(self, found: list[Json], query: dict[str, str], key: str) -> Json:
        if query.get("cursor", "") in self.expired:
            self.expired.clear()  # those that are given from now on are new ones
            return {"error": "invalid_cursor"}
        start = int(query.get("cursor", "0"))
        end = start + min(int(query["limit"]), self.most)
        return {key: found[start:end], "response_metadata": {"next_cursor": str(end) if end < len(found) else ""}}

    def conversations_list(self, query: dict[str, str]) -> Json:
        kinds = query["types"].split(",")
        needed = {"public_channel": "channels:read", "private_channel": "groups:read"}
        if lacking := self.lacks(*(needed[kind] for kind in kinds)):
            return lacking
        seen = [
            one for one in self.workspace.channels if ("private_channel" if one.get("is_private") else "public_channel") in kinds
        ]
        return self.paged(seen, query, "channels")

    def channel(self, id: str) -> Json | None:
        return next((one for one in self.workspace.channels if one["id"] == id), None)

    def conversations_info(self, query: dict[str, str]) -> Json:
        found = self.channel(query["channel"])
        if found is None or (found.get("is_private") and "groups:read" not in self.scopes):
            return {"error": "channel_not_found"}
        return self.lacks("channels:read") or {"channel": found}

    def closed(self, id: str) -> Json | None:
        found = self.channel(id)
        if found is None:
            return {"error": "channel_not_found"}
        if self.joined is not None and id not in self.joined:
            return {"error": "not_in_channel"}
        return self.lacks("groups:history" if found.get("is_private") else "channels:history")

    def within(self, messages: list[Json], query: dict[str, str]) -> list[Json]:
        oldest, latest = query.get("oldest", "0"), query.get("latest", "9999999999.999999")
        if query.get("inclusive") == "true":
            return [one for one in messages if oldest <= str(one["ts"]) <= latest]
        return [one for one in messages if oldest < str(one["ts"]) < latest]

    def conversations_history(self, query: dict[str, str]) -> Json:
        """Newest first; with an `oldest` alone page by page from that end, each page newest first.

        The cursor is the time of the last message given, so that one that is deleted meanwhile moves nothing.
        """
        if problem := self.closed(query["channel"]):
            return problem
        if query.get("cursor") in self.expired:
            return {"error": "invalid_cursor"}
        told = [one for one in self.workspace.messages[query["channel"]] if not is_reply(one) or is_broadcast(one)]
        forward = "oldest" in query and "latest" not in query
        found = sorted(self.within(told, query), key=lambda one: str(one["ts"]), reverse=not forward)
        if cursor := query.get("cursor"):
            found = [one for one in found if (str(one["ts"]) > cursor if forward else str(one["ts"]) < cursor)]
        given = found[: min(int(query["limit"]), self.most)]
        more = len(found) > len(given)
        following = str(given[-1]["ts"]) if more and self.gives_cursors else ""
        limited = {"is_limited": True} if self.limited else {}
        given = given[::-1] if forward else given
        return {"messages": given, "has_more": more, "response_metadata": {"next_cursor": following}, **limited}

    def conversations_replies(self, query: dict[str, str]) -> Json:
        """Oldest first, the parent before the replies of every first page."""
        if problem := self.closed(query["channel"]):
            return problem
        thread = [one for one in self.workspace.messages[query["channel"]] if query["ts"] in (one["ts"], one.get("thread_ts"))]
        parent = [one for one in thread if one["ts"] == query["ts"]]
        if not parent:
            return {"error": "thread_not_found"}
        replies = sorted(self.within([one for one in thread if one["ts"] != query["ts"]], query), key=lambda one: str(one["ts"]))
        page = self.paged(replies, query, "messages")
        if "error" in page:
            return page
        return {**page, "messages": [*(parent if "cursor" not in query else []), *page["messages"]]}

    def users_list(self, query: dict[str, str]) -> Json:
        return self.lacks("users:read") or self.paged(self.workspace.users, query, "members")

    def users_info(self, query: dict[str, str]) -> Json:
        known = [one for one in [*self.workspace.users, *self.workspace.outsiders] if one["id"] == query["user"]]
        return self.lacks("users:read") or ({"user": known[0]} if known else {"error": "user_not_found"})

    def bots_info(self, query: dict[str, str]) -> Json:
        name = self.workspace.bots.get(query["bot"])
        return self.lacks("users:read") or ({"bot": {"id": query["bot"], "name": name}} if name else {"error": "bot_not_found"})


def is_reply(message: Json) -> bool:
    return bool(message.get("thread_ts")) and message["thread_ts"] != message["ts"]


def is_broadcast(message: Json) -> bool:
    return message.get("subtype") == "thread_broadcast"


def busy_channel(messages: int = 2000, threads: int = 40, replies: int = 5) -> Workspace:
    """A channel of so many messages in all, replies among them, one a minute."""
    start, tops = 1_780_000_000, messages - threads * replies
    users = [{"id": f"U0000000{n}", "profile": {"real_name": f"Person {n}", "email": "no@x.example"}} for n in range(5)]
    found: list[Json] = [said(users[n % 5], f"message {n}", f"{start + n * 60}.{n:06}") for n in range(tops)]
    for n in range(threads):
        parent = found[n * (tops // threads)]
        parent |= {"thread_ts": parent["ts"], "reply_count": replies}
        at = int(str(parent["ts"])[:10]) + 7
        found += [
            {**said(users[m], f"reply {n}.{m}", f"{at + m}.{900000 + m}"), "thread_ts": parent["ts"]} for m in range(replies)
        ]
    channel = {"id": "C0BUSYINC1", "name": "inc-123", "is_private": False, "topic": {"value": "INC-123"}}
    return Workspace([channel], users, {"C0BUSYINC1": found})


def said(user: Json, text: str, ts: str) -> Json:
    return {"type": "message", "user": user["id"], "text": text, "ts": ts}
