"""Whether lines are a document that a person wrote: sentences and headings, and no data, code or markup."""

import re
from collections.abc import Sequence

DATA_NAME = re.compile(
    r"\.(?:jsonl?|ndjson|[ct]sv|xml|html?|svg|py|[jt]s|go|rs|java|rb|sh|sql|toml|ya?ml|ini|cfg|conf|lock|css|eml|vtt|srt)\Z",
    re.IGNORECASE,
)
"""Names of data and code: the comments there read like prose."""

MARKED = re.compile(r" {0,3}#{1,6} +\S|[-*+] +\S|[0-9]{1,3}\. +\S|> +\S|\|.*\|")
SENTENCE = re.compile(r"\b(?:[^\W\d_][\w'’-]*[,;]? {1,2}){3}[^\W\d_]")
DATA_START = re.compile(r"\s*(?:\{|WEBVTT|\[\s*(?:[{\[\"\]]|\Z))")
DATA_LINE = re.compile(
    r"\s*(?:[{}\]<]|\[(?:[{\[\"]|\s*\Z)|\"[^\"]{0,80}\":|[\w.-]{1,60}:\s*[\w\"'\[{-]?\S*\Z|[\w.-]{1,60}=)"
    r"|(?:[^,\n]{0,60},){4}|(?:[^;\n]{0,60};){4}"
)


def is_document(lines: Sequence[str], name: str) -> bool:
    """Of the first lines that hold something; the name speaks only against."""
    if not lines or DATA_NAME.search(name) or DATA_START.match(lines[0]):
        return False
    prose = _after_front_matter(lines)
    said = sum(MARKED.match(line) is not None or SENTENCE.search(line[:400]) is not None for line in prose)
    data = sum(DATA_LINE.match(line) is not None and not SENTENCE.search(line[:400]) for line in prose)
    has_sentence = any(SENTENCE.search(line[:400]) for line in prose)
    return has_sentence and said > data


def _after_front_matter(lines: Sequence[str]) -> Sequence[str]:
    if lines[0] != "---":
        return lines
    close = next((index for index, line in enumerate(lines[1:], start=1) if line == "---"), 0)
    return lines[close + 1 :] or lines
