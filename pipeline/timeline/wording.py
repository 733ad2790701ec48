"""The words of an event: the most telling sentences of its lead line, as they stand in the evidence.

What a report may not say as its own stands in quotation marks: it was said, and is part of the story (design: rule 10).
"""

import re

from pipeline.text.blame import Refuses
from pipeline.text.cues import CODE, QUOTED
from pipeline.timeline.fold import Happening
from pipeline.timeline.lines import Line

LONGEST = 260
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9@#\"“(])|\n+")
INNER = str.maketrans("“”„", "‘’‚")
MARKUP = re.compile(r"(?<![\w*])([*_])(?=\S)([^*_\n]*\S)\1(?![\w*])")


def wording(happening: Happening, refuses: Refuses) -> str:
    """`Name: what they said` for people, the tool's own words for tools."""
    line = happening.lead
    by = f"{line.piece.author}: " if line.spoken and line.piece.author else ""
    said = telling(line) or f"({line.piece.subtype or line.piece.kind}, without a text)"
    return f"{by}{in_quotes(said) if refuses(f'{by}{said}') else said}"


def in_quotes(said: str) -> str:
    return f"“{said.translate(INNER)}”"


def telling(line: Line) -> str:
    """The text without code blocks and quoted mail (the whole text where nothing else is in it), cut at a sentence."""
    text = line.text
    own = QUOTED.sub("", re.sub(r"```.*?(?:```|\Z)", " ", text, flags=re.DOTALL)).strip()
    parts = [p.strip() for p in SENTENCE.split(own or CODE.sub(lambda m: m.group().strip("`"), text).strip()) if p and p.strip()]
    if line.piece.automated or not line.spoken:
        joined = MARKUP.sub(r"\2", " · ".join(dict.fromkeys(parts)))
        return joined if len(joined) <= LONGEST else joined[:LONGEST].rsplit(" ", 1)[0] + " …"
    kept: list[str] = []
    for part in parts:
        if kept and sum(map(len, kept)) + len(part) > LONGEST:
            return " ".join(kept) + " …"
        kept.append(part)
    whole = " ".join(kept)
    return whole if len(whole) <= 2 * LONGEST else whole[: 2 * LONGEST].rsplit(" ", 1)[0] + " …"
