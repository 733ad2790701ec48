"""RedactedMaterial + Story -> action items: what people said they would do, proposed and turned down."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.story import Story
from pipeline.draft.actions.checking import checked
from pipeline.draft.actions.documents import merge, works_of_documents
from pipeline.draft.actions.hearing import hear
from pipeline.draft.actions.judgement import category_of, dependencies_of, horizon_of, priority_of, success_of
from pipeline.draft.actions.remarks import SPOKEN, Remark, zone_of
from pipeline.draft.actions.scope import Scope, earliest, set_scope
from pipeline.draft.actions.wording import action_text
from pipeline.draft.actions.work import MOST_EVIDENCE, Work
from pipeline.draft.actions.worth import worthy
from pipeline.text.identity import content_id
from pipeline.text.instructions import looks_like_instruction
from pipeline.text.names import Roster

MOST_BEFORE = 2000
"""Messages up to the incident's end that are heard: the last ones of a very long response."""
MOST_AFTER = 1000
"""Messages after the incident's end that are heard as they stand."""
FOLLOW_UP = re.compile(
    r"\b(?:action items?|follow[- ]?ups?|i['’]?ll|i (?:will|take|own)|mine|rotated?|post-?mortem|ideas?|tomorrow"
    r"|by (?:mon|tue|wed|thu|fri|the|end))",
    re.IGNORECASE,
)


def find_actions(material: RedactedMaterial, story: Story) -> tuple[ActionItem, ...]:
    """Action items: committed and proposed in the order they came up, then those turned down.

    `story.aside` is not used: what is beside the point for the timeline is where follow-ups are spoken of.
    """
    remarks = read_remarks(material, pieces_near(material.evidence, story.incident))
    scope = set_scope(story.incident, material.evidence, remarks)
    roster = Roster(material.people)
    written = works_of_documents(material.evidence, roster, scope.over)
    works = merge(worthy(hear(remarks, scope), scope), written)
    pieces = {piece.id: piece for piece in material.evidence}
    works.sort(key=lambda work: not work.live)
    items = (checked(item_of(work, scope), work, pieces, roster, story) for work in works)
    return tuple({item.id: item for item in items}.values())


def pieces_near(evidence: Sequence[Evidence], incident: Incident) -> list[Evidence]:
    """What people said in the response and after it; of a very long aftermath its beginning, and what speaks of follow-ups."""
    ended = earliest(incident.mitigated_at, incident.resolved_at)
    pieces = [piece for piece in evidence if speaks(piece)]
    first = bisect_right(pieces, ended, key=lambda p: p.at or ended) if ended else 0
    near, rest = pieces[max(0, first - MOST_BEFORE) : first + MOST_AFTER], pieces[first + MOST_AFTER :]
    heard = near + [piece for piece in rest if FOLLOW_UP.search(piece.text)][:MOST_AFTER]
    return [piece for piece in heard if not looks_like_instruction(piece.text)]


def read_remarks(material: RedactedMaterial, pieces: Iterable[Evidence]) -> list[Remark]:
    roster = Roster(material.people)
    people: dict[str, Person | None] = {}
    zones: dict[str, datetime.tzinfo] = {}
    remarks: list[Remark] = []
    for piece in pieces:
        name = piece.author or ""
        if name not in people:
            people[name] = roster.resolve(name) if name else None
            zones[name] = zone_of(people[name], material.timezone)
        remarks.append(Remark(piece, people[name], roster, zones[name]))
    return remarks


def speaks(piece: Evidence) -> bool:
    return piece.kind in SPOKEN and not piece.automated and piece.subtype != "topic" and bool(piece.text)


def item_of(work: Work, scope: Scope) -> ActionItem:
    action, stated_in = action_text(work)
    cited = (stated_in[0], *(r for r in (work.root, work.taken, *stated_in[1:], work.done) if r), *work.members)
    evidence = tuple(dict.fromkeys(r.id for r in cited))[:MOST_EVIDENCE]
    committed = work.commitment is Commitment.COMMITTED
    category, horizon = category_of(action), horizon_of(work, scope.ended)
    return ActionItem(
        id=content_id("action", evidence[0], action),
        action=action,
        owner=work.owner if committed else None,
        due=work.due if committed else None,
        priority=priority_of(work, action),
        category=category,
        horizon=horizon if work.live else None,
        success_criteria=success_of(work),
        depends_on=dependencies_of(work),
        ticket=next((ticket for r in (*stated_in, *work.members) for ticket in r.tickets), None),
        commitment=work.commitment,
        status=work.status,
        evidence=evidence,
    )
