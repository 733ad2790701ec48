"""A name -> a cookie of this browser, so that a reload need not ask again who sits there."""

from streamlit.components import v2

SCRIPT = """
export default function ({ data }) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${data.key}=${encodeURIComponent(data.value)}; Path=/; SameSite=Strict; Max-Age=31536000${secure}`;
}
"""


def remember(key: str, value: str) -> None:
    v2.component("remember", js=SCRIPT)(data={"key": key, "value": value}, key=f"remember-{key}")
