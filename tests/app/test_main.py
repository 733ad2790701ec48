"""All pages: what is refused is said as text, an address names an incident by a plain id, a file is made when it is asked for."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from pytest import MonkeyPatch
from streamlit.testing.v1 import AppTest

from app.session import PLAIN_ID
from pipeline.errors import BadOption
from pipeline.reviewing import ReviewDesk


def test_what_is_refused_is_text(opened: Desk, page: Callable[..., AppTest], monkeypatch: MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise BadOption("The name", "![x](http://127.0.0.1:9/x.png)<b>", "give another")

    monkeypatch.setattr(ReviewDesk, "look", refused)
    at = page("draft")
    assert "127.0.0.1:9/x.png)&lt;b&gt;" in shown(at)
    assert not at.error and not any("127.0.0.1" in one.value for one in at.markdown)


def test_an_address_names_whatever_id_the_store_takes_and_no_other_text() -> None:
    assert all(PLAIN_ID.fullmatch(id) for id in ("INC-12", "disk_full.2", "7"))
    assert not any(PLAIN_ID.fullmatch(id) for id in ("", "_a", "../x", "![x](y)", "a b", "a" * 101))


def test_the_board_as_csv_is_made_when_it_is_asked_for(
    opened: Desk, page: Callable[..., AppTest], monkeypatch: MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(ReviewDesk, "export_actions", lambda desk, actor: asked.append(actor))
    at = page("actions")
    assert labelled(at.get("download_button"), "Download as CSV")
    assert not asked and not at.exception
