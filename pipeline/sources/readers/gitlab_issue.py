"""GitLab issues and incidents with their notes (API answers and webhooks) -> messages, and a record for each issue.

    {issue, notes: [note]}  an issue  a list of issues, notes, discussions ({id, notes}) or state events ({resource_type, state})
    webhook    {object_kind: "issue" | "incident" | "note", user, project, object_attributes, changes, issue | merge_request}
    relayed    {type: "gitlab...", data, timestamp}

The issue's text is its first message. Notes on merge requests, commits and snippets are read as what they are called after.
Notes that GitLab writes itself (`system`) are log entries. Files of one folder are read together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.errors import UnreadableSource
from pipeline.sources.accounts import Account, Place, payloads, people_named, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.gitlab.addresses import called
from pipeline.sources.gitlab.issue import TRUST, change_account, issue_account
from pipeline.sources.gitlab.notes import note, state_event
from pipeline.sources.payload import Json, claim_folders, mapping, mappings, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = "gitlab-issue"
PRODUCT = "GitLab issue"
PRIORITY = 45
TOOL = "gitlab"

KEYS = ("object_kind", "iid", "noteable_type", "noteable_id", "noteable_iid", "individual_note", "resource_type", "issue")
LABELS = "gitlab.labels"
"""What a relay calls a bare list of labels."""


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(_is_gitlab(node) for _, node in payloads(value, "", TOOL, "gitlab.")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every issue of the claim with its notes. Raises EmptySource, UnreadableSource."""
    given = [(place, node) for file in claim.files for place, node in payloads(file.json, file.name, TOOL, "gitlab.")]
    issues = dict(_known_issues(node for _, node in given))
    accounts = [account for place, node in given for account in _accounts(place, node, issues)]
    if accounts and not any(account.opening or account.evidence or account.dropped for account in accounts):
        raise UnreadableSource(claim.name, "this names a GitLab issue without its text", "give the issue with its notes")
    return _threaded(reading_of(claim, PRODUCT, accounts), (node for _, node in given))


def _is_gitlab(node: Json) -> bool:
    return (
        (
            "object_kind" in node
            and "object_attributes" in node
            and text(node, "object_kind") in ("issue", "incident", "note", "work_item")
        )
        or _is_issue(node)
        or _is_note(node)
        or _is_state_event(node)
        or _is_discussion(node)
        or _is_issue(mapping(node.get("issue")))
    )


def _is_issue(node: Json) -> bool:
    return "iid" in node and "title" in node and "state" in node and "object_kind" not in node


def _is_note(node: Json) -> bool:
    return "noteable_type" in node and "body" in node


def _is_state_event(node: Json) -> bool:
    return "resource_type" in node and "state" in node and "created_at" in node


def _is_discussion(node: Json) -> bool:
    return "individual_note" in node and any(_is_note(one) for one in mappings(node.get("notes")))


def _known_issues(nodes: Iterable[Json]) -> Iterator[tuple[str, str]]:
    """What issues are called, by the number that notes and events know them by."""
    for node in nodes:
        for issue in (node, mapping(node.get("issue")), mapping(node.get("object_attributes"))):
            if "iid" in issue and (name := _called(issue, node)):
                yield text(issue, "id"), name


def _called(issue: Json, payload: Json) -> str:
    return called(issue, text(mapping(payload.get("project")), "path_with_namespace"))


def _accounts(place: Place, node: Json, issues: dict[str, str]) -> Iterator[Account]:
    if "object_attributes" in node:
        yield from _of_webhook(place, node)
    elif _is_issue(node):
        yield _issue_of_api(place, node)
    elif _is_issue(issue := mapping(node.get("issue"))):
        yield _issue_of_api(place.under("issue"), issue)
    for here, one in _pieces(place, node):
        if _is_note(one):
            yield _note_account(here, one, mapping(one.get("author")), issues.get(text(one, "noteable_id"), ""))
        elif text(one, "resource_type") == "Issue":
            yield Account(issues.get(text(one, "resource_id"), ""), evidence=(state_event(here, one),))


def _pieces(place: Place, node: Json) -> Iterator[tuple[Place, Json]]:
    """The notes and state events that an object is or holds, those of discussions too."""
    listed = [one for key in ("notes", "discussions", "resource_state_events") for one in place.each(node, key)]
    for here, one in [(place, node), *listed]:
        if _is_note(one) or _is_state_event(one):
            yield here, one
        elif one is not node:
            yield from here.each(one, "notes")


def _issue_of_api(place: Place, issue: Json) -> Account:
    id = called(issue) or f"{text(issue, 'project_id')}#{text(issue, 'iid')}"
    return issue_account(replace(place, incident=id), issue, mapping(issue.get("author")))


def _note_account(place: Place, node: Json, author: Json, incident: str) -> Account:
    found = note(replace(place, incident=incident), node, author)
    hidden = any(node.get(key) is True for key in ("internal", "confidential"))
    record = Record(TOOL, place.file, TRUST, id=incident or None, visibility=Visibility.RESTRICTED) if hidden else None
    if isinstance(found, str):
        return Account(incident, record=record, dropped=(found,))
    people = people_named([author], ("name", "username"), ("username",))
    return Account(incident, record=record, evidence=(found,), people=people)


def _of_webhook(place: Place, node: Json) -> Iterator[Account]:
    own, user = mapping(node["object_attributes"]), mapping(node.get("user"))
    confidential = text(node, "event_type").startswith("confidential")
    if text(node, "object_kind") != "note":
        issue = {key: node[key] for key in ("assignees", "assignee", "labels") if key in node} | own
        here = place.under("object_attributes", _called(own, node))
        opened = text(own, "action") in ("open", "create", "")
        yield issue_account(here, issue, user if opened else {}, confidential=confidential)
        yield change_account(here, own, text(own, "action"), user, mapping(node.get("changes")))
        return
    about = next((key for key in ("issue", "merge_request") if mapping(node.get(key))), "")
    name = called(own)
    if about:
        yield issue_account(place.under(about, name), mapping(node[about]), {}, confidential=confidential)
    yield _note_account(place.under("object_attributes"), own, user, name)


def _threaded(reading: Reading, nodes: Iterable[Json]) -> Reading:
    """With the notes of a discussion hung on its first."""
    talks: dict[str, list[str]] = {}
    for node in nodes:
        listed = [one for key in ("notes", "discussions") for one in mappings(node.get(key))]
        for one in (node, *listed):
            for inner in mappings(one.get("notes")) if _is_discussion(one) else [mapping(node.get("object_attributes")), one]:
                key = text(one, "id") if _is_discussion(one) else text(inner, "discussion_id")
                talks.setdefault(key, []).append(f"{TOOL}:{text(inner, 'id')}")
    talk_of = {id: key for key, ids in talks.items() if key for id in ids}
    openers: dict[str, str] = {}
    evidence: list[Evidence] = []
    for piece in reading.evidence:
        opener = openers.setdefault(talk_of[piece.id], piece.id) if piece.id in talk_of else piece.id
        evidence.append(piece if opener == piece.id else piece.model_copy(update={"thread": opener}))
    return replace(reading, evidence=tuple(evidence))
