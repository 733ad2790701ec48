"""The steps of a pull from Slack: channel, history, threads, people. Each keeps its pages in the ledger as they come.

History comes newest first, because it is always asked for up to a `latest`: with an `oldest` alone Slack begins at that end. A
second pull asks for messages after the newest that is there, and of each known thread for replies after its newest. A cursor that
Slack has forgotten meanwhile is replaced by a time, or the step begins anew.
"""

import math
import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from pipeline.errors import PullRefused
from pipeline.pull.ledger import Page, newest
from pipeline.pull.payload import Json, mapping, mappings, once, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target
from pipeline.pull.tools.slack.asking import INVITE, PRODUCT, call, next_cursor
from pipeline.pull.tools.slack.shaping import kept_channel, kept_user, moment
from pipeline.pull.wire import in_words

AT_ONCE = 200
"""Messages or users asked for at once, as Slack recommends."""
FEW, FEW_PER_S = 15, 60.0
"""Apps that are given to others outside Slack's marketplace get so many messages a request, and a request a minute
(docs.slack.dev/apis/web-api/rate-limits)."""
GONE = frozenset({"thread_not_found", "message_not_found"})
UNKNOWN = frozenset({"user_not_found", "users_not_found", "user_not_visible", "bot_not_found", "missing_scope"})
CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{8,}")
MENTION = re.compile(r"<@([UW][A-Z0-9]{4,})")
THREAD = "thread "
KINDS = "public_channel,private_channel"
LIMITED = "older messages are there, and the plan of the workspace hides them"
LATEST, OLDEST = "latest=", "oldest="
"""A page that is asked for by time, in place of a cursor."""


class Reading:
    """One channel's reading. Steps that are done already send nothing."""

    def __init__(self, target: Target, reach: Reach) -> None:
        self.asked, self.reach, self.ledger = target.ids[0], reach, reach.ledger
        self.since = ts_of(target.since, -1) if target.since else ""
        self.until = ts_of(target.until, 1) if target.until else ""
        self.id = ""
        self.begun_anew: set[str] = set()

    def channel(self) -> Json:
        """The channel, found by its id or its name. Raises PullRefused where there is none that may be read."""
        ask = self._channel_by_id if CHANNEL_ID.fullmatch(self.asked) else self._channel_by_name
        if self.ledger.cursor("channel") is None and not self.ledger.now.items("channel"):
            self.ledger.keep("channel", Page([], f"{KINDS} "))  # not there when it was looked for last: it may be by now
        found = self.ledger.all("channel", ask)
        if not found:
            problem = "no channel of that name is there that this key may know of"
            raise PullRefused(PRODUCT, f"#{self.asked}", problem, f"check its name; for a private channel, {INVITE}")
        if found[0].get("is_im") or found[0].get("is_mpim"):
            raise PullRefused(PRODUCT, self.asked, "this is a direct conversation", "give a channel")
        self.id = text(found[0], "id")
        return found[0]

    def _channel_by_id(self, cursor: str) -> Page:
        del cursor
        answer = call(self.reach, "conversations.info", {"channel": self.asked}, self.asked)
        return Page([kept_channel(mapping(answer.get("channel")))])

    def _channel_by_name(self, cursor: str) -> Page:
        """Page by page until the name is found. A key that may not list private channels is asked for public ones."""
        kinds, _, cursor = cursor.rpartition(" ")
        kinds = kinds or KINDS
        asked: dict[str, str | int] = {"types": kinds, "limit": AT_ONCE, "exclude_archived": "false"}
        try:
            answer = self._call("conversations.list", asked, cursor)
        except PullRefused as problem:
            if cursor and self._may_begin_anew("channel", problem):
                return self._channel_by_name(f"{kinds} ")
            if problem.word != "missing_scope" or kinds == "public_channel":
                raise
            self.reach.telling.say("Slack: private channels are not looked through, because the key lacks the scope groups:read.")
            return Page([], "public_channel ")
        found = [one for one in mappings(answer.get("channels")) if self.asked in (one.get("name"), one.get("name_normalized"))]
        following = next_cursor(answer)
        return Page([kept_channel(one) for one in found[:1]], f"{kinds} {following}" if following and not found else "")

    def _may_begin_anew(self, step: str, problem: PullRefused) -> bool:
        """Whether Slack has forgotten the cursor of a stopped pull; once a step, because it should know a new one."""
        again = problem.word == "invalid_cursor" and step not in self.begun_anew
        self.begun_anew.add(step)
        return again

    def _call(self, method: str, asked: dict[str, str | int], cursor: str = "") -> Json:
        name, _, value = cursor.rpartition("=") if cursor.startswith((LATEST, OLDEST)) else ("cursor", "", cursor)
        return call(self.reach, method, asked | ({name: value} if value else {}), f"#{self.asked}")

    def history(self) -> list[Json]:
        """The channel's messages of this round, newest first."""
        return self.ledger.all("history", self._history_page)

    def _after_all(self) -> str:
        """Later than all that there is when the round begins, whatever the two clocks say."""
        return ts_of(datetime.fromisoformat(self.ledger.now.began) + timedelta(days=1))

    def _history_page(self, cursor: str) -> Page:
        """By Slack's cursor; where it gives none or has forgotten it, by the time of the oldest message that came."""
        since = newest(self.ledger.before("history"), "ts") or self.since
        asked: dict[str, str | int] = {"channel": self.id, "limit": AT_ONCE, "latest": self.until or self._after_all()}
        asked |= {"oldest": since} if since else {}
        before = self.ledger.now.items("history")
        try:
            answer = self._call("conversations.history", asked, cursor)
        except PullRefused as problem:
            if not cursor or problem.word != "invalid_cursor":
                raise
            return self._history_page(f"{LATEST}{oldest(before)}" if before else "")
        found = mappings(answer.get("messages"))
        by_time = f"{LATEST}{oldest(found)}" if found and answer.get("has_more") is True else ""
        following = next_cursor(answer) or by_time
        if not before and following and 0 < len(found) <= FEW:
            self._say_slow(len(found))
        if found:
            so_far = len(before) + len(found)
            self.reach.telling.progress(f"#{self.asked}: {so_far:,} messages, back to {moment(oldest(found))}")
        return Page(found, following, LIMITED if answer.get("is_limited") is True else "")

    def _say_slow(self, at_once: int) -> None:
        each = in_words(math.ceil(2000 / at_once) * FEW_PER_S)
        self.reach.telling.say(
            f"Slack gives this app {at_once} messages a request, which goes with a request a minute: about {each} for 2,000 "
            "messages, and a minute for each thread. What came is kept: stop with Ctrl-C, and the same command goes on."
        )

    def parents(self) -> list[str]:
        """The `ts` of every message that has replies, oldest first."""
        found = {text(one, "ts") for one in self.ledger.ever("history") if one.get("reply_count")}
        found |= {text(one, "thread_ts") for one in self.ledger.ever("history") if one.get("subtype") == "thread_broadcast"}
        return sorted(found - {""})

    def threads(self) -> None:
        """The replies of every thread, a few requests each."""
        parents = self.parents()
        left = [ts for ts in parents if self.ledger.cursor(THREAD + ts) is not None]
        pages = [page for round in self.ledger.rounds for page in round.steps.get("history", [])]
        slow = any(page.next and 0 < len(page.items) <= FEW for page in pages)
        if slow and left:
            self.reach.telling.say(f"{len(left):,} threads follow: about {in_words(len(left) * FEW_PER_S)}.")
        for number, ts in enumerate(parents, start=1):
            self.reach.telling.progress(f"#{self.asked}: thread {number:,} of {len(parents):,}")
            self._thread(ts)

    def _thread(self, ts: str) -> None:
        asked: dict[str, str | int] = {"channel": self.id, "ts": ts, "limit": AT_ONCE}
        asked |= {"latest": self.until} if self.until else {}
        if since := newest(self.ledger.before(THREAD + ts), "ts") or (self.since if ts < self.since else ""):
            asked["oldest"] = since

        def ask(cursor: str) -> Page:
            try:
                answer = self._call("conversations.replies", asked, cursor)
            except PullRefused as problem:
                if cursor and problem.word == "invalid_cursor":
                    last = newest(self.ledger.now.items(THREAD + ts), "ts")
                    return ask(f"{OLDEST}{last}" if last else "")
                if problem.word not in GONE:
                    raise
                return Page([], gap=f"the thread of {moment(ts)} was deleted before its replies were read")
            found = mappings(answer.get("messages"))
            by_time = f"{OLDEST}{text(found[-1], 'ts')}" if found and answer.get("has_more") is True else ""
            return Page(found, next_cursor(answer) or by_time)

        self.ledger.all(THREAD + ts, ask)

    def messages(self) -> list[Json]:
        """Every message and reply of all rounds once, oldest first. A later round's word counts, else that of the history.

        A thread's first message comes with its replies; it is not among them where it is from before the time that was asked for.
        """
        found: dict[str, Json] = {}
        for round in self.ledger.rounds:
            for step in sorted(round.steps, key=lambda step: not step.startswith(THREAD)):
                if step.startswith(THREAD) or step == "history":
                    found |= {ts: one for one in round.items(step) if (ts := text(one, "ts"))}
        return [found[ts] for ts in sorted(found) if ts > self.since]

    def people(self, messages: list[Json]) -> tuple[list[Json], list[Json]]:
        """The workspace's users, those from outside who wrote or are named, and the bots that do not say their own name."""
        if not self.ledger.before("users") and not self.ledger.all("users", self._users_page):
            return [], []
        users = once([*self.ledger.ever("users"), *self._singly("user ")])
        known = {text(one, "id") for one in users}
        for id in unknown_users(messages, known):
            self._one_by_one("user", id, "users.info")
        for id in unnamed_bots(messages):
            if id not in {text(one, "id") for one in self._singly("bot ")}:
                self._one_by_one("bot", id, "bots.info")
        return once([*self.ledger.ever("users"), *self._singly("user ")]), self._singly("bot ")

    def _singly(self, prefix: str) -> list[Json]:
        return [one for step in self.ledger.steps(prefix) for one in self.ledger.ever(step)]

    def _users_page(self, cursor: str) -> Page:
        try:
            answer = self._call("users.list", {"limit": AT_ONCE}, cursor)
        except PullRefused as problem:
            if cursor and self._may_begin_anew("users", problem):
                return self._users_page("")
            if problem.word != "missing_scope":
                raise
            return Page([], gap="who wrote is known by id alone, because the key lacks the scope users:read")
        found = [kept_user(one) for one in mappings(answer.get("members"))]
        self.reach.telling.progress(f"people of the workspace: {len(self.ledger.now.items('users')) + len(found):,}")
        return Page(found, next_cursor(answer))

    def _one_by_one(self, kind: str, id: str, method: str) -> None:
        def ask(cursor: str) -> Page:
            del cursor
            try:
                found = mapping(call(self.reach, method, {kind: id}, id).get(kind))
            except PullRefused as problem:
                if problem.word not in UNKNOWN:
                    raise
                lacking = problem.word == "missing_scope"
                why = "the key lacks the scope users:read" if lacking else "Slack has no such one any more"
                return Page([], gap=f"the {kind} {id} has no name here: {why}")
            return Page([kept_user(found)] if kind == "user" else [{"id": id, "name": text(found, "name")}])

        self.ledger.all(f"{kind} {id}", ask)


def unknown_users(messages: list[Json], known: set[str]) -> list[str]:
    """Ids of who wrote or is named in a text, without those that are known and those whose messages say who they are."""
    known = known | {text(one, "user") for one in messages if mapping(one.get("user_profile"))}
    found = {text(one, "user") for one in messages}
    found |= {id for one in messages for id in MENTION.findall(text(one, "text"))}
    return sorted(found - known - {"", "USLACKBOT"})


def unnamed_bots(messages: Iterable[Json]) -> list[str]:
    return sorted(
        {text(one, "bot_id") for one in messages if not text(one, "username") and not mapping(one.get("bot_profile"))} - {""}
    )


def oldest(messages: Iterable[Json]) -> str:
    return min(text(one, "ts") for one in messages)


def ts_of(at: datetime, past: int = 0) -> str:
    """A time as Slack writes it, so many microseconds past it: the ends that it is asked with are not in the range."""
    whole = int(at.timestamp()) * 10**6 + at.microsecond + past
    return f"{whole // 10**6}.{whole % 10**6:06}"
