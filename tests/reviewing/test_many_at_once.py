"""Many people at one desk at once: each edit that was acknowledged is there, each other was a conflict that shows both texts."""

from concurrent.futures import ThreadPoolExecutor

from desk_of import drafted

from pipeline.domain.actor import Actor
from pipeline.errors import Conflict
from pipeline.reviewing import ReviewDesk

PEOPLE, EDITS = 4, 10


def test_no_acknowledged_edit_is_lost_among_many(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    target = desk.look(ana, id).parts["summary"][0]

    def edits(person: int) -> list[tuple[int, str]]:
        actor, kept = desk.sign_in(f"Person {person}"), list[tuple[int, str]]()
        for number in range(EDITS):
            text = f"Words {number} of person {person}."
            seen = next(one for one in desk.look(actor, id).parts["summary"] if one.id == target.id)
            try:
                now = desk.edit(actor, id, "summary", seen.id, seen.revision, text=text)
                kept.append((now.revision, text))
            except Conflict as conflict:
                assert conflict.yours.value["text"] == text and conflict.now.revision > seen.revision
        return kept

    with ThreadPoolExecutor(PEOPLE) as pool:
        acknowledged = sorted(line for lines in pool.map(edits, range(PEOPLE)) for line in lines)
    assert [revision for revision, _ in acknowledged] == list(range(2, len(acknowledged) + 2))
    told = [entry.after["value"]["text"] for entry in reversed(desk.audit(ana, id, limit=1000)) if entry.what == "edit"]
    assert told == [text for _, text in acknowledged]
    assert desk.look(ana, id).parts["summary"][0].value["text"] == acknowledged[-1][1]


def test_people_who_edit_different_statements_do_not_meet(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    items = desk.look(ana, id).parts["timeline"]

    def accept(number: int) -> None:
        desk.accept(desk.sign_in(f"Person {number}"), id, "timeline", items[number].id, items[number].revision)
        desk.look(ana, id)

    with ThreadPoolExecutor(PEOPLE) as pool:
        list(pool.map(accept, range(len(items))))
    assert {one.decision for one in desk.look(ana, id).parts["timeline"]} == {"accepted"}
