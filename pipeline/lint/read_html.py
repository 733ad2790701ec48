"""An HTML report -> a Document: headings, paragraphs, list items, table cells, code and quotes, each where it stands in the file.

Read are the report's own words: no scripts, navigation, buttons, footnote marks, and no evidence (an element of the class
`evidence`), which is what others said. Of our own pages also no questions to the owner, no remarks of this lint, nor what
only says that there is nothing.
"""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from pipeline.lint.document import sections
from pipeline.lint.placed import Pieces, PlacedDocument
from pipeline.lint.source import Source
from pipeline.text.markdown import CELL, CODE, HEADING, PROSE, Block

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEFT_OUT = frozenset({
    "head", "script", "style", "template", "svg", "nav", "button", "aside", "select", "textarea", "sup", "del", "s", "footer",
    "form", "canvas", "iframe",
})  # fmt: skip
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
})  # fmt: skip
BLOCKS = frozenset({
    "p", "li", "td", "th", "dt", "dd", "div", "section", "article", "main", "header", "ul", "ol", "dl", "table", "tr", "thead",
    "tbody", "tfoot", "blockquote", "pre", "figure", "figcaption", "details", "summary", "body", "html", "address", "fieldset",
    "caption", *HEADINGS,
})  # fmt: skip
CELLS = ("td", "th")
ENDED_BY = {
    "li": ("li", "p"), "p": ("p",), "dt": ("dt", "dd", "p"), "dd": ("dt", "dd", "p"), "tr": ("td", "th", "tr"),
    "td": CELLS, "th": CELLS, **dict.fromkeys(HEADINGS, ("p",)),
}  # fmt: skip
"""The elements that need no closing tag before this one."""
OURS = frozenset({"unseen", "question", "question-line", "asked", "silence", "methods", "tags", "byline", "metrics", "note"})
"""Classes of our own page that hold no words of the report; so do the sections of these ids."""
OUR_SECTIONS = ("questions", "remarks", "provenance", "evidence")
RUN = re.compile(r"[^\s](?:[^\s]| (?=\S))*")


def read_html(text: str, path: str, roster: Sequence[str] = (), profile: str = "internal") -> PlacedDocument:
    """Never fails: what is not closed ends with the file."""
    document = PlacedDocument(path, Source(text), [], {}, tuple(roster), profile)
    reader = _Reader(document)
    reader.feed(text)
    reader.close()
    reader.end_block()
    document.sections.extend(sections(reader.blocks))
    return document


class _Reader(HTMLParser):
    """Collects the text of one block after the other; `open` are the elements that are not closed yet."""

    def __init__(self, document: PlacedDocument) -> None:
        super().__init__(convert_charrefs=False)
        self.document = document
        self.blocks: list[Block] = []
        self.open: list[str] = []
        self.is_ours = False
        self.left_out = self.quotes = self.code = 0
        self.in_cell = False
        self.items: list[int] = []
        self.item_count = self.tables = 0
        self.rows: list[list[int]] = []
        self.text: list[str] = []
        self.length = 0
        self.pieces: Pieces = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in VOID:
            self.handle_void(tag, named)
            return
        while self.open and self.open[-1] in ENDED_BY.get(tag, ()):
            self.handle_endtag(self.open[-1])
        if tag in BLOCKS and not self.in_cell:
            self.end_block()
        elif tag in BLOCKS:
            self.add(" ", self.here())
        self.open.append(tag)
        self.in_cell = self.in_cell or tag in CELLS
        if self.left_out or tag in LEFT_OUT or "hidden" in named or self.is_no_text(named):
            self.left_out += 1
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "li":
            self.item_count += 1
            self.items.append(self.item_count)
        elif tag == "table":
            self.tables += 1
            self.rows.append([self.tables, -1, -1])
        elif tag == "tr" and self.rows:
            self.rows[-1][1:] = [self.rows[-1][1] + 1, -1]
        elif tag in ("td", "th") and self.rows:
            self.rows[-1][2] += 1
        elif tag == "code":
            self.add("`", self.here())
            self.code += 1
        elif tag == "q":
            self.add('"', self.here())

    def is_no_text(self, named: dict[str, str | None]) -> bool:
        classes = (named.get("class") or "").split()
        ours = self.is_ours and (not OURS.isdisjoint(classes) or named.get("id") in OUR_SECTIONS)
        return ours or "evidence" in classes

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_void(self, tag: str, named: dict[str, str | None]) -> None:
        if tag == "meta" and named.get("name") == "generator":
            self.is_ours = (named.get("content") or "").startswith("postmortem ")
        elif tag == "br":
            self.add(" ", self.here())
        elif tag == "input" and named.get("type") == "checkbox":
            self.add("[x] " if "checked" in named else "[ ] ", self.here())

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.open:
            return
        while self.open:
            last = self.open[-1]
            if last in BLOCKS and (last in CELLS or not self.in_cell):
                self.end_block(last)
            self.in_cell = self.in_cell and last not in CELLS
            self.open.pop()
            self.left(last)
            if last == tag:
                return

    def left(self, tag: str) -> None:
        """An element is closed."""
        if self.left_out:
            self.left_out -= 1
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "li" and self.items:
            self.items.pop()
        elif tag == "table" and self.rows:
            self.rows.pop()
        elif tag == "code":
            self.code -= 1
            self.add("`", self.here())
        elif tag == "q":
            self.add('"', self.here())

    def handle_data(self, data: str) -> None:
        if self.left_out:
            return
        here = self.here()
        if "pre" in self.open:
            self.add(data, here)
            return
        if data[:1].isspace():
            self.add(" ", here)
        end = 0
        for match in RUN.finditer(data):
            if end:
                self.add(" ", here + end)
            self.add(match[0], here + match.start())
            end = match.end()
        if end and data[-1:].isspace():
            self.add(" ", here + len(data) - 1)

    def handle_entityref(self, name: str) -> None:
        self.add(unescape(f"&{name};").replace("\xa0", " "), self.here())

    def handle_charref(self, name: str) -> None:
        self.add(unescape(f"&#{name};").replace("\xa0", " "), self.here())

    def here(self) -> int:
        line, column = self.getpos()
        return self.document.line_starts[line - 1] + column

    def add(self, text: str, at: int) -> None:
        """Appends to the block; of spaces in a row one is kept."""
        if self.left_out or not text or (text == " " and (not self.text or self.text[-1].endswith(" "))):
            return
        self.pieces.append((self.length, at))
        self.text.append(text)
        self.length += len(text)

    def end_block(self, tag: str = "") -> None:
        """What was collected becomes a block, of a kind by the elements around it."""
        text = "".join(self.text).rstrip()
        pieces, self.text, self.pieces, self.length = self.pieces, [], [], 0
        inner = tag or next((t for t in reversed(self.open) if t in BLOCKS), "")
        if not text and tag not in CELLS:
            return
        at = pieces[0][1] if pieces else self.here()
        first, last = self.document.position(at)[0], self.document.position(pieces[-1][1] if pieces else at)[0]
        kind = self.kind(inner)
        block = Block(kind, text, first, last + 1, level=HEADINGS.get(inner, 0), quoted=self.quotes > 0)
        if self.items:
            block.item, block.depth = self.items[-1], len(self.items)
        if kind == CELL:
            block.table, block.row, block.column = self.rows[-1]
        self.document.pieces[id(block)] = pieces or [(0, at)]
        self.blocks.append(block)

    def kind(self, inner: str) -> str:
        if inner in HEADINGS:
            return HEADING
        if "pre" in self.open:
            return CODE
        return CELL if self.rows and (self.in_cell or inner in CELLS) else PROSE
