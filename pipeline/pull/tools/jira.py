"""A Jira issue -> it with all its comments and changes in one JSON, as the REST API gives them.

GET /rest/api/2/serverInfo says whether it is the cloud, whose texts are documents (version 3), or a server, whose texts are wiki
markup (version 2). GET .../issue/{key} holds the first comments and changes; where there are more, .../comment, .../changelog.
Source: developer.atlassian.com/cloud/jira/platform/rest/v3 and docs.atlassian.com/software/jira/docs/api/REST.
"""

from base64 import b64encode
from collections.abc import Mapping

from pipeline.errors import PullRefused
from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import newest
from pipeline.pull.payload import Json, mapping, mappings, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target
from pipeline.pull.wire import Answer

PRODUCT = "Jira"
BASE_URL = ""
KEYLESS = True
RIGHTS = "read:jira-work (in the cloud), of an account that may browse the project"
CLOUD = ".atlassian.net"
AT_ONCE, MOST = 50, 10_000
"""Jira gives fewer at once than asked for where its administrators say so; 50 is what it gives of old."""


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    """A key of the cloud goes with its account's address, one of a server stands for itself."""
    if secret and user:
        return {"Authorization": f"Basic {b64encode(f'{user}:{secret.reveal()}'.encode()).decode()}"}
    return {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    asked, ledger = target.ids[0].upper(), reach.ledger
    if reach.wire.host.endswith(CLOUD) and reach.wire.headers.get("Authorization", "").startswith("Bearer"):
        problem = "in the cloud a key goes with the address of its account"
        raise PullRefused(PRODUCT, asked, problem, "set POSTMORTEM_JIRA_USER to it")
    server = reach.one("server", "/rest/api/2/serverInfo", what=asked)
    base = f"/rest/api/{3 if text(server, 'deploymentType') == 'Cloud' else 2}/issue"
    issue = reach.one("issue", f"{base}/{asked}", {"fields": "*all", "expand": "names,changelog"}, what=asked)
    key, fields, changelog = text(issue, "key") or asked, mapping(issue.get("fields")), mapping(issue.get("changelog"))
    known = newest((mapping(one.get("fields")) for one in ledger.before("issue")), "updated")
    changed = text(fields, "updated") != known or bool(ledger.gaps())
    comments = whole(reach, "comments", f"{base}/{key}/comment", mapping(fields.get("comment")), "comments", "comments", changed)
    histories = whole(reach, "changes", f"{base}/{key}/changelog", changelog, "histories", "values", changed)
    told = {
        **issue,
        "fields": {**fields, "comment": {"comments": comments, "total": len(comments)}},
        "changelog": {"histories": histories, "total": len(histories)},
    }
    return Haul(
        what=f"Jira {key}",
        id=key,
        files={f"jira/{key}.json": told},
        counts={"comments": len(comments), "changes": len(histories)},
        first=text(fields, "created"),
        last=newest([*comments, *histories], "created") or text(fields, "created"),
        restricted=bool(mapping(fields.get("security"))) or any(map(is_limited, comments)),
        gaps=tuple(ledger.gaps()),
        texts=tuple(strings([fields.get("description"), fields.get("environment"), [one.get("body") for one in comments]])),
    )


def is_limited(comment: Json) -> bool:
    """Whether only a role or a group sees a comment, or those alone who work at the service desk."""
    return bool(mapping(comment.get("visibility"))) or comment.get("jsdPublic") is False


def whole(reach: Reach, step: str, path: str, given: Json, inside: str, key: str, changed: bool) -> list[Json]:
    """All entries of a list of which the issue gave the first; asked for only where it `changed` since the last pull."""
    first, total = mappings(given.get(inside)), given.get("total")
    if not isinstance(total, int) or total <= len(first):
        return first
    if changed or not reach.ledger.before(step):

        def window(place: int) -> Mapping[str, str | int]:
            return {"startAt": place - 1, "maxResults": AT_ONCE}

        def more(answer: Answer, items: list[Json], place: int) -> bool:
            total = answer.node.get("total")
            return isinstance(total, int) and place - 1 + len(items) < total

        reach.overlapping(step, path, window, more, MOST, key, optional=True, on=lambda items: max(1, len(items) - 1))
    return reach.ledger.latest(step) or first
