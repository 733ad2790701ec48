"""Jira's REST API over one issue in memory, as Atlassian's pages describe it: the cloud (version 3) or a server (version 2)."""

from base64 import b64encode

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
USER = "ana@acme.example"


class FakeJira(FakeServer):
    """`issue` holds all comments and changes; its answer holds the first `inside` of each, their own calls at most `most`."""

    def __init__(self, issue: Json, token: str = TOKEN, cloud: bool = True, inside: int = 100, most: int = 50) -> None:
        super().__init__(token)
        self.issue, self.cloud, self.inside, self.most = issue, cloud, inside, most
        self.closed: set[str] = set()
        self.forbidden = False

    @property
    def comments(self) -> list[Json]:
        return self.issue["fields"]["comment"]["comments"]

    @property
    def histories(self) -> list[Json]:
        return self.issue["changelog"]["histories"]

    def answer(self, asked: Asked) -> Reply:
        basic = f"Basic {b64encode(f'{USER}:{self.token}'.encode()).decode()}"
        if asked.headers.get("authorization") != (basic if self.cloud else f"Bearer {self.token}"):
            return Reply({"errorMessages": ["Client must be authenticated to access this resource."]}, 401)
        if self.forbidden:
            return Reply({"errorMessages": ["You do not have permission"]}, 403)
        if asked.path == "/rest/api/2/serverInfo":
            return Reply({"deploymentType": "Cloud" if self.cloud else "Server", "version": "10.0"})
        base = f"/rest/api/{3 if self.cloud else 2}/issue/{self.issue['key']}"
        kind = asked.path.removeprefix(base).strip("/")
        if not asked.path.startswith(base):
            return Reply({"errorMessages": ["Issue does not exist or you do not have permission to see it."]}, 404)
        if kind in self.closed:
            return Reply({"errorMessages": ["not for you"]}, 403)
        if kind == "comment":
            return Reply(self.page("comments", self.comments, asked.query))
        return Reply(self.page("values", self.histories, asked.query)) if kind else Reply(self.first())

    def page(self, key: str, listed: list[Json], query: dict[str, str]) -> Json:
        start, size = int(query["startAt"]), min(int(query["maxResults"]), self.most)
        return {"startAt": start, "maxResults": size, "total": len(listed), key: listed[start : start + size]}

    def first(self) -> Json:
        comment = {"comments": self.comments[: self.inside], "total": len(self.comments), "maxResults": self.inside, "startAt": 0}
        changes = {"histories": self.histories[: self.inside], "total": len(self.histories)}
        return {**self.issue, "fields": {**self.issue["fields"], "comment": comment}, "changelog": changes}


def user(name: str) -> Json:
    id = name.lower().replace(" ", "-")
    return {"accountId": f"5b10-{id}", "displayName": name, "emailAddress": f"{id}@acme.example", "accountType": "atlassian"}


def document(said: str) -> Json:
    return {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": said}]}]}


def comment(number: int, said: str, name: str = "Ana Ruiz", **more: object) -> Json:
    at = f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:00.000+0000"
    by = user(name)
    return {
        "id": str(4000 + number),
        "author": by,
        "updateAuthor": by,
        "body": document(said),
        "created": at,
        "updated": at,
        **more,
    }


def issue(comments: list[Json], histories: list[Json]) -> Json:
    return {
        "id": "10041",
        "key": "OPS-41",
        "self": "https://acme.atlassian.net/rest/api/3/issue/10041",
        "names": {"summary": "Summary", "customfield_10050": "Affected services"},
        "fields": {
            "summary": "Checkout answers 500",
            "description": document(
                "Checkout answers 500 for 12 % of orders since 09:55 UTC. https://github.com/acme/shop/issues/12"
            ),
            "issuetype": {"name": "Incident"},
            "priority": {"name": "High"},
            "status": {"name": "Resolved"},
            "reporter": user("Ana Ruiz"),
            "assignee": user("Bo Lindqvist"),
            "labels": ["sev2"],
            "customfield_10050": [{"value": "pricing"}],
            "created": "2026-05-04T09:58:00.000+0000",
            "updated": "2026-05-04T11:00:00.000+0000",
            "resolutiondate": "2026-05-04T11:00:00.000+0000",
            "comment": {"comments": comments, "total": len(comments)},
        },
        "changelog": {"histories": histories, "total": len(histories)},
    }


def history(number: int, before: str, after: str) -> Json:
    changed = {"field": "status", "fromString": before, "toString": after}
    at = f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:30.000+0000"
    return {"id": str(6000 + number), "author": user("Bo Lindqvist"), "created": at, "items": [changed]}


def busy_issue(comments: int, **more: object) -> FakeJira:
    return FakeJira(issue([comment(number, f"comment {number}") for number in range(comments)], []), **more)


def sample() -> tuple[FakeJira, tuple[str, ...], dict[str, object]]:
    content = issue(
        [
            comment(1, "Looking. The deploy of pricing v41 went out at 09:54 UTC."),
            comment(6, "Rolling pricing back to v40 now.", "Bo Lindqvist"),
            comment(14, "Rolled back at 10:12 UTC, errors are gone.", "Bo Lindqvist"),
            comment(30, "I will add a canary step to the deploy by Friday.", "Bo Lindqvist"),
        ],
        [history(2, "Open", "In Progress"), history(60, "In Progress", "Resolved")],
    )
    return FakeJira(content, inside=2), ("OPS-41",), {"jira/OPS-41.json": content}
