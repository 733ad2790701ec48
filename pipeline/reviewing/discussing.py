"""What people say of a draft: comments, sign-offs on it as it is now, disputes, answers for findings."""

from pipeline.domain.actor import Actor, Role, folded
from pipeline.domain.review import Comment, Dispute, SignOff, SignOffKind, Waiver
from pipeline.errors import BadOption, ChangedSince, NotAllowed, WrongState
from pipeline.review import digest
from pipeline.reviewing.looking import Looking
from pipeline.store.reviews import Change


class Discussing(Looking):
    """Raises NotAllowed, UnknownReview, BadOption for what says nothing."""

    def comment(
        self, actor: Actor, incident: str, text: str, part: str = "", item: str = "", reply_to: int | None = None
    ) -> Comment:
        with self.change(actor, incident, Role.REVIEWER) as change:
            said = change.comment(worded("The comment", text), part, item, reply_to)
            change.audit("comment", place(part, item), after=said.text)
            return said

    def resolve(self, actor: Actor, incident: str, comment: int) -> None:
        with self.change(actor, incident, Role.REVIEWER) as change:
            change.resolve_comment(comment)
            change.audit("resolve", str(comment))

    def sign_off(
        self, actor: Actor, incident: str, kind: SignOffKind, seen: str, approves: bool = True, note: str = ""
    ) -> SignOff:
        """This person's word on the document that they saw, named as in Look.today. Raises ChangedSince where it is another one
        now, WrongState before there is a draft."""
        with self.change(actor, incident, Role.REVIEWER) as change:
            if seen != self._today(actor, change):
                raise ChangedSince("The document")
            if kind is SignOffKind.OWNER and folded(actor.name) != folded(change.review.owner):
                raise NotAllowed("Signing off as the owner", actor.role.value, "sign off as a reviewer")
            word = change.sign_off(kind, approves, seen, note.strip())
            change.audit("sign off", kind, after=word)
            return word

    def dispute(self, actor: Actor, incident: str, majority: str, dissent: str, part: str = "", item: str = "") -> Dispute:
        """Both views are kept; the owner decides."""
        with self.change(actor, incident, Role.REVIEWER) as change:
            raised = change.dispute(worded("The majority's view", majority), worded("The dissenting view", dissent), part, item)
            change.audit("dispute", place(part, item), after=raised)
            return raised

    def decide_dispute(self, actor: Actor, incident: str, dispute: int, decision: str) -> None:
        with self.change(actor, incident) as change:
            change.decide_dispute(dispute, worded("The decision", decision))
            change.audit("decide dispute", str(dispute), after=decision)

    def waive(self, actor: Actor, incident: str, rule: str, part: str, item: str, excerpt: str, reason: str) -> Waiver:
        """Answers for a finding, named as in Look.findings: its rule, where it is, the words it stands on."""
        with self.change(actor, incident) as change:
            waiver = change.waive(rule, part, item, excerpt, worded("The reason", reason))
            change.audit("waive", place(part, item), after=waiver)
            return waiver

    def unwaive(self, actor: Actor, incident: str, rule: str, part: str, item: str, excerpt: str) -> None:
        with self.change(actor, incident) as change:
            change.unwaive(rule, part, item, excerpt)
            change.audit("unwaive", place(part, item), before={"rule": rule, "excerpt": excerpt})

    def _today(self, actor: Actor, change: Change) -> str:
        document = self.document(actor, change.review, change.items())
        if document is None:
            raise WrongState("Signing off", change.review.state, "draft it first")
        return digest(document)


def worded(what: str, text: str) -> str:
    if not text.strip():
        raise BadOption(what, text, "say it in a sentence")
    return text.strip()


def place(part: str, item: str) -> str:
    return f"{part}/{item}" if item else part
