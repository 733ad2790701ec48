"""Documents that people wrote -> the action items of their tables and lists, as pieces of work.

A table counts where its columns name an action and an owner, or its heading speaks of actions; a list where its heading does.
What a document lists of an earlier incident is not this one's work.
"""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence

from pipeline.domain.action_item import ActionStatus, Commitment
from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.draft.actions.lexicon import Act
from pipeline.draft.actions.remarks import Remark
from pipeline.draft.actions.speech import TAKEN
from pipeline.draft.actions.work import Work
from pipeline.text.names import Roster
from pipeline.text.times import find_due

ACTIONS_HEADING = re.compile(
    r"\b(?:action items?|actions|follow[- ]?ups?|next steps|to[- ]?dos?|corrective|preventive|preventative|remediation"
    r"|improvements?|prevent recurrence)\b",
    re.IGNORECASE,
)
EARLIER = re.compile(
    r"\b(?:from th(?:ose|at) reviews?|previous|earlier incidents?|last time|came back|past incidents?|prior)\b", re.IGNORECASE
)
COLUMNS = {
    "action": re.compile(
        r"actions?|action items?|tasks?|items?|what|to[- ]?do|follow[- ]?ups?|description|remediation|improvement", re.IGNORECASE
    ),
    "owner": re.compile(r"owners?|who|assignees?|assigned(?: to)?|responsible|dri|lead|team", re.IGNORECASE),
    "due": re.compile(r"due(?: date| by)?|date|deadline|when|target(?: date)?|eta|by(?: when)?|timeline", re.IGNORECASE),
    "ticket": re.compile(r"tickets?|issues?|jira|link|tracking|id|bug", re.IGNORECASE),
    "priority": re.compile(r"prio(?:rity)?", re.IGNORECASE),
    "status": re.compile(r"status|state|progress|done", re.IGNORECASE),
}
RULE = re.compile(r"[\s|:-]+")
BULLET = re.compile(r"\s{0,6}(?:[-*+•]|\d{1,3}[.)])\s+(?:\[(?P<box>[ xX])\]\s*)?(?P<text>\S.*)")
DONE = re.compile(r"\b(?:done|closed|completed?|merged|shipped|fixed|live)\b|✅|\[x\]", re.IGNORECASE)
NOT_DONE = re.compile(r"\bnot (?:yet )?(?:done|closed|merged)\b", re.IGNORECASE)
UNDERWAY = re.compile(r"\b(?:in progress|wip|started|in review|ongoing)\b", re.IGNORECASE)
REJECTED = re.compile(r"\b(?:rejected|declined|won'?t (?:do|fix)|wontfix|dropped|parked|cancell?ed)\b", re.IGNORECASE)


def works_of_documents(evidence: Sequence[Evidence], roster: Roster, ended: datetime.datetime | None) -> list[Work]:
    found: list[Work] = []
    for piece in evidence:
        if piece.kind is EvidenceKind.DOCUMENT and ("|" in piece.text or ACTIONS_HEADING.search(piece.text)):
            day = (piece.at or ended or datetime.datetime.min.replace(tzinfo=datetime.UTC)).date()
            found += [work for row in rows_of(piece.text) if (work := work_of(row, piece, roster, day))]
    return found


def rows_of(text: str) -> Iterator[dict[str, str]]:
    """The rows of action tables and the points of action lists, by column."""
    heading, before, columns = "", "", None
    for line in text.split("\n"):
        if "|" in line and line.count("|") > 1:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if columns is None:
                columns = columns_of(cells, bool(ACTIONS_HEADING.search(heading)) and not EARLIER.search(before))
            elif columns and not RULE.fullmatch(line):
                yield {name: cells[n] for name, n in columns.items() if n < len(cells)}
            continue
        columns = None
        if line.startswith(("#", "**")):
            heading, before = line, line
        elif (point := BULLET.fullmatch(line)) and ACTIONS_HEADING.search(heading) and not EARLIER.search(before):
            yield {"action": point["text"], "status": "done" if (point["box"] or "").lower() == "x" else ""}
        else:
            before += " " + line


def columns_of(cells: Sequence[str], under_actions: bool) -> dict[str, int]:
    """Which column holds what; empty where the table is none of actions."""
    columns = {
        name: n for name, header in COLUMNS.items() for n, cell in reversed(list(enumerate(cells))) if header.fullmatch(cell)
    }
    return columns if "action" in columns and ("owner" in columns or under_actions) else {}


def work_of(row: dict[str, str], piece: Evidence, roster: Roster, day: datetime.date) -> Work | None:
    """One row as work: committed where it has an owner, proposed where it has none."""
    text = row.get("action", "").strip(" *_")
    if len(text.split()) < 2 or text.startswith("["):
        return None
    whole = " ".join(filter(None, (text, row.get("ticket", ""), urgency(row))))
    root = Remark(piece.model_copy(update={"text": whole}), None, roster, datetime.UTC)
    named = [m.person.name for m in roster.mentions(row.get("owner") or text)]
    state = row.get("status", "")
    turned_down = REJECTED.search(state) or root.does(Act.DECLINE)
    work = Work(root, Commitment.DECLINED if turned_down else Commitment.COMMITTED if named else Commitment.PROPOSED, TAKEN)
    work.owner, work.collected, work.words = next(iter(named), None), True, text
    due = find_due(f"by {row['due']}", day) if row.get("due") else find_due(text, day)
    work.day = due.date if due else None
    if UNDERWAY.search(state):
        work.status = ActionStatus.IN_PROGRESS
    elif DONE.search(state) and not NOT_DONE.search(state):
        work.status = ActionStatus.DONE
    return work


def urgency(row: Mapping[str, str]) -> str:
    """The row's priority, in the words in which it is said."""
    return f"priority {row['priority'].strip(' *_')}" if row.get("priority") else ""


def merge(spoken: list[Work], written: Sequence[Work]) -> list[Work]:
    """What was spoken of, with what the documents add: the same work once, citing both."""
    for work in written:
        known = next((w for w in spoken if same(w, work)), None)
        if known is None:
            spoken.append(work)
            continue
        known.join(work.root)
        known.owner, known.day = known.owner or work.owner, known.day or work.day
        if known.commitment is Commitment.PROPOSED and work.owner:
            known.commitment = Commitment.COMMITTED
    return spoken


def same(one: Work, other: Work) -> bool:
    if not one.tickets.isdisjoint(other.tickets):
        return True
    shared = len(one.stems & other.stems)
    return shared > 2 and shared >= 0.6 * min(len(one.stems), len(other.stems))
