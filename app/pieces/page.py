"""An HTML page -> the page in a frame of its own, in which nothing runs and nothing is loaded; its links open elsewhere."""

from pathlib import Path

from streamlit.components import v2

HERE = Path(__file__)
FRAME = '<iframe sandbox="allow-popups allow-popups-to-escape-sandbox" referrerpolicy="no-referrer"></iframe>'
CSS = """
iframe { width: 100%; height: 75vh; border-radius: 6px; border: 1px solid color-mix(in srgb, currentColor 16%, transparent); }
"""


def page(html: str, title: str, key: str) -> None:
    component = v2.component("page", html=FRAME, css=CSS, js=HERE.with_suffix(".js").read_text("utf-8"))
    component(data={"html": html, "title": title}, key=key)
