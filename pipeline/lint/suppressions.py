"""What a document asks to ignore, and why: comments in it, and its front matter.

    <!-- pm-ignore: blame/self-blame -- their own words, kept on purpose -->     on this line; standing alone: in the next block
    <!-- pm-ignore-start: hindsight -- reason --> ... <!-- pm-ignore-end -->      between the two
    <!-- pm-ignore-file: section -- reason -->                                    in the whole file
    lint: {ignore: [section/missing]}                                            in the front matter: in the whole file

Rules and families are named as everywhere else; a comment that names none means all. Comments inside code are text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import Any, cast

from pipeline.lint import registry
from pipeline.lint.document import FRONT_MATTER, Document
from pipeline.lint.engine import Found
from pipeline.text.markdown import CODE, HTML, Block

COMMENT = re.compile(
    r"(?P<ticks>`+)[^`\n]{0,500}(?P=ticks)"
    r"|<!--[ \t]{0,9}pm-ignore(?P<kind>-start|-end|-file)?\b[ \t]{0,9}:?(?P<rest>[^\n]{0,1000}?)-->"
)
FAR = 1 << 60
NARROW = 8
"""Lines; what holds on so few is looked up by line."""


@dataclass(slots=True)
class Suppression:
    """`names` as written, empty for all rules; it holds on the 0-based lines first <= line < last.

    `used` are the names that hid a finding, `unused` those that could have hidden one and did not.
    """

    names: tuple[str, ...]
    reason: str
    first: int
    last: int
    block: Block
    """The line that it stands on, as a block, so that rules can point at it: block.text[start:end]."""
    start: int
    end: int
    kind: str = "line"
    """Where it holds: line, block, range, file, or front (the front matter)."""
    used: set[str] = field(default_factory=set[str])
    unused: tuple[str, ...] = ()

    def name_for(self, rule: str) -> str | None:
        """The name by which it covers the rule, None where it does not."""
        if not self.names:
            return "all"
        return next((name for name in self.names if name in ("all", rule) or rule.startswith(f"{name}/")), None)


def suppress(found: Iterable[Found], asked: list[Suppression], on: frozenset[str]) -> None:
    """Marks the findings that are asked to be ignored, with the reason; then, what was asked for and hid nothing."""
    wide = [suppression for suppression in asked if suppression.last - suppression.first > NARROW]
    narrow: dict[int, list[Suppression]] = {}
    for suppression in asked:
        if suppression.last - suppression.first <= NARROW:
            for line in range(suppression.first, suppression.last):
                narrow.setdefault(line, []).append(suppression)
    for one in found:
        first, last = one.finding.line - 1, one.finding.end_line - 1
        near = {id(s): s for line in range(first, last + 1) for s in narrow.get(line, ())}
        for suppression in (*wide, *near.values()):
            if suppression.first <= last and first < suppression.last and (name := suppression.name_for(one.finding.rule)):
                suppression.used.add(name)
                if one.ignored is None:
                    one.ignored = suppression.reason
    known = registry.names()
    for suppression in asked:
        names = suppression.names or ("all",)
        suppression.unused = tuple(n for n in names if n not in suppression.used and _could_hit(n, on, known))


def _could_hit(name: str, on: frozenset[str], known: Iterable[str]) -> bool:
    """Whether a rule of this name ran, or there is none of this name at all."""
    meant = [rule for rule in known if name in ("all", rule) or rule.startswith(f"{name}/")]
    return not meant or any(rule in on for rule in meant)


def suppressions(document: Document) -> list[Suppression]:
    """All that the document asks to ignore, in the order of its lines."""
    return [*_in_front(document), *_in_comments(document)]


def _in_front(document: Document) -> Iterator[Suppression]:
    table: Any = document.front.get("lint")
    if not isinstance(table, dict):
        return
    ignored: Any = cast("dict[str, Any]", table).get("ignore")
    names = [ignored] if isinstance(ignored, str) else cast("list[Any]", ignored) if isinstance(ignored, list) else []
    opening = document.source.pieces[0]
    match = FRONT_MATTER.match(opening)
    last = opening.count("\n", 0, match.end()) if match else 1
    for name in dict.fromkeys(str(n) for n in names):
        line = next((i for i, text in enumerate(document.lines[:last]) if name in text), 0)
        text = document.lines[line]
        start = max(0, text.find(name))
        yield Suppression((name,), "front matter", 0, FAR, _block(text, line), start, start + len(name), "front")


def _in_comments(document: Document) -> Iterator[Suppression]:
    if "pm-ignore" not in document.source:
        return
    ahead = [block for block in document.all_blocks() if block.kind is not HTML]
    tables = {block.table: block.end for block in ahead if block.table}
    code = set(chain.from_iterable(range(b.line, b.end) for b in document.all_blocks() if b.kind is CODE))
    opened: list[Suppression] = []
    for number, line in enumerate(document.lines):
        if "pm-ignore" not in line or number in code:
            continue
        for match in COMMENT.finditer(line):
            if match["ticks"]:
                continue
            kind = match["kind"]
            if kind == "-end":
                if opened:
                    opened.pop().last = number + 1
                continue
            names, reason = _parse(match["rest"])
            where, first, last = "line", number, number + 1
            if kind:
                where, first, last = ("file", 0, FAR) if kind == "-file" else ("range", number, FAR)
            elif line.strip() == match[0]:
                where, (first, last) = "block", next_block(ahead, tables, number)
            one = Suppression(names, reason, first, last, _block(line, number), match.start(), match.end(), where)
            if where == "range":
                opened.append(one)
            yield one


def _parse(rest: str) -> tuple[tuple[str, ...], str]:
    names, _, reason = f" {rest}".partition(" --")
    listed = (name.strip(" \t:") for name in names.replace(",", " ").split())
    return tuple(dict.fromkeys(name for name in listed if name)), reason.strip(" \t-")


def next_block(ahead: list[Block], tables: dict[int, int], line: int) -> tuple[int, int]:
    """The lines of the first block of text after this line; a table counts as one block, and ends where `tables` says."""
    index = bisect_right(ahead, line, key=attrgetter("line"))
    if index == len(ahead):
        return line, line + 1
    block = ahead[index]
    return block.line, tables.get(block.table, block.end)


def _block(text: str, line: int) -> Block:
    return Block(HTML, text, line, line + 1)
