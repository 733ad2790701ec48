"""Wire text of Slack and the text that people see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.material import Person
from pipeline.sources.slack.directory import Directory
from pipeline.sources.slack.mrkdwn import Mrkdwn

MRKDWN = Mrkdwn(Directory({"U1": Person("Ada Byron"), "W2": Person("Kofi Mensah")}), {"C1": "inc-7", "C2": "ops"})


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        ("<@U1> please look", "@Ada Byron please look"),
        ("<@W2|kofi>", "@Kofi Mensah"),
        ("<@U9|guest>", "@guest"),
        ("<@U9>", "@U9"),
        ("see <#C1|old-name>", "see #inc-7"),
        ("<#C9|elsewhere> <#C2>", "#elsewhere #ops"),
        ("<!here> <!channel> <!everyone>", "@here @channel @everyone"),
        ("<!subteam^S1|@oncall>", "@oncall"),
        ("<!subteam^S1>", "@S1"),
        ("<!date^1700000000^{date_short}|Nov 14, 22:13>", "Nov 14, 22:13"),
        ("<https://a.example/x?y=1&amp;z=2|graph>", "graph (https://a.example/x?y=1&z=2)"),
        ("<https://a.example/x>", "https://a.example/x"),
        ("<http://a.example|a.example>", "a.example"),
        ("<mailto:help@a.example|help@a.example>", "help@a.example"),
        ("<mailto:help@a.example>", "help@a.example"),
        ("<tel:+31201234567|+31 20 123 4567>", "+31 20 123 4567"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("a < b and nothing else", "a < b and nothing else"),
    ],
)
def test_mentions_links_and_escapes_are_as_people_see_them(wire: str, plain: str):
    assert MRKDWN.plain(wire) == plain


def test_escapes_are_undone_once():
    assert MRKDWN.plain("&amp;lt;script&amp;gt;") == "&lt;script&gt;"


def test_what_was_typed_in_angle_brackets_is_no_mention():
    assert MRKDWN.plain("&lt;@U1&gt;") == "<@U1>"


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        (":+1:", "👍"),
        (":white_check_mark: done", "✅ done"),
        (":thumbsup::skin-tone-5:", "👍🏾"),
        (":flag-nl:", "🇳🇱"),
        (":large_green_circle:", "🟢"),
        (":our-own-parrot:", ":our-own-parrot:"),
        ("at 09:14:32 and 10:30:", "at 09:14:32 and 10:30:"),
        ("std::vector::100:", "std::vector::100:"),
    ],
)
def test_emoji_codes_become_emoji_and_all_else_with_colons_stays(wire: str, plain: str):
    assert MRKDWN.plain(wire) == plain


def test_code_is_left_as_it_was_typed():
    wire = "look:\n```\nkubectl get pods :tada: *x* &lt;none&gt; <https://a.example/x|a.example/x>\n``` and `a:+1:b &amp; c`"
    assert MRKDWN.plain(wire) == "look:\n```\nkubectl get pods :tada: *x* <none> a.example/x\n``` and `a:+1:b & c`"


def test_addresses_of_links_are_given_apart():
    links: list[str] = []
    MRKDWN.plain("<https://a.example/x|graph> and <mailto:a@b.example>", links)
    assert links == ["https://a.example/x"]


def test_a_code_block_that_never_ends_is_plain_text():
    assert MRKDWN.plain("```\n<@U1>") == "```\n@Ada Byron"


@given(st.text(alphabet="<>@#!|&;:`amplt^U1x \n", max_size=200))
def test_any_text_is_turned_into_text(wire: str):
    assert isinstance(MRKDWN.plain(wire), str)
