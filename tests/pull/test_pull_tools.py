"""What is each tool's own: pages, deletions between them, who may know of it, what it points at."""

import json
from pathlib import Path

import fake_gitlab
import fake_incidentio
import fake_jira
import fake_opsgenie
import pytest
from fake_github import FakeGitHub, busy_issue, comment
from fake_gitlab import FakeGitLab
from fake_opsgenie import FakeOpsgenie
from fake_server import AWAY, TOKEN, Asked, FakeServer, Listener, Reply, StillClock
from fake_statuspage import busy_page, sample

from pipeline.cli import main
from pipeline.errors import BadOption, NoAnswer, NoKey, PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.connector import connector_of
from pipeline.pull.keys import Secret
from pipeline.pull.links import target_of
from pipeline.pull.target import Target, Tool, targets
from pipeline.pulling import means_for
from pipeline.settings import Settings

ISSUE = Target(Tool.GITHUB, ("acme", "shop", "12"))
GITLAB = Target(Tool.GITLAB, ("ops/web/shop", "8"))
JIRA = Target(Tool.JIRA, ("OPS-41",))
INCIDENT = Target(Tool.INCIDENTIO, ("41",))
OPSGENIE = Target(Tool.OPSGENIE, ("41",))


def pulled(fake: FakeServer, folder: Path, target: Target, token: str | None = TOKEN, user: str = "") -> Pulled:
    secret = Secret(token) if token else None
    return pull(target, folder, Means(fake.url, secret, Listener(), user, clock=StillClock().clock()), {})


def only(folder: Path) -> object:
    (path,) = [path for path in folder.rglob("*.json") if path.name != "manifest.json"]
    return json.loads(path.read_text())


def deleting(fake: FakeServer, entries: list[dict[str, object]], path: str, count: int = 1) -> None:
    """Deletes the first entries as soon as the first page of the list was answered."""

    def delete(asked: Asked) -> None:
        if asked.path.endswith(path) and fake.after is delete:
            fake.after = lambda asked: None
            del entries[:count]

    fake.after = delete


def restricted(folder: Path) -> bool:
    return json.loads((folder / "manifest.json").read_text())["visibility"] == "restricted"


# GitHub


def test_comments_come_whole_over_several_pages(tmp_path: Path) -> None:
    with busy_issue(250) as github:
        done = pulled(github, tmp_path, ISSUE)
        assert [one["body"] for one in only(tmp_path)["comments"]] == [f"comment {number}" for number in range(250)]
        assert (done.requests, max(github.times_asked().values())) == (4, 1)


def test_a_pull_that_broke_off_between_two_pages_goes_on_with_the_next(tmp_path: Path) -> None:
    with busy_issue(250) as github:
        github.before = lambda asked: github.misbehave(*[AWAY] * 5) if len(github.requests) == 3 else None
        with pytest.raises(NoAnswer):
            pulled(github, tmp_path, ISSUE)
        github.before = lambda asked: None
        asked = len(github.requests)
        assert pulled(github, tmp_path, ISSUE).haul.counts == {"comments": 250}
        assert [one.query["page"] for one in github.requests[asked:]] == ["3"]


@pytest.mark.parametrize("deleted", [1, 3])
def test_a_comment_deleted_between_two_pages_hides_no_other(tmp_path: Path, deleted: int) -> None:
    with busy_issue(250) as github:
        comments = github.issues["acme/shop/12"]["comments"]
        deleting(github, comments, "/comments", deleted)
        pulled(github, tmp_path, ISSUE)
        assert {one["id"] for one in only(tmp_path)["comments"]} >= {one["id"] for one in comments}
        assert max(github.times_asked().values()) <= 2


def test_a_list_that_never_keeps_still_is_a_gap(tmp_path: Path) -> None:
    with busy_issue(1500) as github:
        comments = github.issues["acme/shop/12"]["comments"]
        github.after = lambda asked: comments.__delitem__(slice(0, 99))
        done = pulled(github, tmp_path, ISSUE)
    assert done.haul.gaps == ("comments: some may be missing, because others were deleted while they were read",)


def test_a_second_pull_asks_for_comments_since_the_newest_change(tmp_path: Path) -> None:
    with busy_issue(150) as github:
        pulled(github, tmp_path, ISSUE)
        comments = github.issues["acme/shop/12"]["comments"]
        comments[3] |= {"body": "edited", "updated_at": "2026-05-04T12:00:00Z"}
        comments.append(comment(150, "one more", at="2026-05-04T12:01:00Z"))
        github.requests.clear()
        done = pulled(github, tmp_path, ISSUE)
        assert [one.query.get("since") for one in github.requests] == [None, "2026-05-04T10:00:00.000149Z"]
    assert only(tmp_path)["comments"] == comments
    assert any("--again" in sentence for sentence in done.haul.left_out)


def test_a_public_issue_needs_no_key_and_a_private_one_asks_for_it(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        with pytest.raises(
            PullRefused, match="only a key may know of it; set POSTMORTEM_GITHUB_TOKEN to a key with Issues: read"
        ):
            pulled(github, tmp_path, ISSUE, token=None)
        github.public = True
        pulled(github, tmp_path, ISSUE, token=None)
    assert only(tmp_path)["comments"]


def test_a_limit_of_github_is_waited_for_and_no_missing_right(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        clock = StillClock()
        limit = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(clock.at) + 90)}
        github.misbehave(Reply({"message": "API rate limit exceeded"}, 403, limit))
        pull(ISSUE, tmp_path, Means(github.url, Secret(TOKEN), Listener(), clock=clock.clock()), {})
    assert clock.slept == [90.0]


def test_the_right_that_github_names_is_said(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        github.forbidden = True
        with pytest.raises(PullRefused, match="GitHub asks for issues=read"):
            pulled(github, tmp_path, ISSUE)


def test_a_deleted_issue_is_said_to_be_deleted(tmp_path: Path) -> None:
    with FakeGitHub({"acme/shop/12": {"issue": None, "comments": []}}) as github, pytest.raises(PullRefused, match="was deleted"):
        pulled(github, tmp_path, ISSUE)


def test_a_repository_that_was_renamed_is_found_at_its_new_place(tmp_path: Path) -> None:
    with busy_issue(3) as github:
        github.moved["acme/old-shop"] = "acme/shop"
        assert pulled(github, tmp_path, Target(Tool.GITHUB, ("acme", "old-shop", "12"))).haul.counts == {"comments": 3}


def test_of_a_pull_request_it_is_said_that_comments_on_code_are_left_out(tmp_path: Path) -> None:
    with busy_issue(1) as github:
        github.issues["acme/shop/12"]["issue"]["pull_request"] = {"url": "https://api.github.com/repos/acme/shop/pulls/12"}
        assert pulled(github, tmp_path, ISSUE).haul.left_out == ("comments on lines of code are not pulled",)


# GitLab


@pytest.fixture
def gitlab():
    fake, _, _ = fake_gitlab.sample()
    with fake:
        yield fake


def test_discussions_deleted_between_two_pages_hide_no_other(tmp_path: Path) -> None:
    with fake_gitlab.busy_issue(220) as gitlab:
        talks = gitlab.content["discussions"]
        deleting(gitlab, talks, "/discussions", 2)
        pulled(gitlab, tmp_path, GITLAB)
        assert {one["id"] for one in only(tmp_path)["discussions"]} >= {one["id"] for one in talks}


def test_a_second_pull_of_an_unchanged_issue_asks_for_it_alone(tmp_path: Path, gitlab: FakeGitLab) -> None:
    pulled(gitlab, tmp_path, GITLAB)
    gitlab.requests.clear()
    assert pulled(gitlab, tmp_path, GITLAB).requests == 1
    gitlab.content["discussions"].append(fake_gitlab.discussion(fake_gitlab.note(70, "one more")))
    gitlab.content["issue"]["updated_at"] = "2026-05-04T11:10:00.000Z"
    assert pulled(gitlab, tmp_path, GITLAB).haul.counts["notes"] == 6
    assert only(tmp_path)["discussions"] == gitlab.content["discussions"]


def test_events_that_may_not_be_read_are_a_gap_until_they_may(tmp_path: Path, gitlab: FakeGitLab) -> None:
    gitlab.closed.add("resource_state_events")
    assert pulled(gitlab, tmp_path, GITLAB).haul.gaps == ("state events: the key has no right to read it",)
    gitlab.closed.clear()
    assert pulled(gitlab, tmp_path, GITLAB).haul.gaps == ()
    assert only(tmp_path)["resource_state_events"]


@pytest.mark.parametrize("hidden", ["issue", "note"])
def test_a_confidential_issue_or_an_internal_note_restricts_the_draft(
    tmp_path: Path, gitlab: FakeGitLab, hidden: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if hidden == "issue":
        gitlab.content["issue"]["confidential"] = True
    else:
        gitlab.content["discussions"][0]["notes"][0]["internal"] = True
    assert pulled(gitlab, tmp_path, GITLAB).haul.restricted
    assert restricted(tmp_path)
    assert main(["draft", str(tmp_path), "--engine", "extractive", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["incident"]["visibility"] == "restricted"


def test_the_scope_that_gitlab_names_and_the_channel_in_the_text_are_told(tmp_path: Path, gitlab: FakeGitLab) -> None:
    assert Target(Tool.SLACK, ("inc-041-checkout",)) in pulled(gitlab, tmp_path, GITLAB).offered
    gitlab.forbidden = True
    with pytest.raises(PullRefused, match="GitLab asks for api read_api"):
        pulled(gitlab, tmp_path, GITLAB)


def test_of_an_incident_it_is_said_that_its_timeline_is_left_out(tmp_path: Path, gitlab: FakeGitLab) -> None:
    gitlab.content["issue"]["issue_type"] = "incident"
    assert "timeline" in pulled(gitlab, tmp_path, GITLAB).haul.left_out[0]


# Jira


def test_comments_and_changes_beyond_the_first_are_asked_for(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        told = only(tmp_path)["fields"]["comment"]
        assert ([one["id"] for one in told["comments"]], told["total"]) == ([str(4000 + number) for number in range(130)], 130)
        assert max(jira.times_asked().values()) == 1


def test_comments_of_jira_deleted_between_two_pages_hide_no_other(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        deleting(jira, jira.comments, "/comment", 2)
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        assert {one["id"] for one in only(tmp_path)["fields"]["comment"]["comments"]} >= {one["id"] for one in jira.comments}


def test_a_server_of_ones_own_is_asked_by_its_own_version_and_key(tmp_path: Path) -> None:
    with fake_jira.busy_issue(3, cloud=False) as jira:
        pulled(jira, tmp_path, JIRA)
        assert [one.path for one in jira.requests] == ["/rest/api/2/serverInfo", "/rest/api/2/issue/OPS-41"]


def test_a_second_pull_of_an_unchanged_jira_issue_asks_for_no_comments(tmp_path: Path) -> None:
    with fake_jira.busy_issue(130, inside=20) as jira:
        pulled(jira, tmp_path, JIRA, user=fake_jira.USER)
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).requests == 2
        jira.comments.append(fake_jira.comment(140, "one more"))
        jira.issue["fields"]["updated"] = "2026-05-04T13:00:00.000+0000"
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.counts["comments"] == 131


@pytest.mark.parametrize("hidden", ["level", "comment"])
def test_a_security_level_or_a_restricted_comment_restricts_the_pull(tmp_path: Path, hidden: str) -> None:
    with fake_jira.busy_issue(2) as jira:
        if hidden == "level":
            jira.issue["fields"]["security"] = {"name": "Security team"}
        else:
            jira.comments[0]["visibility"] = {"type": "role", "value": "Administrators"}
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.restricted
    assert restricted(tmp_path)


def test_comments_that_may_not_be_read_are_a_gap_and_the_first_stay(tmp_path: Path) -> None:
    with fake_jira.busy_issue(30, inside=20) as jira:
        jira.closed.add("comment")
        assert pulled(jira, tmp_path, JIRA, user=fake_jira.USER).haul.gaps == ("comments: the key has no right to read it",)
    assert len(only(tmp_path)["fields"]["comment"]["comments"]) == 20


def test_links_in_documents_are_offered(tmp_path: Path) -> None:
    with fake_jira.busy_issue(1) as jira:
        assert ISSUE in pulled(jira, tmp_path, JIRA, user=fake_jira.USER).offered


# incident.io


def test_updates_come_by_cursor_and_one_deleted_meanwhile_hides_no_other(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(23, most=5) as incidentio:
        updates = incidentio.content["incident_updates"]
        deleting(incidentio, updates, "/incident_updates", 2)
        pulled(incidentio, tmp_path, INCIDENT)
        assert {one["id"] for one in only(tmp_path)["incident_updates"]} >= {one["id"] for one in updates}
        assert max(incidentio.times_asked().values()) == 1


def test_a_private_incident_is_restricted_and_its_channel_is_offered(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        incidentio.content["incident"]["visibility"] = "private"
        done = pulled(incidentio, tmp_path, INCIDENT)
    assert done.haul.restricted
    assert restricted(tmp_path)
    assert Target(Tool.SLACK, ("C0A7INC041",)) in done.offered


def test_follow_ups_that_may_not_be_read_are_a_gap(tmp_path: Path) -> None:
    with fake_incidentio.busy_incident(1, most=5) as incidentio:
        incidentio.closed.add("follow_ups")
        assert pulled(incidentio, tmp_path, INCIDENT).haul.gaps == ("follow-ups: the key has no right to read it",)


# Opsgenie


@pytest.fixture
def opsgenie():
    fake, _, _ = fake_opsgenie.sample()
    with fake:
        yield fake


def test_an_incident_is_known_by_its_number_too(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    assert pulled(opsgenie, tmp_path, OPSGENIE).haul.id == fake_opsgenie.ID
    assert all(one.query.get("identifierType") == "tiny" for one in opsgenie.requests if "/incidents/" in one.path)


def test_an_alert_is_pulled_by_itself(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    assert pulled(opsgenie, tmp_path, Target(Tool.OPSGENIE, (fake_opsgenie.ALERT,))).haul.what == "Opsgenie #512"
    assert [list(one) for one in only(tmp_path)] == [["data"]] * 3


def test_notes_deleted_between_two_pages_hide_no_other(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    notes = opsgenie.things[fake_opsgenie.ID]["notes"]
    notes += [fake_opsgenie.entry("note", 40 + number, f"note {number}") for number in range(9)]
    deleting(opsgenie, notes, "/notes", 1)
    pulled(opsgenie, tmp_path, OPSGENIE)
    answers = json.loads((tmp_path / "opsgenie" / "41" / "answers.json").read_text())
    assert [one["offset"] for one in answers[1]["data"]][1:] == [one["offset"] for one in notes]


def test_an_alert_that_is_gone_is_a_gap_and_of_many_the_first_are_pulled(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.things[fake_opsgenie.ID]["alerts"] = [fake_opsgenie.ALERT, *(f"gone-{number}" for number in range(25))]
    done = pulled(opsgenie, tmp_path, OPSGENIE)
    assert done.haul.gaps[0] == "alert gone-0: there is no such thing, or the key may not know of it"
    assert done.haul.left_out == ("6 more alerts are not pulled",)
    assert done.haul.counts["alerts"] == 1


def test_logs_that_may_not_be_read_are_a_gap(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.closed.add("logs")
    assert pulled(opsgenie, tmp_path, OPSGENIE).haul.gaps[0] == "logs of incident 41: the key has no right to read it"


def test_a_private_incident_of_opsgenie_is_restricted(tmp_path: Path, opsgenie: FakeOpsgenie) -> None:
    opsgenie.things[fake_opsgenie.ID]["data"]["visibility"] = "private"
    pulled(opsgenie, tmp_path, OPSGENIE)
    assert restricted(tmp_path)


# Statuspage


def test_a_page_with_many_incidents_comes_whole_with_a_key(tmp_path: Path) -> None:
    with busy_page(230) as page:
        deleting(page, page.incidents, "/incidents")
        done = pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("busypage0001",)))
        assert {one["id"] for one in only(tmp_path)["incidents"]} >= {one["id"] for one in page.incidents}
    assert done.haul.counts["incidents"] == 230
    assert set(only(tmp_path)["page"]) == {"id", "name"}


def test_a_page_shows_its_latest_incidents_to_everybody(tmp_path: Path) -> None:
    with busy_page(60) as page:
        done = pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("status.busy.example",)), token=None)
        assert "authorization" not in page.requests[0].headers
        assert (done.haul.counts["incidents"], len(done.haul.left_out)) == (50, 1)
        with pytest.raises(PullRefused, match=r"not among the 50 latest incidents.*name the page by its id"):
            pulled(page, tmp_path, Target(Tool.STATUSPAGE, ("status.busy.example", "inc00001")), token=None)


def test_one_incident_of_a_public_page_is_that_of_the_file(tmp_path: Path) -> None:
    fake, (_, incident), files = sample()
    with fake:
        pulled(fake, tmp_path, Target(Tool.STATUSPAGE, ("status.harborline.example", incident)), token=None)
    assert [only(tmp_path)] == list(files.values())


def test_the_old_way_of_statuspage_to_ask_for_patience_is_understood(tmp_path: Path) -> None:
    fake, ids, _ = sample()
    with fake:
        fake.misbehave(Reply({"error": "rate limited"}, 420, {"Retry-After": "60"}))
        clock = StillClock()
        pull(Target(Tool.STATUSPAGE, ids), tmp_path, Means(fake.url, Secret(TOKEN), Listener(), clock=clock.clock()), {})
    assert clock.slept == [60.0]


# Words, links, keys


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
        ("https://acme.atlassian.net/browse/OPS-41", Target(Tool.JIRA, ("OPS-41",), "https://acme.atlassian.net")),
        (
            "https://acme.atlassian.net/jira/servicedesk/projects/OPS/queues/custom/5/OPS-41",
            Target(Tool.JIRA, ("OPS-41",), "https://acme.atlassian.net"),
        ),
    ],
)
def test_a_link_says_what_is_meant(link: str, target: Target) -> None:
    assert target_of(link, {Tool.JIRA: "https://acme.atlassian.net"}) == target


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
