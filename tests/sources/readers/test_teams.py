"""Microsoft Teams messages: a tenant's export in Pascal case, Graph's in camel case, what a bot is sent."""

import json
from typing import Any

import pytest

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.errors import EmptySource
from pipeline.sources.readers import teams
from pipeline.sources.reading import ReadOptions

USER = {"id": "u1", "displayName": "Ana Lima", "userIdentityType": "aadUser"}


def said(id: str, html: str = "<p>hello</p>", **more: Any) -> dict[str, Any]:
    return {
        **{"id": id, "createdDateTime": f"2024-05-02T10:00:{id}.25Z", "messageType": "message", "deletedDateTime": None},
        **{"body": {"contentType": "html", "content": html}, "from": {"user": USER, "application": None}, "replyToId": None},
        "channelIdentity": {"teamId": "t", "channelId": "19:a@thread.tacv2"},
    } | more


def pascal(value: Any) -> Any:
    if isinstance(value, dict):
        return {key[:1].upper() + key[1:]: pascal(inner) for key, inner in value.items()}
    return [pascal(inner) for inner in value] if isinstance(value, list) else value


@pytest.fixture
def read(tree_of):
    def read(payload):
        (claim,) = teams.sniff(tree_of({"messages.json": payload}))
        return teams.read(claim, ReadOptions())

    return read


def test_pascal_and_camel_case_say_the_same(read):
    messages = [said("02", replyToId="01", lastEditedDateTime="2024-05-02T11:00:00Z"), said("01")]
    assert read(messages).evidence == read(pascal(messages)).evidence


def test_messages_are_put_in_order_and_replies_on_their_thread(read):
    reading = read({"value": [said("03"), said("02", replyToId="01"), said("01")]})
    assert [(piece.id, piece.thread) for piece in reading.evidence] == [
        ("teams:01", None),
        ("teams:02", "teams:01"),
        ("teams:03", None),
    ]


def test_nested_replies_are_read(read):
    reading = read([said("01", replies=[said("02", "<p>reply</p>")])])
    assert [(piece.text, piece.thread) for piece in reading.evidence] == [("hello", None), ("reply", "teams:01")]


def test_system_and_deleted_messages_are_dropped_and_counted(read):
    system = said("01", "<systemEventMessage/>", messageType="unknownFutureValue", **{"from": None})
    reading = read([system, said("02"), said("03", deletedDateTime="2024-05-02T12:00:00Z")])
    assert reading.dropped == {"system messages": 1, "deleted messages": 1}


def test_html_becomes_text_with_the_addresses_of_links(read):
    html = '<div>Hi <at id="0">Bo Ek</at>,&nbsp;see <a href="https://x.example/1">the graph</a><br>a &lt; b</div>'
    (piece,) = read([said("01", html)]).evidence
    assert piece.text == "Hi @Bo Ek, see the graph (https://x.example/1)\na < b"
    assert piece.links == ("https://x.example/1",)


def test_the_subject_stands_before_the_words(read):
    assert read([said("01", subject="SEV2: login is slow")]).evidence[0].text == "SEV2: login is slow\nhello"


def test_a_bots_card_is_its_words(read):
    blocks = [
        {"type": "TextBlock", "text": "[FIRING] Disk full"},
        {"type": "FactSet", "facts": [{"title": "Host:", "value": "db-1"}]},
    ]
    card = {
        "contentType": "application/vnd.microsoft.card.adaptive",
        "content": json.dumps({"type": "AdaptiveCard", "body": blocks}),
    }
    sender = {"user": None, "application": {"id": "b", "displayName": "Grafana"}}
    (piece,) = read([said("01", '<attachment id="1"></attachment>', attachments=[card], **{"from": sender})]).evidence
    assert piece.text == "[FIRING] Disk full\nHost: db-1"
    assert (piece.kind, piece.subtype, piece.author) == (EvidenceKind.ALERT, Subtype.FIRING, "Grafana")


def test_a_quoted_message_is_not_said_again(read):
    quote = {"contentType": "messageReference", "content": '{"messagePreview": "old", "text": "old"}', "name": None}
    assert read([said("01", "<attachment id='1'></attachment><p>new</p>", attachments=[quote])]).evidence[0].text == "new"


def test_the_channels_name_is_taken_from_the_address_where_it_stands_there(read):
    url = "https://teams.microsoft.com/l/message/19%3Aa/1?groupId=g&teamName=Ops&channelName=inc-12&createdTime=1"
    assert read([said("01", webUrl=url)]).channels[0].name == "inc-12"


def test_a_chat_between_people_is_private_and_left_out_beside_channels(read):
    chat = said("02", channelIdentity=None, chatId="19:u1_u2@unq.gbl.spaces")
    assert read([chat]).channels[0].private
    reading = read([chat, said("01")])
    assert reading.dropped == {"direct conversations": 1}
    assert [piece.id for piece in reading.evidence] == ["teams:01"]


def test_what_a_bot_is_sent_is_read(read):
    activity = {
        **{"type": "message", "id": "9", "timestamp": "2024-05-02T10:00:00.000Z", "serviceUrl": "https://smba.example/teams/"},
        **{"from": {"id": "29:x", "name": "Ana Lima"}, "conversation": {"id": "19:a@thread.tacv2", "name": "inc-12"}},
        "text": "<at>Helper</at> who is on call?",
    }
    reading = read({"type": "teams.bot.mention", "data": activity, "timestamp": "2024-05-02T10:00:01Z"})
    assert [(piece.id, piece.text, piece.channel) for piece in reading.evidence] == [
        ("teams:9", "@Helper who is on call?", "inc-12")
    ]


def test_only_deleted_messages_are_an_empty_source(read):
    with pytest.raises(EmptySource):
        read([said("01", deletedDateTime="2024-05-02T12:00:00Z")])


@pytest.mark.parametrize("payload", [{}, [], {"createdDateTime": "t"}, {"value": [{"id": 1, "createdDateTime": "t"}]}])
def test_what_is_not_of_teams_is_not_claimed(tree_of, payload):
    assert teams.sniff(tree_of({"a.json": payload})) == []
