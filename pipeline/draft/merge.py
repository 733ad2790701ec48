"""A new draft onto one that people have worked on: theirs stays, the rest is new.

    merge(fresh, held) -> Merged(document, changes)

The id of a statement comes from its words and its evidence, so it stands for what was drafted: the same id in both drafts is the
same finding, and what the held draft says under it, edited or not, stays. What a person wrote stays in its place. What only the
new draft has is added, what only the old one has is gone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.citing import pointed_at
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.parts import PARTS, Item, by_person, held, id_of, text_of, with_part
from pipeline.domain.postmortem import Postmortem, Redaction

FACTS = ("title", "severity", "kind", "status")


@dataclass(frozen=True)
class Change:
    """What becomes of one part: texts that are added and gone, how many stay, and how many of these a person wrote."""

    part: str
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    kept: int = 0
    by_people: int = 0


@dataclass(frozen=True)
class Merged:
    """`changes` has every part that either draft has something in; `facts` are fields of the incident that are other now."""

    document: Postmortem
    changes: tuple[Change, ...] = ()
    facts: tuple[str, ...] = ()


def merge(fresh: Postmortem, old: Postmortem) -> Merged:
    """The new draft with what people wrote in the old one, and with the old wording where an id is the same."""
    document = fresh
    for part in PARTS:
        document = with_part(document, part, _items(held(fresh, part), held(old, part)))
    named = {name: value for name in ("authors", "reviewers") if (value := getattr(old, name))}
    named["related"] = fresh.related or old.related
    document = document.model_copy(update={**named, "status": old.status})
    document = document.model_copy(update={"evidence": _evidence(document, old), "redactions": _redactions(document, old)})
    return Merged(document, changes(document, old), tuple(_facts(fresh, old)))


def changes(now: Postmortem, then: Postmortem) -> tuple[Change, ...]:
    """What became of each part that either draft has something in."""
    both = ((part, held(now, part), held(then, part)) for part in PARTS)
    return tuple(_change(part, new, old) for part, new, old in both if new or old)


def _items(new: Sequence[Item], before: Sequence[Item]) -> list[Item]:
    """Those of the new draft in its order, in the old one's words where it has them; a person's behind what it stood behind."""
    old = {id_of(item): item for item in reversed(before)}
    said = {text_of(item) for item in before if by_person(item)}
    merged = [old.get(id_of(item), item) for item in new if id_of(item) in old or text_of(item) not in said]
    for index, item in enumerate(before):
        if by_person(item) and item not in merged:
            merged.insert(_place(merged, before[:index]), item)
    return merged


def _place(merged: Sequence[Item], before: Sequence[Item]) -> int:
    places = {id_of(item): index for index, item in enumerate(merged)}
    return next((places[id_of(item)] + 1 for item in reversed(before) if id_of(item) in places), 0)


def _change(part: str, new: Sequence[Item], old: Sequence[Item]) -> Change:
    now, then = {id_of(item) for item in new}, {id_of(item) for item in old}
    return Change(
        part,
        added=tuple(text_of(item) for item in new if id_of(item) not in then),
        gone=tuple(text_of(item) for item in old if id_of(item) not in now),
        kept=len(now & then),
        by_people=sum(by_person(item) for item in new),
    )


def _evidence(document: Postmortem, old: Postmortem) -> tuple[Evidence, ...]:
    """That of the new draft, then what only the kept statements cite."""
    known = {piece.id for piece in document.evidence}
    cited = set(pointed_at(document))
    return (*document.evidence, *(piece for piece in old.evidence if piece.id in cited - known))


def _redactions(document: Postmortem, old: Postmortem) -> tuple[Redaction, ...]:
    known = {redaction.placeholder for redaction in document.redactions}
    return (*document.redactions, *(each for each in old.redactions if each.placeholder not in known))


def _facts(fresh: Postmortem, old: Postmortem) -> Iterator[str]:
    """The fields that differ, each with what it was and what it is."""
    names = (*FACTS, *(name.value for name in MomentName))
    for name in names:
        was, now = (_shown(getattr(draft.incident, name)) for draft in (old, fresh))
        if was != now:
            yield f"{name}: {was} -> {now}"


def _shown(value: object) -> str:
    at = getattr(value, "at", None)
    return f"{at:%Y-%m-%d %H:%M:%S} UTC" if at else str(value) if value else "not known"


def told(changes: Sequence[Change]) -> Iterator[str]:
    """The changes as lines to be read, section by section."""
    for change in changes:
        if change.added or change.gone:
            kept = f"{change.kept} kept{f' ({change.by_people} by people)' if change.by_people else ''}"
            yield f"{change.part}: {len(change.added)} added, {len(change.gone)} gone, {kept}"
            yield from (f"  + {text}" for text in change.added)
            yield from (f"  - {text}" for text in change.gone)
    same = [change.part for change in changes if not change.added and not change.gone]
    if same:
        yield f"unchanged: {', '.join(same)}"
