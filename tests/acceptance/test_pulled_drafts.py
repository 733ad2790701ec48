"""An incident's files, served by stand-ins of its tools and pulled, give the draft that the files give, byte by byte."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_pagerduty import FakePagerDuty
from fake_server import TOKEN, Listener, StillClock
from fake_slack import FakeSlack, Workspace, workspace_of
from fake_statuspage import FakeStatuspage

from pipeline.pull import Means, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool
from pipeline.render import postmortem
from pipeline.run import Request, draft

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "pipeline" / "samples" / "checkout-config-rollout"
WRITTEN = ROOT / "evals" / "datasets" / "incidents"
TOOLS = {"slack", "pagerduty.json", "statuspage.json"}
NO_SOURCE = {"truth.json"}
AFTERWARDS = datetime(2027, 1, 1, tzinfo=UTC).timestamp()
"""When it is pulled: later than what is told in it."""


def copied(incident: Path, folder: Path) -> None:
    """The incident as files, where a pull puts them: Slack's day files by the day in UTC, the others' JSON under its id."""
    others(incident, folder)
    record = json.loads((incident / "pagerduty.json").read_text())
    put(folder / "pagerduty" / f"{record['incident']['id']}.json", record)
    if page := page_of(incident):
        put(folder / "statuspage" / f"{page.page['id']}.json", {"page": page.page, "incidents": page.incidents})
    workspace = workspace_of(incident / "slack")
    put(folder / "slack" / "channels.json", workspace.channels)
    put(folder / "slack" / "users.json", workspace.users)
    for channel in workspace.channels:
        for message in workspace.messages[channel["id"]]:
            day = datetime.fromtimestamp(int(message["ts"][:10]), UTC).date()
            put(folder / "slack" / channel["name"] / f"{day}.json", [message], more=True)


def put(path: Path, content: object, more: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    there = json.loads(path.read_text()) if more and path.exists() else []
    path.write_text(json.dumps(sorted([*there, *content], key=lambda one: one["ts"]) if more else content))


def page_of(incident: Path) -> FakeStatuspage | None:
    """The status page of an incident that has one."""
    path = incident / "statuspage.json"
    content = json.loads(path.read_text()) if path.exists() else None
    return FakeStatuspage(content["page"], content["incidents"]) if content else None


def others(incident: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    for path in incident.iterdir():
        if path.is_file() and path.name not in TOOLS | NO_SOURCE:
            shutil.copy(path, folder)


def pulled(incident: Path, folder: Path) -> None:
    others(incident, folder)
    workspace: Workspace = workspace_of(incident / "slack")
    record = json.loads((incident / "pagerduty.json").read_text())
    clock, listener = StillClock(AFTERWARDS).clock(), Listener()
    with FakeSlack(workspace, most=15) as slack, FakePagerDuty({record["incident"]["id"]: record}, most=4) as pagerduty:
        for channel in workspace.channels:
            pull(Target(Tool.SLACK, (channel["name"],)), folder, Means(slack.url, Secret(TOKEN), listener, clock=clock), {})
        means = Means(pagerduty.url, Secret(TOKEN), listener, clock=clock)
        pull(Target(Tool.PAGERDUTY, (record["incident"]["id"],)), folder, means, {})
    if page := page_of(incident):
        with page:
            means = Means(page.url, Secret(TOKEN), listener, clock=clock)
            pull(Target(Tool.STATUSPAGE, (page.page["id"],)), folder, means, {})


@pytest.mark.parametrize(
    "incident", [SAMPLE, WRITTEN / "orders-database-outage", WRITTEN / "ledger-pool-exhaustion"], ids=lambda path: path.name
)
def test_a_pulled_incident_gives_the_draft_of_its_files(incident: Path, tmp_path: Path) -> None:
    copied(incident, tmp_path / "files" / incident.name)
    pulled(incident, tmp_path / "pulled" / incident.name)
    of_files, of_pulled = (draft(Request(paths=[tmp_path / way / incident.name])) for way in ("files", "pulled"))
    for format in ("json", "md"):
        assert postmortem(of_pulled, format) == postmortem(of_files, format)
