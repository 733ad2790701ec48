"""Text of a file -> lines without control characters, color codes and endless lines, and a note where one was cut."""

import re
from dataclasses import dataclass

from pipeline.sources.files import File

LONGEST_LINE = 20_000
"""Characters; what is longer is a paste of data, and is cut."""
LONGEST_TEXT = 20_000
"""Characters of one piece of evidence, over all its lines."""

NO_TEXT = re.compile(
    r"\x1b\[[0-9;?]{0,20}[A-Za-z]"  # terminal colors
    r"|\x03(?:[0-9]{1,2}(?:,[0-9]{1,2})?)?|\x04[0-9A-Fa-f]{6}"  # colors of chat clients
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True)
class CleanText:
    """The lines, numbered as in the file from 1, and sentences about what was cut."""

    lines: list[str]
    notes: tuple[str, ...] = ()


def without_control(text: str) -> str:
    """Text without control characters, colors and invisible marks of direction; tabs and newlines stay."""
    return NO_TEXT.sub("", text)


def clean_lines(file: File) -> CleanText:
    """Raises UnreadableSource where the file is no text."""
    lines = without_control(file.text).split("\n")
    if not any(len(line) > LONGEST_LINE for line in lines):
        return CleanText(lines)
    count = sum(len(line) > LONGEST_LINE for line in lines)
    note = f"{file.name}: {count} lines longer than {LONGEST_LINE} characters were cut there."
    return CleanText([line if len(line) <= LONGEST_LINE else f"{line[:LONGEST_LINE]}…" for line in lines], (note,))


def first_lines(file: File, most: int = 200) -> list[str]:
    """The first lines that hold something, for `sniff`; the last may be cut. Empty for what is no text."""
    lines = (line.rstrip() for line in without_control(file.head).split("\n"))
    return [line for line in lines if line][:most]


def file_name(file: File) -> str:
    """The last part of the path: what ids are made of, the same whether the file or its folder was given."""
    return file.path.rpartition("/")[2]
