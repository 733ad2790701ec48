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
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.document import Document, Section
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask
from pipeline.text.markdown import CELL, HTML, PROSE, Block

HINTS = (
    "TB", "tbd", "tba", "to be ", "TODO", "HH", "YYYY", "xx", "XX", "__", "[", "orem", "FIXME", "??", "<", "{{", "This is ",
    "What ", "Where is", "Explicit ", "The following", "Write a", "Summarize",
)  # fmt: skip
"""One of these is in every text with a placeholder."""


@cache
def left() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:TBD|TBC|TBA)\b(?!-\d)|^(?:tbd|tbc|tba|to be (?:done|added|determined|written))\W{0,3}$"
        r"|\b(?:TODO|FIXME)(?=:|\s?\]|\s?\)|\W{0,3}$)|\bHH:?MM\b|\b[xX]{2}:[xX]{2}\b|\bYYYY-MM-DD\b|\bXXX\b"
        r"|(?<![\w_])_{3,}(?![\w_])|(?i:\blorem ipsum\b)|\b\d\d:\?\?|\?\?:\?\?"
        r"|\[(?i:describe|insert|add |enter |fill|your |name|date|time|title|start time|end time|summary|number|list|incident|impact"
        r"|duration|specific|first event|root cause|factor|detailed|explain|2-3 sentence)[^\]\[\n]{0,90}\]"
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
    for index, section in enumerate(document.sections):
        if is_empty(document, index):
            heading = section.heading
            if heading:
                yield Hit(heading, 0, len(heading.text), "This section is empty.")
        for block in section.blocks:
            if (block.kind is PROSE or block.kind is CELL) and not block.quoted:
                text = block.text
                if any(map(text.__contains__, HINTS)):
                    yield from in_block(section, block)


def in_block(section: Section, block: Block) -> Iterator[Hit]:
    masked = mask(block.text) if "`" in block.text or '"' in block.text or "](" in block.text else block.text
    for match in left().finditer(masked):
        link = match[0].endswith("]") and block.text[match.end() : match.end() + 1] in ("(", "[", ":")
        if not link and not (section.kind is SectionKind.ACTIONS and is_field(block, match)):
            yield Hit(block, *match.span(), f'"{match[0].strip()}" is a placeholder.')
            break
    for words in HELP:
        at = block.text.find(words)
        if at >= 0:
            yield Hit(block, at, at + len(words), "This is what the template tells the writer.")
            break


def is_field(block: Block, match: re.Match[str]) -> bool:
    """Whether it stands for the owner, date or ticket of an action item."""
    return block.kind is CELL or match.end() - match.start() < len(block.text.strip()) - 2


def is_empty(document: Document, index: int) -> bool:
    """Nothing below a heading that names a part of a postmortem, and no heading below it."""
    section = document.sections[index]
    unnamed = section.kind in (SectionKind.OTHER, SectionKind.GENERAL)
    if not section.heading or unnamed or any(block.kind != HTML for block in section.blocks):
        return False
    following = document.sections[index + 1] if index + 1 < len(document.sections) else None
    return following is None or (following.level <= section.level and following.kind is not section.kind)


RULE = Rule(level=Level.ERROR, scope=Scope.DOCUMENT, check=check)
