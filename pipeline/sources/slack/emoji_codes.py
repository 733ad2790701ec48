"""An emoji code as Slack writes it (`+1`, `flag-nl`, `man-shrugging`) -> the character, or None for a workspace's own emoji."""

from functools import cache

SLACK_ONLY = {
    "face_palm": "\U0001f926",
    "knife_fork_plate": "\U0001f37d\ufe0f",
    "large_brown_circle": "\U0001f7e4",
    "large_green_circle": "\U0001f7e2",
    "large_orange_circle": "\U0001f7e0",
    "large_purple_circle": "\U0001f7e3",
    "large_yellow_circle": "\U0001f7e1",
    "large_green_square": "\U0001f7e9",
    "large_red_square": "\U0001f7e5",
    "large_yellow_square": "\U0001f7e8",
    "simple_smile": "\U0001f642",
}
REGIONAL_A = 0x1F1E6


@cache
def character(code: str) -> str | None:
    table = _table()
    if code.startswith("flag-") and len(code) == 7 and code[5:].isalpha():
        return "".join(chr(REGIONAL_A + ord(letter) - ord("a")) for letter in code[5:])
    return table.get(code) or table.get(code.replace("-", "_"))


@cache
def _table() -> dict[str, str]:
    from emoji import EMOJI_DATA

    table = dict(SLACK_ONLY)
    for char, data in EMOJI_DATA.items():
        for name in (data["en"], *data.get("alias", ())):
            table.setdefault(name.strip(":"), char)
    return table
