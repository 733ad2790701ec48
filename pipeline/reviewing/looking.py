"""A review -> everything that a screen shows of it, and the evidence beside a statement.

What only changes with the review is computed once for each revision of it.
"""

from collections.abc import Mapping, Sequence

from pipeline import run
from pipeline.domain.actor import Actor
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.evidence import Evidence
from pipeline.domain.finding import DraftFinding
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import FACTS, Deadline, Item, OfferState, Review
from pipeline.domain.statement import Check
from pipeline.jobs.launching import settle
from pipeline.jobs.working import working
from pipeline.review import (
    deadlines,
    digest,
    duty,
    ids_cited,
    is_recurrence,
    next_states,
    required_sign_offs,
    shares,
)
from pipeline.reviewing.bench import Bench
from pipeline.reviewing.checking import checked, cited, written
from pipeline.reviewing.look import Look, Standing
from pipeline.reviewing.panel import Panel, finding, panel
from pipeline.reviewing.standing import blocks_of, by_part, placed


class Looking(Bench):
    def listed(self, actor: Actor) -> list[tuple[Review, tuple[Deadline, ...]]]:
        """The reviews that the actor may know of, newest first, each with its deadlines."""
        actions: dict[str, list[Item]] = {}
        for line in self.store.actions(actor):
            actions.setdefault(line.review.id, []).append(line.item)
        now = self.clock()
        return [(review, deadlines(review, now, actions.get(review.id, ()))) for review in self.store.listed(actor)]

    def look(self, actor: Actor, incident: str) -> Look:
        """Raises UnknownReview. One that has not changed since the last look costs two small queries."""
        standing, now = self.standing(actor, incident), self.clock()
        jobs = tuple(settle(self.store, job, now) for job in self.store.jobs(actor, incident))
        due = deadlines(standing.review, now, standing.parts.get("action_items", ()))
        return Look(**vars(standing), deadlines=due, jobs=jobs)

    def standing(self, actor: Actor, incident: str) -> Standing:
        """The look without what changes with the hour."""
        review = self.store.review(actor, incident)
        return self._standings.get((incident, review.revision), lambda: self._standing(actor, incident))

    def evidence(self, actor: Actor, incident: str, around: Item | None = None, words: str = "") -> Panel:
        """The messages around those that this item cites (all for None); with `words` those that say them."""
        review = self.store.review(actor, incident)
        cites = ids_cited(around.value) if around else None
        if words.strip():
            return finding(self.all_evidence(actor, review), words, cites or ())
        envelope = self.envelope(actor, review)
        more = envelope.evidence if envelope else ()
        return panel(self.all_evidence(actor, review), more, cites)

    def document(self, actor: Actor, review: Review, items: tuple[Item, ...]) -> Postmortem | None:
        """What these items make, None before the first draft. Evidence that the draft did not cite is looked up where it is."""
        envelope = self.envelope(actor, review)
        if envelope is None:
            return None
        known = {piece.id for piece in envelope.evidence}
        more = any(id not in known for item in items for id in cited(item))
        return working(envelope, items, review, self.all_evidence(actor, review) if more else ())

    def envelope(self, actor: Actor, review: Review) -> Postmortem | None:
        if not review.draft:
            return None
        return self._envelopes.get((review.id, review.draft), lambda: read(self.store.snapshot(actor, review.id).draft))

    def all_evidence(self, actor: Actor, review: Review) -> tuple[Evidence, ...]:
        return self._evidence.get((review.id, review.draft), lambda: self.store.evidence(actor, review.id, review.draft))

    def _standing(self, actor: Actor, incident: str) -> Standing:
        kept = self.store.snapshot(actor, incident)
        review, items = kept.review, kept.items
        document = self.document(actor, review, items)
        parts = by_part(items)
        digests = {part: digest(held) for part, held in parts.items()}
        found = self._found(review, document, digests, parts.get("action_items", ())) if document else ()
        return Standing(
            review=review,
            parts=parts,
            document=document,
            findings=tuple(placed(one, items, kept.waivers) for one in found),
            duty=duty(review, recurring=any(map(is_recurrence, items))),
            blocks=blocks_of(kept, items, document, found),
            next_states=next_states(review),
            offers=tuple(offer for offer in kept.offers if offer.state is OfferState.OPEN),
            comments=kept.comments,
            required=required_sign_offs(review, review.plan.audiences),
            sign_offs=kept.sign_offs,
            disputes=kept.disputes,
            waivers=kept.waivers,
            reads=kept.reads,
            publications=kept.publications,
            answers=kept.answers,
            sources=kept.sources,
            options=DraftOptions.model_validate(kept.options),
            shares=shares(items),
            checks=self._checked(actor, review, items, document) if document else {},
            digests=digests,
            today=digest(document) if document else "",
        )

    def _found(
        self, review: Review, document: Postmortem, digests: Mapping[str, str], actions: Sequence[Item]
    ) -> tuple[DraftFinding, ...]:
        """What the lint will say of it when it is out; that somebody accepts what stands there changes nothing of it."""
        accepted = tuple(item.decision for item in actions)
        words = (review.id, review.draft, accepted, *sorted(digests.items()))
        return self._findings.get(words, lambda: run.findings_once_out(document))

    def _checked(
        self, actor: Actor, review: Review, items: tuple[Item, ...], document: Postmortem
    ) -> dict[tuple[str, str], Check]:
        by_hand = written(items)
        if not by_hand:
            return {}
        facts = digest(item for item in items if item.part == FACTS)  # durations are computed of them
        evidence = {piece.id: piece for piece in (*self.all_evidence(actor, review), *document.evidence)}
        return {
            (item.part, item.id): self._checks.get(
                (review.id, item.part, item.id, item.revision, review.draft, facts),
                lambda item=item: checked(item, document, evidence),
            )
            for item in by_hand
        }


def read(draft: str | None) -> Postmortem:
    assert draft is not None  # the review names it
    return Postmortem.model_validate_json(draft)
