"""What code cannot see is asked of a model, which has to cite: contradictions, causes without support, guesses told as fact,
action items that answer no factor.

In: the whole draft under short names. Out: findings that cite statements and evidence that exist; nothing else counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.action_item import ActionItem
from pipeline.domain.postmortem import Question
from pipeline.domain.statement import StatementBasis
from pipeline.draft.model.answers import Audit, AuditFinding, Fault
from pipeline.draft.model.checking import FIGURE
from pipeline.draft.model.numbering import Entry, items_shown, shown
from pipeline.draft.model.sections import base
from pipeline.draft.model.sheet import Sheet
from pipeline.draft.model.wording import Wording
from pipeline.llm.task import Stage, Task
from pipeline.prompting import prompt
from pipeline.text.identity import content_id

PROMPT = "check/audit"
MOST_ITEMS = 3
PROBLEMS = {
    Fault.CONTRADICTION: "An audit finds that it contradicts the evidence or another statement",
    Fault.CAUSE_WITHOUT_SUPPORT: "An audit finds that the cited evidence does not make this a cause",
    Fault.GUESS_AS_FACT: "An audit finds a supposition told as fact",
}
UNTIED = "Which contributing factor {} answer: {}? The draft names none."
DOUBTED = "Is this right? {}: “{}”"


@dataclass(frozen=True)
class Audited:
    """`problems` by the short name of the statement, and what has to be asked."""

    problems: Mapping[str, tuple[str, ...]]
    questions: tuple[Question, ...] = ()


def audit_task(held: Sequence[Entry], items: Mapping[str, ActionItem], sheet: Sheet) -> Task[Audit]:
    asked = prompt(
        PROMPT,
        page=sheet.page.text,
        cautions="\n".join(sheet.cautions()) or "(none)",
        statements=shown(held, sheet),
        actions=items_shown(items, sheet) or "(none)",
    )
    return Task(Stage.CHECK, asked, Audit, "audit")


def audited(answer: Audit, held: Sequence[Entry], items: Mapping[str, ActionItem], wording: Wording) -> Audited:
    """What of an audit counts. Quotes are let be; a statement that no model
    wrote is not marked: what is found in it is asked."""
    by_name = {entry.name: entry for entry in held}
    problems: dict[str, tuple[str, ...]] = {}
    asked: list[Question] = []
    for finding in answer.findings:
        entry = by_name.get(finding.statement)
        if finding.fault is Fault.ACTION_WITHOUT_FACTOR or entry is None or not wording.page.cited(finding.evidence):
            continue
        if entry.statement.basis is StatementBasis.QUOTED:
            continue
        problem = _problem(finding, wording)
        if entry.sentence:
            problems[entry.name] = (*problems.get(entry.name, ()), problem)
        else:
            asked.append(doubt(entry, problem))
    return Audited(problems, (*asked, *_untied(answer, items)))


def doubt(entry: Entry, problem: str) -> Question:
    text = DOUBTED.format(problem.rstrip("."), entry.statement.text)
    return Question(
        id=content_id("question", entry.section, text), about=base(entry.section), text=text, evidence=entry.statement.evidence
    )


def _problem(finding: AuditFinding, wording: Wording) -> str:
    """The reason in the model's words where they bring no figure of their own."""
    reason = wording.in_roles(finding.reason.strip())
    return f"{PROBLEMS[finding.fault]}." if FIGURE.search(reason) or not reason else f"{PROBLEMS[finding.fault]}: {reason}"


def _untied(answer: Audit, items: Mapping[str, ActionItem]) -> Iterator[Question]:
    names = [f.statement for f in answer.findings if f.fault is Fault.ACTION_WITHOUT_FACTOR and f.statement in items]
    found = [items[name] for name in dict.fromkeys(names)][:MOST_ITEMS]
    if found:
        told = ", ".join(f"“{item.action.rstrip('.')}”" for item in found)
        text = UNTIED.format("does this" if len(found) == 1 else "do these", told)
        cited = tuple(dict.fromkeys(item.evidence[0] for item in found if item.evidence))
        yield Question(id=content_id("question", "action_items", text), about="action_items", text=text, evidence=cited)
