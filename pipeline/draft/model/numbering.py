"""The statements of a draft under short names, as repair and audit speak of them: s1, s2 ... and action items a1, a2 ...

In: the draft, the sentences that a model wrote. Out: entries in the draft's order, lines of text for a prompt.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.statement import ContributingFactor, ResponseAction, Statement
from pipeline.draft.model.sections import SECTION_NAMES, Sentence, held
from pipeline.draft.model.sheet import Sheet


@dataclass(frozen=True)
class Entry:
    """A statement under its short name; `sentence` where a model wrote it."""

    name: str
    section: str
    statement: Statement
    sentence: Sentence | None = None


def entries(draft: Postmortem, sentences: Iterable[Sentence]) -> list[Entry]:
    written = {(sentence.section, sentence.id): sentence for sentence in sentences}
    told = [(section, statement) for section in SECTION_NAMES for statement in held(draft, section)]
    return [
        Entry(f"s{number}", section, statement, written.get((section, statement.id)))
        for number, (section, statement) in enumerate(told, 1)
    ]


def live_items(draft: Postmortem) -> dict[str, ActionItem]:
    """The action items that are offered, under their short names."""
    live = [item for item in draft.action_items if item.commitment is not Commitment.DECLINED]
    return {f"a{number}": item for number, item in enumerate(live, 1)}


def shown(held: Sequence[Entry], sheet: Sheet, *, written: bool = False) -> str:
    """The statements by section; `written` shows what a model wrote as it wrote it, with its placeholders."""
    lines: list[str] = []
    for section in dict.fromkeys(entry.section for entry in held):
        lines.append(f"{section}:")
        lines += [line(entry, sheet, written=written) for entry in held if entry.section == section]
    return "\n".join(lines)


def line(entry: Entry, sheet: Sheet, *, written: bool) -> str:
    return "".join([f"- {entry.name}: ", *_words(entry, sheet, written), sheet.cited(entry.statement.evidence)])


def _words(entry: Entry, sheet: Sheet, written: bool) -> Iterator[str]:
    sentence, statement = entry.sentence, entry.statement
    if sentence and sentence.why:
        yield f"{sentence.why} -> "
    yield sentence.written if sentence and written else sheet.hidden(statement.text)
    if isinstance(statement, ResponseAction) and statement.result:
        yield f" Result: {sentence.beside if sentence and written else sheet.hidden(statement.result)}"
    if isinstance(statement, ContributingFactor):
        yield f" ({statement.category.value})"


def items_shown(items: Mapping[str, ActionItem], sheet: Sheet) -> str:
    return "\n".join(f"- {name}: {sheet.hidden(item.action)}{sheet.cited(item.evidence)}" for name, item in items.items())
