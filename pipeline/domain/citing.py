"""Which evidence something points at: the ids that stand in any model."""

from collections.abc import Iterator

from pipeline.domain.model import Model


def pointed_at(value: object) -> Iterator[str]:
    """Every id of evidence that something in a model cites."""
    if isinstance(value, Model):
        for name in type(value).model_fields:
            held: object = getattr(value, name)
            if name == "evidence" and isinstance(held, tuple):
                yield from (id for id in held if isinstance(id, str))  # pyright: ignore[reportUnknownVariableType]
            else:
                yield from pointed_at(held)
    elif isinstance(value, tuple):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from pointed_at(part)  # pyright: ignore[reportUnknownArgumentType]
