"""Changes to an input: of a JSON document one place at a time, so that it stays JSON; and repeats, to find what is not linear."""

import json
import random
from typing import Any, cast

ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        7,
        1e308,
        10**30,
        "",
        "x",
        "\x00",
        "\u202e",
        "😀",
        "<" * 50,
        "&amp;lt;",
        [],
        {},
        [[]],
        [None],
        {"": None},
    ),
    *(
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59-23:59",
        "2024-05-02T10:00:00",
        "2024-05-02",
        "12:05 AM PST",
        "2200-12-31T23:59:59Z",
    ),
    *(
        "1714644000.000100",
        "99999999999.000000",
        "-1.0",
        "0.0",
        "nan",
        "P0",
        "SEV1",
        "Europe/Berlin",
        "EST",
        "+25:00",
        "../../x",
        "resolved",
    ),
)
WORDS = (
    " since 09:55 PST",
    "\n> ",
    "```",
    " by Friday",
    " 12% ",
    "<@U1>",
    "\r\n",
    "@ana ",
    "password=",
    "https://a.b/",
    "10:00 ",
    "<ana> ",
    " - ",
    "*_",
    " did not ",
    " we should have ",
    "<!-- pm-ignore: blame -->\n",
    "| a | b |\n|---|---|\n",
    "\n- [ ] ",
    "\n## Root cause\n\n",
)


def mutate_json(data: bytes, chance: random.Random) -> bytes | None:
    """The document with one place replaced, removed, doubled or moved; None for what is no JSON."""
    try:
        value = json.loads(data)
        places = list(_places(value))
        if not places:
            return None
        for _ in range(chance.choice((1, 1, 2, 3))):
            holder, key = chance.choice(places)
            _change(holder, key, places, chance)
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError, IndexError, KeyError):
        return None


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Pairs of a list or an object, and an index or a key in it."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        node = waiting.pop()
        keys: list[Any] = (
            list(cast(dict[str, Any], node))
            if isinstance(node, dict)
            else list(range(len(node)))
            if isinstance(node, list)
            else []
        )
        found += [(node, key) for key in keys]
        waiting += [node[key] for key in keys]
    return found


def _change(holder: Any, key: Any, places: list[tuple[Any, Any]], chance: random.Random) -> None:
    act = chance.randrange(6)
    other_holder, other_key = chance.choice(places)
    if act == 0:
        del holder[key]
    elif act == 1:
        holder[key] = json.loads(json.dumps(other_holder[other_key]))
    elif act == 2 and isinstance(holder, list):
        holder.insert(key, json.loads(json.dumps(holder[key])))
    elif act == 3 and isinstance(holder[key], str):
        holder[key] = change_text(holder[key], chance)
    elif act == 4 and isinstance(holder[key], str):
        holder[key] = repeated(holder[key], chance, 4000)
    else:
        holder[key] = json.loads(json.dumps(chance.choice(ODD)))


def change_text(text: str, chance: random.Random) -> str:
    at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    act = chance.randrange(4)
    if act == 0:
        return text[:at] + text[to:]
    if act == 1:
        return text[:to] + text[at:]
    return text[:at] + chance.choice(WORDS) + text[at if act == 2 else to :]


def repeated(text: str, chance: random.Random, most: int) -> str:
    """The text with a short stretch of it said many times."""
    at = chance.randrange(len(text) + 1)
    stretch = text[at : at + chance.choice((1, 2, 3, 8, 40))] or chance.choice(WORDS)
    return text[:at] + stretch * (chance.randrange(1, most) // len(stretch) + 1) + text[at:]


def mutate_text(data: bytes, chance: random.Random, most: int) -> bytes:
    text = data.decode("utf-8", "surrogateescape")
    changed = repeated(text, chance, most) if chance.random() < 0.1 else change_text(text, chance)
    return changed.encode("utf-8", "surrogateescape")
