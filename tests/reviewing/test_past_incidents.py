"""Past incidents at the desk: added, replaced, removed, and never at the cost of what somebody may not know of."""

import re
import threading

import pytest

from pipeline.asking import Library
from pipeline.domain.actor import Actor, Role
from pipeline.errors import BadOption, NotAllowed
from pipeline.reviewing import ReviewDesk

DOCUMENT = """---
id: {id}
title: {title}
visibility: {visibility}
readers: [Ana Lima]
---

# {title}

## Root cause

The certificate of the gateway ran out.
"""


def document(title: str = "Certificate ran out", id: str = "pm-1", visibility: str = "internal") -> tuple[str, bytes]:
    return (f"{id}.md", DOCUMENT.format(id=id, title=title, visibility=visibility).encode())


def ids(desk: ReviewDesk, actor: Actor) -> list[str]:
    return [one.id for one in desk.past(actor)]


def test_a_document_is_found_once_it_is_added_and_replaced_by_another_of_its_id(desk: ReviewDesk, ana: Actor) -> None:
    assert desk.add_past(ana, [document()]).added == ("pm-1",)
    assert desk.add_past(ana, [document()]).unchanged == ("pm-1",)
    assert desk.add_past(ana, [document(title="The certificate ran out again")]).replaced == ("pm-1",)
    assert [one.title for one in desk.past(ana)] == ["The certificate ran out again"]


def test_what_does_not_go_in_is_said_by_the_name_that_was_given(desk: ReviewDesk, ana: Actor) -> None:
    (problem,) = desk.add_past(ana, [("photo.exe", b"x")]).problems
    assert problem.startswith("photo.exe: ")


def test_a_document_replaces_none_that_its_author_may_not_know_of(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    (first,) = desk.add_past(ana, [document(visibility="restricted")]).added
    (added,) = desk.add_past(bo, [document(title="Another one", id=first)]).added
    assert added != first
    assert first in ids(desk, ana) and ids(desk, bo) == [added]


def test_one_of_few_readers_is_removed_by_them_alone_and_no_log_names_it(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    (secret,) = desk.add_past(ana, [document(id="pm-secret", visibility="restricted")]).added
    with pytest.raises(BadOption):
        desk.remove_past(bo, secret)
    desk.remove_past(ana, secret)
    assert ids(desk, ana) == []
    assert "pm-secret" not in "".join(entry.model_dump_json() for entry in desk.audit(bo))


def test_a_viewer_adds_and_removes_nothing(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    desk.add_past(ana, [document()])
    viewer = desk.set_person(ana, Actor(name=bo.name, role=Role.VIEWER))
    with pytest.raises(NotAllowed):
        desk.add_past(viewer, [document(id="pm-2")])
    with pytest.raises(NotAllowed):
        desk.remove_past(viewer, "pm-1")
    assert ids(desk, ana) == ["pm-1"]


def test_the_bundled_postmortems_are_five(desk: ReviewDesk, ana: Actor) -> None:
    assert len(desk.add_sample_past(ana).added) == 5


def test_a_copy_of_what_somebody_may_not_know_of_is_nothing_known(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    """Whoever holds the document learns nothing of whether it is here: it goes in as it would into an empty desk."""
    secret = document(id="pm-secret", visibility="restricted")
    (first,) = desk.add_past(ana, [secret]).added
    told = desk.add_past(bo, [secret])
    assert (told.unchanged, told.replaced, told.problems) == ((), (), ()) and told.added[0] != first
    assert re.fullmatch(r"pm-secret-[0-9a-f]{8}", first) and re.fullmatch(r"pm-secret-[0-9a-f]{8}", told.added[0])
    assert desk.add_past(bo, [document(id="pm-secret")]).added == ("pm-secret",)
    assert sorted(ids(desk, ana)) == sorted([first, told.added[0], "pm-secret"])


def test_nobody_waits_for_who_searches(desk: ReviewDesk, ana: Actor, bo: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add_past(ana, [document()])
    asking, told = threading.Event(), threading.Event()

    def slow(*_: object) -> None:
        asking.set()
        assert told.wait(20), "who looks waits for who searches"

    monkeypatch.setattr(Library, "related", slow)
    thread = threading.Thread(target=lambda: desk.search(ana, "the certificate ran out"))
    thread.start()
    assert asking.wait(20)
    looking = threading.Thread(target=lambda: (desk.past(bo), told.set()))
    looking.start()
    looking.join(10)
    assert told.is_set()
    thread.join()
