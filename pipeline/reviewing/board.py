"""What comes after: action items over all incidents, what many incidents say together, who did what."""

from typing import Any

from pipeline.domain.actor import Actor
from pipeline.domain.parts import PARTS
from pipeline.domain.review import ACTION_ITEMS, FACTS, RELATED, AuditEntry, Item, Line, ReviewState
from pipeline.errors import BadOption
from pipeline.jobs.past import keep_published
from pipeline.publish import actions_csv
from pipeline.review.following import Followed, followed
from pipeline.review.insights import Insights, insights
from pipeline.reviewing.deciding import put, seen, there
from pipeline.reviewing.publishing import Publishing
from pipeline.reviewing.values import edited

FOLLOWED = frozenset({"status", "owner", "due", "ticket", "accepted"})
"""Fields of an action item that change while it is followed up, after publishing too."""


class Board(Publishing):
    def board(self, actor: Actor) -> list[Followed]:
        """The action items of all incidents that the actor may know of, the most urgent first, without those turned down."""
        return followed(self.store.actions(actor), self.clock().date())

    def set_action(self, actor: Actor, incident: str, item: str, revision: int, **changes: Any) -> Item:
        """Its `status`, `owner`, `due`, `ticket`, or whether it is `accepted`; what somebody decided about its
        words stays. What was published stays as it went out; the past incident says how its action items stand."""
        if strange := changes.keys() - FOLLOWED:
            raise BadOption("The field", min(strange), f"follow up on {', '.join(sorted(FOLLOWED))}; edit the rest in the draft")
        with self.change(actor, incident) as change:
            now = there(change, ACTION_ITEMS, item)
            after = now.model_copy(update={"value": edited(ACTION_ITEMS, item, now.value, changes, ())})
            if change.review.state is not ReviewState.PUBLISHED:
                return put(change, "set action", now, revision, after)
            kept = change.put(after.model_copy(update={"by": change.actor.name, "at": change.at}), revision)
            change.audit("set action", f"{ACTION_ITEMS}/{item}", seen(now), seen(kept))
            if document := self.document(actor, change.review, change.items()):
                keep_published(change, document)
        return kept

    def export_actions(self, actor: Actor) -> str:
        """The board as CSV, in which no cell is a formula."""
        return actions_csv(Line(one.review, one.item) for one in self.board(actor))

    def insights(self, actor: Actor) -> Insights:
        """What all incidents that the actor may know of say together."""
        return insights(self.store.lines(actor, FACTS, RELATED, *PARTS, rejected=True), self.clock())

    def audit(self, actor: Actor, incident: str | None = None, limit: int = 200) -> list[AuditEntry]:
        """Newest first: of one incident, or of all that the actor may know of."""
        return self.store.audit(actor, incident, limit)
