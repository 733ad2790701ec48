"""A small review, its people and its pieces."""

import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.domain.actor import Actor, Role
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Item, Review
from pipeline.store.opening import FILE
from pipeline.store.reviews import Reviews, open_reviews

NOW = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
WORDS = "A deploy at 07:02 emptied the pool of connections of the ledger, and bookings failed until 07:54. "
READERS = ("Bo Ek", "payments")


def review(id: str = "PM-1", **fields: object) -> Review:
    return Review.model_validate({"id": id, "title": f"The {id} incident", "created_at": NOW, "created_by": "", **fields})


def item(id: str = "s1", part: str = "summary", **fields: object) -> Item:
    value = {"id": id, "text": f"{WORDS}{id}", "evidence": ["slack:C1:1"], "basis": "quoted"}
    return Item.model_validate({"part": part, "id": id, "position": 1.0, "value": value, "drafted": value, **fields})


def items(count: int) -> list[Item]:
    parts = ("summary", "timeline", "impact", "action_items")
    return [item(f"s{n}", parts[n % 4], position=float(n)) for n in range(count)]


def evidence(count: int) -> list[Evidence]:
    return [
        Evidence(id=f"slack:C1:{n}", at=NOW, author="Ana Lima", text=f"{WORDS}{n}", source=Source(file="C1.json", locator=str(n)))
        for n in range(count)
    ]


PEOPLE = (
    Actor(name="Vi", role=Role.VIEWER),
    Actor(name="Rey", role=Role.REVIEWER),
    Actor(name="Oda", role=Role.OWNER),
    Actor(name="Bo Ek", role=Role.OWNER),
    Actor(name="Pat", role=Role.OWNER, teams=("Payments",)),
)


def desk(home: Path) -> tuple[Reviews, dict[str, Actor]]:
    """A store with its people: Ada, an admin, one person of each other role, and two who are named in READERS."""
    home.mkdir(exist_ok=True)
    (home / FILE).write_bytes(database_with_people())
    return open_reviews(home), {person.name: person for person in (Actor(name="Ada", role=Role.ADMIN), *PEOPLE)}


@cache
def database_with_people() -> bytes:
    with TemporaryDirectory() as place:
        store = open_reviews(Path(place))
        admin = store.sign_in("Ada", NOW)
        for person in PEOPLE:
            store.set_person(admin, person, NOW)
        store.close()
        return (Path(place) / FILE).read_bytes()


def begun(home: Path, visibility: Visibility = Visibility.INTERNAL, count: int = 3) -> tuple[Reviews, dict[str, Actor]]:
    """A desk with the review PM-1 of Oda and some items in it."""
    store, people = desk(home)
    readers = READERS if visibility is Visibility.RESTRICTED else ()
    store.create(people["Oda"], review(visibility=visibility, readers=readers), NOW)
    with store.change(people["Oda"], "PM-1", needs=Role.OWNER, at=NOW) as change:
        change.set_review(draft=change.put_draft('{"schema_version": "1"}'))
        change.put_evidence(evidence(2))
        change.put_all(items(count))
        change.audit("draft")
    return store, people
