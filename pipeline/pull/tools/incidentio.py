"""An incident.io incident -> it, its updates, actions and follow-ups in one JSON, as the API gives them.

GET /v2/incidents/{id or number}, /v2/incident_updates, /v2/actions, /v2/follow_ups. Source: api-docs.incident.io.
"""

from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import newest
from pipeline.pull.payload import Json, mapping, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target

PRODUCT = "incident.io"
BASE_URL = "https://api.incident.io"
KEYLESS = False
RIGHTS = '"View data", and for private incidents "View all incident data, including private incidents"'
AT_ONCE = 250
LISTS = ("incident_updates", "actions", "follow_ups")


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    incident = reach.one("incident", f"/v2/incidents/{target.ids[0]}", key="incident", what=f"incident {target.ids[0]}")
    id, number = text(incident, "id"), text(incident, "reference")
    asked: dict[str, str | int] = {"incident_id": id}
    updates = reach.by_cursor(
        "updates", "/v2/incident_updates", {**asked, "page_size": AT_ONCE}, "incident_updates", "after", following
    )
    actions = reach.by_cursor("actions", "/v2/actions", asked, "actions", optional=True)
    follow_ups = reach.by_cursor("follow-ups", "/v2/follow_ups", asked, "follow_ups", optional=True)
    told = {"incident": incident, **dict(zip(LISTS, (updates, actions, follow_ups), strict=True))}
    return Haul(
        what=f"incident.io {number or id}",
        id=id,
        files={f"incidentio/{number or id}.json": told},
        counts={"updates": len(updates), "actions": len(actions), "follow-ups": len(follow_ups)},
        first=text(incident, "created_at"),
        last=newest([incident, *updates], "created_at"),
        restricted=text(incident, "visibility") == "private",
        gaps=tuple(reach.ledger.gaps()),
        texts=(*channel(incident), *strings([incident, updates, actions, follow_ups])),
    )


def following(answer: Json) -> str:
    return text(mapping(answer.get("pagination_meta")), "after")


def channel(incident: Json) -> list[str]:
    """The address of the incident's Slack channel."""
    team, id = text(incident, "slack_team_id"), text(incident, "slack_channel_id")
    return [f"https://app.slack.com/client/{team}/{id}"] if team and id else []
