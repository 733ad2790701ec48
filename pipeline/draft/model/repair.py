"""The one round of repair: what fails in a group of sections -> one task; its answer -> sentences in place of those that failed.

A statement that gets no new words stays as it was; one is dropped only where another of its section says the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.domain.evidence import Evidence
from pipeline.domain.statement import ContributingFactor, StatementBasis
from pipeline.draft.model.answers import Candidate, Mended, Repair
from pipeline.draft.model.checking import CLOCK, FIGURE
from pipeline.draft.model.groups import Group
from pipeline.draft.model.number_words import in_digits
from pipeline.draft.model.numbering import Entry, line, shown
from pipeline.draft.model.sections import Sentence
from pipeline.draft.model.sheet import Sheet
from pipeline.draft.model.wording import Wording
from pipeline.llm.task import Stage, Task
from pipeline.prompting import prompt
from pipeline.transcript.page import page_of

PROMPT = "check/repair"
MOST_PLACES = 3
AROUND = 1
MISSING_NAME = re.compile(r"“([^”]+)” is not in")


def failing(group: Group, held: Iterable[Entry]) -> list[Entry]:
    """The statements of the group's sections that have problems."""
    return [entry for entry in held if entry.section in group.sections and entry.sentence and entry.sentence.failing]


def repair_task(group: Group, held: Sequence[Entry], sheet: Sheet, pieces: Mapping[str, Evidence]) -> Task[Repair] | None:
    """None where nothing fails."""
    wrong = failing(group, held)
    if not wrong:
        return None
    names = {entry.name for entry in wrong}
    others = [entry for entry in held if entry.section in group.sections and entry.name not in names]
    finder = _Finder(sheet, pieces)
    ids = {id for entry in wrong for id in finder.needed(entry)}
    part = [piece for id in sheet.page.ids.values() if id in ids and (piece := pieces.get(id))]
    asked = prompt(
        PROMPT,
        statements="\n\n".join(finder.told(entry) for entry in wrong),
        others=shown(others, sheet, written=True) or "(none)",
        page=page_of(part, sheet.pseudonyms, part_of=sheet.page).text,
    )
    return Task(Stage.CHECK, asked, Repair, f"repairing {group.name}")


class _Finder:
    """What a failing statement needs to be mended: its problems, and the evidence that may hold what is missing."""

    def __init__(self, sheet: Sheet, pieces: Mapping[str, Evidence]):
        self.sheet, self.pieces, self.order = sheet, pieces, list(sheet.page.ids.values())

    def told(self, entry: Entry) -> str:
        sentence = entry.sentence
        assert sentence is not None
        kind = " (a quote)" if sentence.statement.basis is StatementBasis.QUOTED else ""
        problems = [*sentence.problems, *sentence.findings, *self.places(sentence)]
        return "\n".join([f"{entry.section}{kind}", line(entry, self.sheet, written=True), *(f"  ! {p}" for p in problems)])

    def places(self, sentence: Sentence) -> Iterator[str]:
        """Where figures and names stand that the cited evidence does not show, and what puts it right."""
        for figure, ids in self._missing(sentence).items():
            yield f"The figure {figure} stands in {self._references(ids)}."
        for name, ids in self._missing_names(sentence).items():
            yield f"“{name}” stands in {self._references(ids)}."
        if ids := self._corrections(sentence):
            yield f"What was corrected is put right in {self._references(ids)}."

    def _references(self, ids: Iterable[str]) -> str:
        return ", ".join(self.sheet.reference(id) or "" for id in ids)

    def needed(self, entry: Entry) -> Iterator[str]:
        """The cited pieces with their neighbors, and those that hold what is missing or put it right."""
        for id in entry.statement.evidence:
            if id in self.sheet.page.ids.values():
                at = self.order.index(id)
                yield from self.order[max(0, at - AROUND) : at + AROUND + 1]
        if entry.sentence:
            yield from (id for ids in self._missing(entry.sentence).values() for id in ids)
            yield from (id for ids in self._missing_names(entry.sentence).values() for id in ids)
            yield from self._corrections(entry.sentence)

    def _missing(self, sentence: Sentence) -> dict[str, list[str]]:
        cited = "\n".join(self.pieces[id].text for id in sentence.statement.evidence if id in self.pieces).replace(",", "")
        figures = {f.replace(",", "") for f in FIGURE.findall(CLOCK.sub(" ", in_digits(sentence.typed)))}
        found = {figure: self._holding(figure) for figure in sorted(figures) if len(figure) > 1 and figure not in cited}
        return {figure: ids for figure, ids in found.items() if ids}

    def _missing_names(self, sentence: Sentence) -> dict[str, list[str]]:
        """Names that a problem gives, with the pieces nearest to those cited that hold them."""
        names = [name for problem in sentence.problems for name in MISSING_NAME.findall(problem)]
        at = [self.order.index(id) for id in sentence.statement.evidence if id in self.order] or [0]
        found: dict[str, list[str]] = {}
        for name in names:
            holding = [id for id in self.order if name.lower() in self.pieces[id].text.lower()]
            found[name] = sorted(holding, key=lambda id: min(abs(self.order.index(id) - place) for place in at))[:MOST_PLACES]
        return {name: ids for name, ids in found.items() if ids}

    def _corrections(self, sentence: Sentence) -> list[str]:
        cited = set(sentence.statement.evidence)
        return [right for wrong, right in self.sheet.story.superseded if wrong in cited - {right} and right in self.order]

    def _holding(self, figure: str) -> list[str]:
        holding = [id for id in self.order if figure in {f.replace(",", "") for f in FIGURE.findall(self.pieces[id].text)}]
        return holding[:MOST_PLACES]


def mended(answer: Repair, held: Sequence[Entry], wording: Wording) -> dict[str, Sentence | None]:
    """What comes in place of failing sentences, by their short names; None for those that another one says too."""
    by_name = {entry.name: entry for entry in held}
    made: dict[str, Sentence | None] = {}
    for each in answer.statements:
        entry = by_name.get(each.id)
        if entry is None or entry.sentence is None or not entry.sentence.failing:
            continue
        other = by_name.get(each.duplicate_of or "")
        if other and other.section == entry.section and other.name != entry.name and other.name not in made:
            made[each.id] = None
        elif each.text.strip():
            made[each.id] = _reworded(entry.sentence, each, wording)
    return made


def _reworded(old: Sentence, new: Mended, wording: Wording) -> Sentence:
    """A sentence of the same kind in new words."""
    references = new.evidence or old.references
    if old.statement.basis is StatementBasis.QUOTED:
        return wording.candidate(old.section, Candidate(quote=new.text, evidence=references[0] if references else ""))
    if old.section == "response_actions":
        return wording.deed(old.section, new.text, references, new.beside)
    if isinstance(old.statement, ContributingFactor):
        return wording.factor(old.section, new.text, references, old.statement.category)
    return wording.said(old.section, new.text, references, why=(new.beside or old.beside) if old.why else None)
