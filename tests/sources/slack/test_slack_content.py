"""Messages whose words are in attachments, blocks and files."""

from typing import Any

import pytest

from pipeline.sources.slack.content import wire_text


def bot(**fields: Any) -> str:
    return wire_text({"subtype": "bot_message", "text": "", **fields}, automated=True)


def person(**fields: Any) -> str:
    return wire_text({"user": "U1", "text": "", **fields}, automated=False)


def test_an_attachment_is_read_in_the_order_it_is_shown():
    attachment = {
        "footer": "Triggered at 09:26 UTC",
        "fallback": "short form",
        "fields": [{"title": "Service", "value": "api"}, {"value": "no title"}],
        "text": "ratio 0.1",
        "title": "Success ratio low",
        "pretext": "New alert",
    }
    assert (
        bot(attachments=[attachment]) == "New alert\nSuccess ratio low\nratio 0.1\nService: api\nno title\nTriggered at 09:26 UTC"
    )


def test_the_fallback_stands_in_only_where_there_is_nothing_else():
    assert bot(attachments=[{"fallback": "build failed", "color": "#f00"}]) == "build failed"
    assert bot(attachments=[{"fallback": "[FIRING] x", "title": "x"}]) == "x"


def test_a_title_that_the_text_repeats_is_said_once():
    assert bot(text="[FIRING:1] Disk full", attachments=[{"title": "[FIRING:1]  Disk full", "text": "92 %"}]) == (
        "[FIRING:1] Disk full\n92 %"
    )


def test_blocks_of_a_bot_are_read():
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Deploy finished"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": "*api* 4.2"}, "fields": [{"text": "env: prod"}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "by ci"}]},
        {"type": "image", "alt_text": "latency graph"},
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Roll back"}}]},
    ]
    assert bot(blocks=blocks) == "Deploy finished\n*api* 4.2\nenv: prod\nby ci\nlatency graph"


def test_rich_text_is_read_when_there_is_no_text():
    elements = [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "user", "user_id": "U1"},
                {"type": "text", "text": " a < b "},
                {"type": "emoji", "name": "tada"},
                {"type": "link", "url": "https://a.example", "text": "graph"},
            ],
        },
        {"type": "rich_text_list", "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "one"}]}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "ls -l"}]},
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "said\nso"}]},
    ]
    assert person(blocks=[{"type": "rich_text", "elements": elements}]) == (
        "<@U1> a &lt; b :tada:<https://a.example|graph>\n- one\n```\nls -l\n```\n> said\n> so"
    )


def test_blocks_that_repeat_what_a_person_wrote_are_not_read_again():
    block = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "hello  there"}]}],
    }
    assert person(text="hello there", blocks=[block]) == "hello there"


def test_the_preview_of_a_link_is_not_what_its_poster_said():
    preview = {"from_url": "https://a.example", "title": "Some page", "text": "Sign up now"}
    assert person(text="see <https://a.example>", attachments=[preview]) == "see <https://a.example>"


def test_a_forwarded_message_is_read_with_its_author():
    shared = {"is_share": True, "from_url": "https://x.example", "author_name": "Ada Byron", "text": "disk is full"}
    assert person(text="fyi", attachments=[shared]) == "fyi\nAda Byron: disk is full"


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"files": [{"title": "Lag panel", "name": "lag.png"}]}, "Lag panel"),
        ({"files": [{"name": "lag.png"}, {"name": "log.txt"}]}, "lag.png\nlog.txt"),
        ({"text": "step 4", "files": [{"name": "lag.png"}]}, "step 4"),
        (
            {"text": "the error:", "files": [{"name": "x.txt", "mode": "snippet", "preview": "FATAL: no slots"}]},
            "the error:\nFATAL: no slots",
        ),
        ({"file": {"title": "old upload", "initial_comment": {"comment": "look at this"}}}, "old upload\nlook at this"),
        ({"comment": {"comment": "about the file"}}, "about the file"),
    ],
)
def test_files_of_new_and_old_exports(fields: dict[str, Any], says: str):
    assert person(**fields) == says


def test_blocks_in_blocks_end_somewhere():
    block: dict[str, Any] = {"type": "section", "text": {"text": "deep"}}
    for _ in range(100):
        block = {"type": "section", "blocks": [block]}
    assert bot(blocks=[block]) == ""
