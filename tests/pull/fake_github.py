"""GitHub's REST API over issues in memory, as docs.github.com describes it: pages with links, `since`, rights in headers."""

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]


class FakeGitHub(FakeServer):
    """`issues` are by path (`acme/shop/12`), each {issue, comments}; where `public`, they are read without a key too."""

    def __init__(self, issues: dict[str, Json], token: str = TOKEN, public: bool = False) -> None:
        super().__init__(token)
        self.issues, self.public = issues, public
        self.forbidden = False
        self.moved: dict[str, str] = {}

    def answer(self, asked: Asked) -> Reply:
        given = asked.headers.get("authorization")
        if given is not None and given != f"Bearer {self.token}":
            return Reply({"message": "Bad credentials"}, 401)
        _, _repos, owner, repository, _issues, number, *rest = asked.path.split("/")
        if place := self.moved.get(f"{owner}/{repository}"):
            there = asked.path.replace(f"{owner}/{repository}", place)
            return Reply({"message": "Moved Permanently"}, 301, {"Location": f"{self.url}{there}"})
        content = self.issues.get(f"{owner}/{repository}/{number}")
        if content is None or (given is None and not self.public):
            return Reply({"message": "Not Found"}, 404)
        if content["issue"] is None:
            return Reply({"message": "This issue was deleted"}, 410)
        if self.forbidden:
            rights = {"X-Accepted-GitHub-Permissions": "issues=read", "X-RateLimit-Remaining": "4999"}
            return Reply({"message": "Resource not accessible by personal access token"}, 403, rights)
        if not rest:
            return Reply(content["issue"])
        return self.page(asked, content["comments"])

    def page(self, asked: Asked, comments: list[Json]) -> Reply:
        comments = [one for one in comments if str(one["updated_at"]) >= asked.query.get("since", "")]
        size, page = int(asked.query["per_page"]), int(asked.query["page"])
        links = [f'<{self.url}{asked.path}?page=1>; rel="first"'] if page > 1 else []
        links += [f'<{self.url}{asked.path}?page={page + 1}>; rel="next"'] if page * size < len(comments) else []
        return Reply(comments[(page - 1) * size : page * size], headers={"Link": ", ".join(links)} if links else {})


def comment(number: int, body: str, login: str = "ana-ruiz", at: str = "") -> Json:
    at = at or f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:00Z"
    place = "https://github.com/acme/shop/issues/12"
    user = {"login": login, "id": 1, "type": "User"}
    return {
        "id": 9000 + number,
        "html_url": f"{place}#issuecomment-{9000 + number}",
        "issue_url": "https://api.github.com/repos/acme/shop/issues/12",
        "user": user,
        "created_at": at,
        "updated_at": at,
        "body": body,
    }


def issue(comments: int) -> Json:
    return {
        "number": 12,
        "title": "SEV2: checkout answers 500",
        "html_url": "https://github.com/acme/shop/issues/12",
        "user": {"login": "ana-ruiz", "id": 1, "type": "User"},
        "state": "closed",
        "labels": [{"name": "sev2"}],
        "assignees": [{"login": "bo-lindqvist", "id": 2, "type": "User"}],
        "comments": comments,
        "created_at": "2026-05-04T09:58:00Z",
        "updated_at": "2026-05-04T11:00:00Z",
        "closed_at": "2026-05-04T11:00:00Z",
        "body": "Checkout answers 500 for about 12 % of orders since 09:55 UTC. Talk in https://acme.slack.com/archives/C0A7INC041.",
    }


def busy_issue(comments: int) -> FakeGitHub:
    listed = [comment(number, f"comment {number}", at=f"2026-05-04T10:00:00.{number:06}Z") for number in range(comments)]
    return FakeGitHub({"acme/shop/12": {"issue": issue(comments), "comments": listed}})


def sample() -> tuple[FakeGitHub, tuple[str, ...], dict[str, object]]:
    said = [
        comment(1, "Looking. The deploy of pricing v41 went out at 09:54 UTC."),
        comment(6, "Rolling pricing back to v40 now.", "bo-lindqvist"),
        comment(14, "Rolled back at 10:12 UTC, errors are gone.", "bo-lindqvist"),
        comment(30, "Resolved. I will add a canary step to the deploy by Friday.", "bo-lindqvist"),
    ]
    content: Json = {"issue": issue(len(said)), "comments": said}
    return FakeGitHub({"acme/shop/12": content}), ("acme", "shop", "12"), {"github/acme-shop-12.json": content}
