"""HTML, Markdown, wiki markup and Atlassian documents of chats and tickets as text."""

import time
from collections.abc import Callable

import pytest

from pipeline.sources.markup import adf, chat_markdown, html_text, jira_wiki

SIZE = 100_000
SIGNS = (
    *("<", "<a", "<a href='x", "<!--", "<pre>", "<blockquote>", "</a>", "&lt;", "<td>", "<style>"),
    *("*", "**", "**a", "~~", "||", "`", "```", "[", "[a](", "[a](http", ":a", "https://", "_a "),
    *("{", "{code}", "{quote}", "{color:", "[~", "[a|http://x", "!a", "!a.png|", "|| ", "\\", "{{a", "\n- "),
)


def wiki(said: str) -> str:
    return jira_wiki.text_of(said, {"a1": "Ana Lima"})


@pytest.mark.parametrize("read", [html_text.text_of, chat_markdown.plain, wiki])
@pytest.mark.parametrize("sign", SIGNS)
def test_what_begins_and_never_ends_takes_no_time(read: Callable[[str], str], sign: str):
    started = time.process_time()
    read(sign * (SIZE // len(sign)))
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two<br/>three</p>", "one\n\ntwo\nthree"),
        ("<ul>\n<li>one</li>\n<li>two</li>\n</ul>", "- one\n- two"),
        ("a<!-- hidden --> b", "a b"),
        ("<table><tr><td>10:00</td><td>full</td></tr></table>", "10:00 | full"),
        ("<blockquote><p>one</p><p>two</p></blockquote>no", "> one\n>\n> two\nno"),
        ('<emoji alt="X"></emoji> <img alt="graph" src="x">', "X graph"),
        ("run <code>a &amp;&amp; b</code>", "run `a && b`"),
        ("<pre><code>a\n  b</code></pre>", "```\na\n  b\n```"),
        ("a < b and <b>c", "a < b and c"),
        ('<a href="javascript:x">label</a>', "label"),
    ],
)
def test_html(html: str, text: str):
    assert html_text.text_of(html) == text


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**12%** of ~~all~~ ||most|| _orders_", "12% of all most orders"),
        ("`**kept**` and ```a **b**```", "`**kept**` and ```a **b**```"),
        ("[graph](https://x.example/a_(b))", "graph (https://x.example/a_(b))"),
        ("<https://x.example> https://y.example/*z*", "https://x.example https://y.example/*z*"),
        ("__init__ 2 * 3 a||b 10:30:45 :unknown_code:", "__init__ 2 * 3 a||b 10:30:45 :unknown_code:"),
        (":fire: down", "🔥 down"),
    ],
)
def test_markdown_of_chats(markdown: str, text: str):
    assert chat_markdown.plain(markdown) == text


def test_addresses_are_collected_without_the_points_after_them():
    links: list[str] = []
    chat_markdown.plain("see https://x.example/1, [a](https://x.example/2) and **https://x.example/3**", links)
    assert links == ["https://x.example/1", "https://x.example/2", "https://x.example/3"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("h1. Known\nbq. old\n----\nend", "Known\n> old\n\nend"),
        ("||Time||What||\n|10:00|full|", "|Time|What|\n|10:00|full|"),
        ("one \\\\ two \\*three\\*", "one\ntwo *three*"),
        ("{noformat}\n{code} *x*\n{noformat}", "```\n{code} *x*\n```"),
        ("{panel:title=Impact|x=y}\n12%\n{panel}", "Impact\n\n12%"),
        ("[~accountid:a1] [~gone] [a-b] {braces}", "@Ana Lima @gone [a-b] {braces}"),
        ("{code}\nnever closed *x*", "```\nnever closed *x*\n```"),
        ("host-1 -- a_b_c *.log", "host-1 -- a_b_c *.log"),
    ],
)
def test_wiki_markup(said: str, text: str):
    assert wiki(said) == text


@pytest.mark.parametrize("value", [None, "x", [], {}, {"content": "x"}, {"type": [], "content": [{"type": {}, "text": 1}]}])
def test_what_is_no_document_has_no_text(value: object):
    assert adf.text_of(value) == ""
