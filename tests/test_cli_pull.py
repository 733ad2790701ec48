"""`postmortem pull`: exit codes, what is said, and what is not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from fake_pagerduty import FakePagerDuty
from fake_server import AWAY, TOKEN, Reply, StillClock
from fake_slack import FakeSlack, busy_channel, workspace_of

from pipeline.cli import main
from pipeline.pulling import means_for

SAMPLE = Path(__file__).parents[1] / "pipeline" / "samples" / "checkout-config-rollout"
RECORD = json.loads((SAMPLE / "pagerduty.json").read_text())


@pytest.fixture(autouse=True)
def somewhere_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for tool in ("SLACK", "PAGERDUTY", "GITHUB", "JIRA", "GITLAB", "STATUSPAGE", "INCIDENTIO", "OPSGENIE"):
        monkeypatch.delenv(f"POSTMORTEM_{tool}_TOKEN", raising=False)
        monkeypatch.delenv(f"POSTMORTEM_{tool}_URL", raising=False)
    return tmp_path


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch):
    with FakeSlack(workspace_of(SAMPLE / "slack")) as fake:
        monkeypatch.setenv("POSTMORTEM_SLACK_TOKEN", TOKEN)
        monkeypatch.setenv("POSTMORTEM_SLACK_URL", fake.url)
        yield fake


@pytest.fixture
def pagerduty(monkeypatch: pytest.MonkeyPatch):
    with FakePagerDuty({RECORD["incident"]["id"]: json.loads(json.dumps(RECORD))}) as fake:
        monkeypatch.setenv("POSTMORTEM_PAGERDUTY_TOKEN", TOKEN)
        monkeypatch.setenv("POSTMORTEM_PAGERDUTY_URL", fake.url)
        yield fake


def test_channels_are_pulled_and_draft_reads_them(slack: FakeSlack, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["pull", "slack", "--channel", "inc-041-checkout", "--channel", "#support-escalations", "--out", "here"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "#inc-041-checkout (C0A7INC041): 115 messages, 23 replies, 5 threads" in said.err
    assert "`postmortem draft here` reads it." in said.err
    assert main(["draft", "here"]) == 0
    drafted = capsys.readouterr()
    assert "manifest" not in drafted.err
    assert "1,412" in drafted.out


def test_a_link_is_enough_and_the_same_channel_is_there_once(slack: FakeSlack, tmp_path: Path) -> None:
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 0
    assert main(["pull", "https://acme.slack.com/archives/C0A7INC041", "--out", "here"]) == 0
    assert [one["id"] for one in json.loads((tmp_path / "here" / "manifest.json").read_text())["pulled"]] == ["C0A7INC041"]


def test_what_it_points_at_is_offered_with_the_command(
    slack: FakeSlack, pagerduty: FakePagerDuty, capsys: pytest.CaptureFixture[str]
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here"]) == 0
    said = capsys.readouterr().err
    assert "`postmortem pull slack --channel inc-041-checkout --out here`" in said
    assert slack.requests == []


def test_what_it_points_at_is_pulled_too_where_that_is_asked_for(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here", "--follow"]) == 0
    tools = [one["tool"] for one in json.loads((tmp_path / "here" / "manifest.json").read_text())["pulled"]]
    assert tools == ["pagerduty", "slack"]


def test_a_private_channel_makes_the_draft_restricted(slack: FakeSlack, capsys: pytest.CaptureFixture[str]) -> None:
    for channel in slack.workspace.channels:
        channel["is_private"] = True
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 0
    assert "is not open to all" in capsys.readouterr().err
    assert main(["draft", "here", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["incident"]["visibility"] == "restricted"


def pulled(folder: Path) -> list[str]:
    return [one["tool"] for one in json.loads((folder / "manifest.json").read_text())["pulled"]]


def test_what_is_followed_and_cannot_be_read_is_said_and_keeps_nothing_else_from_it(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "#no-such-channel https://app.incident.io/acme/incidents/7 https://status.example.com？を #inc-041-checkout"
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = note
    assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here", "--follow"]) == 0
    said = capsys.readouterr().err
    assert pulled(tmp_path / "here") == ["pagerduty", "slack"]
    assert "slack no-such-channel, which it points at, is left out. Slack, #no-such-channel: " in said
    assert "incidentio 7, which it points at, is left out. incident.io is asked with a key, and none is set" in said


def test_a_followed_service_that_does_not_answer_ends_with_3_and_the_rest_is_there(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.pull.wire.FIRST_PAUSE", 0.0)
    monkeypatch.setenv("POSTMORTEM_JIRA_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("POSTMORTEM_JIRA_TOKEN", TOKEN)
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "OPS-12 in https://acme.slack.com/archives/C0A7INC041"
    assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here", "--follow"]) == 3
    assert pulled(tmp_path / "here") == ["pagerduty", "slack"]


def test_a_named_one_that_is_not_there_keeps_no_other_from_it_and_ends_with_2(
    slack: FakeSlack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pull", "slack", "--channel", "nope", "--channel", "inc-041-checkout", "--out", "here"]) == 2
    said = capsys.readouterr().err
    assert "no channel of that name" in said
    assert "`postmortem draft here` reads it." in said
    assert pulled(tmp_path / "here") == ["slack"]


def test_a_named_channel_keeps_its_range_where_a_record_points_at_it_too(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    links = ["https://acme.pagerduty.com/incidents/Q1HBX041A", "https://acme.slack.com/archives/C0A7INC041"]
    for _ in range(2):
        assert main(["pull", *links, "--since", "2026-03-17T10:00", "--follow", "--out", "here"]) == 0
        (channel,) = [one for one in json.loads((tmp_path / "here" / "manifest.json").read_text())["pulled"] if one["since"]]
        assert channel["since"] == "2026-03-17T10:00:00Z"
    assert not [one for one in slack.requests if one.path.endswith("conversations.list")]


def test_several_that_are_read_anew_go_on_with_those_that_are_left(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    words = ["pull", "pagerduty", "Q1HBX041A", "--follow", "--out", "here"]

    def whole(code: int, *again: str) -> bool:
        """Whether the record's log is read from its beginning."""
        pagerduty.requests.clear()
        assert main([*words, *again]) == code
        return not any("since" in one.query for one in pagerduty.requests)

    assert (whole(0), whole(0)) == (True, False)
    slack.before = lambda asked: slack.misbehave(Reply({}, 429, {"Retry-After": "9000"}))
    assert whole(3, "--again")
    assert not whole(3, "--again")
    slack.before = lambda asked: None
    slack.replies.clear()
    assert not whole(0, "--again")
    assert whole(0, "--again")
    assert json.loads((tmp_path / "here" / "manifest.json").read_text())["pulled"][0]["pulls"] == 1


def test_what_was_stopped_and_then_pulled_as_usual_is_read_anew_later(slack: FakeSlack) -> None:
    words = ["pull", "slack", "--channel", "inc-041-checkout", "--channel", "booking-dev", "--out", "here"]
    slack.before = lambda asked: slack.misbehave(Reply({}, 429, {"Retry-After": "9000"})) if "C04L9BKDEV" in asked.page else None
    assert main([*words, "--again"]) == 3
    slack.before = lambda asked: None
    slack.replies.clear()
    assert main(words) == 0
    slack.requests.clear()
    assert main([*words, "--again"]) == 0
    assert not [one for one in slack.requests if "oldest" in one.query]


def test_what_is_followed_and_cannot_be_written_ends_with_2(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "slack").write_text("")
    assert main(["pull", "pagerduty", "Q1HBX041A", "--follow", "--out", "here"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_what_is_followed_and_there_from_another_range_is_no_fault(
    slack: FakeSlack, pagerduty: FakePagerDuty, capsys: pytest.CaptureFixture[str]
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "we talk in #inc-041-checkout"
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--since", "2026-03-17T10:00", "--out", "here"]) == 0
    assert main(["pull", "pagerduty", "Q1HBX041A", "--follow", "--out", "here"]) == 0
    assert "slack inc-041-checkout, which it points at, is left out" in capsys.readouterr().err


def test_what_people_post_in_a_channel_is_offered_and_what_its_topic_names_is_followed(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    messages, channel = slack.workspace.messages["C0A7INC041"], slack.workspace.channels[0]
    messages[5]["text"] += " see https://github.com/acme/shop/issues/12"
    channel["topic"] = {"value": "https://acme.pagerduty.com/incidents/Q1HBX041A"}
    words = ["pull", "slack", "--channel", str(channel["name"]), "--out", "here"]
    assert main(words) == 0
    assert "--follow takes pagerduty Q1HBX041A with it" in capsys.readouterr().err
    assert main([*words, "--follow"]) == 0
    assert "`postmortem pull github 'acme/shop#12' --out here`" in capsys.readouterr().err
    assert pulled(tmp_path / "here") == ["pagerduty", "slack"]


def test_how_many_more_it_points_at_is_said(pagerduty: FakePagerDuty, capsys: pytest.CaptureFixture[str]) -> None:
    note = " ".join(f"#inc-{number}-other" for number in range(13))
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = note
    assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here"]) == 0
    said = capsys.readouterr().err
    assert (said.count("it points at slack"), "it points at 3 more" in said) == (10, True)


def test_a_status_page_that_nobody_named_is_offered_and_not_followed(
    pagerduty: FakePagerDuty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = "https://evilstatus.example/incidents/h7k2m9q4x1vb"
    for follow in (["--follow"], []):
        assert main(["pull", "pagerduty", "Q1HBX041A", "--out", "here", *follow]) == 0
        said = capsys.readouterr().err
        assert "it points at statuspage evilstatus.example h7k2m9q4x1vb" in said
        assert "--follow takes" not in said
    assert pulled(tmp_path / "here") == ["pagerduty"]


def test_one_address_is_not_given_the_keys_of_several_tools(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = ["https://acme.slack.com/archives/C0A7INC041", "https://acme.pagerduty.com/incidents/Q1HBX041A"]
    assert main(["pull", *links, "--base-url", slack.url, "--out", "here"]) == 2
    assert "a link says itself where it leads" in capsys.readouterr().err
    assert (slack.requests, pagerduty.requests) == ([], [])


def test_an_address_is_that_of_one_tool_also_where_others_are_followed(
    slack: FakeSlack, pagerduty: FakePagerDuty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTMORTEM_PAGERDUTY_URL")
    other = json.loads(json.dumps(RECORD))
    other["incident"] |= {"id": "Q2HBX042B", "incident_number": 42}
    pagerduty.incidents["Q2HBX042B"] = other
    note = "https://acme.slack.com/archives/C0A7INC041 https://acme.pagerduty.com/incidents/Q2HBX042B"
    pagerduty.incidents["Q1HBX041A"]["notes"][0]["content"] = note
    assert main(["pull", "pagerduty", "Q1HBX041A", "--base-url", pagerduty.url, "--follow", "--out", "here"]) == 0
    assert pulled(tmp_path / "here") == ["pagerduty", "pagerduty", "slack"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["slack", "--channel", "inc-1"], "set POSTMORTEM_SLACK_TOKEN"),
        (["slack"], "say which one, as inc-123"),
        (["pager", "Q1"], "begin with a tool (slack, pagerduty"),
        ([], "begin with a tool"),
        (["github", "acme/shop"], "write it as owner/repo#12"),
        (["https://evil.example/x"], "give a link to a Slack channel"),
        (["pagerduty", "Q1HBX041A", "--since", "2026-03-17"], "a record is pulled whole"),
        (["pagerduty", "Q1HBX041A", "--channel", "x#y"], "write it as PXXXXXX"),
        (["slack", "--channel", "a", "--since", "2026-03-18", "--until", "2026-03-17"], "give a time after --since"),
        (["slack", "--channel", "a", "--since", "once"], "--since 'once' cannot be used"),
        (
            ["slack", "--channel", "a", "--since", "2026-03-17", "--timezone", "Mars/Base"],
            "--timezone 'Mars/Base' cannot be used",
        ),
        (["https://[::1"], "give a link to a Slack channel"),
    ],
)
def test_a_call_that_is_wrong_ends_with_2_and_one_sentence(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["pull", *words, "--out", "here"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_a_channel_that_is_not_there_ends_with_2(slack: FakeSlack, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pull", "slack", "--channel", "inc-nothing", "--out", "here"]) == 2
    assert "no channel of that name" in capsys.readouterr().err


def test_a_service_that_does_not_answer_ends_with_3(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.pull.wire.FIRST_PAUSE", 0.0)
    slack.misbehave(*[AWAY] * 9)
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 3
    assert "answers 502; run the same command again" in capsys.readouterr().err


def test_a_wait_is_said_also_where_no_terminal_shows_it(
    slack: FakeSlack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.cli.pull.means_for", lambda *what: replace(means_for(*what), clock=StillClock().clock()))
    slack.misbehave(Reply({}, 429, {"Retry-After": "1800"}), Reply({}, 429, {"Retry-After": "2"}))
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 0
    said = capsys.readouterr().err
    assert "postmortem: Slack asks to wait 30 min.\n" in said
    assert said.count("asks to wait") == 1


def test_two_pulls_into_one_folder_at_once_are_refused(
    slack: FakeSlack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.pull.ledger import Ledger

    with Ledger(tmp_path / "here" / ".pull" / "slack-inc-041-checkout.jsonl", {}, "now"):
        assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 2
    assert "another pull writes there" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_ends_with_2(
    slack: FakeSlack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".pull").write_text("")
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_folder_that_is_a_file_is_said_by_the_flag(
    slack: FakeSlack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "here").write_text("")
    assert main(["pull", "slack", "--channel", "inc-041-checkout", "--out", "here"]) == 2
    assert "--out 'here' cannot be used; the folder cannot be made" in capsys.readouterr().err


def test_a_key_in_a_settings_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "postmortem.toml").write_text('slack_token = "xoxb-77"\n')
    assert main(["pull", "slack", "--channel", "a", "--out", "here"]) == 2
    error = capsys.readouterr().err
    assert "a file is no place for a key" in error
    assert "xoxb-77" not in error


def test_doctor_says_which_keys_are_set_and_shows_none(
    slack: FakeSlack, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTMORTEM_HOME", str(tmp_path))
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "ok  pull: a key is set for slack\n" in said
    assert "no key for pagerduty" in said
    assert TOKEN not in said
    assert slack.requests == []


def test_a_slow_app_is_told_at_once_how_long_it_takes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with FakeSlack(busy_channel(messages=60, threads=1), most=15) as fake:
        monkeypatch.setenv("POSTMORTEM_SLACK_TOKEN", TOKEN)
        monkeypatch.setenv("POSTMORTEM_SLACK_URL", fake.url)
        assert main(["pull", "slack", "--channel", "inc-123", "--out", "here"]) == 0
    assert "about 2 h 14 min for 2,000 messages" in capsys.readouterr().err
