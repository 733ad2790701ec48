"""Markdown inside a block -> plain text: no marks, links by their words, nothing that is not shown."""

import datetime
import re
from html import unescape
from typing import Any

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
IMAGE = re.compile(r"!\[([^\[\]\n]{0,300})\]\([^)\n]{0,2000}\)")
LINK = re.compile(r"\[([^\[\]\n]{1,300})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
ADDRESS = re.compile(r"<(https?://[^>\s]{1,2000})>")
TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>")
STRONG = re.compile(r"(\*\*|__|~~)(?=\S)(.{1,400}?)(?<=\S)\1", re.DOTALL)
SLANTED = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,500})(?<=\S)\1(?![\w*])")
CODE = re.compile(r"(`{1,3})(?!`)([^`\n]{1,2000})\1")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f​⁠﻿­]")
SPACES = re.compile(r"[ \t ]{2,}")


def plain(text: str) -> str:
    text = COMMENT.sub(" ", text) if "<!--" in text else text
    if "[" in text:
        text = LINK.sub(r"\1", IMAGE.sub(r"\1", text))
    if "<" in text:
        text = TAG.sub(" ", ADDRESS.sub(r"\1", text))
    if "*" in text or "_" in text or "~~" in text:
        text = SLANTED.sub(r"\2", STRONG.sub(r"\2", text))
    if "`" in text:
        text = CODE.sub(r"\2", text)
    if "\\" in text:
        text = ESCAPED.sub(r"\1", text)
    if "&" in text:
        text = unescape(text)
    return SPACES.sub(" ", text).strip()


def clean(text: str) -> str:
    """What a database takes: no NUL or other control characters, no half of a surrogate pair."""
    return UNSEEN.sub("", text).encode("utf-8", "replace").decode("utf-8")


def scalar(value: Any) -> str:
    """The words of a field; none of what is no single value, and of a number longer than Python writes."""
    if not isinstance(value, str | int | float | datetime.date):
        return ""
    try:
        return str(value)
    except ValueError:
        return ""
