"""An HTML page -> a PastIncident: headings, paragraphs, list items, cells and code; no scripts, navigation or forms."""

import re
from collections import Counter
from html.parser import HTMLParser

from pipeline.corpus.assembling import assembled
from pipeline.corpus.facts import Facts
from pipeline.domain.past_incident import PastIncident
from pipeline.text.markdown import CELL, CODE, HEADING, PROSE, Block

HEADINGS = {f"h{level}": level for level in range(1, 7)}
LEFT_OUT = frozenset(
    "script style template svg nav button aside select textarea footer form canvas iframe noscript head title del s".split()
)
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
BLOCKS = frozenset({
    "p", "li", "td", "th", "dt", "dd", "div", "section", "article", "main", "header", "ul", "ol", "dl", "table", "tr", "thead",
    "tbody", "tfoot", "blockquote", "pre", "figure", "figcaption", "details", "summary", "body", "html", "address", "caption",
    *HEADINGS,
})  # fmt: skip
CELLS = ("td", "th")
MARKS = {"strong": "**", "b": "**"}
"""What is set in bold may head a part, so it is told to those who read the block."""
NOT_CLOSED = {
    "li": ("li", "p"),
    "p": ("p",),
    "tr": ("td", "th", "tr"),
    "td": CELLS,
    "th": CELLS,
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
}

UNCLOSED = re.compile(r"<(?!!)(?![^<>]{0,5000}>)")
"""Begins no tag. The parser would look for its end at each of them."""


def read_html(text: str, stem: str, file: str, notes: list[str] | None = None) -> PastIncident:
    reader = Reader(Facts(file, notes))
    closed, end, rest = text.rpartition("-->")
    reader.feed(UNCLOSED.sub("&lt;", closed + end + rest.replace("<!--", "")))
    reader.close()
    reader.end_block()
    if not reader.facts.title and not any(block.kind == HEADING for block in reader.blocks):
        reader.facts.title = " ".join("".join(reader.title).split()) or None
    return assembled(reader.blocks, reader.facts, stem)


class Reader(HTMLParser):
    """Collects one block after the other; what is not closed ends with the file."""

    def __init__(self, facts: Facts) -> None:
        super().__init__(convert_charrefs=True)
        self.facts = facts
        self.blocks: list[Block] = []
        self.title: list[str] = []
        self.open: list[str] = []
        self.around: list[str] = []
        """Those of the open elements that are blocks."""
        self.how_many: Counter[str] = Counter()
        """Of each element how many are open."""
        self.text: list[str] = []
        self.left_out = self.items = self.tables = 0
        self.defined = False
        """Whether the last block is a term whose description comes next: they are a line "term: description"."""
        self.inside: list[int] = []
        self.rows: list[list[int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        while self.open and self.open[-1] in NOT_CLOSED.get(tag, ()):
            self.handle_endtag(self.open[-1])
        if tag in VOID:
            self.handle_void(tag, dict(attrs))
            return
        if tag in BLOCKS:
            self.end_block()
        self.open.append(tag)
        self.how_many[tag] += 1
        if tag in BLOCKS:
            self.around.append(tag)
        if self.left_out or tag in LEFT_OUT or "hidden" in dict(attrs):
            self.left_out += 1
        elif tag == "li":
            self.items += 1
            self.inside.append(self.items)
        elif tag == "table":
            self.tables += 1
            self.rows.append([self.tables, -1, -1])
        elif tag == "tr" and self.rows:
            self.rows[-1][1:] = [self.rows[-1][1] + 1, -1]
        elif tag in CELLS and self.rows:
            self.rows[-1][2] += 1
        elif mark := MARKS.get(tag):
            self.text.append(mark)

    def handle_void(self, tag: str, named: dict[str, str | None]) -> None:
        if tag == "meta" and (key := named.get("name")) and (value := named.get("content")):
            self.facts.state(key, value)
        elif tag == "input" and named.get("type") == "checkbox" and not self.left_out:
            self.text.append("[x] " if "checked" in named else "[ ] ")
        elif tag in ("br", "hr"):
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if not self.how_many[tag]:
            return
        while self.open:
            ended = self.open[-1]
            self.leave(ended)
            if ended == tag:
                return

    def leave(self, tag: str) -> None:
        if not self.left_out and (mark := MARKS.get(tag)):
            self.text.append(mark)
        if tag in BLOCKS:
            self.end_block()
            self.around.pop()
        self.open.pop()
        self.how_many[tag] -= 1
        if self.left_out:
            self.left_out -= 1
        elif tag == "li" and self.inside:
            self.inside.pop()
        elif tag == "table" and self.rows:
            self.rows.pop()

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "title":
            self.title.append(data)
        if not self.left_out:
            self.text.append(data if self.how_many["pre"] else data.replace("\n", " "))

    def end_block(self) -> None:
        """The words since the last one are a block of the innermost element."""
        inner = self.around[-1] if self.around else ""
        written, self.text = "".join(self.text), []
        code = self.how_many["pre"] > 0
        text = written.strip("\n") if code else "\n".join(" ".join(line.split()) for line in written.strip().split("\n"))
        text = text.replace("** **", " ").replace("****", "")
        if self.left_out or not text.strip() or text == "**":
            return
        in_cell = bool(self.rows) and any(self.how_many[tag] for tag in CELLS)
        if self.defined and self.how_many["dd"]:
            self.blocks[-1].text = f"{self.blocks[-1].text.rstrip(':')}: {text}"
            self.defined = False
            return
        self.defined = inner == "dt"
        kind = HEADING if inner in HEADINGS else CODE if code else CELL if in_cell else PROSE
        block = Block(kind, text, len(self.blocks), len(self.blocks) + 1, level=HEADINGS.get(inner, 0))
        block.quoted = self.how_many["blockquote"] > 0
        if self.inside:
            block.item, block.depth = self.inside[-1], len(self.inside)
        if kind == CELL:
            block.table, block.row, block.column = self.rows[-1]
        self.blocks.append(block)
