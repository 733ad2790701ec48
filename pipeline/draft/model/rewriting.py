"""The model engine's draft: two rounds of calls, everything of a round side by side, and code's checks after each.

    sections and follow-ups -> checked, linted -> repair of what fails and audit -> checked, linted -> Postmortem

Whatever does not come, or does not hold, has a way out: the extractive text, a mark with the reason, or a question.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

from pipeline.domain.evidence import Evidence
from pipeline.domain.finding import DraftFinding, Level
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import DetectionMethod, Postmortem, Question
from pipeline.domain.statement import StatementBasis
from pipeline.domain.story import Story
from pipeline.domain.wishes import Audience, Wishes
from pipeline.draft.cited import cited
from pipeline.draft.model.answers import Audit, Repair
from pipeline.draft.model.asking import asked
from pipeline.draft.model.audit import audit_task, audited, doubt
from pipeline.draft.model.checking import Examiner, examined, faulted
from pipeline.draft.model.follow_up_chunks import FollowUpChunks, too_much
from pipeline.draft.model.groups import GROUPS, Group, Told
from pipeline.draft.model.numbering import Entry, entries, live_items
from pipeline.draft.model.one_list import gathered, one_list_task
from pipeline.draft.model.repair import mended, repair_task
from pipeline.draft.model.sections import LESSONS, Sentence, held, with_section
from pipeline.draft.model.selection import select
from pipeline.draft.model.sheet import Sheet
from pipeline.draft.model.wording import Wording
from pipeline.draft.notebook import open_notebook
from pipeline.draft.silence import questions
from pipeline.llm.task import Answer, Desk, InTurn, Outcome, Stage, Task
from pipeline.transcript.page import page_of
from pipeline.transcript.pseudonyms import Pseudonyms

Lint = Callable[[Postmortem], Sequence[DraftFinding]]
MOST = 60_000
SMALLER = 3
"""A page that was too long for a model is tried again at this part of its length."""
EARLY = 16
"""So many chunks are asked for follow-ups before the sections: two rounds of calls, if nobody says how many go side by side."""
NEVER_EMPTY = frozenset({"summary", "impact"})
"""Sections that keep their extractive text where a model says nothing."""
FEWEST_TO_GATHER = 2
NOT_GATHERED = "The action items of several parts stand as each part gave them: {}."
WITHOUT_MODEL = "{} drafted without a model: {}."
NOT_AUDITED = "The draft was not audited by a model: {}."
NOT_REPAIRED = "What failed in {} was not mended: {}."
LEFT_OUT = "A quote that a model offered for {} was left out: {}"
BLAME = "blame/"
REFUSED = "The wording is refused by the lint ({}): {}"


def rewrite(
    material: RedactedMaterial,
    story: Story,
    draft: Postmortem | Callable[[], Postmortem],
    desk: Desk,
    *,
    wishes: Wishes | None = None,
    lint: Lint,
    most: int = MOST,
) -> Postmortem:
    """The extractive draft with its sections told by models, every statement checked. `most` is the length of a page of
    evidence in characters. Statements that a person wrote stay. A draft that is yet to be written is written while calls are
    under way."""
    rewriting = Rewriting(material, story, draft if callable(draft) else lambda: draft, wishes or Wishes(), lint, most)
    rewriting.write(desk)
    rewriting.examine(mending=True)
    rewriting.mend(desk)
    return rewriting.finished()


@dataclass
class Rewriting:
    """A draft on its way: `sentences` are what models wrote so far, in the order of the groups."""

    material: RedactedMaterial
    story: Story
    drafted: Callable[[], Postmortem]
    wishes: Wishes
    lint: Lint
    most: int
    sentences: list[Sentence] = field(default_factory=list[Sentence])
    found: list[Question] = field(default_factory=list[Question])
    notes: list[str] = field(default_factory=list[str])
    rewritten: list[str] = field(default_factory=list[str])
    method: DetectionMethod | None = None

    def __post_init__(self) -> None:
        self.pieces = {piece.id: piece for piece in self.material.evidence}
        self.examiner = Examiner(self.pieces, self.story, outward=self.wishes.audience == Audience.CUSTOMERS)
        self.pseudonyms = Pseudonyms(self.material.people, self.story.incident.roles)

    @cached_property
    def extractive(self) -> Postmortem:
        return self.drafted()

    @cached_property
    def selected(self) -> tuple[tuple[Evidence, ...], str | None]:
        return select(self.material, self.story, self.extractive, self.most)

    @cached_property
    def sheet(self) -> Sheet:
        return self._sheet(page_of(self.selected[0], self.pseudonyms).ids.values())

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.story, self.sheet.page, self.pseudonyms, self.pieces)

    def note_selection(self) -> None:
        self.notes += [note] if (note := self.selected[1]) else []

    def _sheet(self, ids: Iterable[str], whole: Sheet | None = None) -> Sheet:
        page = page_of([self.pieces[id] for id in ids], self.pseudonyms, part_of=whole.page if whole else None)
        return Sheet(page, self.pseudonyms, self.material, self.story, self.extractive)

    def write(self, desk: Desk) -> None:
        """The first round: the sections, and the follow-up work. What is asked of the owner is looked up meanwhile."""
        groups = [group for group in GROUPS if group.wanted(self.wishes)]
        work = FollowUpChunks(self.material, self.story, self.pseudonyms, self.wishes, self.most)
        makers: list[Callable[[], Task[Answer]]] = [*self._makers(groups, lambda: self.sheet), *work.tasks()]
        stage = Stage.WRITE if groups else Stage.READ
        with ThreadPoolExecutor(max_workers=1) as beside:
            book = beside.submit(open_notebook, self.material, self.story)
            outcomes = desk.ask(InTurn(makers, stage, _first_of(len(groups), len(makers)))) if makers else []
        self.book = book.result()
        self.note_selection()
        sections, heard = outcomes[: len(groups)], outcomes[len(groups) :]
        again = [i for i, outcome in enumerate(sections) if too_much(outcome)]
        smaller = self._smaller() if again else self.sheet
        more: list[Callable[[], Task[Answer]]] = [
            *self._makers([groups[i] for i in again], lambda: smaller),
            *work.smaller(heard),
        ]
        answers = desk.ask(InTurn(more, Stage.WRITE if again else Stage.READ)) if more else []
        for i, answer in zip(again, answers, strict=False):
            sections[i] = answer
        self._take(groups, sections)
        self.base, notes = work.put(self.extractive, [*heard, *answers[len(again) :]])
        self.notes += notes
        if len(work.chunks) > 1:
            self._gather(desk)

    def _gather(self, desk: Desk) -> None:
        """What several parts gave as follow-up work, as one list."""
        own = [item for item in self.base.action_items if item.basis is StatementBasis.PERSON]
        items = [item for item in self.base.action_items if item.basis is not StatementBasis.PERSON]
        if len(items) < FEWEST_TO_GATHER:
            return
        (outcome,) = desk.ask([one_list_task(items, self.sheet, self.pieces)])
        if outcome.answer is None:
            reason = outcome.failure.reason.rstrip(".") if outcome.failure else "no answer came"
            self.notes.append(NOT_GATHERED.format(reason))
            return
        self.base = self.base.model_copy(update={"action_items": (*own, *gathered(outcome.answer, items))})

    def _makers(self, groups: Iterable[Group], sheet: Callable[[], Sheet]) -> list[Callable[[], Task[Answer]]]:
        def task(group: Group) -> Task[Answer]:
            return group.task(sheet(), self.wishes)

        return [partial(task, group) for group in groups]

    def _smaller(self) -> Sheet:
        """The sheet with less evidence, under the same references."""
        less, note = select(self.material, self.story, self.extractive, len(self.sheet.page.text) // SMALLER)
        known = set(self.sheet.page.ids.values())
        self.notes += [note] if note else []
        return self._sheet([piece.id for piece in less if piece.id in known], self.sheet)

    def _take(self, groups: Sequence[Group], outcomes: Sequence[Outcome[Answer]]) -> None:
        for group, outcome in zip(groups, outcomes, strict=True):
            wanted = group.wanted(self.wishes)
            if outcome.answer is None:
                reason = outcome.failure.reason if outcome.failure else "no answer came"
                self.notes.append(WITHOUT_MODEL.format(_named(wanted), reason.rstrip(".")))
                continue
            told: Told = group.read(outcome.answer, self.wording)
            written = [sentence for sentence in told.sentences if sentence.section in wanted]
            said = {sentence.section for sentence in written}
            self.rewritten += [section for section in wanted if section in said or section not in NEVER_EMPTY]
            self.sentences += written
            self.found += told.questions
            if told.method and "detection" in wanted:
                self.method = told.method

    def draft(self) -> Postmortem:
        """The draft as it stands, each sentence with its check."""
        draft = self.base
        for section in self.rewritten:
            draft = with_section(draft, section, [s.checked() for s in self.sentences if s.section == section])
        if self.method:
            detection = draft.detection.model_copy(update={"method": self.method})
            draft = draft.model_copy(update={"detection": detection})
        return draft

    def examine(self, *, mending: bool = False) -> None:
        """Code's checks, then the lint's errors; where it can still be mended, what it suspects of blame too."""
        self.sentences = examined(list(_once(self.sentences)), self.examiner)
        refused: dict[str, list[str]] = {}
        for found in self.lint(self.draft()):
            blames = mending and found.finding.level is Level.WARNING and found.finding.rule.startswith(BLAME)
            if found.id and (blames or found.finding.level is Level.ERROR):
                asks = f"{found.finding.message} {found.finding.question}".strip()
                refused.setdefault(found.id, []).append(REFUSED.format(found.finding.rule, asks))
        self.sentences = [
            replace(s, findings=tuple(dict.fromkeys((*faulted(s), *refused.get(s.id, ()))))) for s in self.sentences
        ]

    def mend(self, desk: Desk) -> None:
        """The second round: what fails is repaired, the whole is audited; then everything is checked again."""
        if not self.rewritten:
            return
        draft = self.draft()
        held_now, items = entries(draft, self.sentences), live_items(draft)
        repairs = [(group, repair_task(group, held_now, self.sheet, self.pieces)) for group in GROUPS]
        due = [(group, task) for group, task in repairs if task]
        tasks: list[Task[Answer]] = [*(task for _, task in due), audit_task(held_now, items, self.sheet)]
        *outcomes, audit = desk.ask(tasks)
        changed = self._repaired([group for group, _ in due], outcomes, held_now)
        self.sentences = [new for old in self.sentences if (new := changed.get(old.id, old))]
        self.examine()
        self._audit(audit, held_now, changed)
        self._give_way()

    def _repaired(
        self, groups: Sequence[Group], outcomes: Sequence[Outcome[Answer]], held_now: Sequence[Entry]
    ) -> dict[str, Sentence | None]:
        """What comes in place of sentences, by their ids."""
        changed: dict[str, Sentence | None] = {}
        ids = {entry.name: entry.statement.id for entry in held_now}
        for group, outcome in zip(groups, outcomes, strict=True):
            if isinstance(outcome.answer, Repair):
                new = mended(outcome.answer, [e for e in held_now if e.section in group.sections], self.wording)
                changed |= {ids[name]: sentence for name, sentence in new.items()}
            elif outcome.failure:
                self.notes.append(NOT_REPAIRED.format(group.name, outcome.failure.reason.rstrip(".")))
        return changed

    def _audit(self, outcome: Outcome[Answer], held_now: Sequence[Entry], changed: Mapping[str, Sentence | None]) -> None:
        """Marks what the audit finds; where the wording is another by now it is asked instead."""
        if not isinstance(outcome.answer, Audit):
            self.notes.append(NOT_AUDITED.format(outcome.failure.reason.rstrip(".") if outcome.failure else "no answer came"))
            return
        result = audited(outcome.answer, held_now, live_items(self.base), self.wording)
        by_id = {entry.statement.id: (entry, result.problems[entry.name]) for entry in held_now if entry.name in result.problems}
        self.sentences = [
            replace(s, problems=(*s.problems, *by_id[s.id][1])) if s.id in by_id and s.id not in changed else s
            for s in self.sentences
        ]
        self.found += [doubt(entry, problems[0]) for id, (entry, problems) in by_id.items() if id in changed]
        self.found += result.questions

    def _give_way(self) -> None:
        """A quote that does not hold is not offered; where only the wording is refused, the extractive text stands in."""
        kept: list[Sentence] = []
        for sentence in self.sentences:
            if sentence.failing and sentence.statement.basis is StatementBasis.QUOTED:
                self.notes.append(LEFT_OUT.format(sentence.section, (*sentence.problems, *sentence.findings)[0]))
            elif sentence.findings and not sentence.problems and (instead := self._instead(sentence, kept)):
                kept.append(instead)
            else:
                kept.append(sentence)
        self.sentences = kept

    def _instead(self, sentence: Sentence, kept: Sequence[Sentence]) -> Sentence | None:
        """The extractive statement of the section that rests on the same evidence, where it does not stand there yet."""
        there = {other.id for other in kept}
        rests_on = set(sentence.statement.evidence)
        found = [s for s in held(self.extractive, sentence.section) if rests_on & set(s.evidence) and s.id not in there]
        fits = [s for s in found if type(s) is type(sentence.statement)]
        return replace(sentence, statement=fits[0], problems=(), findings=()) if fits else None

    def finished(self) -> Postmortem:
        draft = self.draft()
        silent = questions(self.book, draft)
        learned = any(section in self.rewritten for section in ("worked_well", *LESSONS))
        provenance = draft.provenance.model_copy(update={"notes": (*draft.provenance.notes, *dict.fromkeys(self.notes))})
        update = {"questions": asked(draft, silent, self.found, learned), "provenance": provenance}
        draft = draft.model_copy(update=update)
        return draft.model_copy(update={"evidence": cited(self.material, draft)})


def _first_of(sections: int, tasks: int) -> tuple[int, ...]:
    """The order in which tasks are made: some follow-ups, then the sections, which wait for the draft, then the rest."""
    early = min(sections + EARLY, tasks)
    return (*range(sections, early), *range(sections), *range(early, tasks))


def _once(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """What a section says twice in the same words stands there once."""
    told: set[tuple[str, str]] = set()
    for sentence in sentences:
        key = (sentence.section, sentence.statement.text)
        if key not in told:
            told.add(key)
            yield sentence


def _named(sections: Sequence[str]) -> str:
    *others, last = (section.replace("lessons.", "lessons: ") for section in sections)
    return f"The sections {', '.join(others)} and {last} were" if others else f"The section {last} was"
