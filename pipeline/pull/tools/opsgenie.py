"""An Opsgenie incident with its alerts, or an alert -> each with its notes and log in one JSON, as the REST API gives them.

GET /v1/incidents/{id}, .../notes, .../logs, .../associated-alert-ids, and of each alert /v2/alerts/{id}, .../notes, .../logs.
What an id looks like tells which of the two it is. Each stands in a folder of its own, because its notes do not say whose they
are. Source: docs.opsgenie.com/docs/incident-api and alert-api.
"""

import re
from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qs, urlsplit

from pipeline.errors import PullRefused
from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import Page, newest
from pipeline.pull.payload import Json, mapping, mappings, strings, text
from pipeline.pull.reach import Reach, missing
from pipeline.pull.target import Target

PRODUCT = "Opsgenie"
BASE_URL = "https://api.opsgenie.com"
KEYLESS = False
RIGHTS = "the right Read, without Create and Update, Delete and Configuration Access"
AT_ONCE, IDS_AT_ONCE = 100, 25
PRIVACY = "whether the incident is private is not told by Opsgenie's API: restrict it yourself where it is"
MOST_ALERTS = 20
"""Alerts of an incident that are pulled: many come by the hundred, and say the same."""
ALERT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d{10,}")
LOGGED = ("notes", "logs")


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"GenieKey {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    asked = target.ids[0]
    if ALERT_ID.fullmatch(asked):
        found = read(reach, f"alert {asked}", f"/v2/alerts/{asked}")
        return haul(reach, {f"opsgenie/alert-{number(found)}/answers.json": found})
    path = f"/v1/incidents/{asked}"
    incident = read(reach, f"incident {asked}", path)
    ids = alert_ids(reach, path)
    alerts = [read(reach, f"alert {id}", f"/v2/alerts/{id}", optional=True) for id in ids[:MOST_ALERTS]]
    folder = f"opsgenie/{number(incident)}"
    files = {f"{folder}/for-alert-{number(one)}/answers.json": one for one in alerts if one[0]["data"]}
    more = len(ids[MOST_ALERTS:])
    left_out = (
        *([f"{more} more alerts are not pulled"] if more else []),
        *([] if "visibility" in incident[0]["data"] else [PRIVACY]),
    )
    return haul(reach, {f"{folder}/answers.json": incident, **files}, left_out)


def read(reach: Reach, what: str, path: str, optional: bool = False) -> list[Json]:
    """The answers for an alert or an incident: it, its notes, its log."""
    asked = {"limit": AT_ONCE, "order": "asc"}
    node = reach.one(what, path, number_of(path), "data", what, optional)
    logged = LOGGED if node else ()
    lists = [
        reach.by_cursor(f"{kind} of {what}", f"{path}/{kind}", {**asked, **number_of(path)}, "data", "offset", following, True)
        for kind in logged
    ]
    return [{"data": node}, *({"data": found} for found in lists)]


def number_of(path: str) -> dict[str, str | int]:
    """How to say that an id is the short number that people know an incident by."""
    return {"identifierType": "tiny"} if path.rpartition("/")[2].isdigit() else {}


def alert_ids(reach: Reach, path: str) -> list[str]:
    """The alerts of an incident; a gap where the key may not list them."""

    def ask(cursor: str) -> Page:
        asked = {"limit": IDS_AT_ONCE, **number_of(path), **({"offset": cursor} if cursor else {})}
        try:
            answer = reach.answer(f"{path}/associated-alert-ids", asked, "alerts").node
        except PullRefused as problem:
            return missing(problem, "alerts", optional=True)
        listed = answer.get("data")
        ids = [{"id": id} for id in cast(list[object], listed) if isinstance(id, str)] if isinstance(listed, list) else []
        place = following(answer)
        return Page(ids, place if ids and place != cursor else "")

    return list(dict.fromkeys(text(one, "id") for one in reach.ledger.all("alerts", ask)))


def following(answer: Json) -> str:
    """The offset of the next page: it is given as a whole address, of which nothing else is taken."""
    query = parse_qs(urlsplit(text(mapping(answer.get("paging")), "next")).query)
    return next(iter(query.get("offset", [])), "")


def haul(reach: Reach, files: Mapping[str, list[Json]], left_out: tuple[str, ...] = ()) -> Haul:
    """The first of the files is what was asked for, the others are its alerts."""
    found = list(files.values())
    main = mapping(found[0][0]["data"])
    listed = [entry for answers in found for answer in answers[1:] for entry in mappings(answer["data"])]
    return Haul(
        what=f"Opsgenie #{text(main, 'tinyId')}" if text(main, "tinyId") else f"Opsgenie {text(main, 'id')}",
        id=text(main, "id"),
        files=files,
        counts={"entries": len(listed), "alerts": len(found) - 1},
        first=text(main, "createdAt"),
        last=newest([main, *listed], "createdAt"),
        restricted=text(main, "visibility") == "private",
        gaps=tuple(reach.ledger.gaps()),
        left_out=left_out,
        texts=tuple(strings(found)),
    )


def number(answers: list[Json]) -> str:
    node = mapping(answers[0]["data"])
    return text(node, "tinyId") or text(node, "id")
