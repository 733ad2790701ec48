"""Notes -> Evidence: what people wrote as messages; of what GitLab notes itself the changes that matter to an incident."""

import re
from datetime import timedelta

from pipeline.domain.evidence import Evidence, EvidenceKind, Subtype
from pipeline.sources.accounts import Place, when
from pipeline.sources.github_text import written
from pipeline.sources.payload import Json, instant, mapping, text

EDITED_AFTER = timedelta(minutes=1)
MEANT: tuple[tuple[re.Pattern[str], Subtype | None], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"closed\b", Subtype.RESOLVE),
        (r"reopened\b", Subtype.REOPEN),
        (r"(?:un)?assigned\b", Subtype.ASSIGN),
        (r"(?:set|changed|removed) the (?:incident )?(?:severity|priority)\b", Subtype.PRIORITY),
        (r"(?:set|changed) the (?:incident )?status to \W*acknowledged\b", Subtype.ACKNOWLEDGE),
        (r"(?:set|changed) the (?:incident )?status to \W*resolved\b", Subtype.RESOLVE),
        (r"(?:set|changed) the (?:incident )?status to \W*triggered\b", Subtype.TRIGGER),
        (r"(?:set|changed) the (?:incident )?status\b", None),
        (r"changed (?:the )?title\b", None),
        (r"made the (?:issue|incident) (?:confidential|visible)\b", None),
    )
)
"""How notes of GitLab's own begin. Others (labels, mentions, milestones) are dropped."""


def user_name(user: Json) -> str:
    return text(user, "name", "username")


def is_bot(user: Json) -> bool:
    """GitLab's own accounts, and those it makes for access tokens and integrations."""
    name = text(user, "username").lower()
    return user.get("bot") is True or name.endswith(("-bot", "_bot")) or "_bot_" in name or name == "ghost"


def note(place: Place, node: Json, author: Json) -> Evidence | str:
    """The note as evidence, else a word for why it is left out."""
    said = written(text(node, "body", "note"))
    if node.get("system") is True:
        return _own_note(place, node, said, author)
    at, changed = instant(node, "created_at"), instant(node, "last_edited_at" if "last_edited_at" in node else "updated_at")
    return place.piece(
        text(node, "id"),
        said,
        when(node, "created_at"),
        EvidenceKind.MESSAGE,
        user_name(author),
        automated=is_bot(author),
        edited=bool(at and changed and changed - at > EDITED_AFTER),
    )


def _own_note(place: Place, node: Json, said: str, author: Json) -> Evidence | str:
    meaning = next((meaning for pattern, meaning in MEANT if pattern.match(said)), "")
    if meaning == "":
        return "system notes"
    plain = said.replace("**", "").replace("{-", "").replace("-}", "").replace("{+", "").replace("+}", "")
    return place.piece(
        text(node, "id"),
        plain[:1].upper() + plain[1:],
        when(node, "created_at"),
        EvidenceKind.LOG_ENTRY,
        user_name(author),
        subtype=str(meaning) if meaning else None,
        automated=is_bot(author),
    )


def state_event(place: Place, node: Json) -> Evidence:
    """One of the API's list of state events: `{id, user, created_at, state}`."""
    state, user = text(node, "state"), mapping(node.get("user"))
    meaning = {"closed": Subtype.RESOLVE, "reopened": Subtype.REOPEN}.get(state)
    return place.piece(
        f"state-event-{text(node, 'id')}",
        state[:1].upper() + state[1:],
        when(node, "created_at"),
        EvidenceKind.LOG_ENTRY,
        user_name(user),
        subtype=str(meaning) if meaning else None,
    )
