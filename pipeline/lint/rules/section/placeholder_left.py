"""A placeholder of the template is still there, or a section is empty.

"TBD" as owner or date of an action item is left to the rules on those.

Why: a reader cannot tell "not known" from "not written yet"; a report with gaps reads as reviewed when it is not.
Question: what belongs here, or what would it take to find out?

Bad:
    Detected at HH:MM by ___
    [Describe the fault here]
    Root cause: TBD
    | ## Summary
    |
    | ## Impact
    |
    | 412 customers saw HTTP 500 for 37 minutes.
Good:
    Detected at 10:02 UTC by probe-eu
    The fault: a writer lost its lease at 09:58 UTC.
    The template shows `HH:MM` and `TBD` in grey.
    Cards moved to the column TODO were shown twice.
Source: PagerDuty, Postmortem documentation: drafts and reviewed reports are told apart by their status.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document, Section
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask
from pipeline.text.markdown import CELL, HTML, PROSE, Block

HINTS = (
    "TBD", "TBC", "TBA", "tbd", "TODO", "FIXME", "HH:MM", "HHMM", "YYYY-MM-DD", "xx:xx", "XX:XX", "XXX", "___", "orem ipsum",
    "??", "<", "{{", "[",
)  # fmt: skip
"""One of these is in every text with a placeholder."""


@cache
def left() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:TBD|TBC|TBA)\b(?!-\d)|^tbd\W{0,3}$"
        r"|\b(?:TODO|FIXME)(?=:|\s?\]|\s?\)|\W{0,3}$)|\bHH:?MM\b|\bxx:xx\b|\bXX:XX\b|\bYYYY-MM-DD\b|\bXXX\b"
        r"|(?<![\w_])_{3,}(?![\w_])|(?i:\blorem ipsum\b)|\b\d\d:\?\?|\?\?:\?\?"
        r"|\[(?i:describe|insert|add |enter |fill|your |name|date|time|title|start time|end time|summary|number|list"
        r"|incident(?! commander| manager| lead)|impact|duration|specific|first event|root cause|factor|detailed"
        r"|explain|2-3 sentence)[^\]\[\n]{0,90}\]"
        r"|(?i:<insert[^>\n]{0,80}>|<your[^>\n]{0,60}>)|\{\{\s?(?i:insert|todo|date|name|title)[^}\n]{0,60}\}\}",
        re.MULTILINE,
    )


HELP = (
    "This is a template for an Incident Report",
    "This is a step by step outline of what happened to cause the incident",
    "What weaknesses did we learn about and how can we address them?",
    "What weakness did we learn about and how can we address them?",
    "The following sub-sections should have a couple brief bullet points each",
    "Where is the documentation that someone responding to this alert should have",
    "Explicit next steps to prevent this from happening again as much as possible",
    "What is the impact on customers? Include",
    "Write a short summary of the incident",
    "Summarize the incident in a few sentences",
)
"""What templates tell the writer."""


def check(document: Document) -> Iterator[Hit]:
    source = document.source
    lines = marked_lines(source.pieces)
    told = [words for words in HELP if words in source]
    for index, section in enumerate(document.sections):
        heading = section.heading
        if heading and is_empty(document, index):
            yield Hit(heading, 0, len(heading.text), "This section is empty.")
        for block in section.blocks if lines or told else ():
            if (block.kind is PROSE or block.kind is CELL) and not block.quoted:
                at = bisect_left(lines, block.line)
                if at < len(lines) and lines[at] < block.end:
                    yield from in_block(section, block)
                for words in told:
                    if (at := block.text.find(words)) >= 0:
                        yield Hit(block, at, at + len(words), "This is what the template tells the writer.")
                        break


BEFORE = {"??": 3, "orem ipsum": 1}
"""So many characters before the hint the placeholder begins."""
TOLD = frozenset(
    """
    des ins add ent fil you nam dat tim tit sta end sum num lis inc imp dur spe fir roo fac det exp 2-3
    """.split()
)
"""What is to be filled in begins with one of these, behind its bracket."""


def marked_lines(pieces: Iterable[str]) -> list[int]:
    """The lines with what reads like a placeholder, code and links among them."""
    found: list[int] = []
    line = 0
    for piece in pieces:
        counted = 0
        for at in sorted(marks(piece)):
            line, counted = line + piece.count("\n", counted, at), at
            found.append(line)
        line += piece.count("\n", counted)
    return found


def marks(text: str) -> Iterator[int]:
    """Where what reads like a placeholder stands. Looked for only where a hint does."""
    for hint in HINTS:
        at = text.find(hint)
        while at >= 0:
            told = hint not in "[<" or text[at + 1 : at + 4].lower() in TOLD
            if told and left().match(text, max(0, at - BEFORE.get(hint, 0))):
                yield at
            at = text.find(hint, at + 1)


def in_block(section: Section, block: Block) -> Iterator[Hit]:
    """The first placeholder of the block outside code, quotations and links."""
    text = block.text
    for match in left().finditer(mask(text) if "`" in text or '"' in text else text):
        if not is_link(text, match) and not (section.kind is SectionKind.ACTIONS and is_field(block, match)):
            yield Hit(block, *match.span(), f'"{match[0].strip()}" is a placeholder.')
            return


def is_link(text: str, match: re.Match[str]) -> bool:
    return match[0].endswith("]") and text[match.end() : match.end() + 1] in ("(", "[", ":")


def is_field(block: Block, match: re.Match[str]) -> bool:
    """Whether it stands for the owner, date or ticket of an action item."""
    return block.kind is CELL or match.end() - match.start() < len(block.text.strip()) - 2


def is_empty(document: Document, index: int) -> bool:
    """Nothing below a heading that names a part of a postmortem, and no heading below it."""
    section = document.sections[index]
    blocks = section.blocks
    if blocks and (blocks[0].kind is not HTML or any(block.kind is not HTML for block in blocks)):
        return False
    if section.kind in (SectionKind.OTHER, SectionKind.GENERAL):
        return False
    following = document.sections[index + 1] if index + 1 < len(document.sections) else None
    return following is None or (following.level <= section.level and following.kind is not section.kind)


RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check, unfinished=True)
