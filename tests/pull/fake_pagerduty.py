"""PagerDuty's REST API over incidents in memory, as developer.pagerduty.com describes it: offsets, `more`, statuses."""

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]


class FakePagerDuty(FakeServer):
    """`incidents` are by id, each {incident, log_entries (newest first), notes, alerts}; what is in `closed` may not be read."""

    def __init__(self, incidents: dict[str, Json], token: str = TOKEN, most: int = 100) -> None:
        super().__init__(token)
        self.incidents, self.most = incidents, most
        self.closed: set[str] = set()

    def answer(self, asked: Asked) -> Reply:
        kind = "Bearer " if self.token.startswith("pdus+") else "Token token="
        if asked.headers.get("authorization") != kind + self.token:
            return Reply({"error": {"message": "Unauthorized", "code": 2006}}, 401)
        _, _, id, *rest = asked.path.split("/")
        if id not in self.incidents:
            return Reply({"error": {"message": "Not Found", "code": 2100}}, 404)
        kind = rest[0] if rest else "incident"
        if kind in self.closed:
            return Reply({"error": {"message": "Access Denied", "code": 2010}}, 403)
        content = self.incidents[id].get(kind, [])
        if kind in ("incident", "notes"):
            return Reply({kind: content})
        if int(asked.query["offset"]) + int(asked.query["limit"]) > 10_000:
            return Reply({"error": {"message": "Invalid Input Provided", "code": 2001}}, 400)
        return Reply(self.page(kind, content, asked.query))

    def page(self, kind: str, entries: list[Json], query: dict[str, str]) -> Json:
        if since := query.get("since"):
            entries = [one for one in entries if str(one["created_at"]) >= since]
        offset, limit = int(query["offset"]), min(int(query["limit"]), self.most)
        more = offset + limit < len(entries)
        return {kind: entries[offset : offset + limit], "limit": limit, "offset": offset, "more": more, "total": None}
