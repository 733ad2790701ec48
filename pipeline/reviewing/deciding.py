"""What a person decides about an item: accept, edit, reject, take back, add, merge, answer. Each is one transaction, told to the
audit; who changes an item names the revision that they saw.
"""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pipeline.domain.actor import Actor, Role
from pipeline.domain.parts import PARTS
from pipeline.domain.review import ANSWER, FACTS, QUESTIONS, Decision, Item, Review
from pipeline.errors import BadOption, ChangedSince
from pipeline.review import after_edit, digest, ids_cited, is_unsupported, stands
from pipeline.reviewing.bench import Bench
from pipeline.reviewing.values import added, edited
from pipeline.store.reviews import Change

OF_THE_REVIEW = frozenset({"severity", "severity_level", "kind", "near_miss", "services", "started_at", "resolved_at", "title"})
Alter = Callable[[Item], Item]


class Deciding(Bench):
    """Raises NotAllowed, UnknownReview, Conflict, WrongState, BadOption; then nothing has changed."""

    def accept(self, actor: Actor, incident: str, part: str, item: str, revision: int) -> Item:
        return self._decide(actor, incident, "accept", part, item, revision, accepted)

    def accept_part(self, actor: Actor, incident: str, part: str) -> tuple[Item, ...]:
        """All of the part that nobody has decided yet; what is unsupported asks for a decision of its own and is left."""
        with self.change(actor, incident) as change:
            open = [one for one in change.items(part) if one.decision is None and not is_unsupported(one)]
            change.audit("accept all", part, after=len(open))
            return tuple(put(change, "accept", one, one.revision, accepted(one)) for one in open)

    def edit(self, actor: Actor, incident: str, part: str, item: str, revision: int, /, **changes: Any) -> Item:
        """Fields of the item as they are from now on: `text=...`, `owner=...`; `value=...` for a fact. Words that a person wrote
        are theirs: the statement keeps its evidence unless other is given, and no draft replaces it unasked."""
        known = self._citable(actor, incident, changes)

        def alter(one: Item) -> Item:
            value = edited(part, one.id, one.value, changes, known | ids_cited(one.value))
            return accepted(one.model_copy(update={"value": value}))

        return self._decide(actor, incident, "edit", part, item, revision, alter)

    def reject(self, actor: Actor, incident: str, part: str, item: str, revision: int) -> Item:
        """It is kept, and stands in no document."""
        return self._decide(actor, incident, "reject", part, item, revision, rejected)

    def take_back(self, actor: Actor, incident: str, part: str, item: str, revision: int) -> Item | None:
        """As the draft said it, undecided; None for what was added by hand, which is gone then."""
        with self.change(actor, incident) as change:
            now = there(change, part, item)
            if now.drafted is not None:
                before = now.model_copy(update={"value": now.drafted, "decision": None})
                return put(change, "take back", now, revision, before)
            change.audit("remove", f"{part}/{item}", seen(change.remove(part, item, revision)))
            reopen(change)
            return None

    def add(self, actor: Actor, incident: str, part: str, value: Mapping[str, Any], after: str | None = None) -> Item:
        """Something that no draft says; behind the item `after`, else at the end of the part."""
        known = self._citable(actor, incident, value)
        with self.change(actor, incident) as change:
            return add(change, part, added(part, f"person-{uuid.uuid4().hex[:10]}", value, known), after)

    def merge_events(
        self, actor: Actor, incident: str, revisions: Mapping[str, int], /, text: str | None = None, **changes: Any
    ) -> Item:
        """Several events, each by its id with the revision that was seen, become the first: all their evidence, from the earliest
        time to the latest. The others stand in it."""
        with self.change(actor, incident) as change:
            items = sorted((there(change, "timeline", id) for id in revisions), key=lambda one: one.value["at"])
            if len(items) < 2:
                raise BadOption("The events", ", ".join(revisions), "choose two or more to make one of")
            first, *others = items
            known = frozenset(id for one in items for id in one.value["evidence"])
            value = edited("timeline", first.id, first.value, {**merged(items, text), **changes}, known)
            whole = accepted(first.model_copy(update={"value": value}))
            for one in others:
                put(change, "merge", one, revisions[one.id], one.model_copy(update={"decision": Decision.MERGED}))
            return put(change, "merge", first, revisions[first.id], whole)

    def mark_read(self, actor: Actor, incident: str, part: str, seen: str) -> None:
        """This person has read the part as they saw it, named as in Look.digests. Raises ChangedSince where it is another now."""
        with self.change(actor, incident, Role.REVIEWER) as change:
            if seen != digest(change.items(part)):
                raise ChangedSince("The section")
            change.read(part, seen)
            change.audit("read", part, after=seen)

    def answer(self, actor: Actor, incident: str, question: str, revision: int, text: str, into: str = "") -> Item:
        """Keeps the answer; with `into` it is a statement of that part as well."""
        if not text.strip():
            raise BadOption("The answer", text, "write what is known, or reject the question")
        with self.change(actor, incident) as change:
            now = there(change, QUESTIONS, question)
            value = {**now.value, ANSWER: text}
            answered = now.model_copy(update={"value": value, "decision": Decision.EDITED})
            if into:
                add(change, into, added(into, f"person-{uuid.uuid4().hex[:10]}", {"text": text}, ()))
            return put(change, "answer", now, revision, answered)

    def _decide(self, actor: Actor, incident: str, what: str, part: str, item: str, revision: int, alter: Alter) -> Item:
        with self.change(actor, incident) as change:
            now = there(change, part, item)
            return put(change, what, now, revision, alter(now))

    def _citable(self, actor: Actor, incident: str, changes: Mapping[str, Any]) -> frozenset[str]:
        """Ids of the evidence that may be cited; looked up only where something cites any."""
        if not changes.get("evidence"):
            return frozenset()
        return frozenset(piece.id for piece in self.store.evidence(actor, incident))


def there(change: Change, part: str, id: str) -> Item:
    """Raises BadOption where there is no such item any more."""
    item = change.item(part, id)
    if item is None:
        raise BadOption(f"The item of {part}", id, "it is not there any more: reload to see what is")
    return item


def put(change: Change, what: str, before: Item, revision: int | None, after: Item) -> Item:
    """`after` in the place of `before`, which whoever decided saw at `revision` (None: it is new)."""
    kept = change.put(after.model_copy(update={"by": change.actor.name, "at": change.at}), revision)
    change.audit(what, f"{kept.part}/{kept.id}", None if revision is None else seen(before), seen(kept))
    reopen(change)
    follow(change, kept)
    return kept


def seen(item: Item) -> dict[str, Any]:
    return {"decision": item.decision, "value": item.value}


def add(change: Change, part: str, value: Mapping[str, Any], after: str | None = None) -> Item:
    if part not in PARTS:
        raise BadOption("The section", part, f"known are {', '.join(PARTS)}")
    id = str(value["because"]["id"] if part == "five_whys" else value["id"])
    place = place_in(change.items(part), after)
    item = Item(part=part, id=id, position=place, value=dict(value), decision=Decision.ADDED)
    return put(change, "add", item, None, item)


def accepted(item: Item) -> Item:
    """By what it says: as it was drafted, as somebody edited it, or as somebody added it."""
    as_it_was = Decision.ACCEPTED if item.value == item.drafted else Decision.EDITED
    return item.model_copy(update={"decision": Decision.ADDED if item.drafted is None else as_it_was})


def rejected(item: Item) -> Item:
    return item.model_copy(update={"decision": Decision.REJECTED})


def merged(items: Sequence[Item], text: str | None) -> dict[str, Any]:
    """What several events are together; in the words of the first unless there are others."""
    ends = [one.value["until"] or one.value["at"] for one in items]
    return {
        "evidence": tuple(dict.fromkeys(id for one in items for id in one.value["evidence"])),
        "until": max(ends) if max(ends) > items[0].value["at"] else None,
        "key": any(one.value["key"] for one in items),
        **({"text": text} if text else {}),
    }


def place_in(items: Sequence[Item], after: str | None) -> float:
    """Between the item of this id and the next one; behind all for None."""
    places = sorted(one.position for one in items)
    before = next((one.position for one in items if one.id == after), places[-1] if places else 0.0)
    behind = next((place for place in places if place > before), before + 2.0)
    return (before + behind) / 2


def reopen(change: Change) -> None:
    """A change of what was approved asks for approval again. Raises WrongState where the document cannot be changed."""
    now = after_edit(change.review)
    if now != change.review:
        change.audit("reopen", before=change.review.state, after=now.state)
        change.set_review(state=now.state, state_before=now.state_before, approved_at=now.approved_at)


def follow(change: Change, item: Item) -> None:
    """What the review says of the incident is what the document says; a title it has always."""
    if item.part != FACTS or item.id not in OF_THE_REVIEW:
        return
    field, known = Review.model_fields[item.id], item.value["value"] if stands(item) else None
    value = field.get_default() if known is None and not field.is_required() else known
    if value or not field.is_required():
        change.set_review(**{item.id: value["at"] if isinstance(value, dict) else value})
