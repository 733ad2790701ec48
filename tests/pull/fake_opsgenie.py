"""Opsgenie's REST API over incidents and alerts in memory, as docs.opsgenie.com describes it: offsets that are places, `next`."""

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
ID = "0f2a7c11-5b3d-4c57-9e8a-6d1f00c0ffee"
ALERT = "70413a06-38d6-4c85-92b8-5ebc900d42e2-1777888500000"


class FakeOpsgenie(FakeServer):
    """`things` are by id: {data, notes, logs}, an incident also {alerts: [id]}; what is in `closed` may not be read."""

    def __init__(self, things: dict[str, Json], token: str = TOKEN, most: int = 100) -> None:
        super().__init__(token)
        self.things, self.most = things, most
        self.closed: set[str] = set()
        self.forbidden = False

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"GenieKey {self.token}":
            return Reply({"message": "Could not authenticate"}, 401)
        _, _version, kind, id, *rest = asked.path.split("/")
        if self.forbidden or (rest and rest[0] in self.closed):
            return Reply({"message": "You are not authorized"}, 403)
        if asked.query.get("identifierType") == "tiny":
            id = next((key for key, one in self.things.items() if one["data"]["tinyId"] == id), "")
        thing = self.things.get(id)
        if thing is None or ("alerts" in thing) != (kind == "incidents"):
            return Reply({"message": "No such thing"}, 404)
        if not rest:
            return Reply({"data": thing["data"], "took": 0.01, "requestId": "r"})
        if rest[0] == "associated-alert-ids":
            start, size = int(asked.query.get("offset", 0)), int(asked.query["limit"])
            if size > 25:
                return Reply({"message": "limit should be at most 25"}, 422)
            ids, more = thing["alerts"][start : start + size], len(thing["alerts"]) > start + size
            place = {"next": f"https://api.opsgenie.com{asked.path}?offset={start + size}&limit={size}"} if more else {}
            return Reply({"data": ids, "paging": place, "requestId": "r"})
        return Reply(self.page(asked, thing[rest[0]]))

    def page(self, asked: Asked, listed: list[Json]) -> Json:
        rest = [one for one in listed if str(one["offset"]) > asked.query.get("offset", "")]
        size = min(int(asked.query["limit"]), self.most)
        place = f"https://api.opsgenie.com{asked.path}?offset={rest[size - 1]['offset']}&limit={size}" if len(rest) > size else ""
        return {"data": rest[:size], "paging": {"next": place} if place else {}, "requestId": "r"}


def entry(kind: str, number: int, said: str, owner: str = "Ana Ruiz") -> Json:
    at = f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:00.000Z"
    return {
        kind: said,
        "owner": owner,
        "createdAt": at,
        "offset": f"17778885{number:05}_1",
        **({"type": "user"} if kind == "log" else {}),
    }


def incident(alerts: list[str]) -> Json:
    return {
        "data": {
            "id": ID,
            "tinyId": "41",
            "message": "Checkout answers 500",
            "description": "12 % of orders failed. Talk in #inc-041-checkout.",
            "status": "closed",
            "priority": "P2",
            "impactedServices": [],
            "createdAt": "2026-05-04T09:58:00.000Z",
            "updatedAt": "2026-05-04T11:00:00.000Z",
            "impactStartDate": "2026-05-04T09:55:00.000Z",
        },
        "notes": [
            entry("note", 1, "The deploy of pricing v41 went out at 09:54 UTC."),
            entry("note", 14, "Rolled back at 10:12 UTC, errors are gone.", "Bo Lindqvist"),
            entry("note", 30, "I will add a canary step to the deploy by Friday.", "Bo Lindqvist"),
        ],
        "logs": [entry("log", 2, "Responder added: pricing"), entry("log", 31, "Incident closed")],
        "alerts": alerts,
    }


def alert(number: int = 512) -> Json:
    return {
        "data": {
            "id": ALERT,
            "tinyId": str(number),
            "message": "checkout error ratio > 5%",
            "status": "closed",
            "acknowledged": True,
            "priority": "P2",
            "source": "prometheus",
            "createdAt": "2026-05-04T09:57:00.000Z",
            "updatedAt": "2026-05-04T10:20:00.000Z",
            "report": {"ackTime": 60000, "acknowledgedBy": "Ana Ruiz"},
        },
        "notes": [],
        "logs": [entry("log", 0, "Alert acknowledged")],
    }


def sample() -> tuple[FakeOpsgenie, tuple[str, ...], dict[str, object]]:
    things = {ID: incident([ALERT]), ALERT: alert()}
    answers = {id: [{"data": one["data"]}, {"data": one["notes"]}, {"data": one["logs"]}] for id, one in things.items()}
    files: dict[str, object] = {"opsgenie/41/answers.json": answers[ID], "opsgenie/41/for-alert-512/answers.json": answers[ALERT]}
    return FakeOpsgenie(things, most=2), (ID,), files
