"""A newer draft beside what people have made of the older one -> offers, to be taken or left one by one.

    base: what was drafted      mine: the item now      theirs: the new draft

Nothing here changes an item by itself. What the new draft only repeats is no offer, nor what a person rejected.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Decision, Item, Offer, OfferKind
from pipeline.errors import BadOption
from pipeline.review.items import ORDER, Value, ids_cited, opened, stands, text_of

NOT_SAID = frozenset({"id", "check", "score", "evidence", "basis"})
"""Fields that are no words of an item: an other value in them alone is no offer."""
WORDS = frozenset({"text", "action", "because", "result", "why"})
RESTS_ON = frozenset({"evidence", "basis", "check"})
"""Fields that belong to the words: they come with them."""
MOST = 0.5


def offers(items: Iterable[Item], fresh: Postmortem, draft: int, left: Iterable[Offer] = ()) -> tuple[Offer, ...]:
    """What the draft `fresh`, of the number `draft`, would change, in the order of the document.

    `left` are offers that were left before: the same is not offered again. Two items of a part with different ids are one that
    changed where they say the same or share at least half of their evidence."""
    known = {_key(offer) for offer in left}
    mine, theirs = _by_part(items), _by_part(opened(fresh))
    compared = (_Comparison(draft, part, mine.get(part, []), theirs.get(part, [])) for part in ORDER)
    found = (offer for part in compared for offer in part.offers())
    return tuple(offer for offer in found if _key(offer) not in known)


def taken(offer: Offer, items: Iterable[Item]) -> tuple[Item, ...]:
    """The items that change when the offer is taken, accepted by whoever takes it; revisions are as they were.

    What comes new stands at the end of its part. What is gone is rejected, and so kept. Raises BadOption where the item that the
    offer is about is not there any more."""
    items = tuple(items)
    held = next((item for item in items if (item.part, item.id) == (offer.part, offer.item)), None)
    if offer.kind is OfferKind.ADDED and held is None and offer.after is not None:
        last = max((item.position for item in items if item.part == offer.part), default=0.0)
        new = Item(part=offer.part, id=offer.item, position=last + 1, value=offer.after, drafted=offer.after)
        return (new.model_copy(update={"decision": Decision.ACCEPTED}),)
    if held is None:
        raise BadOption("The offer", f"{offer.part} {offer.item}", "what it would change is not there any more; leave it")
    if offer.after is None:
        return (held.model_copy(update={"decision": Decision.REJECTED}),)
    change = {"value": outcome(offer, held), "drafted": offer.after, "decision": Decision.ACCEPTED}
    return (held.model_copy(update=change),)


def outcome(offer: Offer, item: Item | None) -> dict[str, Any] | None:
    """What the item would say with the offer taken: fields that a person changed and the new draft did not stay the person's."""
    if offer.after is None or item is None:
        return offer.after
    base = item.drafted or {}
    theirs_spoke = any(offer.after.get(name) != base.get(name) for name in WORDS)
    merged = {
        name: value if _is_theirs(name, value, base, theirs_spoke) else item.value.get(name, value)
        for name, value in offer.after.items()
    }
    return _with_id(merged, item)


def _is_theirs(name: str, value: object, base: Value, theirs_spoke: bool) -> bool:
    return theirs_spoke if name in RESTS_ON else value != base.get(name)


def _with_id(value: dict[str, Any], item: Item) -> dict[str, Any]:
    """Under the id that the item has had: what people said about it stays with it."""
    if "because" in value:
        return {**value, "because": {**value["because"], "id": item.value["because"]["id"]}}
    return {**value, "id": item.value["id"]} if "id" in value else value


@dataclass(frozen=True)
class _Comparison:
    """One part: the items of it now, and as the newer draft has them."""

    draft: int
    part: str
    mine: Sequence[Item]
    theirs: Sequence[Item]

    def offers(self) -> Iterator[Offer]:
        by_id = {id: item for item in reversed(self.mine) for id in _ids(item)}
        same = [(by_id[new.id], new) for new in self.theirs if new.id in by_id]
        met = {item.id for item, _ in same}
        old = [item for item in self.mine if item.id not in met and item.drafted is not None and stands(item)]
        fresh = [new for new in self.theirs if new.id not in by_id]
        pairs = list(_paired(old, fresh))
        paired = {item.id for item, _ in pairs}, {new.id for _, new in pairs}
        yield from self._changed([*same, *pairs])
        yield from self._added(new for new in fresh if new.id not in paired[1])
        yield from self._gone(item for item in old if item.id not in paired[0])

    def _changed(self, pairs: Iterable[tuple[Item, Item]]) -> Iterator[Offer]:
        for item, new in sorted(pairs, key=lambda pair: pair[0].position):
            known = item.value, item.drafted
            if stands(item) and item.drafted is not None and _said(new.value) not in map(_said, known):
                yield self._offer(item.id, OfferKind.CHANGED, item.value, new.value)

    def _added(self, fresh: Iterable[Item]) -> Iterator[Offer]:
        said = {text_of(item) for item in self.mine}
        for new in fresh:
            if text_of(new) not in said:
                yield self._offer(new.id, OfferKind.ADDED, None, new.value)

    def _gone(self, old: Iterable[Item]) -> Iterator[Offer]:
        for item in old:
            yield self._offer(item.id, OfferKind.GONE, item.value, None)

    def _offer(self, item: str, kind: OfferKind, before: dict[str, Any] | None, after: dict[str, Any] | None) -> Offer:
        return Offer(draft=self.draft, part=self.part, item=item, kind=kind, before=before, after=after)


def _by_part(items: Iterable[Item]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.position, item.id)):
        found.setdefault(item.part, []).append(item)
    return found


def _ids(item: Item) -> set[str]:
    """Its own id, and that under which the newest draft that was taken has it."""
    drafted = (item.drafted or {}).get("because", item.drafted or {})
    return {item.id, *([drafted["id"]] if "id" in drafted else [])}


def _paired(old: Sequence[Item], fresh: Sequence[Item]) -> Iterator[tuple[Item, Item]]:
    """Each with at most one: those that say the same first, then those that share most."""
    ranked = sorted(_alike(old, fresh), key=lambda found: (-found[0], found[1], found[2]))
    used: tuple[set[int], set[int]] = set(), set()
    for _, mine, theirs in ranked:
        if mine not in used[0] and theirs not in used[1]:
            used[0].add(mine)
            used[1].add(theirs)
            yield old[mine], fresh[theirs]


def _alike(old: Sequence[Item], fresh: Sequence[Item]) -> Iterator[tuple[float, int, int]]:
    """How alike two items are, 2 where they say the same, else the share of their evidence that both cite; with their places."""
    evidence = [ids_cited(item.drafted) for item in old]
    citing: dict[str, list[int]] = {}
    saying: dict[str, list[int]] = {}
    for place, item in enumerate(old):
        saying.setdefault(text_of(item), []).append(place)
        for id in evidence[place]:
            citing.setdefault(id, []).append(place)
    for place, new in enumerate(fresh):
        cited = ids_cited(new.value)
        yield from ((2.0, mine, place) for mine in saying.get(text_of(new), ()))
        for mine, shared in Counter(mine for id in cited for mine in citing.get(id, ())).items():
            if (share := shared / len(cited | evidence[mine])) >= MOST:
                yield share, mine, place


def _said(value: Any) -> Any:
    """What a value says: the same for two that differ in ids, checks and evidence alone."""
    if isinstance(value, dict):
        return {name: _said(held) for name, held in cast("Value", value).items() if name not in NOT_SAID}
    return [_said(held) for held in cast("list[Any]", value)] if isinstance(value, list) else value


def _key(offer: Offer) -> tuple[str, str, OfferKind, str]:
    return offer.part, offer.item, offer.kind, json.dumps(_said(offer.after), sort_keys=True)
