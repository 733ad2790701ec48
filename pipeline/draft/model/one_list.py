"""Follow-up work heard in several parts of a long channel -> one list: what belongs to the incident, each piece of work once.

one_list_task(items, sheet, pieces) -> Task -> OneList -> gathered(answer, items)
"""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import Field

from pipeline.domain.action_item import ActionItem, ActionStatus
from pipeline.domain.evidence import Evidence
from pipeline.draft.model.follow_ups import MOST_CITED
from pipeline.draft.model.sheet import Sheet
from pipeline.llm.task import Answer, Stage, Task
from pipeline.prompting import prompt
from pipeline.transcript.page import line_of, shown

PROMPT = "read/one_list"
LONGEST = 400


class Work(Answer):
    """One piece of work."""

    items: list[str] = Field(description="Ids of the entries that tell it, such as a3; first the one that says how it stands.")


class OneList(Answer):
    work: list[Work]


def one_list_task(items: Sequence[ActionItem], sheet: Sheet, pieces: Mapping[str, Evidence]) -> Task[OneList]:
    listed = "\n".join(line for number, item in enumerate(items, 1) for line in _entry(number, item, sheet, pieces))
    asked = prompt(PROMPT, incident="\n".join(sheet.incident()), events="\n".join(sheet.events()), items=listed)
    return Task(Stage.READ, asked, OneList, "action items of all parts")


def _entry(number: int, item: ActionItem, sheet: Sheet, pieces: Mapping[str, Evidence]) -> Iterator[str]:
    owner = sheet.pseudonyms.author(item.owner) if item.owner else "nobody"
    state = f"owner {owner}{f', due {item.due}' if item.due else ''}, {item.status.value}"
    yield f"a{number} | {item.commitment.value}, {state}: {line_of(item.action, sheet.pseudonyms)}"
    for piece in (pieces[id] for id in item.evidence if id in pieces):
        at = f"{piece.at:%Y-%m-%d %H:%M}" if piece.at else "no time"
        text = " ".join(line_of(shown(piece.text), sheet.pseudonyms).split())[:LONGEST]
        yield f"  {at} {sheet.pseudonyms.author(piece.author)}: {text}"


def gathered(answer: OneList, items: Sequence[ActionItem]) -> list[ActionItem]:
    """The items that belong, each piece of work once and in the order of the items; the first of a group speaks for it."""
    named = {f"a{number}": number - 1 for number in range(1, len(items) + 1)}
    taken: set[int] = set()
    kept: dict[int, ActionItem] = {}
    for work in answer.work:
        group = [named[id] for id in dict.fromkeys(work.items) if id in named and named[id] not in taken]
        if group:
            taken.update(group)
            kept[min(group)] = _one([items[place] for place in group])
    return [kept[place] for place in sorted(kept)]


def _one(items: Sequence[ActionItem]) -> ActionItem:
    first, *others = items
    cited = dict.fromkeys(id for item in items for id in item.evidence)
    found: dict[str, object] = {"evidence": tuple(cited)[:MOST_CITED]}
    for field in ("due", "ticket", "success_criteria", "priority"):
        value = getattr(first, field) or next((v for other in others if (v := getattr(other, field))), None)
        if field != "due" or first.owner:
            found[field] = value
    if any(item.status is ActionStatus.DONE for item in items) and first.owner:
        found["status"] = ActionStatus.DONE
    return first.model_copy(update=found)
