"""Findings -> keys that stay the same when lines move: a hash of the rule, the headings above, the sentence, which of its kind.

They are what a baseline keeps, and the fingerprints of reports.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from operator import itemgetter

from pipeline.lint.document import Document
from pipeline.lint.engine import Found
from pipeline.lint.sentences import mask, split, words_of
from pipeline.text.markdown import HEADING, Block


def keys(document: Document, *groups: Sequence[Found]) -> tuple[list[str], ...]:
    """The keys of each group's findings. Those of one rule in equal sentences below one heading are told apart by their order."""
    paths = heading_paths(document)
    seen: Counter[tuple[str, str, str]] = Counter()
    made: dict[int, str] = {}
    kept: dict[int, list[tuple[int, str]]] = {}
    every = sorted((found for group in groups for found in group), key=lambda f: (f.finding.line, f.finding.column))
    for found in every:
        block = found.hit.block
        about = (found.finding.rule, paths.get(id(block), ""), sentence_of(document, found, kept))
        seen[about] += 1
        made[id(found)] = sha256("\0".join((*about, str(seen[about]))).encode("utf-8", "replace")).hexdigest()
    return tuple([made[id(found)] for found in group] for group in groups)


def heading_paths(document: Document) -> dict[int, str]:
    """For each block, the headings that it stands under."""
    above: list[tuple[int, str]] = []
    paths: dict[int, str] = {}
    for section in document.sections:
        while above and section.heading and above[-1][0] >= section.level:
            above.pop()
        before = " / ".join(title for _, title in above)
        if section.heading:
            above.append((section.level, normal(section.title)))
            paths[id(section.heading)] = before
        path = " / ".join(title for _, title in above)
        paths.update((id(block), path) for block in section.blocks)
    return paths


def sentence_of(document: Document, found: Found, kept: dict[int, list[tuple[int, str]]]) -> str:
    """The words around the finding: its sentence, or the whole of a heading or a line. `kept` holds the sentences of each block
    that was asked for, with where they begin."""
    block = found.hit.block
    if block is None:
        return normal(found.finding.message)
    if block.kind != HEADING:
        if id(block) not in kept:
            found_in = split(mask(block.text), block, document.sections[0])
            kept[id(block)] = [(s.start, block.text[s.start : max(s.end, s.start + 1)]) for s in found_in]
        index = bisect_right(kept[id(block)], found.hit.start, key=itemgetter(0)) - 1
        if index >= 0:
            start, text = kept[id(block)][index]
            if found.hit.start < start + len(text):
                return normal(text)
    return normal(_line(block, found.hit.start))


def _line(block: Block, offset: int) -> str:
    start = block.text.rfind("\n", 0, offset) + 1
    end = block.text.find("\n", offset)
    return block.text[start : end if end >= 0 else len(block.text)]


def normal(text: str) -> str:
    """Lower-case words without marks, so that a comma or a line break more does not matter."""
    return " ".join(words_of(text))
