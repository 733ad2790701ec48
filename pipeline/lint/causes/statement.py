"""Where a document states causes, and what each statement comes to: only what broke, a condition behind it, or no cause.

    statements(document)  -> [Statement, ...] under its headings for causes and whys, read once and kept on the document
    labelled(document)    -> those that begin "Root cause:" elsewhere

A line is weighed by the learned model of weights/cause.tsv and the phrases of conditions.py; a positive score means that it stays
at the surface.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.lint.causes.conditions import GATE, names_condition
from pipeline.lint.causes.features import LABEL, features, unlabelled
from pipeline.lint.document import Document, Section
from pipeline.lint.late import late
from pipeline.lint.model import model
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence, mask, split
from pipeline.text.markdown import CELL, PROSE, Block

CERTAIN = -200
"""The score of a line that names a condition in so many words, at most."""
KINDS = (SectionKind.CAUSES, SectionKind.WHYS)
ALSO_CONDITIONS = (SectionKind.WENT_BADLY, SectionKind.LESSONS, SectionKind.DETECTION)
NO_CAUSE = late(
    r"^\W*(?:tb[adc]|n/?a|none|unknown|pending|to be (?:added|determined|confirmed|written|filled)|todo)\b"
    r"|\b(?:factors?|actions?|items?|accepted)\b.{0,40}(?:->|→|\baddresse[ds]\b|\bas (?:a )?risk\b)"
    r"|\b(?:not (?:yet )?(?:been )?(?:known|clear|determined|identified|found|established)"
    r"|(?:still|is|are) (?:under|being) investigat\w+"
    r"|still (?:unclear|unknown|investigating|to be investigated)|could not be determined"
    r"|analysis is (?:pending|under way|ongoing))\b"
    r"|\b(?:unlikely|ruled out|red herring|(?:not|never) (?:be |have been )?(?:the |a )?(?:root )?cause|did(?: not|n't) cause)\b"
    r"|[:?]\s*[*_]*\s*$"
)
POINTER = late(
    r"\b(?:see|listed|described|detailed|explained|refer to)\b.{0,40}"
    r"\b(?:factors?|causes?|below|above|section|timeline|analysis)\b"
)
URL = late(r"https?://[^\s>)]{1,500}|\]\([^)\n]{0,300}\)")
ROOT = late(r"\b(?:root[- ]cause|caused by|cause was|the cause)\b")
ENUMERATED = late(
    r"\b(?:two|three|four|five|six|several|multiple|many|combination of|both)\b.{0,30}"
    r"\b(?:factors?|causes?|things|reasons?|issues?|conditions?)\b"
)


@dataclass(slots=True, eq=False, repr=False)
class Statement:
    """A sentence, item or cell that may state a cause: block.text[start:end]."""

    section: Section
    block: Block
    start: int
    end: int
    said: str
    """Its words without link targets."""
    states: bool
    """Whether it states a cause at all, and does not put it off ("TBD", "see below:")."""
    labelled: bool
    points: bool
    """Whether it points to where more is said."""
    weighed: int | None = None

    @property
    def text(self) -> str:
        return self.block.text[self.start : self.end]

    @property
    def score(self) -> int:
        """Positive where it stays at the surface."""
        if self.weighed is None:
            self.weighed = score(self.said)
        return self.weighed

    @property
    def surface(self) -> bool:
        return self.states and self.score > 0

    @property
    def systemic(self) -> bool:
        return self.states and self.score <= 0

    @property
    def names_itself(self) -> bool:
        """Whether it says of something that it is the cause."""
        return ROOT.search(self.text.lower()) is not None

    @property
    def several(self) -> bool:
        """Whether it counts more than one cause."""
        return ENUMERATED.search(self.text.lower()) is not None

    @property
    def body(self) -> int:
        """Where the statement begins behind its label, in the block's text."""
        match = LABEL.match(self.text)
        return self.start + match.end() if match and match.end() < len(self.text.rstrip()) else self.start


def statements(document: Document) -> list[Statement]:
    if "causes" not in document.kept:
        document.kept["causes"] = [found for section in document.of(*KINDS) for found in _in_section(section)]
    return document.kept["causes"]


def labelled(document: Document) -> list[Statement]:
    """Statements that call themselves the cause outside of sections for causes, also in cells beside "Root cause"."""
    if "labelled causes" not in document.kept:
        document.kept["labelled causes"] = [
            found
            for section in document.sections
            if section.kind not in KINDS and section.kind not in (SectionKind.TIMELINE, SectionKind.ACTIONS)
            for found in _labelled_in(section)
        ]
    return document.kept["labelled causes"]


def stated(found: list[Statement]) -> list[Statement]:
    """Those that state a cause, or point to where it is stated."""
    return [one for one in found if one.states or one.points]


def conditions_elsewhere(document: Document) -> bool:
    """Whether a section for what went badly, lessons or detection names a condition: the reader finds it there."""
    return any(found.states and found.score < -50 for section in document.of(*ALSO_CONDITIONS) for found in _in_section(section))


def score(text: str) -> int:
    found = features(text)
    learned = model("cause").score(found)
    doubtful = learned > CERTAIN and not GATE.isdisjoint(found)
    return CERTAIN if doubtful and names_condition(unlabelled(text)) else learned


def statement(sentence: Sentence, called_cause: bool = False) -> Statement:
    text = sentence.block.text[sentence.start : sentence.end]
    bare = URL.sub("] ", text)
    said = unlabelled(bare)
    states = any(letter.isalpha() for letter in said) and not NO_CAUSE.search(said.lower())
    return Statement(
        sentence.section, sentence.block, sentence.start, sentence.end, bare, states,
        called_cause or LABEL.match(text) is not None, POINTER.search(text.lower()) is not None,
    )  # fmt: skip


def _in_section(section: Section) -> Iterator[Statement]:
    for block in section.blocks:
        if block.quoted or (block.kind is not PROSE and (block.kind is not CELL or block.row == 0)):
            continue
        for sentence in split(mask(block.text), block, section):
            if sentence.text.strip():
                yield statement(sentence)


def _labelled_in(section: Section) -> Iterator[Statement]:
    called = False
    for block in section.blocks:
        is_cell = block.kind is CELL
        label = _label(block.text, whole=is_cell)
        beside, called = called and is_cell, is_cell and label
        if block.quoted or not (beside or (label and block.kind is PROSE)):
            continue
        for index, sentence in enumerate(split(mask(block.text), block, section)):
            if sentence.text.strip():
                yield statement(sentence, called_cause=index == 0)


def _label(text: str, whole: bool) -> bool:
    """Whether a text begins with a label for causes, or is one."""
    start = text[:60].lower()
    if "cause" not in start and "trigger" not in start and "factor" not in start:
        return False
    return LABEL.match(f"{text}:" if whole else text) is not None
