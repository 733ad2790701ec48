"""A status page over incidents in memory: what it shows to everybody at /api/v2, and the API that manages pages, with a key."""

import json
from pathlib import Path

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
SAMPLE = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout" / "statuspage.json"


class FakeStatuspage(FakeServer):
    """`incidents` are newest first, as both give them."""

    def __init__(self, page: Json, incidents: list[Json], token: str = TOKEN) -> None:
        super().__init__(token)
        self.page, self.incidents = page, incidents
        self.forbidden = False

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/api/v2/incidents.json":
            return Reply({"page": self.page, "incidents": self.incidents[:50]})
        if asked.headers.get("authorization") != f"OAuth {self.token}":
            return Reply({"error": "Could not authenticate"}, 401)
        if self.forbidden:
            return Reply({"error": "Forbidden"}, 403)
        _, pages, id, *rest = asked.path.split("/")
        if pages != "pages" or id != self.page["id"]:
            return Reply({"error": "Not found"}, 404)
        if not rest:
            return Reply({**self.page, "css_body_background_color": "ffffff", "page_description": None})
        if len(rest) == 1:
            size, page = int(asked.query["limit"]), int(asked.query["page"])
            return Reply(self.incidents[(page - 1) * size : page * size])
        found = [one for one in self.incidents if one["id"] == rest[1]]
        return Reply(found[0]) if found else Reply({"error": "Not found"}, 404)


def sample() -> tuple[FakeStatuspage, tuple[str, ...], dict[str, object]]:
    """The sample's incident on its page, how it is asked for, and the files that it is kept in."""
    content = json.loads(SAMPLE.read_text())
    page, incidents = content["page"], content["incidents"]
    ids = (page["id"], incidents[0]["id"])
    return FakeStatuspage(page, incidents), ids, {f"statuspage/{'-'.join(ids)}.json": content}


def busy_page(incidents: int) -> FakeStatuspage:
    def incident(number: int) -> Json:
        update = {"id": f"u{number}", "body": f"update {number}", "created_at": f"2026-01-01T00:{number % 60:02}:00Z"}
        return {"id": f"inc{number:05}", "name": f"incident {number}", "impact": "minor", "incident_updates": [update]}

    return FakeStatuspage({"id": "busypage0001", "name": "Busy"}, [incident(number) for number in reversed(range(incidents))])
