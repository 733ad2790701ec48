"""Comments and changes of an issue -> Evidence."""

import re
from datetime import timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.sources.accounts import Place, When, when
from pipeline.sources.jira.users import Users, is_app
from pipeline.sources.markup import adf, jira_wiki
from pipeline.sources.payload import Json, instant, mapping, mappings, names, text

EDITED_AFTER = timedelta(minutes=1)
OVER = re.compile(r"resolved|closed|done|completed?|fixed", re.IGNORECASE)
AGAIN = re.compile(r"re-?opened", re.IGNORECASE)
TAKEN = re.compile(r"acknowledged|in progress|investigating|work in progress|under investigation", re.IGNORECASE)
SEVERITY_FIELD = re.compile(r"priority|severity|impact|urgency", re.IGNORECASE)
TOLD = frozenset({"status", "assignee", "resolution", "summary"})
"""Fields whose changes are told, with those of priority and severity; others are counted."""


def body_text(body: object, users: Users, links: list[str]) -> str:
    """A description or a comment: text in wiki markup, or a document."""
    if isinstance(body, str):
        return jira_wiki.text_of(body, users.by_account, links)
    return adf.text_of(body, links)


def is_limited(comment: Json) -> bool:
    """Whether only a role or a group sees a comment, or those alone who work at the service desk."""
    return bool(mapping(comment.get("visibility"))) or comment.get("jsdPublic") is False


def comment(place: Place, node: Json, users: Users, at: When) -> Evidence:
    """`at` is the time of the event that brought it, for a comment that does not say its own."""
    author, links = mapping(node.get("author")), list[str]()
    said = body_text(node.get("body"), users, links)
    created, changed = instant(node, "created"), instant(node, "updated")
    return place.piece(
        f"comment-{text(node, 'id')}" if text(node, "id") else "",
        said,
        when(node, "created") if text(node, "created") else at,
        EvidenceKind.MESSAGE,
        text(author, "displayName", "name"),
        automated=is_app(author),
        edited=bool(created and changed and changed - created > EDITED_AFTER),
        links=names(links),
    )


def change(place: Place, node: Json, author: Json, at: When) -> tuple[Evidence | None, tuple[str, ...]]:
    """One entry of the changelog, and a word for each of its fields that is not told."""
    items = mappings(node.get("items"))
    told = [item for item in items if _is_told(text(item, "field"))]
    dropped = ("changes of fields",) * (len(items) - len(told))
    if not told:
        return None, dropped
    piece = place.piece(
        f"history-{text(node, 'id')}" if text(node, "id") else "",
        "\n".join(_said(item) for item in told),
        at,
        EvidenceKind.LOG_ENTRY,
        text(author, "displayName", "name"),
        subtype=next((str(meaning) for item in told if (meaning := _meaning(item))), None),
        automated=is_app(author),
    )
    return piece, dropped


def _is_told(field: str) -> bool:
    return field.lower() in TOLD or bool(SEVERITY_FIELD.search(field))


def _said(item: Json) -> str:
    """ "Status: To Do -> In Progress"."""
    field, before, after = (text(item, key) for key in ("field", "fromString", "toString"))
    return f"{field[:1].upper()}{field[1:]}: {before + ' -> ' if before else ''}{after or 'none'}"


def _meaning(item: Json) -> Subtype | None:
    field, after = text(item, "field").lower(), text(item, "toString")
    if field == "assignee":
        return Subtype.ASSIGN if after else None
    if field != "status":
        return Subtype.PRIORITY if SEVERITY_FIELD.search(field) else None
    before = text(item, "fromString")
    if AGAIN.search(after) or (OVER.fullmatch(before) and not OVER.fullmatch(after)):
        return Subtype.REOPEN
    if OVER.fullmatch(after):
        return Subtype.RESOLVE
    return Subtype.ACKNOWLEDGE if TAKEN.fullmatch(after) else None
