"""The form that is open, if one is -> the caret in its first field, and no letter that is typed meanwhile is a shortcut."""

from pathlib import Path

from streamlit.components import v2

HERE = Path(__file__)


def caret(form: str) -> None:
    """`form` names what is being edited; empty where nothing is."""
    v2.component("caret", js=HERE.with_suffix(".js").read_text("utf-8"))(data=[{"form": form}], key="caret")
