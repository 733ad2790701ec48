"""An action item and what it cites -> its check: its words, numbers, names, ticket and owner stand there, its day follows.

checked(item, work, evidence_by_id, roster, story) -> the item with supported | unsupported
"""

import re
from collections.abc import Mapping

from pipeline.domain.action_item import ActionItem
from pipeline.domain.evidence import Evidence
from pipeline.domain.statement import Check, CheckStatus, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.draft.actions.remarks import Remark, stems
from pipeline.draft.actions.work import Work
from pipeline.draft.ground import check
from pipeline.text.names import Roster


def checked(item: ActionItem, work: Work, pieces: Mapping[str, Evidence], roster: Roster, story: Story) -> ActionItem:
    """The item with its check; `pieces` are the evidence by id."""
    cited = [pieces[id] for id in item.evidence if id in pieces]
    words = Statement(id=item.id, text=item.action, evidence=item.evidence, basis=StatementBasis.MODEL)
    problems = [
        *check(words, pieces, story).problems,
        *strange_words(item.action, cited),
        *strange_fields(item, work, cited, roster),
    ]
    status = CheckStatus.UNSUPPORTED if problems else CheckStatus.SUPPORTED
    return item.model_copy(update={"check": Check(status=status, problems=tuple(dict.fromkeys(problems)))})


def heard_of(work: Work) -> list[Remark]:
    return [r for r in (work.root, work.taken, work.done, work.before, *work.members) if r]


def strange_words(action: str, cited: list[Evidence]) -> list[str]:
    """Words of the action that no cited message has, in any form."""
    known = stems(" ".join(piece.text for piece in cited))
    return [f"The words “{word}…” are not in the cited evidence." for word in sorted(stems(action) - known)]


def strange_fields(item: ActionItem, work: Work, cited: list[Evidence], roster: Roster) -> list[str]:
    text = "\n".join(piece.text for piece in cited)
    problems: list[str] = []
    if item.ticket and not re.search(rf"(?<!\w){re.escape(item.ticket)}(?!\w)", text):
        problems.append(f"The ticket {item.ticket} is not in the cited evidence.")
    if item.owner and not names(item.owner, cited, roster):
        problems.append(f"The owner {item.owner} neither wrote nor is named in the cited evidence.")
    if item.due and not follows(item, work):
        problems.append(f"The due date {item.due} follows from no cited words.")
    return problems


def names(owner: str, cited: list[Evidence], roster: Roster) -> bool:
    """Whether the owner wrote one of the pieces or is named in one."""
    authors = {piece.author for piece in cited if piece.author}
    authors |= {person.name for author in sorted(authors) if (person := roster.resolve(author))}
    return owner in authors or any(m.person.name == owner for piece in cited for m in roster.mentions(piece.text))


def follows(item: ActionItem, work: Work) -> bool:
    """Whether the day was said, stands in the row, or is the one on which the work was reported done."""
    ids = set(item.evidence)
    said = {day for r in heard_of(work) if r.id in ids for day in (r.due, *(due.date for due in r.dues if due)) if day}
    return item.due in (said | ({work.day} if work.day else set())) or bool(work.done and work.done.day == item.due)
