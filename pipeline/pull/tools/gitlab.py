"""A GitLab issue or incident -> it, its discussions and when it was closed and reopened in one JSON, as the REST API gives them.

GET /api/v4/projects/{project}/issues/{number}, .../discussions, .../resource_state_events. New notes alone cannot be asked for: a
second pull asks for all of them where the issue has changed, else for none. Source: docs.gitlab.com/api.
"""

from urllib.parse import quote

from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import newest
from pipeline.pull.payload import mappings, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target

PRODUCT = "GitLab"
BASE_URL = "https://gitlab.com"
KEYLESS = True
RIGHTS = "the scope read_api, of an account that is at least Reporter in the project"
TIMELINE = "the incident's own timeline is not given by the REST API"


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    return {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}


def pull(target: Target, reach: Reach) -> Haul:
    project, number = target.ids
    path = f"/api/v4/projects/{quote(project, safe='')}/issues/{number}"
    called, ledger = f"{project}#{number}", reach.ledger
    issue = reach.one("issue", path, what=called)
    if not ledger.unchanged("issue", "updated_at"):
        reach.numbered("discussions", f"{path}/discussions")
        reach.numbered("state events", f"{path}/resource_state_events", optional=True)
    discussions, events = ledger.latest("discussions"), ledger.latest("state events")
    notes = [note for talk in discussions for note in mappings(talk.get("notes"))]
    hidden = any(note.get("internal") is True or note.get("confidential") is True for note in notes)
    return Haul(
        what=f"GitLab {called}",
        id=called,
        files={
            f"gitlab/{project.replace('/', '-')}-{number}.json": {
                "issue": issue,
                "discussions": discussions,
                "resource_state_events": events,
            }
        },
        counts={"notes": len(notes), "state events": len(events)},
        first=text(issue, "created_at"),
        last=newest([issue, *notes], "created_at"),
        restricted=issue.get("confidential") is True or hidden,
        gaps=tuple(ledger.gaps()),
        left_out=(TIMELINE,) if text(issue, "issue_type") == "incident" else (),
        texts=tuple(strings([text(issue, "description"), *(text(note, "body") for note in notes)])),
    )
