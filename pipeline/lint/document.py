"""A postmortem as the rules see it: blocks in sections, its front matter, its people and services.

In: the text of a file. Out: a Document. Action items and timeline rows are read from it in action_items.py and timeline.py,
sentences in sentences.py; each only when a rule asks for it, and once.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from pipeline.lint.late import late
from pipeline.lint.people import Roster
from pipeline.lint.sections import SectionKind, is_day_or_time, kind_of, kind_of_title
from pipeline.lint.source import Source
from pipeline.text.markdown import HEADING, Block, blocks, place

if TYPE_CHECKING:
    from pipeline.lint.verdict import Verdicts

FRONT_MATTER = late(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
PEOPLE = ("participants", "owner", "commander", "incident_commander", "authors", "author", "attendees", "responders", "reviewers")
AIMS = (SectionKind.DETECTION, SectionKind.RESOLUTION, SectionKind.IMPACT)
DRAFT = late(r"^[*_ ]{0,4}status[*_ ]{0,4}:[*_ ]{0,4}draft\b", re.IGNORECASE | re.MULTILINE)
OPENING = 8
"""So many blocks may stand before the end of what a document says about itself."""
SERVICES = ("services", "service", "affected_services")
NOBODY_KNOWN = Roster(())


class Section:
    """A heading and the blocks below it, up to the next heading. The first one of a document may have no heading.

    `people` are those of its document, known once that is looked at for people.
    """

    __slots__ = ("blocks", "heading", "kind", "level", "people")

    def __init__(self, heading: Block | None, kind: SectionKind, level: int) -> None:
        self.heading = heading
        self.kind = kind
        self.level = level
        self.blocks: list[Block] = []
        self.people = NOBODY_KNOWN

    @property
    def title(self) -> str:
        return self.heading.text if self.heading else ""


@dataclass(eq=False, repr=False)
class Document:
    """`path` as it is shown, `source` with `\\n` line ends, `front` the front matter (or the record) as a mapping.

    `kept` holds what was read from it once, by the name of what it is. `verdicts` are a model's, None where none was asked.
    """

    path: str
    source: Source
    sections: list[Section]
    front: dict[str, Any] = field(default_factory=dict[str, Any])
    given_roster: tuple[str, ...] = ()
    profile: str = "internal"
    kept: dict[str, Any] = field(default_factory=dict[str, Any], repr=False)
    verdicts: "Verdicts | None" = None

    @cached_property
    def lines(self) -> Sequence[str]:
        return self.source.lines()

    @cached_property
    def roster(self) -> tuple[str, ...]:
        """Names and handles of the people of this incident."""
        named = (name for key in PEOPLE for name in names(self.front.get(key)))
        return tuple(dict.fromkeys((*self.given_roster, *named)))

    @cached_property
    def services(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for key in SERVICES for name in names(self.front.get(key))))

    @cached_property
    def draft(self) -> bool:
        """Whether it calls itself a draft: in its front matter or record, or on a line "Status: Draft" near its beginning."""
        if self.profile == "draft" or "draft" in str(self.front.get("status", "")).lower():
            return True
        return any(DRAFT.search(block.text) for block in islice(self.all_blocks(), OPENING))

    @cached_property
    def people(self) -> Roster:
        """The roster in the forms that names are mentioned by."""
        return Roster(self.roster, self.services)

    def all_blocks(self) -> Iterator[Block]:
        for section in self.sections:
            if section.heading:
                yield section.heading
            yield from section.blocks

    def of(self, *kinds: SectionKind) -> list[Section]:
        return [section for section in self.sections if section.kind in kinds]

    def place(self, block: Block, offset: int) -> tuple[int, int]:
        """0-based line and column of a character of a block's text."""
        return place(self.lines, block, offset)


def read_markdown(text: str | Source, path: str, roster: Sequence[str] = (), profile: str = "internal") -> Document:
    """A Markdown document, with or without front matter. Never fails: front matter that is no YAML counts as absent."""
    source = text if isinstance(text, Source) else Source(text)
    front: dict[str, Any] = {}
    first = end = 0
    opening = source.pieces[0]
    if opening.startswith("---") and (match := FRONT_MATTER.match(opening)):
        from pipeline.lint.front import read_front

        front = read_front(match[1])
        end = match.end()
        first = opening.count("\n", 0, end)
    body = source.behind(end) if end else source.pieces
    return Document(path, source, sections(blocks(body, first)), front, tuple(roster), profile)


def sections(found: Iterable[Block]) -> list[Section]:
    """Blocks under their headings. A heading that names no kind of its own belongs to the section it stands in, as does what
    action items are for ("Improve detection"), and a day or time to the timeline before it."""
    result = [Section(None, SectionKind.OTHER, 0)]
    above: list[Section] = []
    for block in found:
        if block.kind is not HEADING:
            result[-1].blocks.append(block)
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        kind = kind_of(block.text) if len(result) > 1 or block.level > 1 else kind_of_title(block.text)
        if above and (kind is SectionKind.OTHER or (above[-1].kind is SectionKind.ACTIONS and kind in AIMS)):
            kind = above[-1].kind
        if kind is SectionKind.OTHER and result[-1].kind is SectionKind.TIMELINE and is_day_or_time(block.text):
            kind = SectionKind.TIMELINE
        section = Section(block, kind, block.level)
        above.append(section)
        result.append(section)
    return result


def names(value: object) -> Iterator[str]:
    """Names out of a front-matter value: a text, a list of texts, or mappings with a name."""
    if isinstance(value, str):
        yield from (part.strip() for part in re.split(r"[,;\n]", value) if part.strip())
    elif isinstance(value, dict):
        for key in ("name", "handle", "email", "id"):
            if isinstance(found := value.get(key), str):  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
                yield found
    elif isinstance(value, list):
        for part in value:  # pyright: ignore[reportUnknownVariableType]
            yield from names(part)  # pyright: ignore[reportUnknownArgumentType]
