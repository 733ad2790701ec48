"""Message objects of one conversation -> Evidence, with counts of what was dropped and what could not be read.

A message is known by its channel and its `ts`, which stays a string: it is id and time in one.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.sources.bots import kind_of
from pipeline.sources.payload import Json, items, mapping, mappings, text
from pipeline.sources.reading import Skipped
from pipeline.sources.slack.content import title_links, wire_text
from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.mrkdwn import Mrkdwn

TS = re.compile(r"(\d{9,10})\.(\d{6})")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EARLIEST = 631_152_000
"""1990, for chats imported from older systems; what is earlier is a placeholder."""

DROPPED = {
    "channel_join": "joins",
    "group_join": "joins",
    "channel_leave": "leaves",
    "group_leave": "leaves",
    "tombstone": "deleted messages",
    "message_deleted": "deleted messages",
    "message_replied": "reply notices",
    "bot_add": "integration notices",
    "bot_remove": "integration notices",
    "bot_enable": "integration notices",
    "bot_disable": "integration notices",
    "app_conversation_join": "integration notices",
    "pinned_item": "pin notices",
    "unpinned_item": "pin notices",
    "channel_archive": "archive notices",
    "channel_unarchive": "archive notices",
    "group_archive": "archive notices",
    "group_unarchive": "archive notices",
    "channel_posting_permissions": "settings notices",
    "channel_convert_to_private": "settings notices",
    "ekm_access_denied": "messages without access",
    "reminder_add": "reminders",
}
TOPICS = frozenset(
    {"channel_topic", "group_topic", "channel_purpose", "group_purpose", "channel_name", "group_name"},
)


@dataclass
class Conversation:
    """One channel, read message by message. `id` and `name` are the channel's; `evidence` is by ts."""

    id: str
    name: str
    directory: Directory
    mrkdwn: Mrkdwn
    evidence: dict[str, Evidence] = field(default_factory=dict[str, Evidence])
    dropped: Counter[str] = field(default_factory=Counter[str])
    skipped: list[Skipped] = field(default_factory=list[Skipped])

    def add(self, messages: Sequence[object], file: str) -> None:
        """Messages as they stand in a file, an answer or a dump, with their nested replies."""
        for item in messages:
            if "user_profile" in mapping(item):
                self.directory.author_of(mapping(item))
        for number, item in enumerate(messages, start=1):
            message = mapping(item)
            if not message:
                self.skipped.append(Skipped(file, f"message {number}", "this is no message object"))
                continue
            self._add(message, file, number)
            if replies := items(message.get("slackdump_thread_replies")):
                self.add(replies, file)

    def in_order(self) -> list[Evidence]:
        return [self.evidence[ts] for ts in sorted(self.evidence, key=lambda ts: (len(ts), ts))]

    def _add(self, message: Json, file: str, number: int) -> None:
        ts = text(message, "ts")
        at = time_of(ts)
        if word := self._reason_to_drop(message):
            self.dropped[word] += 1
        elif at is None:
            problem = f"the timestamp {ts[:40]!r} is no time" if ts else "there is no timestamp"
            self.skipped.append(Skipped(file, f"message {number}", problem))
        else:
            self._keep(self._evidence(message, ts, at, file), ts)

    def _reason_to_drop(self, message: Json) -> str | None:
        kind = message.get("type")
        if isinstance(kind, str) and kind != "message" and "text" not in message:
            return "other events"
        subtype = message.get("subtype")
        if isinstance(subtype, str) and subtype in DROPPED:
            return DROPPED[subtype]
        return "hidden messages" if message.get("hidden") is True else None

    def _keep(self, evidence: Evidence, ts: str) -> None:
        before = self.evidence.get(ts)
        if not evidence.text:
            self.dropped["messages without text"] += 1
        elif before is None:
            self.evidence[ts] = evidence
        else:
            self.dropped["repeats"] += 1
            if evidence.edited and not before.edited:
                self.evidence[ts] = evidence

    def _evidence(self, message: Json, ts: str, at: datetime, file: str) -> Evidence:
        person = self.directory.author_of(message)
        automated = is_automated(message, person is not None and not person.bot)
        author = person.name if person and not automated else bot_name(message) or (person.name if person else None)
        links = title_links(message)
        said = self.mrkdwn.plain(wire_text(message, automated), links).strip()
        subtype = text(message, "subtype")
        kind, word = kind_of(author or "", said) if automated else (EvidenceKind.MESSAGE, None)
        if subtype in TOPICS:
            said, word = without_own_name(said, author), Subtype.TOPIC
        thread = text(message, "thread_ts")
        return Evidence(
            id=f"slack:{self.id}:{ts}",
            at=at,
            author=author,
            kind=kind,
            subtype=word,
            text=said,
            thread=f"slack:{self.id}:{thread}" if thread and thread != ts else None,
            channel=self.name,
            automated=automated,
            edited=bool(message.get("edited")),
            reactions=reactions_of(message),
            links=tuple(dict.fromkeys(links)),
            source=Source(file=file, locator=ts),
        )


def time_of(ts: str) -> datetime | None:
    """`1736554746.482349` as a time, exact to the microsecond; None for what is no time of a message."""
    match = TS.fullmatch(ts)
    if not match or int(match[1]) < EARLIEST:
        return None
    return EPOCH + timedelta(seconds=int(match[1]), microseconds=int(match[2]))


def is_automated(message: Json, by_person: bool) -> bool:
    """Whether a bot wrote it; what an app posts in a person's name is that person's."""
    if message.get("subtype") == "bot_message":
        return True
    return not by_person and bool(message.get("bot_id") or message.get("bot_profile") or message.get("user") == "USLACKBOT")


def reactions_of(message: Json) -> tuple[str, ...]:
    """Names of emoji, without skin tones."""
    reactions = mappings(message.get("reactions")) if "reactions" in message else []
    return tuple(text(reaction, "name").partition("::")[0] for reaction in reactions)


def bot_name(message: Json) -> str:
    return text(message, "username") or text(mapping(message.get("bot_profile")), "name") or text(message, "bot_id")


def without_own_name(said: str, author: str | None) -> str:
    """ "@Ann Lee set the channel topic: x" by Ann Lee, without the name."""
    return said.removeprefix(f"@{author} ") if author else said
