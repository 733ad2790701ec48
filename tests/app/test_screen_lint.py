"""Lint a document: findings beside the text, none of it markup."""

from collections.abc import Callable

from drafted import Desk, shown
from streamlit.testing.v1 import AppTest

BLAMES = "# Postmortem\n\nThe root cause was human error by <img src=http://canary.example/a.png> an engineer.\n"


def test_without_a_document_it_says_what_it_looks_for(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "What it looks for" in shown(page("lint"))


def test_a_pasted_document_is_marked_where_a_finding_stands(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("lint")
    at.text_area(key="lint-text").input(BLAMES).run()
    assert 'id="line-3"' in shown(at) and 'href="#line-3"' in shown(at)
    assert ">human error</mark>" in shown(at) and "blame/human-error-label" in shown(at)
    assert "<img" not in shown(at)


def test_a_dropped_document_is_read_by_its_name(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("lint")
    at.file_uploader(key="lint-file").set_value(("pm.html", b"<h1>Postmortem</h1><p>It was human error.</p>", "text/html")).run()
    assert "blame/human-error-label" in shown(at)


def test_what_cannot_be_read_is_one_sentence(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("lint")
    at.file_uploader(key="lint-file").set_value(("pm.json", b"{not json", "text/plain")).run()
    assert "pm-finding error" in shown(at) and "pm.json" in shown(at)
    assert not at.exception


def test_with_the_names_of_the_people_it_knows_who_is_spoken_of(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("lint")
    at.text_area(key="lint-text").input("# Postmortem\n\n## Root cause\n\nZafira should have reacted faster.\n").run()
    assert "Zafira should have" not in " ".join(one.value for one in at.get("html") if "pm-finding error" in one.value)
    at.text_input(key="lint-people").input("Bo Ek, Zafira Quill").run()
    assert "pm-finding error" in shown(at)
