"""Action items of a past incident: from tables, lists, checkboxes and records; open, done, or not said.

A table counts under a heading that speaks of actions, or where it has columns for both an action and an owner; a list item under
such a heading, or with a checkbox there is no other reading of.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, cast

from pipeline.corpus.inline import clean, plain, scalar
from pipeline.corpus.parts import Section
from pipeline.corpus.work import is_work
from pipeline.domain.past_incident import PartKind, PastAction
from pipeline.text.markdown import PROSE, Block

COLUMNS = {
    name: frozenset(words.split())
    for name, words in {
        "status": "status state done progress completed",
        "due": "due deadline when date target eta by",
        "ticket": "ticket issue jira bug tracking link url reference pr",
        "owner": "owner who assignee assigned responsible dri lead person team",
        "action": "action item task todo description what follow-up followup title actionable improvement step measure",
    }.items()
}
KEYS = {
    "action": ("action", "title", "text", "description", "task", "item", "what", "name", "summary"),
    "owner": ("owner", "assignee", "who", "responsible", "dri"),
    "due": ("due", "due_date", "deadline", "by", "eta", "target"),
    "ticket": ("ticket", "issue", "jira", "link", "url", "key"),
    "status": ("status", "state"),
}
CHECKBOX = re.compile(r"\[([ xX])\]\s+")
CHOICES = (PartKind.DETECTION, PartKind.IMPACT, PartKind.OTHER)
"""Parts in which boxes are choices."""
DONE = re.compile(
    r"\b(?:done|completed?|closed|resolved|fixed|merged|shipped|finished|deployed|implemented|declined|invalid|wont ?fix"
    r"|won't (?:fix|do)|cancel+ed|abandoned|obsolete)\b|✅|☑|✔",
    re.IGNORECASE,
)
"""Over: it was done, or it was decided that it will not be."""
NOT_OVER = re.compile(
    r"\b(?:not|in|to be|partly|partially|never|un|half)[ -]?(?:yet |being )?(?:done|complete|closed|fixed|merged|implemented)",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:open|todo|to do|in[- ]progress|on-?going|pending|planned|blocked|backlog|started|new|proposed|in review|needs? \w+"
    r"|wip|unresolved|not \w+)\b|🚧|⏳|❌",
    re.IGNORECASE,
)
STATUS = re.compile(
    r"\b(?:status|state)\W{1,4}(?P<status>"
    r"(?:unresolved|in[- ]progress|on-?going|declined|done|resolved|open|fixed|closed|pending|new)\b"
    r"|[\w' -]{2,20}?(?=\s+[-–—]+\s|[.,;)\]]|\Z))[ \t]*[-–—.,;)\]]*",
    re.IGNORECASE,
)
SAID = re.compile(
    r"^[\W_]{0,6}(?P<before>done|fixed|completed?|resolved|closed|todo|wip|open|in progress)\b\s*[\])}:–—-]+\s*"
    r"|[-–—(\[:]\s*(?:now |already )?"
    r"(?P<after>done|fixed|completed?|merged|deployed|closed|resolved|in progress|ongoing|todo|open|pending)[.!)\]*_~\s]{0,6}\Z",
    re.IGNORECASE,
)
STRUCK = re.compile(r"\W{0,3}~~")
MARKS = re.compile(r"\W*")
TICKET = re.compile(r"\b[A-Z][A-Z0-9]{1,9}-\d{1,6}\b|(?<![\w/])T\d{4,7}\b|(?<![\w/&])#\d{1,7}\b")
ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"']{4,300}")
OWNER = re.compile(r"\b(?i:owner|assignee|assigned to|dri|responsible)\W{1,4}(?P<name>@?[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})")
DUE = re.compile(r"\b(?:due|by|deadline|eta|until|before)\W{1,4}(?P<day>20\d\d-\d\d-\d\d)", re.IGNORECASE)
FIELD = re.compile(rf"[\s,;(\[–—-]{{1,4}}(?:{OWNER.pattern}|\b(?i:due|deadline|eta)\W{{1,4}}20\d\d-\d\d-\d\d)[\s.,;)\]]*\Z")
"""An owner or day that ends the item: it is told beside it."""
HOLLOW = re.compile(r"\s+(?:\(\s*\)|\(\w*\Z)")
"""Brackets of which nothing is left."""
DAY = re.compile(r"20\d\d-\d\d-\d\d")
EMPTY = re.compile(r"^[\W_]*$|^(?:n/?a|tb[dac]|none|todo|\?+|unassigned|unknown|xx+)\W*$", re.IGNORECASE)
LOWER = re.compile(r"[^\W\d_A-Z]{3}")
LONGEST, LONGEST_FIELD, MOST = 600, 120, 200
SHORTEST = 2
"""Words of the shortest action."""


def actions_in(sections: Sequence[Section]) -> tuple[PastAction, ...]:
    """In the order of the text, each once."""
    found = (action for section in sections for action in in_section(section))
    return tuple(dict.fromkeys(found))[:MOST]


def in_section(section: Section) -> Iterator[PastAction]:
    expected = section.kind is PartKind.ACTIONS
    for table, group in groupby(section.blocks, key=lambda block: block.table):
        blocks = list(group)
        if table:
            yield from rows(blocks, expected)
        else:
            yield from items(blocks, expected, section.kind in CHOICES)


def rows(cells: list[Block], expected: bool) -> Iterator[PastAction]:
    header = {cell.column: name for cell in cells if cell.row == 0 and (name := column_of(cell.text))}
    named = set(header.values())
    if ("action" not in named and not expected) or (not expected and "owner" not in named):
        return
    for _, group in groupby((cell for cell in cells if cell.row > 0), key=lambda cell: cell.row):
        row = {cell.column: cell.text for cell in group}
        fields: dict[str, str] = {}
        for column, name in header.items():
            fields.setdefault(name, row.get(column, ""))
        words = fields.get("action") or max(row.values(), key=len, default="")
        if action := made(words, fields.get("owner"), fields.get("due"), fields.get("ticket"), fields.get("status")):
            yield action


def items(blocks: list[Block], expected: bool, choices: bool) -> Iterator[PastAction]:
    index = 0
    while index < len(blocks):
        block = blocks[index]
        index += 1
        box = CHECKBOX.match(block.text)
        if block.kind != PROSE or not block.item or block.quoted or not (expected or (box and not choices)):
            continue
        if block.text.endswith(":") and index < len(blocks) and blocks[index].depth > block.depth:
            continue
        below: list[str] = []
        while index < len(blocks) and blocks[index].depth > block.depth and not CHECKBOX.match(blocks[index].text):
            below.append(blocks[index].text)
            index += 1
        status = "" if not box else "open" if box[1] == " " else "done"
        action = made(block.text[box.end() if box else 0 :], status=status, below="\n".join(below))
        if action and is_work(action.action):
            yield action


def action_of(item: Any) -> PastAction | None:
    """Of an entry in front matter or a record: a text, or a mapping."""
    if isinstance(item, str):
        return made(item)
    if not isinstance(item, Mapping):
        return None
    fields = {str(key).lower(): value for key, value in cast("Mapping[Any, Any]", item).items()}
    found = {name: next((fields[key] for key in keys if fields.get(key) is not None), None) for name, keys in KEYS.items()}
    done = fields.get("done", fields.get("completed"))
    status = text_of(found["status"]) or (None if not isinstance(done, bool) else "done" if done else "open")
    if isinstance(fields.get("open"), bool):
        status = "open" if fields["open"] else "done"
    return made(text_of(found["action"]), text_of(found["owner"]), text_of(found["due"]), text_of(found["ticket"]), status)


def text_of(value: Any) -> str:
    if isinstance(value, Mapping):
        value = cast("Mapping[str, Any]", value).get("name")
    return scalar(value)


def made(
    written: str, owner: str | None = "", due: str | None = "", ticket: str | None = "", status: str | None = "", below: str = ""
) -> PastAction | None:
    """The action of these words; what no field says is looked for in them. None where they say nothing to do."""
    words, said = without_status(written.strip())
    text = bare(clean(" ".join(plain(words).split()))[:LONGEST])
    if len(text.split()) < SHORTEST or EMPTY.match(text) or not LOWER.search(text):
        return None
    whole = f"{written}\n{below}"
    named = OWNER.search(whole)
    return PastAction(
        action=text,
        owner=stated(owner) or (named["name"].lstrip("@") if named else None),
        due=day_of(due or "") or day_of(found["day"] if (found := DUE.search(whole)) else ""),
        ticket=ticket_in(ticket or "") or stated(ticket) or ticket_in(whole),
        open=is_open(status or "", said or status_in(below)),
    )


def bare(text: str) -> str:
    """Without the fields that it ends with, and without brackets in which nothing stands any more."""
    while found := FIELD.search(text):
        text = text[: found.start()]
    return HOLLOW.sub("", text)


def without_status(text: str) -> tuple[str, str]:
    """An item that says of itself how it stands, without that: "Status: Done - add an alert", "~~add an alert~~"."""
    if struck(text):
        return text.replace("~~", ""), "done"
    for pattern in (STATUS, SAID):
        if found := pattern.search(text):
            status = next(value for value in found.groups() if value)
            return f"{text[: found.start()]} {text[found.end() :]}".strip(), status
    return text, ""


def struck(text: str) -> bool:
    """Whether a line goes through all of it. The marks at its end are looked at from behind, each once."""
    after = MARKS.match(text[::-1])
    return STRUCK.match(text) is not None and after is not None and "~~" in after[0]


def status_in(text: str) -> str:
    return found["status"] if (found := STATUS.search(text)) else ""


def is_open(*said: str) -> bool | None:
    """By the first of the words that says it; None where none does."""
    for words in (words.replace("_", " ") for words in said):
        if OPEN.search(words) or NOT_OVER.search(words):
            return True
        if DONE.search(words):
            return False
    return None


def stated(value: str | None) -> str | None:
    text = clean(" ".join(plain(value or "").split()))[:LONGEST_FIELD]
    return None if not text or EMPTY.match(text) else text


def day_of(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(found[0]) if (found := DAY.search(text)) else None
    except ValueError:
        return None


def ticket_in(text: str) -> str | None:
    found = TICKET.search(plain(text)) or ADDRESS.search(text)
    return found[0].rstrip(".,;:") if found else None


def column_of(header: str) -> str:
    """Which field a column holds, by the first of its words that is known; "" where none is."""
    for word in re.findall(r"[a-z][a-z-]+", header.lower()):
        for name, known in COLUMNS.items():
            if word in known or word.rstrip("s") in known:
                return name
    return ""
