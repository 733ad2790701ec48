"""An issue with what it holds -> Account: its text is its first message, then comments and changes.

Custom fields are known by name only where the answer has `names` (`expand=names`).
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.domain.evidence import Evidence, EvidenceKind
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment
from pipeline.sources.accounts import Account, Place, When, links_of, when
from pipeline.sources.jira.log import body_text, change, comment, is_limited
from pipeline.sources.jira.users import Users, is_app
from pipeline.sources.milestones import milestones
from pipeline.sources.payload import Json, instant, items, mapping, mappings, names, text

TRUST = 50
SEVERITY_NAME = re.compile(r"(?:sev(?:erity)?[-_/: ]*\w+|p[-_ ]?[0-5])", re.IGNORECASE)
SEVERITY_FIELD = re.compile(r"(?:incident )?severity", re.IGNORECASE)
SERVICES_FIELD = re.compile(r"affected services?|services? affected", re.IGNORECASE)
INCIDENT_TYPE = re.compile(r"incident|outage", re.IGNORECASE)
ROLE_FIELD = re.compile(r"incident (?:commander|manager|lead)|major incident manager|communications? lead", re.IGNORECASE)
NOT_READ = {"attachment": "attachments", "issuelinks": "links to issues", "subtasks": "subtasks"}


def issue_account(place: Place, issue: Json, users: Users, field_names: Json, at: When) -> Account:
    """`at` is the time of the event that brought the issue; a restricted comment makes the whole restricted."""
    fields = mapping(issue.get("fields"))
    comments = mapping(fields.get("comment"))
    listed = mappings(comments.get("comments"))
    changelog = mapping(issue.get("changelog"))
    histories = mappings(changelog.get("histories"))
    field_names = mapping(issue.get("names")) or field_names
    told = milestones(place, _moments(fields, field_names), instant(fields, "created"))
    under = place.under("fields.comment")
    said = [comment(under.under(f"comments[{index}]"), node, users, When()) for index, node in enumerate(listed)]
    changes = [history(place.under(f"changelog.histories[{index}]"), node) for index, node in enumerate(histories)]
    record = _record(place, issue, fields, field_names)
    hidden = any(map(is_limited, listed))
    return Account(
        place.incident,
        record=replace(
            record,
            moments=told.moments,
            visibility=Visibility.RESTRICTED if hidden else record.visibility,
        ),
        opening=_opening(place, fields, users) if fields else None,
        evidence=(*said, *(piece for one in changes for piece in one.evidence), *told.evidence),
        people=users.among(_named(fields, said, changes)),
        as_of=instant(fields, "updated") or at.at,
        dropped=(*(word for one in changes for word in one.dropped), *_not_read(fields)),
        notes=_cut(place, comments, len(listed), "comments") + _cut(place, changelog, len(histories), "changes"),
    )


def history(place: Place, node: Json) -> Account:
    """One entry of the changelog as the API lists them, with its own author and time."""
    piece, dropped = change(place, node, mapping(node.get("author")), when(node, "created"))
    return Account(place.incident, evidence=(piece,) if piece else (), dropped=dropped)


def _opening(place: Place, fields: Json, users: Users) -> Evidence:
    author, links = mapping(fields.get("reporter")) or mapping(fields.get("creator")), list[str]()
    told = [text(fields, "summary"), body_text(fields.get("description"), users, links)]
    if environment := body_text(fields.get("environment"), users, links):
        told.append(f"Environment: {environment}")
    return place.piece(
        place.incident,
        "\n\n".join(names(told)),
        when(fields, "created"),
        EvidenceKind.MESSAGE,
        text(author, "displayName", "name"),
        automated=is_app(author),
        links=names(links),
    )


def _named(fields: Json, said: Iterable[Evidence], changes: Iterable[Account]) -> Iterable[str]:
    yield from (text(mapping(fields.get(key)), "displayName") for key in ("reporter", "creator", "assignee"))
    yield from (piece.author or "" for piece in said)
    yield from (piece.author or "" for one in changes for piece in one.evidence)


def _record(place: Place, issue: Json, fields: Json, field_names: Json) -> Record:
    created, closed = instant(fields, "created"), instant(fields, "resolutiondate")
    cite = (f"{place.tool}:{place.incident}",)
    custom = [(str(name), fields.get(id)) for id, name in field_names.items() if id.startswith("customfield_") and fields.get(id)]
    assignee = text(mapping(fields.get("assignee")), "displayName", "name")
    people = [(name.lower(), who) for name, value in custom if ROLE_FIELD.fullmatch(name) for who in _values(value)]
    services = [one for name, value in custom if SERVICES_FIELD.fullmatch(name) for one in _values(value)]
    return Record(
        source=place.tool,
        file=place.file,
        trust=TRUST,
        id=place.incident or None,
        title=text(fields, "summary") or None,
        severity=_severity(fields, custom),
        status=text(mapping(fields.get("status")), "name") or None,
        services=names((*services, *(text(one, "name") for one in mappings(fields.get("components"))))),
        visibility=Visibility.RESTRICTED if mapping(fields.get("security")) else None,
        links=links_of(("Jira issue", _address(issue))),
        people=(*people, *((("assignee", assignee),) if assignee else ())),
        created_at=Moment(at=created, basis=Basis.RECORD, evidence=cite) if created else None,
        closed_at=Moment(at=closed, basis=Basis.RECORD) if closed else None,
    )


def _severity(fields: Json, custom: Sequence[tuple[str, object]]) -> str | None:
    """A field called severity, else a priority or label that says one; the priority of an incident is one by any name."""
    own = [value for name, values in custom if SEVERITY_FIELD.fullmatch(name) for value in _values(values)]
    priority = text(mapping(fields.get("priority")), "name")
    labels = [label for label in items(fields.get("labels")) if isinstance(label, str)]
    said = [one for one in (priority, *labels) if SEVERITY_NAME.fullmatch(one)]
    is_incident = INCIDENT_TYPE.search(text(mapping(fields.get("issuetype")), "name"))
    return next(iter((*own, *said, *([priority] if is_incident and priority else ()))), None)


def _values(value: object) -> list[str]:
    """What a custom field says: text, an option, a person, or a list of those."""
    found = items(value) or [value]
    told = (one if isinstance(one, str) else text(mapping(one), "value", "displayName", "name") for one in found)
    return [one for one in told if one]


def _moments(fields: Json, field_names: Json) -> list[tuple[str, When, str]]:
    """The custom fields that hold a time, by name."""
    timed = [(str(name), When(instant(fields, id))) for id, name in field_names.items() if id.startswith("customfield_")]
    return [(name, at, "") for name, at in timed if at.at]


def _address(issue: Json) -> str:
    """Where people see it: `self` is the API's address of it."""
    base, found, _ = text(issue, "self").partition("/rest/api/")
    return f"{base}/browse/{text(issue, 'key')}" if found and text(issue, "key") else ""


def _not_read(fields: Json) -> tuple[str, ...]:
    listed = [word for key, word in NOT_READ.items() for _ in mappings(fields.get(key))]
    return (*listed, *("work log entries" for _ in mappings(mapping(fields.get("worklog")).get("worklogs"))))


def _cut(place: Place, answer: Json, there: int, what: str) -> tuple[str, ...]:
    """What to say where Jira gave only the first of many."""
    total = answer.get("total")
    if not isinstance(total, int) or total <= there:
        return ()
    return (f"{place.file}: Jira gave {there} of the {total} {what} of {place.incident}; export the rest by its own call.",)
