"""Cited evidence -> footnotes: when, who, where, and the message itself."""

from collections.abc import Iterator

from markupsafe import Markup

from pipeline.domain.evidence import Evidence
from pipeline.render.citations import Citations, place
from pipeline.render.clock import Clock
from pipeline.render.markdown.escape import code, inline, longest_run
from pipeline.render.message import PartKind, lines, parts, shortened

QUOTED_CHARACTERS = 600
QUOTED_LINES = 16
LINE_CHARACTERS = 200
INDENT = "    "


def footnotes(citations: Citations, clock: Clock) -> Markup:
    """All footnotes, in order, a blank line between them."""
    return Markup("\n\n".join(_footnote(number, id, piece, clock) for number, id, piece in citations.cited()))


def when(piece: Evidence, clock: Clock) -> str:
    if piece.at is None:
        return piece.at_text or "no time given"
    return clock.time(piece.at, piece.precision, day=True)


def _footnote(number: int, id: str, piece: Evidence | None, clock: Clock) -> str:
    if piece is None:
        return f"[^{number}]: {code(id)}: this evidence is not part of the document."
    heading = [when(piece, clock), piece.author or "", place(piece)]
    said = " · ".join(inline(word) for word in heading if word)
    source = ", ".join(filter(None, (piece.source.file, piece.source.locator)))
    first, *further = _quoted(piece.text)
    return "\n".join([f"[^{number}]: **{said}**{first} ({code(id)}, {code(source)})", *further])


def _quoted(text: str) -> list[str]:
    """The message: on the footnote's own line, but code blocks indented under it, so that they keep their lines."""
    spoken: list[str] = []
    blocks: list[str] = []
    for part in parts(text):
        if part.kind is PartKind.BLOCK and len(lines(part.text)) > 1:
            blocks += _block(part.text)
            spoken.append("\n[code below]\n")
        else:
            spoken.append({PartKind.CODE: f"`{part.text}`", PartKind.BLOCK: f"`{part.text.strip()}`"}.get(part.kind, part.text))
    sentence = " / ".join(line.strip() for line in "".join(spoken).splitlines() if line.strip())
    return [f": “{inline(shortened(sentence, QUOTED_CHARACTERS))}”" if sentence else ": (no text)", *blocks]


def _block(block: str) -> Iterator[str]:
    shown = lines(block)
    fence = "`" * max(3, longest_run(block) + 1)
    yield from ("", INDENT + fence)
    for line in shown[:QUOTED_LINES]:
        yield (INDENT + shortened(line, LINE_CHARACTERS)).rstrip()
    if len(shown) > QUOTED_LINES:
        yield f"{INDENT}… {len(shown) - QUOTED_LINES} more lines"
    yield INDENT + fence
