"""Past incidents at the desk: added, replaced, removed, and never at the cost of what somebody may not know of."""

import pytest

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
    desk.add_past(ana, [document(visibility="restricted")])
    (added,) = desk.add_past(bo, [document(title="Another one")]).added
    assert added != "pm-1"
    assert "pm-1" in ids(desk, ana) and ids(desk, bo) == [added]


def test_one_of_few_readers_is_removed_by_them_alone_and_no_log_names_it(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    desk.add_past(ana, [document(id="pm-secret", visibility="restricted")])
    with pytest.raises(BadOption):
        desk.remove_past(bo, "pm-secret")
    desk.remove_past(ana, "pm-secret")
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
