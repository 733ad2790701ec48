"""The way of a review from draft to published and back: the plan, the states, what goes out and for whom."""

from collections.abc import Callable, Collection
from typing import Any, cast

from pipeline import redrafting, render
from pipeline.domain.actor import Actor, Role
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Block, Plan, Publication, Readership, Review, ReviewState, SignOffKind
from pipeline.draft.people import people_of
from pipeline.errors import BadOption, ChangedSince, StillBlocked, WrongState
from pipeline.jobs.past import keep_published
from pipeline.publish import ASKED, Point, PublishedFile, anonymous_of, checklist, external, files, outside, unanswered
from pipeline.review import check_transition, is_given, moved, required_sign_offs
from pipeline.reviewing.discussing import Discussing
from pipeline.reviewing.formats import DEFAULT, check_plan, formats
from pipeline.reviewing.linked import refuse_readers
from pipeline.reviewing.look import Placed, Standing
from pipeline.reviewing.settling import Settling, take_away
from pipeline.reviewing.standing import blocks_of, placed
from pipeline.store.reviews import Change

MOVED = ("state", "state_before", "reason")


class Publishing(Discussing, Settling):
    """Raises NotAllowed, UnknownReview, WrongState, StillBlocked, BadOption for a reason that is not given."""

    def set_plan(self, actor: Actor, incident: str, plan: Plan, seen: Plan | None = None) -> Review:
        """What is settled beforehand; its owner, where it names one, is the review's from now on. `seen` is the plan that was
        changed: what others have changed of it since stays. Raises BadOption for an audience or a format that there is not, and
        where somebody has changed the same."""
        check_plan(plan, self.settings)
        with self.change(actor, incident) as change:
            before = change.review
            plan = changed(before.plan, plan, seen) if seen else plan
            change.audit("plan", before=before.plan, after=plan)
            review = change.set_review(plan=plan, owner=plan.owner or before.owner)
            refuse_readers(change, before, self.store.people(actor))
            return review

    def formats(self) -> tuple[str, ...]:
        """What a plan may name as its format."""
        return formats(self.settings)

    def set_visibility(self, actor: Actor, incident: str, visibility: Visibility, readers: Collection[str] = ()) -> Review:
        """Who may know of it: everybody here, or its owner and the readers (names or teams) alone. What was published of it is
        found by the same from then on. Raises BadOption where they would read of an incident that they may not know of."""
        with self.change(actor, incident) as change:
            before = change.review
            review = change.set_review(visibility=visibility, readers=tuple(dict.fromkeys(readers)))
            refuse_readers(change, before, self.store.people(actor))
            was = {"visibility": before.visibility, "readers": before.readers}
            change.audit("visibility", before=was, after={"visibility": visibility, "readers": review.readers})
        return review

    def submit(self, actor: Actor, incident: str) -> Review:
        with self.change(actor, incident) as change:
            if not change.review.draft:
                raise WrongState("Submitting", change.review.state, "draft it first")
            return move(change, ReviewState.IN_REVIEW, "submit", submitted_at=change.at)

    def approve(self, actor: Actor, incident: str) -> Review:
        """Raises StillBlocked while anything stands in the way of any of the plan's audiences."""
        with self.change(actor, incident) as change:
            look = self.standing(actor, incident)
            for audience in look.review.plan.audiences or (Readership.INTERNAL,):
                self._unblocked(actor, look, audience, "Approving")
            return move(change, ReviewState.APPROVED, "approve", approved_at=change.at)

    def back_to_review(self, actor: Actor, incident: str) -> Review:
        with self.change(actor, incident) as change:
            return move(change, ReviewState.IN_REVIEW, "back to review", approved_at=None)

    def block(self, actor: Actor, incident: str, reason: str) -> Review:
        with self.change(actor, incident) as change:
            return move(change, ReviewState.BLOCKED, "block", reason)

    def unblock(self, actor: Actor, incident: str) -> Review:
        """Back to where it was."""
        with self.change(actor, incident) as change:
            return move(change, change.review.state_before or ReviewState.DRAFT, "unblock")

    def abort(self, actor: Actor, incident: str, reason: str) -> Review:
        with self.change(actor, incident) as change:
            return move(change, ReviewState.ABORTED, "abort", reason)

    def publish(self, actor: Actor, incident: str, audience: Readership) -> tuple[Publication, ...]:
        """Markdown, HTML and JSON for this audience, kept and written to <home>/published/<id>/; and the incident is one that is
        found from now on. Raises StillBlocked."""
        with self.change(actor, incident) as change:
            look = self.standing(actor, incident)
            self._unblocked(actor, look, audience, "Publishing")
            document = self.version(actor, look, audience, status=ReviewState.PUBLISHED)
            made = files(document, audience, self._render(look, audience))
            out = tuple(change.publish(publication(one, look.today, change)) for one in made)
            if change.review.state is ReviewState.PUBLISHED:
                change.audit("publish", audience)
            else:
                move(change, ReviewState.PUBLISHED, "publish", target=audience, published_at=change.at)
            keep_published(change, drafted(look))
            change.unsettle()
        self.settle(incident)
        return out

    def retract(self, actor: Actor, incident: str, reason: str) -> Review:
        """All that went out is taken back as far as it is ours: the files are gone, and it is no past incident any more.

        Raises StoreUnavailable where a file cannot be taken away; then nothing is retracted."""
        self.store.permit(actor, Role.OWNER)
        check_transition(self.store.review(actor, incident), ReviewState.RETRACTED, reason)
        self.store.unsettle(incident)
        with self.change(actor, incident) as change:
            now = move(change, ReviewState.RETRACTED, "retract", reason)
            for one in change.snapshot().publications:
                if one.retracted_at is None:
                    change.retract(one.number, reason)
            take_away(self.published(incident))
            change.settled()
        return now

    def reopen(self, actor: Actor, incident: str) -> Review:
        """What was retracted is a draft again, on which nobody has said a word."""
        with self.change(actor, incident) as change:
            change.void_sign_offs()
            first = change.review.first_published_at or change.review.published_at
            return move(change, ReviewState.DRAFT, "reopen", approved_at=None, published_at=None, first_published_at=first)

    def blocks(self, actor: Actor, incident: str, audience: Readership) -> tuple[Block, ...]:
        """What stands in the way of a version for these readers."""
        return self._blocks(actor, self.standing(actor, incident), audience)

    def preview(self, actor: Actor, incident: str, audience: Readership, format: str) -> str:
        """What would go out, as it is now. Raises WrongState before there is a draft."""
        look = self.standing(actor, incident)
        return files(self.version(actor, look, audience), audience, self._render(look, audience), (format,))[0].text

    def checklist(self, actor: Actor, incident: str) -> tuple[Point, ...]:
        """What the process asks before something goes outside, answered as far as code can."""
        look = self.standing(actor, incident)
        required = required_sign_offs(look.review, (Readership.EXTERNAL,))
        given = [one.kind for one in required if is_given(one, look.sign_offs, look.today, look.review.owner)]
        document = self.version(actor, look, Readership.EXTERNAL)
        return checklist(document, self._outside(actor, look), [one.kind for one in required], given, answered(look))

    def answer_point(self, actor: Actor, incident: str, point: str, seen: str, done: bool = True) -> None:
        """This person answers for a point of the checklist, on the document that they saw, named as in Look.today; or, not
        `done`, nobody does any more. Raises ChangedSince where the document is another one now."""
        if point not in ASKED:
            raise BadOption("The point", point, f"a person answers for {', '.join(ASKED)}")
        with self.change(actor, incident, Role.REVIEWER) as change:
            if seen != self._today(actor, change):
                raise ChangedSince("The document")
            if done:
                change.answer(point, seen)
            else:
                change.take_answer_back(point)
            change.audit("answer for" if done else "take answer back", point, after=seen)

    def version(self, actor: Actor, look: Standing, audience: Readership, status: ReviewState | None = None) -> Postmortem:
        """The document as readers of this audience get it; who signed it off as it is has reviewed it."""
        stated = {"status": status.value} if status else {}
        document = drafted(look).model_copy(update={**stated, "reviewers": reviewers(look)})
        return document if audience is Readership.INTERNAL else external(document, self._people(actor, look))

    def _people(self, actor: Actor, look: Standing) -> tuple[Person, ...]:
        """Everybody who may be named: whom the document names, and who wrote any of the evidence."""
        whole = self.all_evidence(actor, look.review)
        return people_of(drafted(look).model_copy(update={"evidence": whole}))

    def outside_findings(self, actor: Actor, incident: str) -> tuple[Placed, ...]:
        """What the lint refuses for readers outside, each with who answered for it."""
        look = self.standing(actor, incident)
        return self._refused(look, self.version(actor, look, Readership.EXTERNAL))

    def _refused(self, look: Standing, told: Postmortem) -> tuple[Placed, ...]:
        """As if it were out: what a draft may still leave open is no matter for readers outside."""
        items = [item for part in look.parts.values() for item in part]
        finished = told.model_copy(update={"status": ReviewState.PUBLISHED.value})
        return tuple(placed(found, items, look.waivers) for found in redrafting.outside(finished))

    def _outside(self, actor: Actor, look: Standing) -> tuple[Block, ...]:
        """What a version for outside has in its way, computed once for each revision."""
        return self._outsides.get((look.review.id, look.review.revision), lambda: self._found_outside(actor, look))

    def _found_outside(self, actor: Actor, look: Standing) -> tuple[Block, ...]:
        people = self._people(actor, look)
        told = external(drafted(look), people)
        open = [one.finding for one in self._refused(look, told) if one.waiver is None]
        return outside(told, anonymous_of(drafted(look), people), open)

    def _blocks(self, actor: Actor, look: Standing, audience: Readership) -> tuple[Block, ...]:
        if audience is Readership.INTERNAL or look.document is None:
            return look.blocks
        items = [item for part in look.parts.values() for item in part]
        found = [one.finding for one in look.findings]
        outside = (*self._outside(actor, look), *unanswered(answered(look)))
        return blocks_of(look, items, look.document, found, audience, outside)

    def _unblocked(self, actor: Actor, look: Standing, audience: str, what: str) -> None:
        """Raises StillBlocked with what stands in the way."""
        if blocked := self._blocks(actor, look, Readership(audience)):
            raise StillBlocked(what, *(block.text for block in blocked))

    def _render(self, look: Standing, audience: Readership) -> Callable[[Postmortem, str], str]:
        """As its plan and its options say: in which format, in which zone. For readers outside, where they name no format, in the
        layout that is made for them."""
        named = (name for name in (look.review.plan.format, look.options.template) if name in formats(self.settings))
        template = next((name for name in named if name != DEFAULT), self.settings.template)
        if audience is Readership.EXTERNAL:
            template = template or render.EXTERNAL
        zone = look.options.timezone or self.settings.timezone
        return lambda document, format: render.postmortem(document, format, fitting(template, format), zone)


def changed(now: Plan, wanted: Plan, seen: Plan) -> Plan:
    """The plan as it is now, with what is wanted otherwise than it was seen. Raises BadOption where that has changed since."""
    mine = {name: getattr(wanted, name) for name in Plan.model_fields if getattr(wanted, name) != getattr(seen, name)}
    for name, value in mine.items():
        if getattr(now, name) not in (getattr(seen, name), value):
            since = f"somebody has set it to {told(getattr(now, name))} since; save again to take yours"
            raise BadOption(f"The plan's {name.replace('_', ' ')}", told(value), since)
    return now.model_copy(update=mine)


def told(value: Any) -> str:
    words = cast("tuple[str, ...]", value) if isinstance(value, tuple) else (value or "nothing",)
    return ", ".join(map(str, words)) or "nothing"


def fitting(template: str | None, format: str) -> str | None:
    """The template where it can fill this format, which one with a body of its own may not."""
    if template == render.EXTERNAL:
        return template
    try:
        render.check_template(template, format)
    except BadOption:
        if format == "md":
            raise
        return None
    return template


def answered(look: Standing) -> dict[str, str]:
    """Who answered for each point of the checklist on the document as it is."""
    return {one.point: one.by for one in look.answers if one.digest == look.today}


def drafted(look: Standing) -> Postmortem:
    if look.document is None:
        raise WrongState("Showing the document", look.review.state, "draft it first")
    return look.document


def reviewers(look: Standing) -> tuple[str, ...]:
    """Whom the draft names, and who signed off as a reviewer on the document as it is."""
    signed = (one.by for one in look.sign_offs if one.kind is SignOffKind.REVIEWER and one.approves and one.digest == look.today)
    return tuple(dict.fromkeys((*drafted(look).reviewers, *signed)))


def move(change: Change, to: ReviewState, what: str, reason: str | None = None, target: str = "", **times: Any) -> Review:
    before = change.review.state
    now = moved(change.review, to, reason)
    change.audit(what, target, before=before, after={"state": to, "reason": now.reason} if now.reason else to)
    return change.set_review(**{name: getattr(now, name) for name in MOVED}, **times)


def publication(file: PublishedFile, digest: str, change: Change) -> Publication:
    return Publication(
        audience=file.audience, format=file.format, text=file.text, digest=digest, by=change.actor.name, at=change.at
    )
