"""Evidence -> Page: the lines that a model reads, each with a short reference, and what the references stand for.

    m3 | 2026-03-17 09:14:03 | [backend engineer 2] | message in #checkout, reply to m1
      rolled back to [secret 1: token], errors are dropping

References count within the page, so that a page does not change when something is said elsewhere. Times are UTC. Everything that
somebody wrote, also the names of tools and channels, goes through the pseudonyms, loses signs that nobody sees and passages
that address automated readers, and cannot close the fence or begin an entry.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.moment import Precision
from pipeline.text.instructions import first_instruction, without_instructions
from pipeline.text.unseen import without_unseen
from pipeline.transcript.pseudonyms import Pseudonyms

LEFT_OUT = "[a passage that addresses automated readers is left out]"
NOBODY = "-"
LONGEST_LABEL = 80
FENCE = re.compile(r"<(?=[\s/]*evidence)", re.IGNORECASE)
SHAPES = {Precision.DAY: "%Y-%m-%d", Precision.HOUR: "%Y-%m-%d %H:00", Precision.MINUTE: "%Y-%m-%d %H:%M"}


@dataclass(frozen=True)
class Page:
    """`text` is what a model sees; `ids` maps references to evidence ids, in order."""

    text: str
    ids: Mapping[str, str]

    def cited(self, references: Iterable[str]) -> tuple[str, ...]:
        """The evidence ids of references, each once, in the order given; what is no reference of this page is passed over."""
        return tuple(dict.fromkeys(self.ids[r] for r in map(bare, references) if r in self.ids))

    def unknown(self, references: Iterable[str]) -> tuple[str, ...]:
        """References that are none of this page."""
        return tuple(dict.fromkeys(r for r in map(bare, references) if r not in self.ids))


def bare(reference: str) -> str:
    return reference.strip().strip("[]()")


def page_of(
    pieces: Sequence[Evidence], pseudonyms: Pseudonyms, before: Sequence[Evidence] = (), part_of: Page | None = None
) -> Page:
    """The page of these pieces. `before` are pieces that come first, to be understood and not to be reported again. A page that
    is `part_of` another, and holds nothing that the other does not, keeps its references."""
    numbers = count(1)
    whole = {id: reference for reference, id in part_of.ids.items()} if part_of else {}
    references = {piece.id: whole.get(piece.id) or f"m{next(numbers)}" for piece in (*before, *pieces)}
    lines = [_entry(piece, references, pseudonyms) for piece in before]
    if before:
        lines.append("(above: what came before, reported elsewhere; below: what to read)")
    lines += [_entry(piece, references, pseudonyms) for piece in pieces]
    return Page("\n".join(lines), {reference: id for id, reference in references.items()})


def shown(text: str) -> str:
    """The text without passages that address automated readers (design: rule 7)."""
    if first_instruction(text) is None:
        return text
    return "\n".join(part for part in (without_instructions(text), LEFT_OUT) if part)


def line_of(text: str, pseudonyms: Pseudonyms) -> str:
    """What somebody wrote into a title, a field or a name, as one line that may stand anywhere in a prompt: without names,
    and left out where it orders a machine about."""
    line = " ".join(pseudonyms.hide(without_unseen(text)).split())
    return LEFT_OUT if first_instruction(line) is not None else FENCE.sub("< ", line)


def _entry(piece: Evidence, references: Mapping[str, str], pseudonyms: Pseudonyms) -> str:
    author = _label(pseudonyms.author(piece.author), pseudonyms) if piece.author else NOBODY
    head = " | ".join([references[piece.id], _time(piece, pseudonyms), author, _what(piece, references, pseudonyms)])
    body = [f"  {line}" for line in pseudonyms.hide(without_unseen(shown(piece.text))).splitlines()]
    return FENCE.sub("< ", "\n".join([head, *body]))


def _label(text: str, pseudonyms: Pseudonyms) -> str:
    """A short line in the head of an entry, where a bar parts the fields."""
    return line_of(text, pseudonyms).replace("|", "/")[:LONGEST_LABEL]


def _time(piece: Evidence, pseudonyms: Pseudonyms) -> str:
    if piece.at is None:
        return _label(piece.at_text or "no time", pseudonyms)
    return piece.at.strftime(SHAPES.get(piece.precision, "%Y-%m-%d %H:%M:%S"))


def _what(piece: Evidence, references: Mapping[str, str], pseudonyms: Pseudonyms) -> str:
    parts = [piece.kind.value.replace("_", " ")]
    if piece.subtype and piece.kind is not EvidenceKind.MESSAGE:
        parts.append(_label(piece.subtype, pseudonyms).replace("_", " "))
    if piece.channel:
        parts.append(f"in #{_label(piece.channel, pseudonyms)}")
    if piece.thread and piece.thread != piece.id:
        parts.append(f"reply to {references[piece.thread]}" if piece.thread in references else "reply in an earlier thread")
    if piece.automated:
        parts.append("by a tool")
    if piece.reactions:
        parts.append(f"reactions {_label(' '.join(piece.reactions), pseudonyms)}")
    return ", ".join(parts)
