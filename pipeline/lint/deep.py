"""Documents -> what a model says of their sentences: irony, implied blame, a cause that stops too early.

    passages(document) -> sentences that are worth a model's time
    tasks(passages)    -> questions, many sentences each
    verdicts(...)      -> Verdicts of each document; a verdict whose quoted words do not stand in its sentence is dropped

Names are hidden before anything is asked. Off unless `--deep` is given; imports what the lint itself never pays for.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field

from pipeline.lint.document import Document
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask, split
from pipeline.lint.verdict import BLAME, CAUSE, HINDSIGHT, Verdict, Verdicts
from pipeline.llm.task import Answer, Outcome, Stage, Task
from pipeline.prompting import prompt
from pipeline.text.markdown import CELL, PROSE

PROMPT = "lint/deep"
AT_ONCE = 40
FEWEST_WORDS = 3


class Kind(StrEnum):
    BLAME = BLAME
    HINDSIGHT = HINDSIGHT
    CAUSE = CAUSE


class Remark(Answer):
    """One sentence that does what a blameless report avoids."""

    sentence: str = Field(description="The sentence's reference, such as s12.")
    kind: Kind
    quote: str = Field(description="The words of the sentence that do it, copied exactly; as few as show it.")
    question: str = Field(description="One question that begins with What or How and leads to the condition behind it.")


class Remarks(Answer):
    remarks: list[Remark]


class Passage(NamedTuple):
    """A sentence: `block` counts the blocks of its document, `start` is where it stands in the block's text."""

    document: int
    block: int
    start: int
    text: str
    heading: str
    cause: bool


Hide = Callable[[str], str]


def passages(documents: Sequence[Document]) -> list[Passage]:
    """The sentences of prose, list items and cells, without code and quotations."""
    return [passage for number, document in enumerate(documents) for passage in _of(document, number)]


def _of(document: Document, number: int) -> Iterator[Passage]:
    at = 0
    for section in document.sections:
        at += section.heading is not None
        for place, block in enumerate(section.blocks, at):
            if block.kind not in (PROSE, CELL) or block.quoted:
                continue
            for sentence in split(mask(block.text), block, section):
                if len(sentence.words) >= FEWEST_WORDS:
                    text = block.text[sentence.start : sentence.end]
                    yield Passage(number, place, sentence.start, text, section.title, section.kind is SectionKind.CAUSES)
        at += len(section.blocks)


def tasks(asked: Sequence[Passage], hide: Hide) -> list[Task[Remarks]]:
    """Questions about `AT_ONCE` sentences each. `hide` takes out what must not leave the machine."""
    groups = _groups(asked)
    return [
        Task(Stage.LINT, prompt(PROMPT, sentences=_listed(group, hide)), Remarks, f"sentences, {number} of {len(groups)}")
        for number, group in enumerate(groups, 1)
    ]


def _groups(asked: Sequence[Passage]) -> list[Sequence[Passage]]:
    return [asked[at : at + AT_ONCE] for at in range(0, len(asked), AT_ONCE)]


def _listed(group: Iterable[Passage], hide: Hide) -> str:
    lines: list[str] = []
    heading = None
    for number, passage in enumerate(group, 1):
        if passage.heading != heading:
            heading = passage.heading
            kind = " (states causes)" if passage.cause else ""
            lines.append(f"Under “{hide(heading)}”{kind}:" if heading else "Before any heading:")
        lines.append(f"s{number} | {' '.join(hide(passage.text).split())}")
    return "\n".join(lines)


def verdicts(asked: Sequence[Passage], outcomes: Sequence[Outcome[Remarks]], hide: Hide, documents: int) -> list[Verdicts | None]:
    """For each document its verdicts; None where a question about it was not answered: then the lint reads it alone."""
    found: list[list[Verdict]] = [[] for _ in range(documents)]
    failed: set[int] = set()
    for group, outcome in zip(_groups(asked), outcomes, strict=True):
        if outcome.answer is None:
            failed.update(passage.document for passage in group)
            continue
        for remark in outcome.answer.remarks:
            if verdict := _placed(remark, group, hide):
                found[verdict[0]].append(verdict[1])
    return [None if number in failed else Verdicts(tuple(sorted(set(held)))) for number, held in enumerate(found)]


def _placed(remark: Remark, group: Sequence[Passage], hide: Hide) -> tuple[int, Verdict] | None:
    number = remark.sentence.strip().removeprefix("s")
    if not number.isdigit() or not 0 < int(number) <= len(group):
        return None
    passage = group[int(number) - 1]
    span = _span(remark.quote, passage.text, hide)
    if span is None or (remark.kind is Kind.CAUSE and not passage.cause):
        return None
    start, end = passage.start + span[0], passage.start + span[1]
    return passage.document, Verdict(passage.block, start, end, remark.kind.value, remark.question.strip())


def _span(quote: str, text: str, hide: Hide) -> tuple[int, int] | None:
    """Where the quoted words stand in the sentence; the whole sentence where they stand in what was shown of it alone."""
    words = quote.strip().strip("“”\"'")
    at = text.find(words) if words else -1
    if at >= 0:
        return at, at + len(words)
    shown = " ".join(hide(text).split())
    return (0, len(text.rstrip())) if words and " ".join(words.split()).lower() in shown.lower() else None
