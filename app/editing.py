"""Which item of a page is being edited, as it was when its form was opened: who saves second is told, and sees both texts."""

from app import session
from pipeline.domain.review import Item

EDITING = "edited"


def begin(item: Item) -> None:
    session.choose(EDITING, item.model_dump_json())


def end() -> None:
    session.choose(EDITING, None)


def seen(item: Item) -> Item | None:
    """The item as its form was opened with; None where it is not being edited."""
    kept = session.chosen(EDITING)
    before = Item.model_validate_json(kept) if kept else None
    return before if before and (before.part, before.id) == (item.part, item.id) else None
