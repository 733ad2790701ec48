"""Which item is being edited, as it was when its form was opened: who saves second is told, and sees both texts."""

from app import session
from pipeline.domain.review import Item

EDITING = "edited"


def begin(incident: str, item: Item) -> None:
    session.choose(EDITING, f"{incident}\n{item.model_dump_json()}")


def end() -> None:
    session.choose(EDITING, None)


def seen(incident: str, item: Item) -> Item | None:
    """The item of this incident as its form was opened with; None where it is not being edited."""
    of, _, kept = (session.chosen(EDITING) or "").partition("\n")
    before = Item.model_validate_json(kept) if kept and of == incident else None
    return before if before and (before.part, before.id) == (item.part, item.id) else None
