"""Search the past: documents go in, answers come with their reasons, or an honest nothing."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

PAST = """---
id: {id}
title: {title}
date: 2025-09-23
severity: SEV2
services: [quote-api]
---

# {title}

## Summary

A configuration bundle renamed the rate table setting and quotes came out empty <b>everywhere</b>.

## Root cause

The rate table setting was renamed ahead of the code that reads it.

## Action items

| Action | Owner | Due | Status |
|---|---|---|---|
| Check a bundle against the running schema | Noor | 2025-10-20 | open |
"""


def known(opened: Desk, *documents: str) -> None:
    uploads = [(f"{number}.md", text.encode()) for number, text in enumerate(documents)]
    assert opened.desk.add_past(opened.me, uploads).problems == ()


def ask(at: AppTest, query: str) -> AppTest:
    at.text_area(key="search-query").input(query)
    return labelled(at.button, "Search").click().run()


def test_where_there_is_no_past_it_says_how_to_add_some(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "Has this happened before?" in shown(page("search"))


def test_an_answer_has_its_reasons_with_the_matched_words_marked(opened: Desk, page: Callable[..., AppTest]) -> None:
    known(opened, PAST.format(id="pm-1", title="Quotes empty <script>alert(1)</script>"))
    at = ask(page("search"), "the rate table setting was renamed by a configuration bundle and quotes are empty")
    assert "<mark>" in shown(at) and "Still open" in shown(at) and "Check a bundle" in shown(at)
    assert "<script>" not in shown(at) and "<b>everywhere" not in shown(at)


def test_nothing_similar_is_said(opened: Desk, page: Callable[..., AppTest]) -> None:
    known(opened, PAST.format(id="pm-1", title="Quotes empty"))
    at = ask(page("search"), "the coffee machine is out of beans")
    assert "Nothing similar among 1 past incident." in shown(at)
    assert not at.exception


def test_a_document_that_is_dropped_is_found_from_then_on(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("search")
    at.file_uploader(key="past-files").set_value([("pm.md", PAST.format(id="pm-9", title="Quotes empty").encode(), "text/plain")])
    at.run()
    labelled(at.button, "Add 1 file").click().run()
    assert [one.id for one in opened.desk.past(opened.me)] == ["pm-9"]
    assert "1 added" in shown(at)


def test_one_that_was_added_can_be_removed(opened: Desk, page: Callable[..., AppTest]) -> None:
    known(opened, PAST.format(id="pm-1", title="Quotes empty"))
    at = page("search")
    at.selectbox(key="past-remove").set_value("pm-1").run()
    labelled(at.button, "Remove").click().run()
    assert opened.desk.past(opened.me) == ()
