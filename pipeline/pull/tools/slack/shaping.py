"""What the Web API gave -> the files of a workspace export. Addresses and telephone numbers of people are not kept at all."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime

from pipeline.pull.payload import Json, mapping, text

FOLDER = "slack"
NAME = re.compile(r"[\w-][\w.-]*")
CHANNEL_FIELDS = (
    "id name created creator is_archived is_general is_private is_im is_mpim is_ext_shared is_shared members topic purpose "
    "previous_names num_members"
).split()
USER_FIELDS = "id team_id name deleted real_name tz tz_label tz_offset is_bot is_app_user is_stranger updated".split()
PROFILE_FIELDS = "title real_name real_name_normalized display_name display_name_normalized first_name last_name team".split()


def kept_channel(channel: Json) -> Json:
    return {field: channel[field] for field in CHANNEL_FIELDS if field in channel}


def kept_user(user: Json) -> Json:
    profile = mapping(user.get("profile"))
    kept = {field: user[field] for field in USER_FIELDS if field in user}
    return kept | {"profile": {field: profile[field] for field in PROFILE_FIELDS if field in profile}}


def folder_of(channel: Json) -> str:
    """A channel's folder is named as it is, where its name can be one."""
    name = text(channel, "name")
    return name if NAME.fullmatch(name) else re.sub(r"\W", "-", text(channel, "id"))


def by_day(messages: Iterable[Json]) -> dict[str, list[Json]]:
    """Messages by their day in UTC, as an export has them."""
    days: defaultdict[str, list[Json]] = defaultdict(list)
    for message in messages:
        days[moment(text(message, "ts"))[:10] or "0000-00-00"].append(message)
    return dict(days)


def with_bots(messages: Iterable[Json], bots: Iterable[Json]) -> list[Json]:
    """Messages of bots that do not say their name, with the name that was asked for."""
    profiles = {text(bot, "id"): bot for bot in bots if text(bot, "name")}
    return [
        {**one, "bot_profile": profile}
        if not text(one, "username") and not one.get("bot_profile") and (profile := profiles.get(text(one, "bot_id")))
        else one
        for one in messages
    ]


def moment(ts: str) -> str:
    """`1736554746.482349` as `2025-01-11T00:19:06Z`; empty for what is no time."""
    try:
        return datetime.fromtimestamp(int(ts.partition(".")[0]), UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""
