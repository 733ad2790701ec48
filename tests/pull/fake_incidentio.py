"""incident.io's API over one incident in memory, as api-docs.incident.io describes it: ids or numbers, pages by `after`."""

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
ID = "01FCNDV6P870EA6S7TK1DSYDG0"


class FakeIncidentio(FakeServer):
    """`content` is {incident, and the lists by their names}; what is in `closed` may not be read.

    Actions and follow-ups are those of real incidents, where the mode of another is not said.
    """

    def __init__(self, content: Json, token: str = TOKEN, most: int = 250) -> None:
        super().__init__(token)
        self.content, self.most = content, most
        self.closed: set[str] = set()
        self.forbidden = False

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Reply({"type": "authentication_error", "status": 401, "errors": [{"code": "unauthorized"}]}, 401)
        _, version, kind, *rest = asked.path.split("/")
        if self.forbidden or kind in self.closed:
            return Reply({"type": "authentication_error", "status": 403, "errors": [{"code": "missing_scope"}]}, 403)
        if kind == "incidents":
            known = rest[0] in (ID, "41")
            return Reply({"incident": self.content["incident"]}) if known else Reply({"type": "not_found", "status": 404}, 404)
        if version != ("v3" if kind in ("actions", "follow_ups") else "v2"):
            return Reply({"type": "not_found", "status": 404}, 404)
        mode = str(self.content["incident"]["mode"])
        modes = [asked.query["incident_mode"]] if "incident_mode" in asked.query else ["standard", "retrospective"]
        seen = asked.query["incident_id"] == ID and (version == "v2" or mode in modes)
        return Reply(self.page(kind, self.content.get(kind, []) if seen else [], asked.query))

    def page(self, kind: str, listed: list[Json], query: dict[str, str]) -> Json:
        """After an id that need not be there any more."""
        size = min(int(query.get("page_size", 25)), self.most)
        rest = [one for one in listed if str(one["id"]) > query.get("after", "")]
        meta = {"page_size": size, "total_record_count": len(listed)}
        more = {"after": rest[size - 1]["id"]} if len(rest) > size else {}
        return {kind: rest[:size], "pagination_meta": {**meta, **more}}


def user(name: str) -> Json:
    return {"id": f"U{name[:3]}", "name": name, "email": f"{name[:3].lower()}@acme.example", "role": "responder"}


def update(number: int, message: str, status: str = "Investigating") -> Json:
    return {
        "id": f"01UPD{number:05}",
        "incident_id": ID,
        "message": message,
        "new_incident_status": {"name": status, "category": "live"},
        "updater": {"user": user("Ana Ruiz")},
        "created_at": f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:00.000Z",
    }


def incident() -> Json:
    return {
        "id": ID,
        "reference": "INC-41",
        "name": "Checkout answers 500",
        "summary": "12 % of orders failed after the deploy of pricing v41.",
        "visibility": "public",
        "mode": "standard",
        "severity": {"name": "SEV2"},
        "incident_status": {"name": "Closed", "category": "closed"},
        "permalink": "https://app.incident.io/acme/incidents/41",
        "slack_team_id": "T0ACME001",
        "slack_channel_id": "C0A7INC041",
        "creator": {"user": user("Ana Ruiz")},
        "incident_role_assignments": [{"role": {"name": "Incident Lead"}, "assignee": user("Bo Lindqvist")}],
        "incident_timestamp_values": [
            {"incident_timestamp": {"name": "Impact started at"}, "value": {"value": "2026-05-04T09:55:00Z"}},
            {"incident_timestamp": {"name": "Resolved at"}, "value": {"value": "2026-05-04T10:30:00Z"}},
        ],
        "created_at": "2026-05-04T09:58:00.000Z",
        "updated_at": "2026-05-04T11:00:00.000Z",
    }


def busy_incident(updates: int, most: int) -> FakeIncidentio:
    listed = [update(number, f"update {number}") for number in range(updates)]
    return FakeIncidentio({"incident": incident(), "incident_updates": listed, "actions": [], "follow_ups": []}, most=most)


def sample() -> tuple[FakeIncidentio, tuple[str, ...], dict[str, object]]:
    task = {"incident_id": ID, "created_at": "2026-05-04T10:40:00Z", "updated_at": "2026-05-04T10:40:00Z"}
    content: Json = {
        "incident": incident(),
        "incident_updates": [
            update(1, "The deploy of pricing v41 went out at 09:54 UTC."),
            update(14, "Rolled back at 10:12 UTC, errors are gone.", "Monitoring"),
            update(30, "Everything is back to normal.", "Closed"),
        ],
        "incident_timeline_items": [
            {
                **task,
                "id": "01TML1",
                "title": "The pool of pricing is full",
                "timestamp": "2026-05-04T09:56:00Z",
                "creator": {"user": user("Bo Lindqvist")},
            }
        ],
        "actions": [
            {**task, "id": "01ACT1", "description": "Roll pricing back", "status": "completed", "assignee": user("Bo Lindqvist")}
        ],
        "follow_ups": [
            {**task, "id": "01FUP1", "title": "Add a canary step", "status": "outstanding", "assignee": user("Bo Lindqvist")}
        ],
    }
    return FakeIncidentio(content, most=2), (ID,), {"incidentio/INC-41.json": content}
