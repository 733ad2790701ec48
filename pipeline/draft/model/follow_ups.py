"""Action items as a model hears them -> ActionItems that code can answer for.

    follow_up_task(page, ...) -> Task -> FollowUps -> action_items(...)

The model says which messages speak of one piece of work, who took it (by pseudonym) and which words say by when; code turns these
into names and days, and checks every number and name of the wording.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from pipeline.domain.action_item import ActionCategory, ActionItem, ActionStatus, Commitment, Horizon, Priority
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.statement import Check, CheckStatus, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.draft.actions.checking import names
from pipeline.draft.actions.judgement import DAYS
from pipeline.draft.actions.remarks import zone_of
from pipeline.draft.ground import check
from pipeline.llm.task import Answer, Stage, Task
from pipeline.prompting import prompt
from pipeline.text.identity import content_id
from pipeline.text.times import DueMention, find_due
from pipeline.transcript.page import Page
from pipeline.transcript.pseudonyms import Pseudonyms

MOST_CITED = 6
PROMPT = "read/follow_ups"


class FollowUp(Answer):
    """One piece of work that is left to do, or was turned down."""

    action: str = Field(
        description="What to do, verb first, concrete enough to tell when it is done. In the words of the evidence; figures and "
        "names of systems exactly as written there. No person, no date, no reason."
    )
    evidence: list[str] = Field(
        description="References of the messages in which this very work was proposed, taken on, changed, turned down or reported "
        "done; the one that says it best first. 1 to 5."
    )
    commitment: Commitment
    owner: str | None = Field(
        description="Pseudonym of the person who took it on or was given it and agreed; null if nobody did."
    )
    due: str | None = Field(description="Words copied from one cited message that say by when, such as “by Friday”; else null.")
    due_in: str | None = Field(description="Reference of the message in which these words stand; else null.")
    done_in: str | None = Field(description="Reference of the message that reports it done; else null.")
    in_progress: bool = Field(description="True if a message says that the work has begun and none that it is done.")
    category: ActionCategory
    priority: Priority | None = Field(
        description="P0: closes a security hole, mends damaged data or keeps this very incident from coming back at once. "
        "P1, P2: only if people said how urgent it is. Else null."
    )
    ticket: str | None = Field(description="Ticket number as written in a cited message; else null.")
    success_criteria: str | None = Field(
        description="Words copied from a cited message that say when it counts as done; else null."
    )


class FollowUps(Answer):
    items: list[FollowUp]


def follow_up_task(page: Page, people: str, zone: str, ended: str, wish: str = "") -> Task[FollowUps]:
    """`people` lists pseudonyms with their roles, `zone` is that of clock times, `ended` says when the incident was over."""
    asked = prompt(PROMPT, page=page.text, people=people, zone=zone, ended=ended, wish=wish)
    return Task(Stage.READ, asked, FollowUps, "action items")


def action_items(
    answer: FollowUps, page: Page, pseudonyms: Pseudonyms, material: RedactedMaterial, story: Story
) -> tuple[ActionItem, ...]:
    """The items, committed and proposed in the order they came up, then those turned down. What cites nothing is left out."""
    hand = _Hand(page, pseudonyms, {piece.id: piece for piece in material.evidence}, material.timezone, story)
    items = [hand.item(asked) for asked in answer.items]
    once = {item.id: item for item in items if item}
    return tuple(sorted(_one_each(once.values()), key=lambda item: item.commitment is Commitment.DECLINED))


def _one_each(items: Iterable[ActionItem]) -> list[ActionItem]:
    """Of items that cite the very same messages in the same manner, the first."""
    kept: dict[tuple[frozenset[str], str], ActionItem] = {}
    for item in items:
        kept.setdefault((frozenset(item.evidence), item.action.casefold()), item)
    return list(kept.values())


class _Hand:
    """Turns what the model heard into items, with what it takes to look things up."""

    def __init__(
        self, page: Page, pseudonyms: Pseudonyms, pieces: Mapping[str, Evidence], timezone: str | None, story: Story
    ) -> None:
        self.page, self.pseudonyms, self.pieces = page, pseudonyms, pieces
        self.timezone, self.story = timezone, story

    def item(self, asked: FollowUp) -> ActionItem | None:
        done_in = self.piece(asked.done_in)
        cited = self._cited(asked, done_in)
        if not cited:
            return None
        action = self.pseudonyms.in_roles(asked.action).strip().rstrip(".")
        committed = asked.commitment is Commitment.COMMITTED
        owner = self.person(asked.owner) if committed else None
        due = self.due(asked, done_in) if committed else None
        item = ActionItem(
            id=content_id("action", cited[0], action),
            action=action,
            owner=owner.name if owner else None,
            due=due,
            priority=asked.priority,
            category=asked.category,
            horizon=horizon_of(due, self.story.incident),
            success_criteria=self.copied(asked.success_criteria, cited),
            ticket=self.copied(asked.ticket, cited),
            commitment=asked.commitment,
            status=ActionStatus.DONE if done_in else ActionStatus.IN_PROGRESS if asked.in_progress else ActionStatus.OPEN,
            evidence=cited,
            basis=StatementBasis.MODEL,
        )
        return item.model_copy(update={"check": self.check(item)})

    def _cited(self, asked: FollowUp, done_in: Evidence | None) -> tuple[str, ...]:
        known = self.page.cited(asked.evidence)
        due_in = self.piece(asked.due_in)
        also = [piece.id for piece in (due_in, done_in) if piece and piece.id not in known]
        return (*known[: MOST_CITED - len(also)], *also) if known else ()

    def piece(self, reference: str | None) -> Evidence | None:
        found = self.page.cited([reference]) if reference else ()
        return self.pieces.get(found[0]) if found else None

    def person(self, pseudonym: str | None) -> Person | None:
        name = self.pseudonyms.restore(pseudonym) if pseudonym else ""
        return self.pseudonyms.roster.resolve(name) if name else None

    def due(self, asked: FollowUp, done_in: Evidence | None) -> datetime.date | None:
        """The day that the copied words mean where they were said; else the day on which it was reported done."""
        said_in = self.piece(asked.due_in)
        if asked.due and said_in and (day := self.day(said_in)):
            found = _named_day(asked.due, day) if _stands(asked.due, said_in.text) else None
            found = found or find_due(said_in.text, day)
            if found:
                return found.date
        return self.day(done_in) if done_in and not asked.due else None

    def day(self, piece: Evidence) -> datetime.date | None:
        """The day on which it was said, where the speaker was."""
        author = self.pseudonyms.roster.resolve(piece.author) if piece.author else None
        return piece.at.astimezone(zone_of(author, self.timezone)).date() if piece.at else None

    def copied(self, words: str | None, cited: Sequence[str]) -> str | None:
        """The words where they stand in what is cited, with roles for names."""
        stands = words and any(_stands(self.pseudonyms.restore(words), self.pieces[id].text) for id in cited)
        return self.pseudonyms.in_roles(words) if words and stands else None

    def check(self, item: ActionItem) -> Check:
        words = Statement(id=item.id, text=item.action, evidence=item.evidence, basis=StatementBasis.MODEL)
        problems = list(check(words, self.pieces, self.story).problems)
        cited = [self.pieces[id] for id in item.evidence]
        if item.owner and not names(item.owner, cited, self.pseudonyms.roster):
            problems.append(f"The owner {item.owner} neither wrote nor is named in the cited evidence.")
        status = CheckStatus.UNSUPPORTED if problems else CheckStatus.SUPPORTED
        return Check(status=status, problems=tuple(dict.fromkeys(problems)))


def horizon_of(due: datetime.date | None, incident: Incident) -> Horizon | None:
    ended = incident.resolved_at or incident.mitigated_at
    if due is None or ended is None:
        return None
    days = (due - ended.at.date()).days
    return next((horizon for limit, horizon in DAYS if days <= limit), Horizon.LONG)


def _named_day(words: str, said_on: datetime.date) -> DueMention | None:
    """The day in words that are known to say by when: "before the freeze of the 27th" is by the 27th."""
    said = words.split()
    tails = (" ".join(said[at:]) for at in range(len(said)))
    return find_due(words, said_on) or next(filter(None, (find_due(f"by {tail}", said_on) for tail in tails)), None)


def _stands(words: str, text: str) -> bool:
    return " ".join(words.lower().split()) in " ".join(text.lower().split())
