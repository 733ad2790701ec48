"""Material that was redacted before, and may have been edited since -> RedactedMaterial.

Placeholders that stand there stay: each text is read in the pieces between them, and what is found now is numbered on from them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.material import Material, RedactedMaterial
from pipeline.redact.redaction import redact

PLACEHOLDER = re.compile(r"(\[[a-z\-]+ \d+(?:: [a-z\- ]+)?\])")
NUMBERED = re.compile(r"\[([a-z\-]+) (\d+)")


def redact_again(material: Material, *, addresses: bool = False) -> RedactedMaterial:
    """As `redact`, for evidence that holds placeholders already; its records, notes and channels have to hold none."""
    split = [PLACEHOLDER.split(piece.text) for piece in material.evidence]
    between = tuple(_pieces(material.evidence, split))
    redacted = redact(replace(material, evidence=between), addresses=addresses)
    taken = _taken(split)
    found, rest = list[Evidence](), iter(redacted.evidence)
    for texts in split:
        pieces = [next(rest) for _ in texts[::2]]
        words = [_numbered_on(piece.text, taken) for piece in pieces]
        whole = "".join(part for pair in zip(words, [*texts[1::2], ""], strict=True) for part in pair)
        found.append(pieces[0].model_copy(update={"text": whole, "id": pieces[0].id.removesuffix("/0")}))
    counted = tuple(
        each.model_copy(update={"placeholder": _numbered_on(each.placeholder, taken)}) for each in redacted.redactions
    )
    return replace(redacted, evidence=tuple(found), redactions=counted)


def _pieces(evidence: Sequence[Evidence], split: Sequence[Sequence[str]]) -> Iterator[Evidence]:
    """A piece for each stretch between placeholders."""
    for piece, texts in zip(evidence, split, strict=True):
        for number, text in enumerate(texts[::2]):
            yield piece.model_copy(update={"text": text, "id": f"{piece.id}/{number}"})


def _taken(split: Sequence[Sequence[str]]) -> dict[str, int]:
    """The highest number of each kind that stands somewhere."""
    highest: dict[str, int] = {}
    for texts in split:
        for kind, number in NUMBERED.findall(" ".join(texts[1::2])):
            highest[kind] = max(highest.get(kind, 0), int(number))
    return highest


def _numbered_on(text: str, taken: dict[str, int]) -> str:
    def on(match: re.Match[str]) -> str:
        return NUMBERED.sub(lambda m: f"[{m[1]} {int(m[2]) + taken.get(m[1], 0)}", match[0])

    return PLACEHOLDER.sub(on, text) if taken else text
