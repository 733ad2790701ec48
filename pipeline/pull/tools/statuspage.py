"""Incidents of a status page -> the page and its incidents in one JSON, as the page shows them to everybody.

    status.example.com [ID]    GET /api/v2/incidents.json of the page itself: its 50 latest incidents, without a key
    kctbh9vrtdwd [ID]          GET /pages/{page}, .../incidents[/{id}] of the API that manages pages, with a key

Source: the pages `/api` of a status page, and developer.statuspage.io.
"""

from pipeline.errors import PullRefused
from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import Page, newest
from pipeline.pull.payload import Json, mapping, mappings, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target

PRODUCT = "Statuspage"
BASE_URL = "https://api.statuspage.io/v1"
KEYLESS = False
RIGHTS = "the right to manage the page, because Statuspage has no narrower one"
PAGE_FIELDS = ("id", "name", "url", "time_zone", "updated_at")
SHOWN = 50
"""So many incidents a page shows without a key."""


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"OAuth {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    name, *ids = target.ids
    public = "." in name
    page, incidents = shown(reach, name, ids) if public else managed(reach, name, ids)
    updates = [one for incident in incidents for one in mappings(incident.get("incident_updates"))]
    title = text(page, "name") or name
    return Haul(
        what=f"{title}: {text(incidents[0], 'name')}" if ids else f"{title}'s incidents",
        id="-".join(target.ids),
        files={f"statuspage/{'-'.join(target.ids)}.json": {"page": page, "incidents": incidents}},
        counts={"incidents": len(incidents), "updates": len(updates)},
        first=min((text(one, "created_at") for one in updates), default=""),
        last=newest(updates, "created_at"),
        gaps=tuple(reach.ledger.gaps()),
        left_out=(f"a page shows its {SHOWN} latest incidents without a key",) if public and len(incidents) >= SHOWN else (),
        texts=tuple(strings(incidents)),
    )


def shown(reach: Reach, host: str, ids: list[str]) -> tuple[Json, list[Json]]:
    """What the page shows to everybody. Raises PullRefused for an incident that is not among it, and keeps no such answer."""

    def chosen(content: Json) -> list[Json]:
        return [one for one in mappings(content.get("incidents")) if not ids or text(one, "id") == ids[0]]

    def ask(cursor: str) -> Page:
        del cursor
        content = reach.answer("/api/v2/incidents.json", {}, host).node
        if ids and not chosen(content):
            count = len(mappings(content.get("incidents")))
            problem = f"it is not among the {count} latest incidents, which is all that the page shows without a key"
            raise PullRefused(PRODUCT, f"incident {ids[0]}", problem, "name the page by its id instead, and set a key")
        return Page([content])

    content = reach.ledger.all("incidents", ask)[0]
    return mapping(content.get("page")), chosen(content)


def managed(reach: Reach, id: str, ids: list[str]) -> tuple[Json, list[Json]]:
    whole = reach.one("page", f"/pages/{id}", what=f"page {id}")
    page = {key: whole[key] for key in PAGE_FIELDS if key in whole}
    if ids:
        return page, [reach.one("incident", f"/pages/{id}/incidents/{ids[0]}", what=f"incident {ids[0]}")]
    return page, reach.numbered("incidents", f"/pages/{id}/incidents", size="limit")
