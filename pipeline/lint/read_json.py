"""A Postmortem as JSON -> a Document: its fields are the sections, its statements the sentences, its tables those of the report.

Everything stands where its string stands in the file. Of the evidence and the questions to the owner nothing is read: those are
not the report's own words.
"""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, cast

from pipeline.errors import UnreadableSource
from pipeline.lint.document import Section
from pipeline.lint.placed import Pieces, PlacedDocument
from pipeline.lint.sections import SectionKind
from pipeline.lint.source import Source
from pipeline.text.markdown import CELL, HEADING, PROSE, Block

STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")
STATEMENTS = {
    "summary": ("Summary", SectionKind.SUMMARY),
    "impact": ("Impact", SectionKind.IMPACT),
    "what_happened": ("What happened", SectionKind.SUMMARY),
    "immediate_cause": ("Immediate cause", SectionKind.CAUSES),
    "contributing_factors": ("Contributing factors", SectionKind.CAUSES),
    "why_not_detected_sooner": ("Why it was not detected sooner", SectionKind.DETECTION),
    "why_it_took_so_long": ("Why it took so long", SectionKind.RESOLUTION),
    "detection": ("Detection", SectionKind.DETECTION),
    "response_actions": ("Response", SectionKind.RESOLUTION),
    "worked_well": ("What went well", SectionKind.WENT_WELL),
    "could_be_improved": ("What could be improved", SectionKind.WENT_BADLY),
    "lessons": ("Lessons learned", SectionKind.LESSONS),
    "five_whys": ("Five whys", SectionKind.WHYS),
    "supporting": ("Supporting information", SectionKind.GENERAL),
}
TABLES = {
    "timeline": ("Timeline", SectionKind.TIMELINE, (("Time", "at"), ("Event", "text"))),
    "action_items": (
        "Action items",
        SectionKind.ACTIONS,
        (("Action", "action"), ("Owner", "owner"), ("Due", "due"), ("Priority", "priority"),
         ("Ticket", "ticket"), ("Status", "status")),
    ),
}  # fmt: skip
ORDER = (
    "summary", "impact", "timeline", "what_happened", "immediate_cause", "contributing_factors", "why_not_detected_sooner",
    "why_it_took_so_long", "detection", "response_actions", "worked_well", "could_be_improved", "action_items", "lessons",
    "five_whys", "supporting",
)  # fmt: skip


class Text(str):
    """A string of the file that knows where it stands: the offsets of its opening quote and of what follows its closing one."""

    start: int
    end: int


class Pairs(dict[str, Any]):
    """A mapping of the file; `keys_at` holds where its keys stand."""

    keys_at: dict[str, Text]


def read_json(
    text: str, path: str, roster: Sequence[str] = (), profile: str = "internal", named: bool = True
) -> PlacedDocument | None:
    """None for JSON that is no postmortem, unless it was named itself: then it raises UnreadableSource."""
    if not named and '"action_items"' not in text:
        return None
    try:
        value: Any = placed(text)
    except (ValueError, RecursionError):
        return _refuse(path, "this is not valid JSON", "mend it or leave it out") if named else None
    if not isinstance(value, Pairs) or "action_items" not in value or "incident" not in value:
        return _refuse(path, "this JSON is no postmortem", "give what `postmortem draft --format json` writes") if named else None
    return document_of(value, text, path, roster, profile)


def document_of(value: Pairs, text: str, path: str, roster: Sequence[str] = (), profile: str = "internal") -> PlacedDocument:
    """The document of a postmortem that is parsed already: `value` is what `placed` makes of the text."""
    return _Reader(text, path, roster, profile).read(value)


def _refuse(path: str, problem: str, remedy: str) -> NoReturn:
    raise UnreadableSource(path, problem, remedy)


def placed(text: str) -> Any:
    """The value of a JSON text, its strings as Text and its mappings as Pairs.

    The strings of a valid text follow one another as the walk through its value meets them.
    """
    value = json.loads(text, object_pairs_hook=tuple)
    return _walk(value, STRING.finditer(text), text)


def _walk(value: Any, strings: Iterator[re.Match[str]], source: str) -> Any:
    if isinstance(value, str):
        match = next(strings)
        text = Text(value)
        text.start, text.end = match.span()
        return text
    if isinstance(value, list):
        return [_walk(each, strings, source) for each in cast("list[Any]", value)]
    if isinstance(value, tuple):
        found = Pairs()
        found.keys_at = {}
        for key, each in cast("tuple[tuple[str, Any], ...]", value):
            found.keys_at[key] = _walk(key, strings, source)
            found[key] = _walk(each, strings, source)
        return found
    return value


class _Reader:
    def __init__(self, text: str, path: str, roster: Sequence[str], profile: str) -> None:
        self.document = PlacedDocument(path, Source(text), [], {}, tuple(roster), profile)
        self.source = text
        self.items = self.tables = 0

    def read(self, value: Pairs) -> PlacedDocument:
        """What nothing stands in is no section, as in the Markdown of the same: a draft alone has it still to be written."""
        document = self.document
        document.front = _front(value)
        document.sections.append(Section(None, SectionKind.OTHER, 0))
        for key in ORDER:
            if key not in value:
                continue
            if key in TABLES:
                title, kind, columns = TABLES[key]
                self.table(self.section(title, kind, value.keys_at[key]), value[key], columns)
            else:
                title, kind = STATEMENTS[key]
                section = self.section(title, kind, value.keys_at[key])
                for text in _texts(value[key]):
                    self.items += 1
                    block = self.block(PROSE, text, text)
                    block.item, block.depth = self.items, 1
                    section.blocks.append(block)
            if not document.sections[-1].blocks and not document.draft:
                document.sections.pop()
        return document

    def section(self, title: str, kind: SectionKind, at: Text) -> Section:
        heading = self.block(HEADING, title, at)
        heading.level = 2
        section = Section(heading, kind, 2)
        self.document.sections.append(section)
        return section

    def table(self, section: Section, rows: Any, columns: tuple[tuple[str, str], ...]) -> None:
        if not rows or not isinstance(rows, list):
            return
        assert section.heading is not None
        self.tables += 1
        here = self.document.pieces[id(section.heading)][0][1]
        for column, (title, _) in enumerate(columns):
            section.blocks.append(self.cell(title, here, 0, column))
        for number, row in enumerate(cast("list[Any]", rows), 1):
            if not isinstance(row, Pairs) or row.get("commitment") == "declined":
                continue
            first = next(iter(row.keys_at.values()), None)
            here = first.start if first else here
            for column, (_, key) in enumerate(columns):
                value = row.get(key)
                section.blocks.append(self.cell(value if isinstance(value, Text) else "", here, number, column))

    def cell(self, text: str, here: int, row: int, column: int) -> Block:
        block = self.block(CELL, text, text if isinstance(text, Text) else here)
        block.table, block.row, block.column = self.tables, row, column
        return block

    def block(self, kind: str, text: str, at: Text | int) -> Block:
        start = at if isinstance(at, int) else at.start
        line, _ = self.document.position(start)
        block = Block(kind, str(text), line, line + 1)
        self.document.pieces[id(block)] = _pieces(self.source, text) if isinstance(text, Text) else [(0, start)]
        return block


def _pieces(source: str, text: Text) -> Pieces:
    """Behind each escape a new piece begins: it is longer in the file than in the text."""
    found = [(0, text.start + 1)]
    shorter = 0
    for match in ESCAPE.finditer(source, text.start + 1, text.end - 1):
        shorter += match.end() - match.start() - 1
        found.append((match.end() - text.start - 1 - shorter, match.end()))
    return found


def _texts(value: Any) -> Iterator[Text]:
    """The statements below a field, wherever they stand in it."""
    if isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _texts(each)
    elif isinstance(value, Pairs):
        if isinstance(text := value.get("text"), Text):
            yield text
            return
        for each in value.values():
            if isinstance(each, (list, Pairs)):
                yield from _texts(each)


def _front(value: Pairs) -> dict[str, Any]:
    """The record of the incident, flat, with the people of the report."""
    incident: Any = value.get("incident")
    front: dict[str, Any] = dict(cast("dict[str, Any]", incident)) if isinstance(incident, Pairs) else {}
    front.update((key, value[key]) for key in ("authors", "reviewers", "status", "lint") if value.get(key))
    roles: Any = front.get("roles")
    people: list[Any] = [*(cast("list[Any]", front.get("participants") or []))]
    if isinstance(roles, Pairs):
        people += roles.values()
    front["participants"] = people
    return front
