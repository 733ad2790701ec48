"""The Related page: past incidents of the same mechanism are found, linked, taken out again."""

from collections.abc import Callable

from drafted import Desk
from streamlit.testing.v1 import AppTest

from pipeline.domain.review import Decision


def test_without_past_incidents_it_says_where_to_add_them(opened: Desk, page: Callable[..., AppTest]) -> None:
    assert "Nothing to compare with yet" in " ".join(one.value for one in page("related").get("html"))


def test_what_is_linked_stands_in_the_document_until_it_is_taken_out(opened: Desk, page: Callable[..., AppTest]) -> None:
    opened.desk.add_sample_past(opened.me)
    at = page("related")
    at.text_area(key="related-words").input("config bundle without the key that the old build reads")
    next(one for one in at.button if one.label == "Search").click().run()
    next(one for one in at.button if one.label == "Link it").click().run()
    linked = opened.look().parts["related"][0]
    assert linked.decision is Decision.ADDED
    assert opened.look().document.related[0].id == linked.id
    next(one for one in at.button if one.label == "Take it out").click().run()
    assert opened.look().document.related == ()
