"""Small inputs of chats and tickets to start fuzzing from, by the name of their target."""

from typing import Any

T, LATER = "2024-05-02T10:00:00.123+0200", "2024-05-02T11:30:00Z"
MILLISECONDS = 1_714_644_000_000
SECONDS = MILLISECONDS // 1000
HTML = (
    '<p>see <a href="https://x.example/1">it</a> <at id="0">Bo</at></p><blockquote><p>old</p></blockquote>'
    "<pre><code>a\nb</code></pre>"
)
MARKDOWN = (
    "**slow** since `10:00` [graph](https://x.example/1) :fire: @**Bo|7** <@111111111111111111> <t:1714644000>\n```\ncode\n```"
)
WIKI = (
    "h1. Known\n* the {{pool}} is *full*\n{code:java}\na\n{code}\n{quote}\nold\n{quote}\n"
    "[~accountid:a1] [graph|https://x.example/1] \\!"
)
ANA: dict[str, Any] = {"accountId": "a1", "displayName": "Ana Lima", "id": 1, "name": "Ana Lima", "username": "ana"}


def _adf(kind: str, *content: Any, **more: Any) -> dict[str, Any]:
    return {"type": kind, "content": list(content), **more}


DOCUMENT = _adf(
    "doc",
    _adf("paragraph", {"type": "text", "text": "see", "marks": [{"type": "link", "attrs": {"href": "https://x.example/1"}}]}),
    _adf("bulletList", _adf("listItem", _adf("paragraph", {"type": "mention", "attrs": {"id": "a1", "text": "@Ana"}}))),
    _adf("codeBlock", {"type": "text", "text": "a\nb"}),
    _adf(
        "table", _adf("tableRow", _adf("tableCell", _adf("paragraph", {"type": "date", "attrs": {"timestamp": "1714644000000"}})))
    ),
)
COMMENT = {"id": "5", "body": DOCUMENT, "author": ANA, "updateAuthor": ANA, "created": T, "updated": LATER}
HISTORY = {"id": "6", "author": ANA, "created": T, "items": [{"field": "status", "fromString": "To Do", "toString": "Done"}]}
ISSUE = {
    **{"id": "1", "key": "OPS-7", "self": "https://jira.example.com/rest/api/2/issue/1", "names": {"customfield_1": "Severity"}},
    "fields": {
        **{
            "summary": "Slow",
            "description": WIKI,
            "reporter": ANA,
            "assignee": ANA,
            "labels": ["sev-2"],
            "customfield_1": {"value": "1"},
        },
        **{"status": {"name": "Done"}, "priority": {"name": "P1"}, "created": T, "updated": LATER, "security": {"name": "few"}},
        "comment": {"comments": [COMMENT], "total": 3},
    },
    "changelog": {"histories": [HISTORY], "total": 1},
}
GITLAB = {
    **{"id": 300, "iid": 8, "title": "Slow", "description": "<!-- x -->since 10:00", "state": "closed", "created_at": T},
    **{"closed_at": LATER, "labels": ["severity::2"], "author": ANA, "assignees": [ANA], "confidential": True},
    "web_url": "https://gitlab.example.com/acme/ops/-/issues/8",
}
NOTE = {
    **{"id": 20, "body": "closed", "author": ANA, "created_at": T, "updated_at": LATER, "system": True},
    **{"noteable_type": "Issue", "noteable_id": 300, "discussion_id": "d"},
}
HOOK = {
    **{"object_kind": "issue", "event_type": "confidential_issue", "user": ANA, "project": {"path_with_namespace": "acme/ops"}},
    "object_attributes": GITLAB | {"action": "close", "updated_at": "2024-05-02 11:00:00 UTC"},
    "changes": {"title": {"previous": "a", "current": "b"}},
}
DISCORD = {
    **{
        "id": "1",
        "type": "Reply",
        "timestamp": T,
        "timestampEdited": LATER,
        "content": MARKDOWN,
        "reference": {"messageId": "2"},
    },
    "author": {"id": "111111111111111111", "name": "grafana", "nickname": "Grafana", "isBot": True},
    "embeds": [{"title": "[FIRING] x", "url": "https://x.example", "fields": [{"name": "a", "value": "b"}]}],
    "reactions": [{"emoji": {"code": "eyes"}, "count": 1}],
}
DISCORD_API = {
    **{"id": "3", "channel_id": "9", "content": "x", "type": 19, "timestamp": LATER},
    "author": {"id": "5", "username": "bo"},
}
TEAMS = {
    **{
        "id": "1",
        "replyToId": "2",
        "createdDateTime": LATER,
        "messageType": "message",
        "subject": "SEV1",
        "lastEditedDateTime": LATER,
    },
    **{"body": {"contentType": "html", "content": HTML}, "from": {"user": {"id": "u", "displayName": "Ana Lima"}}},
    **{"channelIdentity": {"channelId": "19:a"}, "webUrl": "https://teams.example/l/1?channelName=inc"},
    "attachments": [
        {"contentType": "card", "content": '{"body": [{"type": "FactSet", "facts": [{"title": "a", "value": "b"}]}]}'}
    ],
}
ACTIVITY = {
    **{"type": "message", "id": "1", "timestamp": LATER, "serviceUrl": "u", "text": "<at>Bo</at> x"},
    **{"from": {"name": "Ana"}, "conversation": {"id": "c", "name": "n"}},
}
POST = {
    **{"team": "eng", "channel": "inc", "user": "ana", "message": MARKDOWN, "create_at": MILLISECONDS, "edit_at": MILLISECONDS},
    **{"reactions": [{"emoji_name": "eyes"}], "replies": [{"user": "bo", "message": "y", "create_at": MILLISECONDS - 5}]},
    "props": {"from_webhook": "true", "attachments": [{"title": "t", "text": "x"}]},
}
MATTERMOST_API = {
    "order": ["a"],
    "posts": {
        "a": POST | {"id": "a", "channel_id": "c", "user_id": "u", "root_id": "b", "delete_at": 0, "type": "system_header_change"}
    },
}
ZULIP = {
    **{
        "id": 1,
        "type": "stream",
        "timestamp": SECONDS,
        "sender_id": 5,
        "sender_full_name": "Ana Lima",
        "sender_email": "a@example.com",
    },
    **{"display_recipient": "ops", "subject": "\u2714 slow", "content": MARKDOWN, "last_edit_timestamp": SECONDS},
    "reactions": [{"emoji_name": "eyes"}],
}
ZULIP_EXPORT = {
    "zerver_message": [
        {"id": 1, "sender": 5, "recipient": 3, "subject": "slow", "rendered_content": HTML, "date_sent": SECONDS + 0.5}
    ],
    "zerver_userprofile": [{"id": 5, "full_name": "Ana Lima", "timezone": "Europe/Berlin"}],
    "zerver_stream": [{"id": 30, "name": "ops", "invite_only": True}],
    "zerver_recipient": [{"id": 3, "type": 2, "type_id": 30}],
    "zerver_reaction": [{"message": 1, "emoji_name": "eyes"}],
}
ROCKET = {
    **{"_id": "1", "rid": "r", "msg": MARKDOWN, "ts": {"$date": MILLISECONDS}, "u": {"_id": "u", "username": "ana"}, "tmid": "2"},
    **{"editedAt": LATER, "attachments": [{"title": "t", "fields": [{"title": "a", "value": "b"}]}], "reactions": {":eyes:": {}}},
}
GITTER = {
    **{"id": "1", "text": MARKDOWN, "html": HTML, "sent": LATER, "parentId": "2"},
    "fromUser": {"id": "u", "username": "ana", "displayName": "Ana Lima"},
}

CONVERSATION_SAMPLES: dict[str, tuple[Any, ...]] = {
    "jira-issue": (
        ISSUE,
        {"issues": [ISSUE]},
        {"webhookEvent": "jira:issue_updated", "timestamp": MILLISECONDS, "user": ANA, "issue": ISSUE, "comment": COMMENT}
        | {"changelog": {"id": "7", "items": HISTORY["items"]}},
        {"type": "jira.issueComment", "timestamp": LATER, "data": {"action": "created", "issue": ISSUE, "comment": COMMENT}},
        {"values": [HISTORY]},
    ),
    "gitlab-issue": (
        {"issue": GITLAB, "notes": [NOTE, {**NOTE, "system": False}]},
        HOOK,
        [{"id": "d", "individual_note": False, "notes": [NOTE, NOTE]}],
        {"type": "gitlab.getIssue", "data": GITLAB, "timestamp": LATER},
    ),
    "discord": (
        {"guild": {}, "channel": {"id": "9", "type": "GuildPublicThread", "name": "inc"}, "messages": [DISCORD, DISCORD]},
        [DISCORD_API],
    ),
    "teams": (
        [TEAMS],
        {"value": [TEAMS | {"replies": [TEAMS]}]},
        {"type": "teams.bot.mention", "data": ACTIVITY, "timestamp": LATER},
    ),
    "mattermost": (
        {"type": "post", "post": POST},
        {"type": "direct_post", "direct_post": POST | {"channel_members": ["a"]}},
        MATTERMOST_API,
    ),
    "zulip": ({"messages": [ZULIP]}, ZULIP_EXPORT, {"type": "message", "message": ZULIP}),
    "rocketchat": ({"messages": [ROCKET], "success": True},),
    "gitter": ([GITTER],),
}
