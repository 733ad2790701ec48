"""What a change says of a review: comments, sign-offs, disputes, waivers, sections read."""

from sqlalchemy import delete, update

from pipeline.domain.actor import Role, folded
from pipeline.domain.review import Comment, Dispute, SectionRead, SignOff, SignOffKind, Waiver
from pipeline.errors import NotAllowed
from pipeline.store import review_schema as tables
from pipeline.store.people import of_team
from pipeline.store.review_rows import values
from pipeline.store.transaction import Transaction

OTHERS = (SignOffKind.LEGAL, SignOffKind.EXECUTIVE)


class Remarks(Transaction):
    """Whoever says something is the actor of the change, and when is its time."""

    def comment(self, text: str, part: str = "", item: str = "", reply_to: int | None = None) -> Comment:
        """Raises BadOption where there is none to reply to."""
        self._needs(Role.REVIEWER)
        if reply_to is not None and not self._row(tables.comments, id=reply_to):
            raise self._gone("comment", reply_to)
        id = self._next(tables.comments)
        comment = Comment(id=id, part=part, item=item, text=text, by=self.actor.name, at=self.at, reply_to=reply_to)
        self._insert(tables.comments, values(comment, self.review.id))
        return comment

    def resolve_comment(self, id: int) -> None:
        """Raises BadOption where there is no such comment, or it was resolved before."""
        self._needs(Role.REVIEWER)
        here = self._here(tables.comments, id=id, resolved_by=None)
        resolved = {"resolved_by": self.actor.name, "resolved_at": self.at}
        found = self._connection.execute(update(tables.comments).where(here).values(resolved))
        self._changed(found, "comment", id, "it is gone or resolved")

    def sign_off(self, kind: SignOffKind, approves: bool, digest: str, note: str = "") -> SignOff:
        """In place of what this person said in this capacity before. The word of legal and of an executive is not the owner's;
        where the desk knows a team of that name it is one of theirs."""
        self._needs(Role.OWNER if kind is SignOffKind.OWNER else Role.REVIEWER)
        if kind in OTHERS:
            self._speaks_for(kind)
        word = SignOff(kind=kind, by=self.actor.name, at=self.at, approves=approves, note=note, digest=digest)
        self._connection.execute(delete(tables.sign_offs).where(self._here(tables.sign_offs, kind=kind, by=word.by)))
        self._insert(tables.sign_offs, values(word, self.review.id))
        return word

    def dispute(self, majority: str, dissent: str, part: str = "", item: str = "") -> Dispute:
        self._needs(Role.REVIEWER)
        raised = {"id": self._next(tables.disputes), "raised_by": self.actor.name, "raised_at": self.at}
        dispute = Dispute.model_validate({**raised, "majority": majority, "dissent": dissent, "part": part, "item": item})
        self._insert(tables.disputes, values(dispute, self.review.id))
        return dispute

    def decide_dispute(self, id: int, decision: str) -> None:
        """By the owner of the review, or an admin. Raises BadOption where there is no such dispute, or it was decided before."""
        self._needs(Role.OWNER)
        if self.actor.role is not Role.ADMIN and not self._owns():
            asked = self.review.owner or "an admin"
            raise NotAllowed("Deciding a dispute", "somebody who does not own the incident", f"ask {asked}")
        here = self._here(tables.disputes, id=id, decided_by=None)
        decided = {"decision": decision, "decided_by": self.actor.name, "decided_at": self.at}
        found = self._connection.execute(update(tables.disputes).where(here).values(decided))
        self._changed(found, "dispute", id, "it is gone or decided")

    def void_sign_offs(self) -> None:
        """Nobody's word counts any more."""
        self._needs(Role.OWNER)
        self._connection.execute(delete(tables.sign_offs).where(self._here(tables.sign_offs)))

    def _owns(self) -> bool:
        return folded(self.actor.name) == folded(self.review.owner)

    def _speaks_for(self, kind: SignOffKind) -> None:
        what, team = f"Signing off as {kind}", of_team(self._connection, kind)
        if self._owns():
            raise NotAllowed(what, "the owner of the incident", "ask somebody else")
        if team and self.actor not in team:
            raise NotAllowed(what, "somebody who is not of that team", f"ask {' or '.join(one.name for one in team)}")

    def waive(self, rule: str, part: str, item: str, excerpt: str, reason: str) -> Waiver:
        """In place of an earlier answer to the same finding."""
        self._needs(Role.OWNER)
        where = {"rule": rule, "part": part, "item": item, "excerpt": excerpt}
        waiver = Waiver(reason=reason, by=self.actor.name, at=self.at, **where)
        self._connection.execute(delete(tables.waivers).where(self._here(tables.waivers, **where)))
        self._insert(tables.waivers, values(waiver, self.review.id))
        return waiver

    def unwaive(self, rule: str, part: str, item: str, excerpt: str) -> None:
        self._needs(Role.OWNER)
        here = self._here(tables.waivers, rule=rule, part=part, item=item, excerpt=excerpt)
        self._changed(self._connection.execute(delete(tables.waivers).where(here)), "waiver", rule)

    def read(self, part: str, digest: str) -> SectionRead:
        """The actor read this part as it was at `digest`."""
        self._needs(Role.REVIEWER)
        section = SectionRead(part=part, digest=digest, by=self.actor.name, at=self.at)
        self._connection.execute(delete(tables.section_reads).where(self._here(tables.section_reads, part=part, by=section.by)))
        self._insert(tables.section_reads, values(section, self.review.id))
        return section
