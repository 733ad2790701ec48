"""Puts a text into every field of a document that holds text, so that nothing is printed unescaped anywhere."""

from enum import Enum
from typing import Any

from pydantic import BaseModel


def filled(value: Any, text: str) -> Any:
    """The model with `text` before and after each string in it. What was equal stays equal, so that citations lead somewhere."""
    if isinstance(value, BaseModel):
        fields = {name: filled(held, text) for name, held in value if name != "schema_version"}
        return value.model_copy(update=fields)
    if isinstance(value, tuple):
        return tuple(filled(held, text) for held in value)
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{text}{value}x{text}"
    return value
