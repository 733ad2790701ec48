"""A GitHub issue or pull request -> it and its comments in one JSON, as the REST API gives them.

GET /repos/{owner}/{repo}/issues/{number}, .../comments; a second pull asks for comments that were written or edited since the
newest change it knows. Source: docs.github.com/rest/issues.
"""

from pipeline.pull.connector import Haul
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import newest
from pipeline.pull.payload import once, strings, text
from pipeline.pull.reach import Reach
from pipeline.pull.target import Target

PRODUCT = "GitHub"
BASE_URL = "https://api.github.com"
KEYLESS = True
RIGHTS = "Issues: read-only, and for pull requests Pull requests: read-only"
DELETED = "comments that were deleted since the first pull stay; which they are is found with --again"
REVIEWS = "comments on lines of code are not pulled"


def headers(secret: Secret | None, user: str) -> dict[str, str]:
    del user
    key = {"Authorization": f"Bearer {secret.reveal()}"} if secret else {}
    return {"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28", **key}


def pull(target: Target, reach: Reach) -> Haul:
    owner, repository, number = target.ids
    called, path = f"{owner}/{repository}#{number}", f"/repos/{owner}/{repository}/issues/{number}"
    issue = reach.one("issue", path, what=called)
    since = newest(reach.ledger.before("comments"), "updated_at")
    reach.numbered("comments", f"{path}/comments", {"since": since} if since else {})
    comments = once(reach.ledger.ever("comments"))
    left_out = [REVIEWS] if "pull_request" in issue else []
    return Haul(
        what=f"GitHub {called}",
        id=called,
        files={f"github/{owner}-{repository}-{number}.json": {"issue": issue, "comments": comments}},
        counts={"comments": len(comments)},
        first=text(issue, "created_at"),
        last=newest([issue, *comments], "created_at"),
        gaps=reach.gaps("comments"),
        left_out=(*left_out, *([] if reach.ledger.first else [DELETED])),
        texts=tuple(strings([text(one, "body") for one in (issue, *comments)])),
    )
