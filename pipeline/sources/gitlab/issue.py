"""An issue, an incident or a merge request, as the API or a webhook has it -> Account."""

import re

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, links_of, people_named, when
from pipeline.sources.github_text import written
from pipeline.sources.gitlab.notes import is_bot, user_name
from pipeline.sources.payload import Json, instant, items, mapping, mappings, names, text

TRUST = 50
SEVERITY_LABEL = re.compile(r"(?:sev(?:erity)?[-_/: ]*\w+|s[1-4]|p[0-5])", re.IGNORECASE)
NO_SEVERITY = ("UNKNOWN", "unknown", "")
BOOKKEEPING = frozenset(
    "updated_at updated_by_id last_edited_at last_edited_by_id closed_at state_id total_time_spent time_change relative_position"
    " created_at author_id id iid project_id lock_version human_total_time_spent".split()
)
"""Fields of a webhook's `changes` that say nothing by themselves."""


def issue_account(place: Place, issue: Json, author: Json, *, confidential: bool = False) -> Account:
    """The issue's text is its first message; `author` is who opened it, empty where that is not told;
    `confidential` what the event says where the issue does not."""
    body = place.piece(
        place.incident,
        "\n\n".join(names((text(issue, "title"), written(text(issue, "description"))))),
        when(issue, "created_at"),
        EvidenceKind.MESSAGE,
        user_name(author),
        automated=is_bot(author),
    )
    return Account(
        place.incident,
        record=_record(place, issue, confidential) if "!" not in place.incident else None,
        opening=body,
        people=_people([author, *_assignees(issue), mapping(issue.get("closed_by"))]),
        as_of=instant(issue, "updated_at", "created_at"),
    )


def change_account(place: Place, issue: Json, action: str, user: Json, changes: Json) -> Account:
    """What a webhook says was done: a closing or a reopening; other changes are counted, and stand in the issue."""
    dropped = tuple("changes of fields" for key in changes if key not in BOOKKEEPING)
    meaning = {"close": Subtype.RESOLVE, "reopen": Subtype.REOPEN}.get(action)
    if not meaning:
        return Account(place.incident, dropped=dropped)
    at = when(issue, "closed_at", "updated_at") if meaning is Subtype.RESOLVE else when(issue, "updated_at")
    stamp = f"{at.at:%Y%m%dT%H%M%S}" if at.at else ""
    said = "Closed" if meaning is Subtype.RESOLVE else "Reopened"
    piece = place.piece(
        f"{place.incident}#{action}-{stamp}".rstrip("-"), said, at, EvidenceKind.LOG_ENTRY, user_name(user), subtype=str(meaning)
    )
    return Account(place.incident, evidence=(piece,), people=_people([user]), dropped=dropped)


def _record(place: Place, issue: Json, confidential: bool) -> Record:
    created, closed = instant(issue, "created_at"), instant(issue, "closed_at")
    state = text(issue, "state")
    cite = (f"{place.tool}:{place.incident}",)
    return Record(
        source=place.tool,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        title=text(issue, "title") or None,
        severity=_severity(issue),
        status=state or None,
        visibility=Visibility.RESTRICTED if issue.get("confidential", confidential) is True else None,
        links=links_of(("GitLab issue", text(issue, "web_url", "url"))),
        people=tuple(("assignee", name) for name in names(user_name(user) for user in _assignees(issue))),
        created_at=Moment(at=created, basis=Basis.RECORD, evidence=cite) if created else None,
        closed_at=Moment(at=closed, basis=Basis.RECORD) if closed and state in ("closed", "") else None,
    )


def _severity(issue: Json) -> str | None:
    """An incident's own severity, else the label that says it."""
    own = text(issue, "severity")
    if own not in NO_SEVERITY:
        return own.lower()
    labels = [label if isinstance(label, str) else text(mapping(label), "title", "name") for label in items(issue.get("labels"))]
    return next((label for label in labels if SEVERITY_LABEL.fullmatch(label)), None)


def _assignees(issue: Json) -> list[Json]:
    return mappings(issue.get("assignees")) or [user for user in [mapping(issue.get("assignee"))] if user]


def _people(users: list[Json]) -> tuple[Person, ...]:
    people = [user for user in users if user and not is_bot(user)]
    return people_named(people, ("name", "username"), ("username",))
