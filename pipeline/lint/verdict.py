"""What a model said of a sentence (`--deep`), kept light: the lint's path imports no model code."""

from typing import NamedTuple

from pipeline.text.markdown import Block

BLAME, HINDSIGHT, CAUSE = "blame", "hindsight", "cause"


class Verdict(NamedTuple):
    """`block` counts the blocks of the document from 0; text[start:end] of it are the words that it rests on."""

    block: int
    start: int
    end: int
    kind: str
    question: str


class Verdicts(NamedTuple):
    """All of a document. None of them where a model read it and found nothing."""

    found: tuple[Verdict, ...] = ()


class Place(NamedTuple):
    """A verdict at its block."""

    block: Block
    verdict: Verdict

    @property
    def words(self) -> str:
        return " ".join(self.block.text[self.verdict.start : self.verdict.end].split())
