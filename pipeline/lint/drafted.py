"""A postmortem that was drafted here -> what the lint says about it, each finding with the part of the draft that it is about.

lint_draft(text)       -> (DraftFinding, ...)      text is the Postmortem as JSON
refusal(people)("...") -> whether a sentence would be refused as the report's own: the lint would find an error in it
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, cast

from pipeline.domain.finding import DraftFinding, Level
from pipeline.lint.blame.judgement import gate
from pipeline.lint.check import engine_for
from pipeline.lint.document import Document, Section
from pipeline.lint.engine import Engine
from pipeline.lint.options import Options
from pipeline.lint.people import Roster
from pipeline.lint.read_json import Pairs, Text, document_of, placed
from pipeline.lint.rule import Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.select import chosen
from pipeline.lint.sentences import mask, words_of
from pipeline.lint.source import Source
from pipeline.text.markdown import PROSE, Block

DRAFT, FINISHED = Options(profile="draft"), Options(profile="internal")


@dataclass(frozen=True, slots=True)
class Part:
    """From where to where something of a draft stands in its JSON."""

    start: int
    end: int
    field: str
    id: str


def lint_draft(text: str, options: Options = DRAFT) -> tuple[DraftFinding, ...]:
    """The findings in the order of the draft. `text` must be a Postmortem as JSON."""
    value: Any = placed(text)
    document = document_of(value, text, "", options.roster, options.profile)
    parts = list(_parts(value))
    starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]
    return tuple(
        DraftFinding(finding, *_part_at(parts, starts[finding.line - 1] + finding.column - 1))
        for finding in engine_for(options, ()).lint(document)
    )


def _parts(value: Pairs) -> Iterator[Part]:
    """Fields, and within them whatever has an id; what lies within comes after what holds it."""
    for field, key in value.keys_at.items():
        yield Part(key.start, max((end for _, end in _ends(value[field])), default=key.end), field, "")
        for held in _with_id(value[field]):
            ends = list(_ends(held))
            yield Part(min(start for start, _ in ends), max(end for _, end in ends), field, str(held["id"]))


def _with_id(value: Any) -> Iterator[Pairs]:
    if isinstance(value, Pairs):
        if isinstance(value.get("id"), Text):
            yield value
            return
        for each in value.values():
            yield from _with_id(each)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _with_id(each)


def _ends(value: Any) -> Iterator[tuple[int, int]]:
    """Where each string within starts and ends, keys too."""
    if isinstance(value, Text):
        yield value.start, value.end
    elif isinstance(value, Pairs):
        for key, each in value.items():
            yield from _ends(value.keys_at[key])
            yield from _ends(each)
    elif isinstance(value, list):
        for each in cast("list[Any]", value):
            yield from _ends(each)


def _part_at(parts: Iterable[Part], at: int) -> tuple[str, str]:
    found = ("", "")
    for part in parts:
        if part.start <= at < part.end:
            found = part.field, part.id
    return found


def refusal(people: Iterable[str], options: Options = DRAFT) -> Callable[[str], bool]:
    """The test for sentences of an incident of these people. It asks with their names known and unknown: a report is read by
    some who do not know them. Only patterns make errors of a sentence, so what calls for none is not read further."""
    rules = [rule for rule in chosen(options) if rule.scope in (Scope.SENTENCE, Scope.JUDGEMENT)]
    engine = Engine(rules, dict(options.levels))
    rosters = tuple(people), ()
    door = gate(Roster(rosters[0]))

    def refuses(text: str) -> bool:
        return door.calls(set(words_of(mask(text)))) and any(
            finding.level is Level.ERROR for roster in rosters for finding in engine.lint(_holding(text, roster, options.profile))
        )

    return refuses


def _holding(text: str, roster: tuple[str, ...], profile: str) -> Document:
    """A document of one item under its causes, where most rules look."""
    section = Section(None, SectionKind.CAUSES, 0)
    block = Block(PROSE, text, 0, text.count("\n") + 1)
    block.item = block.depth = 1
    section.blocks.append(block)
    return Document("", Source(text), [section], {}, roster, profile)
