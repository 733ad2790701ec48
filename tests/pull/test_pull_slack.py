"""The Slack connector against a local stand-in of its API."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fake_server import AWAY, BROKEN, CUT, LIMITED, LOGIN_PAGE, TOKEN, Asked, Listener, Reply, StillClock
from fake_slack import READ, FakeSlack, busy_channel

from pipeline.domain.incident import Visibility
from pipeline.errors import BadOption, NoAnswer, PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.keys import Secret
from pipeline.pull.target import Target, Tool
from pipeline.run import Request, draft


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


def cut_off(slack: FakeSlack, puller: Puller, method: str, **range: object) -> None:
    """Breaks a pull off at the second page of a method, and lets the cursor that it has then expire."""

    def stop(asked: Asked) -> None:
        if asked.path.endswith(method) and "cursor" not in asked.query and not slack.expired:
            slack.expired.update({"2", *everything(slack)})
            slack.misbehave(Reply({}, 429, {"Retry-After": "9000"}))

    slack.before = stop
    with pytest.raises(NoAnswer):
        puller(**range)


@pytest.mark.parametrize("method", ["conversations.list", "conversations.history", "conversations.replies", "users.list"])
def test_a_cursor_that_expired_after_a_stop_does_not_block_the_pull(tmp_path: Path, method: str) -> None:
    workspace = busy_channel(messages=60, threads=3, replies=5)
    workspace.channels[:0] = [{"id": f"C0OTHER{n:03}", "name": f"other-{n}"} for n in range(7)]
    with FakeSlack(workspace, most=2) as slack:
        puller = Puller(slack, tmp_path)
        cut_off(slack, puller, method)
        slack.before = lambda asked: None
        done = puller()
        assert [one["ts"] for one in puller.messages()] == everything(slack)
        assert (done.haul.counts["users"], done.haul.gaps) == (5, ())


@pytest.mark.parametrize("second", [False, True])
def test_what_is_asked_for_since_a_time_comes_whole_where_a_cursor_expires(tmp_path: Path, second: bool) -> None:
    workspace = busy_channel(messages=60, threads=1, replies=2)
    whole = workspace.messages["C0BUSYINC1"]
    with FakeSlack(workspace, most=20) as slack:
        puller, since = Puller(slack, tmp_path), None if second else datetime.fromtimestamp(1_780_000_000, UTC)
        if second:
            workspace.messages["C0BUSYINC1"] = whole[:3]
            puller()
            workspace.messages["C0BUSYINC1"] = whole
        cut_off(slack, puller, "history", since=since)
        slack.before = lambda asked: None
        puller(since=since)
        assert [one["text"] for one in puller.messages() if "message" in one["text"]] == [f"message {n}" for n in range(58)]


def test_pages_without_a_cursor_are_asked_for_by_time(puller: Puller, slack: FakeSlack) -> None:
    slack.gives_cursors = False
    puller(since=datetime.fromtimestamp(1_780_000_000, UTC))
    assert [one["ts"] for one in puller.messages()] == everything(slack)


def test_messages_that_the_plan_hides_are_a_gap_for_good(puller: Puller, slack: FakeSlack) -> None:
    slack.limited = True
    assert puller().haul.gaps == ("older messages are there, and the plan of the workspace hides them",)
    slack.limited = False
    assert puller().haul.gaps == tuple(puller.manifest()["gaps"]) != ()


def test_an_empty_page_with_a_cursor_is_no_end(puller: Puller, slack: FakeSlack) -> None:
    empty = Reply({"ok": True, "messages": [], "has_more": True, "response_metadata": {"next_cursor": "9999999999.000000"}})
    slack.before = lambda asked: slack.misbehave(empty) if len(slack.requests) == 1 else None
    puller()
    assert [one["ts"] for one in puller.messages()] == everything(slack)
    assert puller.listener.said == []


def test_pictures_addresses_and_numbers_of_people_are_kept_nowhere(puller: Puller, slack: FakeSlack) -> None:
    told = {
        "real_name": "P",
        "image_72": "https://avatars.example/x.png",
        "avatar_hash": "gabc",
        "email": "p@x.example",
        "phone": "+49 1",
    }
    slack.workspace.messages["C0BUSYINC1"][3]["user_profile"] = told
    puller()
    written = "".join(path.read_text() for path in puller.folder.rglob("*") if path.is_file())
    assert not [value for value in ("avatars.example", "gabc", "p@x.example", "+49 1") if value in written]
    assert [one["user_profile"] for one in puller.messages() if "user_profile" in one] == [{"real_name": "P"}]


def test_of_a_thread_from_before_the_time_only_what_came_since_is_kept_and_the_others_are_said(
    puller: Puller, slack: FakeSlack
) -> None:
    messages = slack.workspace.messages["C0BUSYINC1"]
    first, second = [one for one in messages if one.get("reply_count")][:2]
    late = {"type": "message", "user": "U00000001", "text": "late", "ts": "1780030000.000001", "thread_ts": first["ts"]}
    messages += [
        late | {"subtype": "thread_broadcast"},
        late | {"text": "later", "ts": "1780030001.000001"},
        late | {"text": "of another thread", "ts": "1780030002.000001", "thread_ts": second["ts"]},
    ]
    done = puller(since=datetime.fromtimestamp(1_780_000_000 + 400 * 60, UTC))
    assert {one["text"] for one in puller.messages()} >= {"late", "later"}
    assert not [one for one in puller.messages() if one["ts"] < "1780024000"]
    assert "of another thread" not in {one["text"] for one in puller.messages()}
    assert done.haul.left_out == ("threads that began before --since are pulled only where a reply was also sent to the channel",)


def test_what_bots_link_to_in_messages_is_offered_once_and_the_channel_itself_is_not(puller: Puller, slack: FakeSlack) -> None:
    link = "<https://acme.pagerduty.com/incidents/Q1HBX041A?utm=1|#8841>"
    for message in slack.workspace.messages["C0BUSYINC1"][:2]:
        message["attachments"] = [{"text": f"Triggered: {link}, see https://acme.slack.com/archives/C0BUSYINC1/p17"}]
    assert puller().offered == (Target(Tool.PAGERDUTY, ("Q1HBX041A",)),)


def test_a_link_in_a_channel_of_many_screenshots_is_offered(puller: Puller, slack: FakeSlack) -> None:
    messages = slack.workspace.messages["C0BUSYINC1"]
    for number, message in enumerate(messages[:400]):
        message["files"] = [{f"thumb_{size}": f"https://files.slack.com/T1/F{number}/{size}.png" for size in range(13)}]
        message["text"] += f" https://wiki.example/{number}/a https://wiki.example/{number}/b https://wiki.example/{number}/c"
    messages[459]["text"] += " https://acme.pagerduty.com/incidents/Q1HBX041A"
    assert puller().offered == (Target(Tool.PAGERDUTY, ("Q1HBX041A",)),)


def test_a_second_pull_of_an_app_of_few_messages_says_how_long_its_threads_take(tmp_path: Path) -> None:
    with FakeSlack(busy_channel(messages=100, threads=2), most=15) as slack:
        puller = Puller(slack, tmp_path)
        puller()
        puller.listener.said.clear()
        puller()
    assert puller.listener.said == ["2 threads follow: about 2 min."]


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
    without_the_manifest = draft(Request(paths=[puller.folder / "slack"]))
    assert without_the_manifest.incident.visibility is Visibility.RESTRICTED


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


def test_a_channel_that_was_not_there_is_looked_for_anew(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.channels[0]["name"] = "other"
    with pytest.raises(PullRefused, match="no channel of that name"):
        puller()
    slack.workspace.channels[0]["name"] = "inc-123"
    assert puller().haul.counts["messages"] == 500


def test_a_private_channel_is_looked_for_anew_once_the_key_may_list_it(puller: Puller, slack: FakeSlack) -> None:
    slack.workspace.channels[0]["is_private"] = True
    slack.scopes = READ - {"groups:read"}
    for _ in range(2):
        with pytest.raises(PullRefused, match="no channel of that name"):
            puller()
    slack.scopes = READ
    assert puller().haul.restricted
