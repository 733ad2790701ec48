"""Markdown -> its blocks in order, each with the lines it stands on: headings, prose, list items, table cells, code, HTML.

    for block in blocks("# Title\n\nIt broke.\n"): ...      heading "Title" (line 0), prose "It broke." (line 2)

The blocks are found by markdown-it-py (CommonMark with tables). They come one after the other, so that a document of any
length is never held as tokens. `place` tells where in the source a piece of a block's text stands.
"""

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cache, lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, list_block
from markdown_it.token import Token

HEADING, PROSE, CELL, CODE, HTML = "heading", "prose", "cell", "code", "html"
PLAIN_FIRST = re.compile(r"[A-Za-z\"'(“‘@]|\*\*\w|\d+[^\d.)]|`[^`]")
"""A line that begins so begins a paragraph, or the text of an underlined heading, or a table."""
PLAIN_REST = re.compile(r"[A-Za-z\"'(“‘@.,/\[$&!?…–—]|\*\*\w|`[^`]")
LISTED = re.compile(r"[-*+] (?=[^\s*-])|\d{1,9}[.)] ")
PLAIN = "p"
"""Marks the one token that stands for a paragraph of plain lines, where the parser has three."""
NEXT_BLOCK = re.compile(r"[-*+] (?=[^\s*-])|#{1,6} ")
"""A list item or heading: ends the paragraph before it."""
SURE = 3
"""So many lines from the one that ends a block on, it is known that they end it: a table is told by its second line."""
GROWTH = 4
CELL_END = re.compile(r"(?<!\\)\|")


class Block:
    """One block of text.

    `line` and `end` are 0-based source lines, end exclusive. `item` numbers the list item it stands in (0 outside lists) and
    `depth` says how many lists are around it; `row` and `column` place a cell in its table, `table` numbers the table (0
    outside). `first_column` is where its first line begins in the source, -1 until it was looked for.
    """

    __slots__ = (
        "_line_starts",
        "column",
        "depth",
        "end",
        "first_column",
        "item",
        "kind",
        "level",
        "line",
        "quoted",
        "row",
        "table",
        "text",
    )

    def __init__(self, kind: str, text: str, line: int, end: int, *, level: int = 0, quoted: bool = False) -> None:
        self.kind = kind
        self.text = text
        self.line = line
        self.end = end
        self.level = level
        self.quoted = quoted
        self.item = self.depth = self.table = self.row = self.column = 0
        self.first_column = -1
        self._line_starts: list[int] | None = None

    @property
    def line_starts(self) -> list[int]:
        """Where in the text its lines begin."""
        if self._line_starts is None:
            self._line_starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        return self._line_starts


def blocks(source: str | Iterable[str], first_line: int = 0) -> Iterator[Block]:
    """The blocks of a Markdown text whose first line is line `first_line` of its file. Line ends are `\\n` alone.

    A long text may come in pieces that end with a line. A block that may go on in the next piece is read again with that, and
    with GROWTH times as much as it was long, so that the time stays linear.
    """
    ahead = deque([source] if isinstance(source, str) else source)
    reader = _Reader(first_line)
    rest = ""
    while ahead:
        pieces, length = [rest], 0
        while ahead and length <= GROWTH * len(rest):
            pieces.append(ahead.popleft())
            length += len(pieces[-1])
        rest = yield from _complete("".join(pieces), reader, ends=not ahead)


def _complete(text: str, reader: "_Reader", ends: bool) -> Generator[Block, None, str]:
    """The blocks that are complete, which all are where the document `ends` with the text. Returns the text of the others."""
    parser = _parser()
    state = StateBlock(text, parser, {}, [])
    state._code_enabled = True  # pyright: ignore[reportPrivateUsage]
    rules = parser.block.ruler.getRules("")
    line, last = 0, state.lineMax
    while (line := state.skipEmptyLines(line)) < last:
        state.line, begun = line, state.bMarks[line]
        for rule in rules:
            if rule(state, line, last, False):
                break
        if not ends and state.skipEmptyLines(state.line) > last - SURE:
            reader.first += line
            return text[begun:]
        line = state.line
        yield from reader.read(state.tokens)
        state.tokens.clear()
    reader.first += last
    return ""


def place(lines: Sequence[str], block: Block, offset: int) -> tuple[int, int]:
    """Where character `offset` of the block's text stands: 0-based line and column in `lines`, the lines of the whole source."""
    starts = block.line_starts
    within = bisect_right(starts, offset) - 1
    start = offset - starts[within]
    number = min(block.line + within, len(lines) - 1)
    source = lines[number]
    piece = block.text[starts[within] : starts[within + 1] - 1 if within + 1 < len(starts) else None]
    if block.kind == CELL:
        return number, _cell_start(source, block) + start + piece[:start].count("|")
    if within:
        return number, max(0, len(source.rstrip()) - len(piece.rstrip())) + start
    if block.first_column < 0:
        block.first_column = max(0, source.find(piece))
    return number, block.first_column + start


def _cell_start(line: str, block: Block) -> int:
    """The column at which a table cell's text begins: behind as many pipes as there are cells before it."""
    starts = _cell_starts(line)
    at = starts[min(block.column, len(starts) - 1)]
    while at < len(line) and line[at].isspace():
        at += 1
    return at


@lru_cache(maxsize=1)
def _cell_starts(line: str) -> list[int]:
    """Where the cells of a table row begin; asked for one row after the other."""
    stripped = line.lstrip(" >\t")
    first = len(line) - len(stripped) + stripped.startswith("|")
    return [first, *(match.end() for match in CELL_END.finditer(line, first))]


class _Reader:
    """Turns tokens into blocks; remembers in which list, quote and table it is."""

    def __init__(self, first_line: int) -> None:
        self.first = first_line
        self.items: list[int] = []
        self.quotes = self.item_count = self.tables = 0
        self.table = self.row = self.column = 0
        self.level = 0

    def read(self, tokens: list[Token]) -> Iterator[Block]:
        kind = PROSE
        for token in tokens:
            type_ = token.type
            if type_ == "inline":
                yield self.block(PROSE if token.tag else kind, token)
            elif type_ == "heading_open":
                kind, self.level = HEADING, int(token.tag[1])
            elif type_ == "paragraph_open":
                kind = PROSE
            elif type_ == "th_open" or type_ == "td_open":
                kind = CELL
                self.column += 1
            elif type_ in ("fence", "code_block"):
                yield self.block(CODE, token)
            elif type_ == "html_block":
                yield self.block(HTML, token)
            else:
                self.enter_or_leave(type_)

    def enter_or_leave(self, type_: str) -> None:
        if type_ == "list_item_open":
            self.item_count += 1
            self.items.append(self.item_count)
        elif type_ == "list_item_close":
            self.items.pop()
        elif type_ == "blockquote_open":
            self.quotes += 1
        elif type_ == "blockquote_close":
            self.quotes -= 1
        elif type_ == "table_open":
            self.tables += 1
            self.table, self.row = self.tables, -1
        elif type_ == "table_close":
            self.table = 0
        elif type_ == "tr_open":
            self.row += 1
            self.column = -1

    def block(self, kind: str, token: Token) -> Block:
        start, end = token.map or (0, 0)
        block = Block(kind, token.content, start + self.first, end + self.first, quoted=self.quotes > 0)
        if self.items:
            block.item, block.depth = self.items[-1], len(self.items)
        if kind is CELL:
            block.table, block.row, block.column = self.table, self.row, self.column
        elif kind is HEADING:
            block.level = self.level
        return block


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    parser.block.ruler.before("table", "plain", _plain)
    return parser


def _plain(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tried first: the rule for a line that can be nothing else, most lines of a report, without asking all the rules before it.

    A line with a pipe may begin a table; every doubt is left to the rules of the parser.
    """
    source = state.src
    at = state.bMarks[start] + state.tShift[start]
    if silent or state.sCount[start] - state.blkIndent > 3:
        return False
    if PLAIN_FIRST.match(source, at):
        return _plain_paragraph(state, start, at)
    if source.find("|", at, state.eMarks[start]) >= 0:
        return False
    if source[at] == "#":
        return heading(state, start, end, silent)
    return LISTED.match(source, at) is not None and list_block(state, start, end, silent)


def _plain_paragraph(state: StateBlock, start: int, at: int) -> bool:
    """The paragraph rule for a line that begins like one, at source[at].

    Where the lines are neither a table (no pipe) nor an underlined heading (what follows is empty, an item or a heading), they
    are a paragraph.
    """
    source, indent, last = state.src, state.blkIndent, state.lineMax
    line = start + 1
    while line < last:
        here = state.bMarks[line] + state.tShift[line]
        if here >= state.eMarks[line]:
            break
        column = state.sCount[line]
        if NEXT_BLOCK.match(source, here):
            if column - indent > 3 or (column < indent and not 0 <= column - state.listIndent < 4):
                return False
            break
        if column < indent or not PLAIN_REST.match(source, here):
            return False
        line += 1
    text = source[at : state.eMarks[start]].strip() if line == start + 1 else state.getLines(start, line, indent, False).strip()
    if line > start + 1 and "|" in text:
        return False
    state.line = line
    token = Token("inline", PLAIN, 0, content=text, map=[start, line])
    state.tokens.append(token)
    return True
