"""An incident.io incident -> it, its updates, timeline, actions and follow-ups in one JSON, as the API gives them.

GET /v2/incidents/{id or number}, /v2/incident_updates, /v2/incident_timeline_items, /v3/actions, /v3/follow_ups. The last two
leave out tests and tutorials, unless they are told the incident's mode. Source: docs.incident.io/api-reference.
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
LISTS = ("incident_updates", "incident_timeline_items", "actions", "follow_ups")


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    incident = reach.one("incident", f"/v2/incidents/{target.ids[0]}", key="incident", what=f"incident {target.ids[0]}")
    id, number = text(incident, "id"), text(incident, "reference")
    of_mode = {"incident_mode": mode} if (mode := text(incident, "mode")) else {}

    def listed(step: str, path: str, **more: str) -> list[Json]:
        asked: dict[str, str | int] = {"incident_id": id, "page_size": AT_ONCE, **more}
        return reach.by_cursor(step, path, asked, path.rpartition("/")[2], "after", following, optional=step != "updates")

    updates = listed("updates", "/v2/incident_updates")
    timeline = listed("timeline", "/v2/incident_timeline_items")
    actions = listed("actions", "/v3/actions", **of_mode)
    follow_ups = listed("follow-ups", "/v3/follow_ups", **of_mode)
    told = {"incident": incident, **dict(zip(LISTS, (updates, timeline, actions, follow_ups), strict=True))}
    return Haul(
        what=f"incident.io {number or id}",
        id=id,
        files={f"incidentio/{number or id}.json": told},
        counts={
            "updates": len(updates),
            "timeline items": len(timeline),
            "actions": len(actions),
            "follow-ups": len(follow_ups),
        },
        first=text(incident, "created_at"),
        last=newest([incident, *updates], "created_at"),
        restricted=text(incident, "visibility") == "private",
        gaps=tuple(reach.ledger.gaps()),
        texts=(*channel(incident), *strings([incident, updates, timeline, actions, follow_ups])),
    )


def following(answer: Json) -> str:
    return text(mapping(answer.get("pagination_meta")), "after")


def channel(incident: Json) -> list[str]:
    """The address of the incident's Slack channel."""
    team, id = text(incident, "slack_team_id"), text(incident, "slack_channel_id")
    return [f"https://app.slack.com/client/{team}/{id}"] if team and id else []
