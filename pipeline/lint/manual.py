"""A rule's docstring -> its manual page in parts: what it says, why, what it asks, examples, and where that comes from.

    page("An item has no owner.\\n\\nWhy: ...\\nQuestion: ...\\n\\nBad:\\n    Add a retry.\\nGood:\\n    ...\\nSource: ...")

The first paragraph is the summary; whatever stands between it and `Why:` are further notes. Examples are indented, one a line;
one of several lines has each of its lines begin with a pipe, and an empty line parts it from the next such one. An example of
several lines is a document of its own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.lint.late import late

PART = late(r"^(Why|Question|Bad|Good|Source):[ \t]*", re.MULTILINE)


class Example(NamedTuple):
    """`whole` says that the text is a document of its own, not one line that stands where the rule looks."""

    text: str
    whole: bool = False


class Page(NamedTuple):
    summary: str
    notes: str = ""
    why: str = ""
    question: str = ""
    bad: tuple[Example, ...] = ()
    good: tuple[Example, ...] = ()
    source: str = ""


def page(manual: str) -> Page:
    """The parts of a rule's manual; those that are not there are empty."""
    opening, *rest = PART.split(manual.replace("\r\n", "\n"))
    parts = dict(zip(rest[::2], rest[1::2], strict=True))
    summary, _, notes = opening.strip().partition("\n\n")
    return Page(
        summary=_joined(summary),
        notes=notes.strip(),
        why=_joined(parts.get("Why", "")),
        question=_joined(parts.get("Question", "")),
        bad=tuple(examples(parts.get("Bad", ""))),
        good=tuple(examples(parts.get("Good", ""))),
        source=_joined(parts.get("Source", "")),
    )


def examples(text: str) -> Iterator[Example]:
    """The examples of a part, in order."""
    piped: list[str] = []
    for line in (*text.split("\n"), ""):
        words = line.strip()
        if words == "|" or words.startswith("| "):
            piped.append(words[2:])
            continue
        if piped:
            yield Example("\n".join(piped) + "\n", whole=True)
            piped = []
        if words:
            yield Example(words)


def _joined(text: str) -> str:
    return " ".join(text.split())
