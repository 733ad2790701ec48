"""A PagerDuty incident -> the incident, its log, its notes and its alerts in one JSON, as the REST API gives them.

GET /incidents/{id}, .../log_entries (newest first, with what the channels said), .../notes, .../alerts; a second pull asks for
the log since its newest entry. Source: the pages of these endpoints at developer.pagerduty.com.
"""

from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import Ledger, newest
from pipeline.pull.payload import Json, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target

PRODUCT = "PagerDuty"
BASE_URL = "https://api.pagerduty.com"
KEYLESS = False
RIGHTS = "a read-only key of the REST API"
AT_ONCE = 100
OF_AN_APP = ("pdus+", "pdeu+")
"""How tokens begin that OAuth apps are given: they are sent in another way than keys of the REST API."""


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    kind = "Bearer " if secret and secret.reveal().startswith(OF_AN_APP) else "Token token="
    key = {"Authorization": f"{kind}{secret.reveal()}"} if secret else {}
    return {"Accept": "application/vnd.pagerduty+json;version=2", **key}


def pull(target: Target, reach: Reach) -> Haul:
    id, ledger = target.ids[0], reach.ledger
    path = f"/incidents/{id}"
    incident = reach.one("incident", path, key="incident", what=f"incident {id}")
    since = newest(ledger.before("log entries"), "created_at")
    asked: dict[str, str | int] = {
        "limit": AT_ONCE,
        "include[]": "channels",
        "time_zone": "UTC",
        **({"since": since} if since else {}),
    }
    reach.by_offset("log entries", f"{path}/log_entries", asked, "log_entries")
    notes = reach.by_cursor("notes", f"{path}/notes", {}, "notes", optional=True)
    alerts = reach.by_offset("alerts", f"{path}/alerts", {"limit": AT_ONCE}, "alerts", optional=True)
    entries = newest_first(ledger, "log entries")
    return Haul(
        what=f"PagerDuty #{text(incident, 'incident_number')}" if text(incident, "incident_number") else f"PagerDuty {id}",
        id=text(incident, "id") or id,
        files={
            f"pagerduty/{text(incident, 'id') or id}.json": {
                "incident": incident,
                "log_entries": entries,
                "notes": notes,
                "alerts": alerts,
            }
        },
        counts={"log entries": len(entries), "notes": len(notes), "alerts": len(alerts)},
        first=min((text(one, "created_at") for one in entries), default=text(incident, "created_at")),
        last=newest(entries, "created_at"),
        gaps=reach.gaps("log entries"),
        texts=tuple(strings([incident, notes, alerts, entries])),
    )


def newest_first(ledger: Ledger, step: str) -> list[Json]:
    """The entries of all rounds once: an entry that came in between two pages is on both."""
    found = [one for round in reversed(ledger.rounds) for one in round.items(step)]
    return list({text(one, "id"): one for one in reversed(found)}.values())[::-1]
