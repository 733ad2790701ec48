"""Action items as they stand in tables, lists and checkboxes, with their owner, due date and ticket where they are stated.

In: a Document. Out: ActionItems, in order. A table counts where it stands under action items, or where its header says so;
a list item counts under action items, or with a checkbox where that cannot be a choice ("[x] user report") or a question; a
paragraph never does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.lint.document import Document, Section
from pipeline.lint.late import late
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask
from pipeline.text.markdown import PROSE, Block

COLUMNS = {
    name: frozenset(words.split())
    for name, words in {
        "action": "action item task todo description what follow-up followup title actionable improvement step",
        "owner": "owner who assignee assigned responsible dri lead person team",
        "due": "due deadline when date target eta by timeline",
        "ticket": "ticket issue jira bug tracking link url phab reference pr",
        "status": "status state done progress",
        "priority": "priority prio severity",
    }.items()
}
CHECKBOX = late(r"\[([ xX])\]\s+")
CHOOSING = (SectionKind.DETECTION, SectionKind.GENERAL)
"""Sections in which boxes are choices or questions."""
DONE = late(r"\b(?:done|complete[d]?|closed|resolved|fixed|merged|shipped|finished)\b|✅|☑|✔", re.IGNORECASE)
SAID_DONE = late(
    r"^[\W_]{0,6}(?:status:?[\W_]{0,6})?(?:done|fixed|completed|resolved|closed)\b(?=[\W_])(?! (?:by|when|if|is|means)\b)"
    r"|[-–—(\[:] ?(?:now |already |all )?(?:done|fixed|completed|merged|deployed|closed|resolved)\b"
    r"(?: (?:with|in|by|on|via)\b[^\n]{0,80}|[.!)\]*_~\s]{0,6})$|[✅☑✔]",
    re.IGNORECASE,
)
"""An item that says of itself that it is done: "Status: Done - ...", "... -- now fixed with change-1234"."""
EMPTY = late(r"^[\s\-–—_?./]*$|^(?:n/?a|tb[dac]|none|todo|\?+|unassigned|unknown|xx+)$", re.IGNORECASE)


@dataclass(slots=True, eq=False, repr=False)
class ActionItem:
    """`text` is what is to be done, at text[start:end] of `block`, masked like any sentence; the other fields are as stated,
    "" where absent.

    `raw` is the whole item as it stands: the row's cells or the list item with what hangs below it.
    """

    section: Section
    block: Block
    start: int
    end: int
    owner: str = ""
    due: str = ""
    ticket: str = ""
    status: str = ""
    priority: str = ""
    done: bool = False
    owner_cell: Block | None = None
    """The cell that names the owner; it is no sentence."""
    has_fields: bool = False
    """Whether it is a table row whose columns are named, so that owner and due stand in cells of their own."""
    below: tuple[Block, ...] = field(default=())

    @property
    def text(self) -> str:
        return mask(self.block.text)[self.start : self.end]

    @property
    def written(self) -> str:
        """The words as they were written, code and links included."""
        return self.block.text[self.start : self.end]

    @property
    def raw(self) -> str:
        return self.block.text if not self.below else "\n".join((self.block.text, *(block.text for block in self.below)))


def action_items(document: Document) -> list[ActionItem]:
    """All of them, in the order of the text; read once for a document."""
    if "action items" not in document.kept:
        document.kept["action items"] = [item for section in document.sections for item in _in_section(section)]
    return document.kept["action items"]


def _in_section(section: Section) -> Iterator[ActionItem]:
    expected = section.kind is SectionKind.ACTIONS
    if not expected and not any(block.table or block.text[:1] == "[" for block in section.blocks):
        return
    for table, group in groupby(section.blocks, key=lambda block: block.table):
        found = list(group)
        if table:
            yield from _rows(section, found, expected)
        else:
            yield from _list_items(section, found, expected)


def _rows(section: Section, cells: list[Block], expected: bool) -> Iterator[ActionItem]:
    header = {cell.column: name for cell in cells if cell.row == 0 and (name := column_of(cell.text))}
    actions = [column for column, name in header.items() if name == "action"]
    if (not actions and not expected) or (not expected and "owner" not in header.values()):
        return
    body = (cell for cell in cells if cell.row > 0)
    for _, group in groupby(body, key=lambda cell: cell.row):
        row = {cell.column: cell for cell in group}
        main = row.get(actions[0]) if actions else max(row.values(), key=lambda cell: len(cell.text), default=None)
        if main is None or EMPTY.match(main.text):
            continue
        item = ActionItem(section, main, 0, len(main.text), has_fields=len(header) > 1)
        for column, name in header.items():
            if name != "action" and column in row and not getattr(item, name):
                setattr(item, name, row[column].text)
        item.below = tuple(cell for cell in row.values() if cell is not main)
        item.owner_cell = next((cell for cell in item.below if header.get(cell.column) == "owner"), None)
        item.done = bool(DONE.search(item.status)) or _says_done(main.text)
        yield item


def _list_items(section: Section, found: list[Block], expected: bool) -> Iterator[ActionItem]:
    index = 0
    while index < len(found):
        block = found[index]
        index += 1
        if block.kind is not PROSE or not block.item or block.quoted:
            continue
        box = CHECKBOX.match(block.text) if section.kind not in CHOOSING else None
        if not expected and not box:
            continue
        below: list[Block] = []
        while index < len(found) and found[index].kind is PROSE and found[index].depth > block.depth:
            if CHECKBOX.match(found[index].text):
                break
            below.append(found[index])
            index += 1
        start = box.end() if box else 0
        done = bool(box and box[1] in "xX") or _says_done(block.text)
        yield ActionItem(section, block, start, len(block.text), done=done, below=tuple(below))


def _says_done(text: str) -> bool:
    return text.startswith(("~~", "[x]", "[X]")) or SAID_DONE.search(text) is not None


def column_of(header: str) -> str:
    """Which field a column holds, by the first of its words that is known: "Owner (DRI)" is "owner"; "" where none is."""
    words = re.findall(r"[a-z][a-z-]+", header.lower())
    for word in words:
        for name, known in COLUMNS.items():
            if word in known or word.rstrip("s") in known:
                return name
    return ""


def stated(value: str) -> bool:
    """Whether a cell says anything: "TBD", "-" and the like do not."""
    return not EMPTY.match(value.strip())
