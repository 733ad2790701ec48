"""Words, links, addresses and keys of the tools, up to what is pulled with them."""

import json
from pathlib import Path

import fake_gitlab
import fake_jira
import pytest
from fake_github import busy_issue
from fake_server import TOKEN, Listener
from pulling_one import GITLAB, INCIDENT, ISSUE, JIRA

from pipeline.cli import main
from pipeline.errors import BadOption, NoKey
from pipeline.pull.connector import connector_of
from pipeline.pull.links import target_of
from pipeline.pull.target import Target, Tool, targets
from pipeline.pulling import means_for
from pipeline.settings import Settings


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://github.com/acme/shop/issues/12#issuecomment-1", ISSUE),
        ("https://github.com/acme/shop/pull/12/files", ISSUE),
        ("https://gitlab.com/ops/web/shop/-/issues/8", GITLAB),
        ("https://gitlab.com/ops/web/shop/-/issues/incident/8", GITLAB),
        ("https://gitlab.com/ops/web/shop/-/work_items/8", GITLAB),
        ("https://app.incident.io/acme/incidents/41", INCIDENT),
        ("https://acme.app.opsgenie.com/incident/detail/0f2a-11/details", Target(Tool.OPSGENIE, ("0f2a-11",))),
        (
            "https://acme.app.eu.opsgenie.com/alert/detail/a-1/details",
            Target(Tool.OPSGENIE, ("a-1",), "https://api.eu.opsgenie.com"),
        ),
        (
            "https://status.acme.example/incidents/h7k2m9q4x1vb",
            Target(Tool.STATUSPAGE, ("status.acme.example", "h7k2m9q4x1vb"), "https://status.acme.example"),
        ),
        (
            "https://www.acmestatus.example/incidents/h7k2m9q4x1vb",
            Target(Tool.STATUSPAGE, ("www.acmestatus.example", "h7k2m9q4x1vb"), "https://www.acmestatus.example"),
        ),
        ("https://acme.atlassian.net/browse/OPS-41", Target(Tool.JIRA, ("OPS-41",), "https://acme.atlassian.net")),
        (
            "https://acme.atlassian.net/jira/servicedesk/projects/OPS/queues/custom/5/OPS-41",
            Target(Tool.JIRA, ("OPS-41",), "https://acme.atlassian.net"),
        ),
    ],
)
def test_a_link_says_what_is_meant(link: str, target: Target) -> None:
    assert target_of(link, {Tool.JIRA: "https://acme.atlassian.net"}) == target


@pytest.mark.parametrize(
    ("tool", "server", "link", "ids"),
    [
        (Tool.GITHUB, "https://git.acme.example/api/v3", "https://git.acme.example/acme/shop/issues/12", ISSUE.ids),
        (Tool.GITLAB, "https://acme.example/gitlab", "https://acme.example/gitlab/ops/web/shop/-/issues/8", GITLAB.ids),
        (Tool.JIRA, "https://acme.example/jira", "https://acme.example/jira/browse/OPS-41", JIRA.ids),
    ],
)
def test_a_link_to_a_server_of_ones_own_is_known_by_the_settings(
    tool: Tool, server: str, link: str, ids: tuple[str, ...]
) -> None:
    assert target_of(link, {tool: server}) == Target(tool, ids, server)
    with pytest.raises(BadOption, match="for a server of your own name its address"):
        target_of(link, {})


def test_links_of_several_tools_make_one_incident_with_what_they_point_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gitlab, _, _ = fake_gitlab.sample()
    gitlab.content["issue"]["description"] = "Checkout answers 500 since 09:55 UTC."
    with gitlab, fake_jira.busy_issue(1, cloud=False) as jira, busy_issue(1) as github:
        for tool, fake in (("GITLAB", gitlab), ("JIRA", jira), ("GITHUB", github)):
            monkeypatch.setenv(f"POSTMORTEM_{tool}_URL", fake.url)
            monkeypatch.setenv(f"POSTMORTEM_{tool}_TOKEN", TOKEN)
        github.issues["acme/shop/12"]["issue"]["body"] = "Orders fail."
        jira.issue["fields"]["description"] = f"Checkout answers 500, see {github.url}/acme/shop/issues/12"
        links = [f"{gitlab.url}/ops/web/shop/-/issues/8", f"{jira.url}/browse/OPS-41"]
        assert main(["pull", *links, "--follow", "--out", str(tmp_path)]) == 0
    pulled = json.loads((tmp_path / "manifest.json").read_text())["pulled"]
    assert [one["id"] for one in pulled] == ["acme/shop#12", "ops/web/shop#8", "OPS-41"]
    assert "GitHub acme/shop#12: 1 comment" in capsys.readouterr().err


def test_a_jira_that_the_settings_do_not_name_gets_no_key() -> None:
    with pytest.raises(BadOption, match="POSTMORTEM_JIRA_URL"):
        target_of("https://evil.atlassian.net/browse/OPS-41", {Tool.JIRA: "https://acme.atlassian.net"})


def test_words_say_what_is_meant() -> None:
    assert targets(Tool.INCIDENTIO, ["INC-41"]) == [INCIDENT]
    assert targets(Tool.GITLAB, ["ops/web/shop#8"]) == [GITLAB]
    assert targets(Tool.STATUSPAGE, ["status.acme.example", "h7k2m9q4x1vb"]) == [
        Target(Tool.STATUSPAGE, ("status.acme.example", "h7k2m9q4x1vb"), "https://status.acme.example")
    ]


@pytest.mark.parametrize("tool", [Tool.INCIDENTIO, Tool.OPSGENIE, Tool.STATUSPAGE])
def test_a_tool_that_needs_a_key_names_the_variable(tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(f"POSTMORTEM_{tool.upper()}_TOKEN", raising=False)
    with pytest.raises(NoKey, match=f"POSTMORTEM_{tool.upper()}_TOKEN"):
        means_for(Target(tool, ("41",)), Settings(), Listener())


def test_jira_has_no_usual_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadOption, match="POSTMORTEM_JIRA_URL"):
        means_for(JIRA, Settings(), Listener())


def test_a_page_by_its_id_is_asked_with_the_key_wherever_it_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_STATUSPAGE_TOKEN", TOKEN)
    target = targets(Tool.STATUSPAGE, ["kctbh9vrtdwd"], "https://statuspage.acme.example")[0]
    assert means_for(target, Settings(), Listener()).secret is not None


def test_a_public_status_page_is_never_given_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_STATUSPAGE_TOKEN", TOKEN)
    target = targets(Tool.STATUSPAGE, ["status.acme.example"])[0]
    assert means_for(target, Settings(), Listener()).secret is None


@pytest.mark.parametrize("tool", Tool)
def test_the_manual_says_of_every_tool_which_key_it_takes(tool: Tool) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "pull.md").read_text()
    assert f"### {connector_of(tool).PRODUCT}" in manual
    assert f"POSTMORTEM_{tool.upper()}_TOKEN" in manual
