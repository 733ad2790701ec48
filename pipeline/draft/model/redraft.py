"""Sections of a finished draft, written again by a model as the owner wishes: other words, shorter, for other readers.

    one task a section, side by side -> checked -> one round of repair -> checked again -> the draft with these sections

Statements of people stay: what a model would say instead comes as a proposal and as a question to the owner. No other section
changes, and no evidence is lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pydantic import Field

from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.domain.statement import FactorCategory, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.domain.wishes import Audience, Wishes
from pipeline.draft.model.answers import CITING, Candidate
from pipeline.draft.model.follow_up_chunks import too_much
from pipeline.draft.model.groups import GROUPS, Group
from pipeline.draft.model.numbering import Entry, entries, line
from pipeline.draft.model.outside import outside_problems
from pipeline.draft.model.repair import repair_task
from pipeline.draft.model.rewriting import MOST, NEVER_EMPTY, Lint, Rewriting
from pipeline.draft.model.sections import LESSONS, SECTION_NAMES, Sentence, base
from pipeline.draft.model.sheet import Sheet
from pipeline.draft.silence import question
from pipeline.llm.task import Answer, Desk, Outcome, Stage, Task
from pipeline.prompting import prompt

PROMPT = "edit/redraft"
QUOTED = frozenset({"worked_well", *LESSONS})
STAYS = "The section {} stays as it was: {}."
NOTHING_SAID = "the model gave nothing in its place"
NOT_PROPOSED = "A change to what a person wrote in {} was not proposed: {}"
KEEPS = "What a person wrote here stays:"
PROPOSED = KEEPS + " “{}” Should it be changed to “{}”?"


class Restated(Answer):
    text: str = Field(description="One sentence, two at most; a quote in sections of quotes; for a chain of whys the answer.")
    beside: str | None = Field(description="The result of a response action, or the question of a chain of whys; else null.")
    category: FactorCategory | None = Field(description="Of a contributing factor; else null.")
    evidence: list[str] = Field(description=CITING)
    instead_of: str | None = Field(description="The id of a person's statement that this would replace, such as s3; else null.")


class Redrafted(Answer):
    statements: list[Restated]


@dataclass(frozen=True)
class Wish:
    """`sections` are names of SECTION_NAMES; without instruction, shortening and audience they are written anew."""

    sections: tuple[str, ...]
    instruction: str = ""
    shorten: bool = False
    audience: str = Audience.ENGINEERS


@dataclass(frozen=True)
class Proposal:
    """What a model would say instead of a person's statement."""

    section: str
    stands: str
    text: str
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class Redraft:
    """`changed` are the sections that a model wrote anew, `notes` say what stayed and why."""

    document: Postmortem
    changed: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    notes: tuple[str, ...] = ()


def redraft(material: RedactedMaterial, document: Postmortem, desk: Desk, wish: Wish, *, lint: Lint, most: int = MOST) -> Redraft:
    """The document with the wished sections told anew from the evidence of the material, every new statement checked.

    What a provider does raises nothing: a section that does not come stays as it was, with a note."""
    incident = document.incident
    story = Story(incident, document.metrics, document.timeline, document.questions)
    redrafting = Redrafting(material, story, lambda: document, Wishes(wish.audience), lint, most, wish=wish)
    redrafting.write(desk)
    redrafting.examine(mending=True)
    redrafting.mend(desk)
    return redrafting.result()


@dataclass
class Redrafting(Rewriting):
    """`instead` has for the id of a sentence the person's statement that it would replace, `standing` what each section holds."""

    wish: Wish = field(default_factory=lambda: Wish(()))
    instead: dict[str, Statement] = field(default_factory=dict[str, Statement])
    standing: dict[str, list[Entry]] = field(default_factory=dict[str, list[Entry]])

    def __post_init__(self) -> None:
        super().__post_init__()
        self.base = self.extractive
        self.note_selection()
        for entry in entries(self.extractive, ()):
            self.standing.setdefault(entry.section, []).append(entry)

    def write(self, desk: Desk) -> None:
        outcomes = desk.ask([self.task(section, self.sheet) for section in self.wish.sections])
        again = [i for i, outcome in enumerate(outcomes) if too_much(outcome)]
        if again:
            smaller = self._smaller()
            tasks = [self.task(self.wish.sections[i], smaller) for i in again]
            for i, outcome in zip(again, desk.ask(tasks), strict=True):
                outcomes[i] = outcome
        for section, outcome in zip(self.wish.sections, outcomes, strict=True):
            self._put(section, outcome)

    def task(self, section: str, sheet: Sheet) -> Task[Redrafted]:
        asked = prompt(
            PROMPT,
            **sheet.variables(self.wish.audience),
            section=section,
            statements="\n".join(_shown(entry, sheet) for entry in self.standing.get(section, ())) or "(nothing yet)",
            instruction=self.pseudonyms.hide(self.wish.instruction),
            shorten=self.wish.shorten,
        )
        return Task(Stage.WRITE, asked, Redrafted, section)

    def _put(self, section: str, outcome: Outcome[Redrafted]) -> None:
        if outcome.answer is None:
            reason = outcome.failure.reason if outcome.failure else "no answer came"
            self.notes.append(STAYS.format(section, reason.rstrip(".")))
            return
        said = [each for each in outcome.answer.statements if each.text.strip()]
        written = [self._sentence(section, each) for each in said]
        persons = {e.name: e.statement for e in self.standing.get(section, ()) if _by_person(e)}
        pairs = zip(written, said, strict=True)
        self.instead |= {s.id: persons[each.instead_of] for s, each in pairs if each.instead_of in persons}
        self.sentences += written
        drafted = len(self.standing.get(section, ())) > len(persons)
        if any(s.id not in self.instead for s in written) or (self._outside and section not in NEVER_EMPTY):
            self.rewritten.append(section)
        elif drafted or not written:
            self.notes.append(STAYS.format(section, NOTHING_SAID))

    def _sentence(self, section: str, said: Restated) -> Sentence:
        if section in QUOTED:
            reference = said.evidence[0] if said.evidence else ""
            return self.wording.candidate(section, Candidate(quote=said.text, evidence=reference))
        if section == "response_actions":
            return self.wording.deed(section, said.text, said.evidence, said.beside)
        if section == "contributing_factors":
            return self.wording.factor(section, said.text, said.evidence, said.category or FactorCategory.TECHNICAL)
        why = (said.beside or "Why?") if section == "five_whys" else None
        return self.wording.said(section, said.text, said.evidence, why=why)

    @property
    def _outside(self) -> bool:
        return self.wish.audience == Audience.CUSTOMERS

    def examine(self, *, mending: bool = False) -> None:
        """As for a draft; for customers, that nothing names what is inside the house either."""
        super().examine(mending=mending)
        if self._outside:
            incident = self.story.incident
            self.sentences = [
                replace(s, problems=tuple(dict.fromkeys((*s.problems, *outside_problems(s, incident))))) for s in self.sentences
            ]

    def mend(self, desk: Desk) -> None:
        """The one round of repair. The rest of the draft is not audited: nobody asked about it."""
        held_now = entries(self.draft(), self.sentences)
        repairs = [(group, repair_task(group, held_now, self.sheet, self.pieces)) for group in GROUPS]
        due = [(group, task) for group, task in repairs if task]
        if due:
            outcomes: list[Outcome[Answer]] = [*desk.ask([task for _, task in due])]
            changed = self._repaired([group for group, _ in due], outcomes, held_now)
            self.sentences = [new for old in self.sentences if (new := changed.get(old.id, old))]
        self.examine()
        self._give_way()

    def _repaired(
        self, groups: Sequence[Group], outcomes: Sequence[Outcome[Answer]], held_now: Sequence[Entry]
    ) -> dict[str, Sentence | None]:
        changed = super()._repaired(groups, outcomes, held_now)
        self.instead |= {new.id: self.instead[old] for old, new in changed.items() if new and old in self.instead}
        return changed

    def _give_way(self) -> None:
        """A proposal that does not hold is not made."""
        for sentence in self.sentences:
            if sentence.id in self.instead and sentence.failing:
                problem = (*sentence.problems, *sentence.findings)[0]
                self.notes.append(NOT_PROPOSED.format(sentence.section, problem))
        self.sentences = [s for s in self.sentences if not (s.id in self.instead and s.failing)]
        super()._give_way()

    def result(self) -> Redraft:
        proposals = tuple(self._proposals())
        self.sentences = [s for s in self.sentences if s.id not in self.instead]
        document = self.draft()
        asked = [_question(proposal) for proposal in proposals]
        old = [q for q in document.questions if not self._superseded(q)]
        questions = tuple({each.id: each for each in (*old, *asked)}.values())
        document = document.model_copy(update={"questions": questions})
        return Redraft(document, tuple(self.rewritten), proposals, tuple(dict.fromkeys(self.notes)))

    def _proposals(self) -> Iterator[Proposal]:
        for sentence in self.sentences:
            stands = self.instead.get(sentence.id)
            if stands and stands.text != sentence.statement.text:
                yield Proposal(sentence.section, stands.text, sentence.statement.text, sentence.statement.evidence)

    def _superseded(self, asked: Question) -> bool:
        """A proposal of an earlier redraft of a section that is written again."""
        return asked.text.startswith(KEEPS) and asked.about in self.wish.sections


def _by_person(entry: Entry) -> bool:
    return entry.statement.basis is StatementBasis.PERSON


def _shown(entry: Entry, sheet: Sheet) -> str:
    return line(entry, sheet, written=False) + (" (a person's)" if _by_person(entry) else "")


def _question(proposal: Proposal) -> Question:
    return question(proposal.section, PROPOSED.format(proposal.stands, proposal.text), proposal.evidence)


def sections_named(name: str) -> tuple[str, ...]:
    """The sections that a name stands for: `lessons` for its three kinds; nothing for a name that is none."""
    return tuple(section for section in SECTION_NAMES if name in (section, base(section)))
