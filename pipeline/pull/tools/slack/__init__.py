"""A Slack channel -> its messages and threads by day, the channel and the workspace's people, as in a workspace export.

asking.py     the methods of the Web API, and what its errors mean
reading.py    channel, history, threads, people: step by step, a second pull only what came since
shaping.py    what came -> channels.json, users.json, <channel>/<day>.json
"""

from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import newest
from pipeline.pull.links import URL
from pipeline.pull.payload import Json, mapping, strings, text, without
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target
from pipeline.pull.tools.slack.asking import says_fault
from pipeline.pull.tools.slack.reading import Reading
from pipeline.pull.tools.slack.shaping import FOLDER, by_day, folder_of, moment, with_bots

PRODUCT = "Slack"
BASE_URL = "https://slack.com/api"
KEYLESS = False
RIGHTS = "channels:read, channels:history, groups:read, groups:history, users:read"
SECOND_PULL = (
    "a second pull asks only for what is new: edits and deletions since the first, and first replies to older messages, are "
    "found with --again"
)

OLDER_THREADS = "threads that began before --since are pulled only where a reply was also sent to the channel"


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    """Reads the channel that the target names, by name or id."""
    reach.wire.is_fault = says_fault
    reading = Reading(target, reach)
    channel = reading.channel()
    reading.history()
    reading.threads()
    messages = reading.messages()
    users, bots = reading.people(messages)
    folder = f"{FOLDER}/{folder_of(channel)}"
    days = by_day(with_bots(messages, bots))
    replies = sum(1 for one in messages if text(one, "thread_ts") not in ("", text(one, "ts")))
    files = sum(len(one["files"]) for one in messages if isinstance(one.get("files"), list))
    left_out = [f"{files} files are named, and not fetched"] if files else []
    stamps = [text(one, "ts") for one in messages]
    return Haul(
        what=f"#{text(channel, 'name')} ({text(channel, 'id')})",
        id=text(channel, "id"),
        files={f"{folder}/{day}.json": found for day, found in days.items()},
        lists={f"{FOLDER}/channels.json": [channel], f"{FOLDER}/users.json": users},
        counts={"messages": len(messages), "replies": replies, "threads": len(reading.parents()), "users": len(users)},
        first=moment(min(stamps, default="")),
        last=moment(newest(messages, "ts")),
        restricted=channel.get("is_private") is True,
        gaps=reach.gaps("history"),
        left_out=(*left_out, *([OLDER_THREADS] if target.since else []), *([] if reach.ledger.first else [SECOND_PULL])),
        texts=tuple(told(mapping(channel.get(field))) for field in ("topic", "purpose")),
        said=links(messages, text(channel, "id")),
    )


def told(topic: Json) -> str:
    return text(topic, "value").replace("&amp;", "&")


def links(messages: list[Json], own: str) -> tuple[str, ...]:
    """Addresses in messages, each once and without its query; not those of files and of the channel's own messages."""
    texts = strings(without(messages, "files"))
    found = (link.partition("?")[0] for text in texts if "://" in text for link in URL.findall(text))
    return tuple(dict.fromkeys(link for link in found if own not in link))
