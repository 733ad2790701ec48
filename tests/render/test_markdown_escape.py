"""What is escaped is read back by a real Markdown parser, with HTML, tables and strikethrough on, as an owner's wiki has them."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from pipeline.render.markdown.escape import escape
from pipeline.render.message import clean, spoken

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
SHOWS = {"text", "code_inline", "text_special", "link_open", "link_close"}
MARKUP = st.text(alphabet="ab1 _*`~[]()<>!#-+=|\\&;:.\"'$^{}@/\n\tĀ", max_size=60)

HOSTILE = [
    "# heading",
    "> quote",
    "- item",
    "1. one",
    "1) one",
    "---",
    "===",
    "```",
    "~~~",
    "a | b",
    "**bold** _em_ ~~gone~~",
    "![img](https://evil.example/x.png)",
    "[click](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- comment -->",
    "<https://evil.example>",
    "&lt;b&gt; &amp; &#60;",
    "[ref]: https://evil.example",
    "[^1]: footnote",
    "[ ] task",
    "\\",
    "back\\slash\\`tick`",
    "`unclosed",
    "``two``",
    "`a|b`",
    "a\nb\r\nc\u2028d",
    "<a `b` href=x>",
    "snake_case_name and _this_ and __init__",
    "]]>",
    "5 < 6 and 7 > 6",
    "costs $5 and ~10% more",
]


def inline_tokens(markdown: str):
    return [child for token in PARSER.parse(markdown) for child in (token.children or [])]


def shown(markdown: str) -> str:
    return "".join(token.content for token in inline_tokens(markdown))


def as_typed(text: str) -> str:
    """What a reader should see: the text with white space folded, backticks of code and signs of emphasis gone."""
    return re.sub(r"[\s`]+", "", spoken(clean(text)))


def check(text: str) -> None:
    for frame in ("{}", "- {}", "> {}", "1. {}", "para {}[^1]"):
        tokens = inline_tokens(frame.format(escape(text)))
        assert {token.type for token in tokens} <= SHOWS, (text, escape(text))
        assert all(
            str(token.attrs["href"]).startswith(("http://", "https://", "HTTP", "Http"))
            for token in tokens
            if token.type == "link_open"
        )
    found = re.sub(r"[\s`]+", "", shown(f"x {escape(text)} x"))
    assert found == f"x{as_typed(text)}x", (text, escape(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_typed_and_never_becomes_markup(text: str) -> None:
    check(text)


@given(MARKUP)
def test_any_mix_of_markup_signs_is_shown_as_typed(text: str) -> None:
    check(text)


@given(st.one_of(MARKUP, st.text(max_size=60)))
def test_any_text_stays_in_its_own_table_cell(text: str) -> None:
    tokens = PARSER.parse(f"| a | b |\n|---|---|\n| {escape(text)} | end |\n")
    cells = [token for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert cells[-1].content == "end"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("hall_control is up", "hall_control is up"),
        ("[on-call] said p99 < 40 ms, ~90% & $5", "[on-call] said p99 < 40 ms, ~90% & $5"),
        ("`kubectl get pods` hangs", "`kubectl get pods` hangs"),
        ("see https://wiki.example/a_b?x=1.", "see <https://wiki.example/a_b?x=1>."),
        ("-5 min, 12.5% of #inc-4", "-5 min, 12.5% of #inc-4"),
        ("what:\n```\nerr 1\nerr 2\nerr 3\nerr 4\n```", "what: `err 1`, `err 2`, `err 3` … (1 more)"),
    ],
)
def test_ordinary_text_stays_readable_as_it_is(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("distinct checkouts: *1,412*, from 214 accounts", "distinct checkouts: 1,412, from 214 accounts"),
        ("*Summary:* POST fails (*very* often)", "Summary: POST fails (very often)"),
        ("look for _idle in transaction_, not *_pools_*", "look for idle in transaction, not pools"),
        ("**bold** is bold", "bold is bold"),
        ("a_b_c and __init__ and 2 * 3 * 4", r"a_b_c and \_\_init\_\_ and 2 \* 3 \* 4"),
        ("`*x*` and *.log or *.txt", r"`*x*` and \*.log or \*.txt"),
        ("well done!", "well done!"),
        ("no ![image] here", r"no \![image] here"),
    ],
)
def test_emphasis_is_plain_words_and_other_signs_stay(text: str, written: str) -> None:
    assert escape(text) == written


def test_marks_that_turn_the_direction_of_text_are_gone() -> None:
    assert escape("safe\u202eexe.txt\x1b[31m\x00") == r"safeexe.txt\[31m"
    assert html.escape(escape("x\u200by")) == "xy"
