import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_filling import filled
from render_samples import FULL, NEAR_MISS, SILENT, said

from pipeline import render
from pipeline.domain.postmortem import Postmortem
from pipeline.render.choice import BUILT_IN

FROM_TEXT = {"code", "br", "pre", "wbr"}
ATTRIBUTES = {
    "a": {"class", "href", "data-evidence", "aria-label", "rel", "target", "tabindex"},
    "time": {"datetime", "data-precision", "data-day", "data-about"},
}


class Outline(HTMLParser):
    """The elements of a page in order, but those that backticks and addresses in a text may make."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in FROM_TEXT and not (tag == "a" and dict(attrs).get("target")):
            self.tags.append(tag)


def policy(page: str) -> str:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


def test_the_policy_forbids_everything_but_the_pages_own_style_and_script() -> None:
    page = render.postmortem(FULL, "html")
    assert policy(page).startswith("default-src 'none';")
    for tag in ("style", "script"):
        inside = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert inside
        digest = base64.b64encode(hashlib.sha256(inside[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy(page)


def test_nothing_is_loaded_from_anywhere() -> None:
    outline = Outline(render.postmortem(FULL, "html"))
    for tag, attributes in outline.elements:
        assert "src" not in attributes and "srcset" not in attributes and "style" not in attributes
        assert tag not in ("img", "iframe", "object", "embed", "base", "form")
        assert tag != "link" or attributes["href"] == "data:,"


@pytest.mark.parametrize("document", [FULL, NEAR_MISS, SILENT])
@pytest.mark.parametrize("template", BUILT_IN)
def test_every_link_within_the_page_leads_somewhere(document: Postmortem, template: str) -> None:
    outline = Outline(render.postmortem(document, "html", template=template))
    anchors = [attributes["id"] for _, attributes in outline.elements if attributes.get("id")]
    assert len(anchors) == len(set(anchors))
    targets = {str(attributes["href"])[1:] for _, attributes in outline.elements if str(attributes.get("href")).startswith("#")}
    assert targets <= set(anchors)


def test_the_same_document_gives_the_same_page() -> None:
    assert render.postmortem(FULL, "html") == render.postmortem(Postmortem.model_validate_json(FULL.model_dump_json()), "html")


def test_an_unsupported_sentence_is_marked_with_its_problem() -> None:
    assert '<span class="unsupported">unsupported: 300 is not in the evidence</span>' in render.postmortem(FULL, "html")


def test_a_near_miss_says_first_what_went_well() -> None:
    headings = re.findall(r"<h2>(.*?)</h2>", render.postmortem(NEAR_MISS, "html"))
    assert headings[0] == "What Went Well"


def test_where_moments_are_not_known_there_is_no_bar() -> None:
    assert '<figure class="bar"' in render.postmortem(FULL, "html")
    assert '<figure class="bar"' not in render.postmortem(SILENT, "html")


def test_the_summary_stands_before_the_questions_which_are_one_line_until_they_are_opened() -> None:
    page = render.postmortem(FULL, "html")
    line = page.index('<details class="question-line">')
    assert page.index('<section id="summary">') < line < page.index('<section id="impact">')
    assert "<b>5 questions to the owner:</b>" in page
    assert page.index('class="question said"') > line


def test_long_names_may_break_behind_their_underscores_slashes_and_dots_only() -> None:
    stuck = said("x", "idle_in_transaction_session_timeout is 0 at https://wiki.example/pools/ledger, not 1.5 s", "chat:2")
    page = render.postmortem(FULL.model_copy(update={"summary": (stuck,)}), "html")
    assert "idle_<wbr>in_<wbr>transaction_<wbr>session_<wbr>timeout is 0 at" in page
    assert '<a href="https://wiki.example/pools/ledger" rel' in page and "not 1.5 s" in page


def test_the_status_and_the_horizon_of_an_action_are_columns_of_their_own() -> None:
    page = render.postmortem(FULL, "html")
    assert '<td data-label="Horizon">short (1 week)</td><td data-label="Status">Open, accepted</td>' in page.replace("\n", "")


def test_only_evidence_of_events_that_are_not_key_is_folded_away_with_them() -> None:
    lone = FULL.model_copy(update={"why_it_took_so_long": ()})
    articles = re.findall(
        r'<article class="evidence( folded)?" id="evidence-\d+"[^>]*>(.*?)</article>', render.postmortem(lone, "html"), re.DOTALL
    )
    assert ["pigment feed? it had a hiccup" in text for folded, text in articles if folded] == [True]


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="<>&\"'`=/ \nax:-!", max_size=30),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='alert(1)",
            "javascript:alert(1)",
            "]]>",
            "<!--",
            "-->",
            "</title><base href=https://evil.example>",
            "https://evil.example/`\"onclick='x'`",
            "```</pre><iframe src=https://evil.example>```",
            "{{ 7*7 }}{% raw %}",
        ]
    ),
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_any_text_in_any_field_leaves_the_page_its_structure(text: str) -> None:
    outline = Outline(render.postmortem(filled(FULL, text), "html"))
    assert outline.tags == Outline(render.postmortem(filled(FULL, "x"), "html")).tags
    for tag, attributes in outline.elements:
        assert not any(name.startswith("on") for name in attributes)
        assert tag not in ATTRIBUTES or set(attributes) <= ATTRIBUTES[tag]
        href = attributes.get("href")
        assert href is None or href == "data:," or re.match(r"#[\w-]+\Z|https?://", href, re.IGNORECASE)
