"""GitLab's REST API over issues in memory, as docs.gitlab.com describes it: paths in one piece, pages, scopes."""

from fake_server import TOKEN, Asked, FakeServer, Reply

Json = dict[str, object]
PATH = "/api/v4/projects/ops%2Fweb%2Fshop/issues/8"


class FakeGitLab(FakeServer):
    """`content` is the one issue's {issue, discussions, resource_state_events}; what is in `closed` may not be read."""

    def __init__(self, content: Json, token: str = TOKEN) -> None:
        super().__init__(token)
        self.content = content
        self.closed: set[str] = set()
        self.forbidden = False

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != f"Bearer {self.token}":
            return Reply({"message": "401 Unauthorized"}, 401)
        if self.forbidden:
            return Reply({"error": "insufficient_scope", "error_description": "higher privileges", "scope": "api read_api"}, 403)
        if not asked.path.startswith(PATH):
            return Reply({"message": "404 Project Not Found"}, 404)
        kind = asked.path.removeprefix(PATH).strip("/")
        if kind in self.closed:
            return Reply({"message": "403 Forbidden"}, 403)
        if not kind:
            return Reply(self.content["issue"])
        listed = self.content[kind]
        size, page = int(asked.query["per_page"]), int(asked.query["page"])
        following = {"Link": f'<{self.url}{asked.path}?page={page + 1}>; rel="next"'} if page * size < len(listed) else {}
        return Reply(listed[(page - 1) * size : page * size], headers=following)


def note(number: int, body: str, name: str = "Ana Ruiz", **more: object) -> Json:
    at = f"2026-05-04T{10 + number // 60:02}:{number % 60:02}:00.000Z"
    author = {"id": 1, "username": name.lower().replace(" ", "-"), "name": name}
    about = {"noteable_id": 88, "noteable_type": "Issue", "noteable_iid": 8, "project_id": 5}
    return {
        "id": 7000 + number,
        "body": body,
        "author": author,
        "created_at": at,
        "updated_at": at,
        "system": False,
        **about,
        **more,
    }


def discussion(*notes: Json) -> Json:
    return {"id": f"d{notes[0]['id']}", "individual_note": len(notes) == 1, "notes": list(notes)}


def issue() -> Json:
    return {
        "id": 88,
        "iid": 8,
        "project_id": 5,
        "title": "Checkout answers 500",
        "description": "Checkout answers 500 for about 12 % of orders since 09:55 UTC. Talk in #inc-041-checkout.",
        "state": "closed",
        "confidential": False,
        "severity": "HIGH",
        "issue_type": "issue",
        "web_url": "https://gitlab.example.com/ops/web/shop/-/issues/8",
        "references": {"full": "ops/web/shop#8"},
        "author": {"id": 1, "username": "ana-ruiz", "name": "Ana Ruiz"},
        "assignees": [{"id": 2, "username": "bo-lindqvist", "name": "Bo Lindqvist"}],
        "labels": [],
        "created_at": "2026-05-04T09:58:00.000Z",
        "updated_at": "2026-05-04T11:00:00.000Z",
        "closed_at": "2026-05-04T11:00:00.000Z",
    }


def busy_issue(notes: int) -> FakeGitLab:
    talks = [discussion(note(number, f"note {number}")) for number in range(notes)]
    return FakeGitLab({"issue": issue(), "discussions": talks, "resource_state_events": []})


def sample() -> tuple[FakeGitLab, tuple[str, ...], dict[str, object]]:
    closed = {"id": 31, "user": {"id": 2, "username": "bo-lindqvist", "name": "Bo Lindqvist"}, "state": "closed"}
    content: Json = {
        "issue": issue(),
        "discussions": [
            discussion(
                note(1, "Looking. The deploy of pricing v41 went out at 09:54 UTC."),
                note(3, "Is the canary clean?", "Bo Lindqvist"),
            ),
            discussion(note(2, "assigned to @bo-lindqvist", system=True)),
            discussion(note(14, "Rolled back to v40 at 10:12 UTC, errors are gone.", "Bo Lindqvist")),
            discussion(note(30, "I will add a canary step to the deploy by Friday.", "Bo Lindqvist")),
        ],
        "resource_state_events": [
            {**closed, "created_at": "2026-05-04T11:00:00.000Z", "resource_type": "Issue", "resource_id": 88}
        ],
    }
    return FakeGitLab(content), ("ops/web/shop", "8"), {"gitlab/ops-web-shop-8.json": content}
