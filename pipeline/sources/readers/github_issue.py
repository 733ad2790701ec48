"""GitHub issues and their comments -> messages, and a record for each issue.

    {issue, comments: [comment]}  an issue  a list of issues or comments  a webhook {action, issue, comment}
    what `gh issue view --json` prints: the same in camel case, comments inside the issue

The issue's body is its first message. Edits show only as a later `updated_at`. Bots' logins end in [bot].
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Link
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Basis, Moment
from pipeline.errors import EmptySource
from pipeline.sources.files import Tree
from pipeline.sources.github_text import written
from pipeline.sources.payload import Json, claim_files, instant, items, mapping, mappings, names, oldest_first, text, unthreaded
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = "github-issue"
PRODUCT = "GitHub issue"
PRIORITY = 45
TRUST = 50

KEYS = ("issue", "issue_url", "html_url", "comments_url", "isMinimized", "comments", "author", "url")
ISSUE_URL = re.compile(r"/([^/\s]+/[^/\s]+)/(?:issues|pull)/(\d+)")
COMMENT_URL = re.compile(r"#issuecomment-(\d+)")
SEVERITY_LABEL = re.compile(r"(?:sev(?:erity)?[-_/: ]*\w+|p[0-5])", re.IGNORECASE)
EDITED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True)
class Found:
    """An issue or a comment, and where it stands; `gone` says why it is left out."""

    node: Json
    place: str
    is_issue: bool
    gone: str = ""


def sniff(tree: Tree) -> list[Claim]:
    return claim_files(tree, KEYS, lambda value: any(True for _ in _found(value)))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every issue of the file with its comments. Raises EmptySource, UnreadableSource."""
    file = claim.files[0]
    found = list(_found(file.json))
    kept = [one for one in found if not one.gone]
    evidence = [_evidence(one, file.name) for one in kept]
    if not evidence:
        raise EmptySource(claim.name, PRODUCT)
    several = len({one.thread for one in evidence}) > 1
    return Reading(
        evidence=tuple(oldest_first(evidence)) if several else unthreaded(oldest_first(evidence)),
        records=tuple(_record(one.node, file.name) for one in kept if one.is_issue),
        people=_people(one.node for one in kept),
        dropped=dict(Counter(one.gone for one in found if one.gone)),
    )


def _found(value: object) -> Iterator[Found]:
    for index, item in enumerate(items(value)):
        yield from _in_object(mapping(item), f"[{index}]")
    yield from _in_object(mapping(value), "")


def _in_object(node: Json, place: str) -> Iterator[Found]:
    if "issue" in node and _is_issue(mapping(node["issue"])):
        yield Found(mapping(node["issue"]), _under(place, "issue"), True)
        comment = mapping(node.get("comment"))
        if _is_comment(comment):
            yield Found(comment, _under(place, "comment"), False, _gone(comment, text(node, "action")))
    elif _is_issue(node):
        yield Found(node, place, True)
    elif _is_comment(node):
        yield Found(node, place, False, _gone(node))
    for index, comment in enumerate(mappings(node.get("comments"))):
        if _is_comment(comment):
            yield Found(comment, _under(place, f"comments[{index}]"), False, _gone(comment))


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _is_issue(node: Json) -> bool:
    return "title" in node and "number" in node and "body" in node and bool(ISSUE_URL.search(_url(node)))


def _is_comment(node: Json) -> bool:
    return "body" in node and ("issue_url" in node or bool(COMMENT_URL.search(_url(node))))


def _gone(comment: Json, action: str = "") -> str:
    if action == "deleted":
        return "deleted comments"
    return "minimized comments" if comment.get("isMinimized") is True or comment.get("minimized") else ""


def _url(node: Json) -> str:
    return text(node, "html_url", "url", "issue_url")


def _issue_id(node: Json) -> str:
    """`owner/repo#12`, from the address of an issue or of a comment on it."""
    match = ISSUE_URL.search(text(node, "issue_url")) or ISSUE_URL.search(_url(node))
    return f"{match[1]}#{match[2]}" if match else ""


def _author(node: Json) -> Json:
    return mapping(node.get("user")) or mapping(node.get("author"))


def _is_bot(user: Json) -> bool:
    return text(user, "login").endswith("[bot]") or text(user, "type") == "Bot" or user.get("is_bot") is True


def _evidence(found: Found, file: str) -> Evidence:
    node, issue = found.node, f"github:{_issue_id(found.node)}"
    at, changed = instant(node, "created_at", "createdAt"), instant(node, "updated_at", "updatedAt")
    body = written(text(node, "body"))
    number = COMMENT_URL.search(_url(node))
    return Evidence(
        id=issue if found.is_issue else f"github:{number[1] if number else text(node, 'id') or found.place}",
        at=at,
        at_text=None if at else text(node, "created_at", "createdAt") or None,
        author=text(_author(node), "login") or None,
        text="\n\n".join(names((text(node, "title"), body))) if found.is_issue else body,
        thread=issue,
        automated=_is_bot(_author(node)),
        edited=_is_edited(node) or bool(not found.is_issue and at and changed and changed - at > EDITED_AFTER),
        source=Source(file=file, locator=found.place),
    )


def _is_edited(node: Json) -> bool:
    return node.get("includesCreatedEdit") is True


def _record(issue: Json, file: str) -> Record:
    labels = [text(label, "name") for label in mappings(issue.get("labels"))]
    created, closed = (instant(issue, *keys) for keys in (("created_at", "createdAt"), ("closed_at", "closedAt")))
    cite = (f"github:{_issue_id(issue)}",)
    return Record(
        source="github",
        file=file,
        trust=TRUST,
        id=_issue_id(issue),
        title=text(issue, "title") or None,
        severity=next((label for label in labels if SEVERITY_LABEL.fullmatch(label)), None),
        status=text(issue, "state").lower() or None,
        links=tuple(Link(label="GitHub issue", url=url) for url in [_url(issue)] if url.startswith("https://")),
        people=tuple(("assignee", login) for login in names(text(user, "login") for user in mappings(issue.get("assignees")))),
        created_at=Moment(at=created, basis=Basis.RECORD, evidence=cite) if created else None,
        closed_at=Moment(at=closed, basis=Basis.RECORD) if closed else None,
    )


def _people(nodes: Iterator[Json]) -> tuple[Person, ...]:
    """The people who wrote or were assigned, by login; GitHub gives full names only in `gh`'s output."""
    people: dict[str, Person] = {}
    for user in (user for node in nodes for user in (_author(node), *mappings(node.get("assignees")))):
        login = text(user, "login")
        if login:
            name = text(user, "name") or login
            people.setdefault(login, Person(name, aliases=(login,) if name != login else (), bot=_is_bot(user)))
    return tuple(people.values())
