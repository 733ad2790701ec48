"""Jira issues with comments and changelog (API answers and webhooks) -> messages and log entries, and a record for each issue.

    an issue {key, self, fields, changelog: {histories}}  {issues: [issue]}  {comments: [comment]}  {values: [{items, created}]}
    webhook  {webhookEvent, timestamp, user, issue, comment, changelog: {id, items}, transition: {from_status, to_status}}
    relayed  {type: "jira...", data: {action, issue, comment, user} or issue, timestamp}

Texts are wiki markup or Atlassian documents. Webhooks count in milliseconds. Files of one folder are read together.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.errors import UnreadableSource
from pipeline.sources.accounts import Account, Place, When, payloads, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.jira.issue import TRUST, history, issue_account
from pipeline.sources.jira.log import change, comment, is_limited
from pipeline.sources.jira.users import Users
from pipeline.sources.payload import Json, claim_folders, epoch, instant, items, mapping, mappings, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = "jira-issue"
PRODUCT = "Jira issue"
PRIORITY = 45
TOOL = "jira"

KEYS = ("webhookEvent", "fields", "issues", "comments", "issue", "fromString", "updateAuthor", "transition")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(_is_jira(node) for _, node, _ in _given(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every issue of the claim. Raises EmptySource, UnreadableSource."""
    given = [one for file in claim.files for one in _given(file.json, file.name)]
    users = Users()
    for _, node, _ in given:
        users.learn(node)
    accounts = [account for place, node, at in given for account in _accounts(place, node, at, users)]
    if not any(account.opening or account.evidence for account in accounts):
        problem = "this tells that something of a Jira issue was deleted or changed, and nothing else"
        raise UnreadableSource(claim.name, problem, "give the issue with its comments")
    return reading_of(claim, PRODUCT, accounts)


def _given(value: object, file: str) -> Iterator[tuple[Place, Json, When]]:
    """The payloads of a file, with the time of the event that brought each."""
    for place, node in payloads(value, file, TOOL, "jira."):
        relayed = value if place.locator.endswith("data") else None
        at = instant(mapping(relayed), "timestamp") or epoch(node, "timestamp")
        yield place, node, When(at)


def _is_jira(node: Json) -> bool:
    return (
        _is_issue(node)
        or _is_issue(mapping(node.get("issue")))
        or text(node, "webhookEvent").startswith(("jira:", "comment_", "issue_"))
        or any(_is_issue(issue) for issue in mappings(node.get("issues"))[:1])
        or any(_is_comment(one) for one in mappings(node.get("comments"))[:1])
        or any(_is_history(one) for one in mappings(node.get("values"))[:1])
        or _is_comment(node)
    )


def _is_issue(node: Json) -> bool:
    return "key" in node and isinstance(node.get("fields"), dict)


def _is_comment(node: Json) -> bool:
    return "body" in node and "updateAuthor" in node


def _is_history(node: Json) -> bool:
    return "created" in node and any("fromString" in item for item in mappings(node.get("items"))[:1])


def _accounts(place: Place, node: Json, at: When, users: Users) -> Iterator[Account]:
    issue = node if _is_issue(node) else mapping(node.get("issue"))
    here = place if issue is node else place.under("issue")
    here = replace(here, incident=text(issue, "key"))
    if text(node, "webhookEvent").endswith("issue_deleted"):
        yield Account(here.incident, dropped=("deleted issues",))
        return
    if _is_issue(issue):
        yield issue_account(here, issue, users, mapping(node.get("names")), at)
    for inner, one in place.each(node, "issues"):
        if _is_issue(one):
            yield issue_account(replace(inner, incident=text(one, "key")), one, users, mapping(node.get("names")), at)
    yield from _event(replace(place, incident=here.incident), node, at, users)


def _event(place: Place, node: Json, at: When, users: Users) -> Iterator[Account]:
    """What a webhook or a list tells beside the issue: comments, changes."""
    comments = [(place, node)] if _is_comment(node) else [*place.each(node, "comment"), *place.each(node, "comments")]
    deleted = any(text(node, key).endswith("deleted") for key in ("webhookEvent", "issue_event_type_name", "action"))
    for inner, one in comments:
        if deleted:
            yield Account(place.incident, dropped=("deleted comments",))
        elif "body" in one:
            yield _comment(inner, one, at, users)
    for inner, one in place.each(node, "values"):
        if _is_history(one):
            yield history(inner, one)
    changelog = mapping(node.get("changelog"))
    changed = changelog if items(changelog.get("items")) else _moved(mapping(node.get("transition")))
    if changed:
        piece, dropped = change(place.under("changelog"), changed, mapping(node.get("user")), at)
        people = users.among([piece.author or ""] if piece else [])
        yield Account(place.incident, evidence=(piece,) if piece else (), people=people, dropped=dropped)


def _comment(place: Place, node: Json, at: When, users: Users) -> Account:
    piece = comment(place, node, users, at)
    restricted = Record(TOOL, place.file, TRUST, id=place.incident or None, visibility=Visibility.RESTRICTED)
    record = restricted if is_limited(node) else None
    return Account(place.incident, record=record, evidence=(piece,), people=users.among([piece.author or ""]))


def _moved(transition: Json) -> Json:
    """What a workflow's webhook says of a change of status, as the changelog would have it."""
    before, after = text(transition, "from_status"), text(transition, "to_status")
    return {"items": [{"field": "status", "fromString": before, "toString": after}]} if after else {}
