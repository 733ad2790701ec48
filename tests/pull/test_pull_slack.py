"""The Slack connector against a local stand-in of its API."""

import json
from pathlib import Path

import pytest
from fake_server import AWAY, BROKEN, CUT, LIMITED, LOGIN_PAGE, TOKEN, Asked, Listener, Reply, StillClock
from fake_slack import READ, FakeSlack, busy_channel

from pipeline.errors import BadOption, NoAnswer, PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool


@pytest.fixture
def slack():
    with FakeSlack(busy_channel(messages=500, threads=8)) as fake:
        yield fake


class Puller:
    """Pulls from a fake into a folder, with a clock that waits for nothing."""

    def __init__(self, fake: FakeSlack, folder: Path) -> None:
        self.fake, self.folder = fake, folder
        self.clock, self.listener = StillClock(), Listener()

    def __call__(self, channel: str = "inc-123", again: bool = False, token: str = TOKEN, **range: object) -> Pulled:
        means = Means(self.fake.url, Secret(token), self.listener, clock=self.clock.clock())
        return pull(Target(Tool.SLACK, (channel,), **range), self.folder, means, {}, again)

    def messages(self, channel: str = "inc-123") -> list[dict[str, object]]:
        days = sorted((self.folder / "slack" / channel).glob("*.json"))
        return [message for day in days for message in json.loads(day.read_text())]

    def manifest(self) -> dict[str, object]:
        return json.loads((self.folder / "manifest.json").read_text())["pulled"][0]


@pytest.fixture
def puller(slack: FakeSlack, tmp_path: Path) -> Puller:
    return Puller(slack, tmp_path / "out")


def everything(fake: FakeSlack) -> list[str]:
    return sorted(str(one["ts"]) for messages in fake.workspace.messages.values() for one in messages)


def test_every_message_and_reply_comes_once_in_the_shape_of_an_export(puller: Puller, slack: FakeSlack) -> None:
    done = puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)
    assert done.haul.counts == {"messages": 500, "replies": 40, "threads": 8, "users": 5}
    assert json.loads((puller.folder / "slack" / "channels.json").read_text())[0]["name"] == "inc-123"
    assert (done.haul.first, done.haul.last) == (puller.manifest()["first"], puller.manifest()["last"])


def test_addresses_of_people_are_not_kept(puller: Puller) -> None:
    puller()
    assert "no@x.example" not in "".join(path.read_text() for path in puller.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("mishap", [LIMITED, BROKEN, AWAY, CUT, LOGIN_PAGE, Reply({"ok": False, "error": "internal_error"})])
def test_a_mishap_in_the_middle_costs_one_more_request(puller: Puller, slack: FakeSlack, mishap: Reply) -> None:
    slack.before = lambda asked: slack.misbehave(mishap) if len(slack.requests) == 3 else None
    puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)
    assert sum(slack.times_asked().values()) == len(slack.times_asked()) + 1
    assert (puller.clock.slept == [30.0]) == (mishap is LIMITED)


def test_a_second_pull_asks_only_for_what_came_since(puller: Puller, slack: FakeSlack) -> None:
    puller()
    before = len(slack.requests)
    messages = slack.workspace.messages["C0BUSYINC1"]
    parent = next(one for one in messages if one.get("reply_count"))
    messages.append({"type": "message", "user": "U00000001", "text": "one more", "ts": "1790000000.000001"})
    messages.append(
        {"type": "message", "user": "U00000001", "text": "late", "ts": "1790000001.000001", "thread_ts": parent["ts"]}
    )
    done = puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)
    asked = slack.requests[before:]
    assert all("oldest" in one.query for one in asked if one.path.endswith(("history", "replies")))
    assert not any(one.path.endswith("users.list") for one in asked)
    assert any("--again" in sentence for sentence in done.haul.left_out)


def test_an_edit_is_found_by_reading_again(puller: Puller, slack: FakeSlack) -> None:
    puller()
    slack.workspace.messages["C0BUSYINC1"][0]["text"] = "corrected"
    puller(again=True)
    assert puller.messages()[0]["text"] == "corrected"


def test_a_message_deleted_between_two_pages_moves_nothing(puller: Puller, slack: FakeSlack) -> None:
    messages = slack.workspace.messages["C0BUSYINC1"]
    gone = next(one for one in messages if one["text"] == "message 299")
    slack.before = lambda asked: messages.remove(gone) if "cursor" in asked.query and gone in messages else None
    puller()
    kept = [str(one["ts"]) for one in puller.messages()]
    assert sorted({*kept, str(gone["ts"])}) == sorted({*everything(slack), str(gone["ts"])})
    assert len(kept) == len(set(kept))


def test_a_thread_deleted_before_its_replies_were_read_is_a_gap(puller: Puller, slack: FakeSlack) -> None:
    messages = slack.workspace.messages["C0BUSYINC1"]
    parent = [one for one in messages if one.get("reply_count")][-1]
    thread = [one for one in messages if one.get("thread_ts") == parent["ts"]]

    def delete(asked: Asked) -> None:
        if asked.path.endswith("history") and "cursor" in asked.query and thread[0] in messages:
            slack.workspace.messages["C0BUSYINC1"] = [one for one in messages if one not in thread]

    slack.before = delete
    done = puller()
    assert len(done.haul.gaps) == 1
    assert "was deleted before its replies were read" in puller.manifest()["gaps"][0]


def test_an_expired_cursor_is_replaced_by_a_time(puller: Puller, slack: FakeSlack) -> None:
    def expire(asked: Asked) -> None:
        if asked.path.endswith("history") and not slack.expired:
            slack.expired.update(everything(slack))

    slack.before = expire
    puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)


def test_an_app_of_few_messages_a_minute_is_told_how_long_it_takes(tmp_path: Path) -> None:
    with FakeSlack(busy_channel(messages=100, threads=2), most=15) as slack:
        puller = Puller(slack, tmp_path)
        puller()
    assert "about 2 h 14 min for 2,000 messages" in puller.listener.said[0]
    assert "2 threads follow: about 2 min." in puller.listener.said
    assert any("messages, back to" in state for state in puller.listener.states)


def test_a_wait_of_hours_ends_the_pull_and_what_came_is_kept(puller: Puller, slack: FakeSlack) -> None:
    slack.before = lambda asked: slack.misbehave(Reply({}, 429, {"Retry-After": "9000"})) if len(slack.requests) == 3 else None
    with pytest.raises(NoAnswer, match="run the same command again in 2 h 30 min"):
        puller()
    before = len(slack.requests)
    slack.before = lambda asked: None
    puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)
    assert not any(one.path.endswith("conversations.list") for one in slack.requests[before:])


def test_a_server_that_stays_away_is_a_service_error_after_five_tries(puller: Puller, slack: FakeSlack) -> None:
    slack.misbehave(*[AWAY] * 9)
    with pytest.raises(NoAnswer, match="answers 502; run the same command again"):
        puller()
    assert len(slack.requests) == 5


@pytest.mark.parametrize("channel", ["inc-nothing", "C0NOTTHERE1"])
def test_a_channel_that_is_not_there_is_said_with_what_to_do(puller: Puller, channel: str) -> None:
    with pytest.raises(PullRefused, match=rf"{channel}.*invite the app"):
        puller(channel)


def test_a_key_that_is_not_accepted_is_said_without_the_key(puller: Puller) -> None:
    with pytest.raises(PullRefused, match=r"not accepted.*POSTMORTEM_SLACK_TOKEN") as problem:
        puller(token="wrong-key-77")
    assert "wrong-key-77" not in str(problem.value)


def test_a_missing_scope_is_named(puller: Puller, slack: FakeSlack) -> None:
    slack.scopes = READ - {"channels:history"}
    with pytest.raises(PullRefused, match="lacks the scope channels:history"):
        puller()


def test_without_the_right_to_list_private_channels_public_ones_are_found(puller: Puller, slack: FakeSlack) -> None:
    slack.scopes = READ - {"groups:read"}
    puller()
    assert "groups:read" in puller.listener.said[0]
    assert [one["ts"] for one in puller.messages()] == everything(slack)


def test_without_the_right_to_read_people_the_messages_come_and_the_gap_is_said(puller: Puller, slack: FakeSlack) -> None:
    slack.scopes = READ - {"users:read"}
    done = puller()
    assert any("users:read" in gap for gap in done.haul.gaps)
    slack.scopes = READ
    assert puller().haul.gaps == ()


def test_a_channel_that_the_app_is_not_in_asks_for_an_invitation(puller: Puller, slack: FakeSlack) -> None:
    slack.joined = set()
    with pytest.raises(PullRefused, match="the app is not in the channel; invite"):
        puller()


def test_a_private_channel_makes_the_pull_restricted(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.channels[0]["is_private"] = True
    assert puller().haul.restricted
    assert puller.manifest()["visibility"] == "restricted"


def test_guests_bots_and_people_who_are_gone_are_looked_up_one_by_one(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.outsiders.append(
        {"id": "U0GUEST01", "name": "guest", "profile": {"real_name": "Gale Guest"}, "is_stranger": True}
    )
    slack.workspace.bots["B0DEPLOY1"] = "Slipway"
    slack.workspace.messages["C0BUSYINC1"] += [
        {"type": "message", "user": "U0GUEST01", "text": "ask <@U0GONE001>", "ts": "1790000000.000001"},
        {"type": "message", "subtype": "bot_message", "bot_id": "B0DEPLOY1", "text": "deployed", "ts": "1790000000.000002"},
    ]
    done = puller()
    assert puller.messages()[-1]["bot_profile"] == {"id": "B0DEPLOY1", "name": "Slipway"}
    assert "U0GUEST01" in (puller.folder / "slack" / "users.json").read_text()
    assert done.haul.gaps == ("the user U0GONE001 has no name here: Slack has no such one any more",)


def test_a_range_of_time_is_asked_for_and_another_one_is_refused(puller: Puller, slack: FakeSlack) -> None:
    from datetime import UTC, datetime

    since = datetime.fromtimestamp(1_780_000_000 + 400 * 60, UTC)
    puller(since=since)
    assert {"message 400", "message 459"} <= {one["text"] for one in puller.messages()}
    assert "message 398" not in {one["text"] for one in puller.messages()}
    with pytest.raises(BadOption, match="another range of time"):
        puller()


def test_the_key_stands_nowhere_on_disk(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.messages["C0BUSYINC1"][0]["text"] = f"who posted {TOKEN} here?"
    puller()
    assert not [path for path in puller.folder.rglob("*") if path.is_file() and TOKEN.encode() in path.read_bytes()]


def test_a_name_that_leads_out_of_the_folder_does_not(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.channels[0]["name"] = "../../evil"
    puller("C0BUSYINC1")
    assert {path.name for path in (puller.folder / "slack").iterdir()} == {"C0BUSYINC1", "channels.json", "users.json"}


def test_a_pull_that_ends_an_older_one_says_so(puller: Puller, slack: FakeSlack) -> None:
    slack.before = lambda asked: slack.misbehave(Reply({}, 429, {"Retry-After": "9000"})) if len(slack.requests) == 3 else None
    with pytest.raises(NoAnswer):
        puller()
    slack.before = lambda asked: None
    puller()
    assert "this ended the pull of 2026-09-21T14:13:20Z; pull again for what came since." in puller.listener.said[-1]
