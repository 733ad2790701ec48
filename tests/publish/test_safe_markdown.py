"""Markdown of any hand loads and runs nothing once it is made safe, and what is harmless stays as it is."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from pipeline.publish import safe_markdown

LOADING = ("image", "html_inline", "html_block")


def tokens(text: str) -> list[Token]:
    found = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return [*found, *(inner for token in found for inner in token.children or ())]


def harm(text: str) -> list[str]:
    """What a reader of CommonMark would load or run of the text. Its own check of links is off."""
    reader = MarkdownIt("commonmark").enable(["table"])
    reader.validateLink = lambda url: True
    found = reader.parse(text)
    every = [*found, *(inner for token in found for inner in token.children or ())]
    loads = [token.content for token in every if token.type in LOADING and not re.fullmatch(r"<br ?/?>", token.content)]
    links = [re.sub(r"[\x00-\x20]", "", unquote(str(token.attrs.get("href")))) for token in every if token.type == "link_open"]
    return loads + [link for link in links if re.match(r"(?i)(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", link)]


@pytest.mark.parametrize(
    "text",
    [
        "![pixel](https://evil.example/a.png)",
        "[![pixel](https://evil.example/a.png)](https://ok.example)",
        "![pixel][p]\n\n[p]: https://evil.example/a.png",
        "![p]\n\n[p]: https://evil.example/a.png",
        "<img src=x onerror=alert(1)>",
        "<IMG SRC=https://evil.example/a.png>",
        "<script>fetch('https://evil.example')</script>",
        "<!-- hidden --> <iframe src=//evil.example>",
        "<details>\n```\n<img src=x>\n```\n</details>",
        "[click](javascript:alert(1))",
        "[click]( JaVaScRiPt:alert(1))",
        "[click](<javascript:alert(1)>)",
        "[click](java&Tab;script:alert(1))",
        "[click](&#106;avascript&colon;alert(1))",
        "[click](javascript\\:alert(1))",
        "[click](\njavascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "[click][j]\n\n[j]: javascript:alert(1)",
        "[click][j]\n\n[j]:\njavascript:alert(1)",
        "[^j]\n\n[^j]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "`open\n`<img src=x>`",
        "\\`<img src=x>`",
        "| `a | <img src=x> ` |\n|---|---|",
        "- ```\n  code\n<img src=x>\n  ```",
        "  ```\ntext\n```\n<img src=x>",
        "text\n```\ncode\n\n```\n<img src=x>\n",
        "~~~\n```\n~~~\n<img src=x>\n```",
        "``` a`b\n<img src=x>\n```",
        '<a title="`"><img src=x>`',
    ],
)
def test_nothing_is_loaded_and_nothing_runs(text: str) -> None:
    assert harm(text), "the sample has to do harm before"
    assert harm(safe_markdown(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "$a`b$ ![x](https://evil.example/a.png) `c",
        "$$\n```\n$$\n![x](https://evil.example/a.png)\n```",
        "https://a.example/` ![x](https://evil.example/a.png) `",
    ],
)
def test_what_only_some_readers_take_for_code_is_made_safe_too(text: str) -> None:
    assert "![" not in safe_markdown(text)


@pytest.mark.parametrize(
    "text",
    [
        "# A heading\n\nPlain words, *marked*, 3 < 4 and a <- b.",
        "A [link](https://ok.example/a?b=c), a [mail](mailto:a@b.example), a [place](#timeline), a [file](other.md).",
        "<https://ok.example> and `<none>` and ``a ` <b>``",
        "```html\n<img src=x>\n![x](y)\n```",
        "| a | b |\n|---|---|\n| one<br>two | `<none>` |",
        "A note.[^1]\n\n[^1]: 09:14 UTC, message in #inc: “note: nothing”",
        "[incident commander]: opened it",
        "Escaped \\<b> and \\![x]",
    ],
)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert safe_markdown(text) == text


PIECES = [
    "`",
    "``",
    "```",
    "~~~",
    "\n",
    "\n\n",
    "  ",
    "- ",
    "> ",
    "|",
    "\\",
    "!",
    "[",
    "]",
    "(",
    ")",
    ":",
    "<",
    ">",
    "<img src=x>",
    "![a](b)",
]
PIECES += [
    "[a](javascript:x)",
    "[b]: data:x",
    "[b]",
    "a",
    "<!--",
    "-->",
    "<b>",
    "&#106;",
    "<https://a`b>",
    "    ",
    "1. ",
    "[^n]: ",
]


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_no_mixture_of_signs_gets_through_and_twice_is_once(text: str) -> None:
    safe = safe_markdown(text)
    assert harm(safe) == []
    assert safe_markdown(safe) == safe


def test_long_hostile_text_takes_a_moment() -> None:
    for text in ("`" * 50_000, "[" * 50_000, "![" * 50_000, "](" * 50_000, "<a " * 50_000, "``` \n" * 20_000, "`a " * 20_000):
        safe_markdown(text)


def test_the_words_of_what_is_made_safe_are_still_there() -> None:
    shown = "".join(
        token.content for token in tokens(safe_markdown("![pixel](https://a.example/b.png) <b>bold</b>")) if token.type == "text"
    )
    assert shown == "![pixel](https://a.example/b.png) <b>bold</b>"
