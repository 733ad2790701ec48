"""Pulls in real processes of their own, from stand-ins over real HTTP: killed, stopped, refused, restricted, and gone on with."""

import json
import os
import signal
from collections.abc import Generator
from pathlib import Path

import pytest
from fake_server import LIMITED, TOKEN, Asked, Reply
from pulling_desk import RECORD, Around, pulling_desk, sample_workspace, until

from pipeline.domain.incident import Visibility
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import UnknownReview
from pipeline.jobs.launching import VANISHED, environment
from pipeline.jobs.pulling import here
from pipeline.pull.ledger import AGAIN
from pipeline.pull.tools import github, slack

CHANNEL, BUSY = "inc-041-checkout", "slack inc-123"


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Around]:
    with pulling_desk(tmp_path / "home", monkeypatch) as around:
        yield around


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Around]:
    with pulling_desk(tmp_path / "home", monkeypatch, sample_workspace()) as around:
        yield around


def started(around: Around, *lines: str, **how: bool) -> Job:
    review = around.desk.create(around.me, "Checkout down")
    return around.desk.start_pull(around.me, review.id, lines, **how)


def test_channel_and_record_are_pulled_and_the_draft_follows(sample: Around) -> None:
    job = sample.ended(started(sample, f"slack #{CHANNEL}", f"pagerduty {RECORD}", then_draft=True))
    assert (job.state, job.problem) == (JobState.DONE, None)
    id = str(job.incident)
    assert sample.sources(id) == [f"slack-{CHANNEL}", f"pagerduty-{RECORD}"]
    drafting = sample.desk.jobs(sample.me, id)[0]
    assert drafting.kind is JobKind.DRAFT and sample.ended(drafting).state is JobState.DONE
    document = sample.desk.look(sample.me, id).document
    assert document and {one.format for one in document.provenance.sources} >= {"slack-export", "pagerduty"}
    assert sample.holds(TOKEN) == []


def test_a_pull_whose_process_is_killed_goes_on_where_it_was(around: Around) -> None:
    job = started(around, BUSY)

    def kill(asked: Asked) -> None:
        if len(around.slack.requests) == 8:
            os.kill(around.desk.store.job(job.id).pid or 0, signal.SIGKILL)

    around.slack.before = kill
    assert (around.ended(job).state, around.ended(job).problem) == (JobState.FAILED, VANISHED)
    assert around.sources(str(job.incident)) == []
    around.slack.before = lambda asked: None
    assert around.desk.pullable(around.desk.look(around.me, str(job.incident))).before == (BUSY,)
    assert around.ended(around.desk.start_pull(around.me, str(job.incident), [BUSY])).state is JobState.DONE
    (source,) = around.desk.look(around.me, str(job.incident)).sources
    days = sorted(Path(source.path).glob("slack/inc-123/*.json"))
    pulled = [message["ts"] for day in days for message in json.loads(day.read_text())]
    assert pulled == sorted(str(one["ts"]) for one in around.slack.workspace.messages["C0BUSYINC1"])
    asked = around.slack.times_asked()
    assert max(asked.values()) <= 2 and sum(asked.values()) <= len(asked) + 1


def test_how_far_it_is_and_how_long_it_waits_is_told_and_it_can_be_stopped(around: Around) -> None:
    around.slack.misbehave(Reply({"ok": True, "channels": around.slack.workspace.channels}), LIMITED)
    job = started(around, BUSY)
    until(lambda: "Slack asks to wait 30 s" in around.desk.store.job(job.id).step)
    around.desk.stop(around.me, job.id)
    assert around.ended(job).state is JobState.STOPPED
    assert around.ended(around.desk.start_pull(around.me, str(job.incident), [BUSY])).state is JobState.DONE


def test_what_cannot_be_pulled_is_said_and_the_rest_is_kept(around: Around) -> None:
    job = around.ended(started(around, "slack nowhere", f"pagerduty {RECORD}", then_draft=True))
    assert job.state is JobState.FAILED
    assert "#nowhere: no channel of that name is there" in str(job.problem)
    assert around.sources(str(job.incident)) == [f"pagerduty-{RECORD}"]
    assert [one.kind for one in around.desk.jobs(around.me, str(job.incident))] == [JobKind.PULL]


def test_a_key_that_is_refused_is_named_by_its_variable_alone(around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_PAGERDUTY_TOKEN", "another-key-5512")
    job = around.ended(started(around, f"pagerduty {RECORD}"))
    assert "not accepted; set POSTMORTEM_PAGERDUTY_TOKEN" in str(job.problem)
    assert around.holds("another-key-5512") == []


def test_a_service_that_does_not_answer_is_said_without_words_of_the_command_line(around: Around) -> None:
    around.pagerduty.misbehave(Reply({}, 429, {"retry-after": "9000"}))
    job = around.ended(started(around, f"pagerduty {RECORD}"))
    assert str(job.problem).endswith("pull again in 2 h 30 min: it goes on from here.")


def test_a_private_channel_makes_the_incident_restricted_to_its_owner_its_readers_and_who_pulled_it(sample: Around) -> None:
    sample.slack.workspace.channels[0]["is_private"] = True
    name = str(sample.slack.workspace.channels[0]["name"])
    desk, bo, cy = sample.desk, sample.desk.sign_in("Bo Ek"), sample.desk.sign_in("Cy Ng")
    review = desk.create(bo, "Checkout down", readers=("security",))
    job = sample.ended(desk.start_pull(sample.me, review.id, [f"slack {name}", f"pagerduty {RECORD}"]))
    assert job.state is JobState.DONE
    now = desk.look(bo, review.id).review
    assert (now.visibility, set(now.readers)) == (Visibility.RESTRICTED, {"security", "Bo Ek", "Ana Lima"})
    assert len(desk.look(sample.me, review.id).sources) == 2
    assert any("not open to all" in note for note in (job.result or {})["notes"])
    with pytest.raises(UnknownReview):
        desk.look(cy, review.id)
    assert desk.jobs(cy) == []


def test_what_it_points_at_is_offered_until_it_is_pulled(sample: Around) -> None:
    note = sample.pagerduty.incidents[RECORD]["notes"][0]
    note["content"] = f"talk in #{CHANNEL}"
    job = sample.ended(started(sample, f"pagerduty {RECORD}"))
    id = str(job.incident)
    assert sample.desk.pullable(sample.desk.look(sample.me, id)).found == (f"slack {CHANNEL}",)
    sample.ended(sample.desk.start_pull(sample.me, id, [f"slack {CHANNEL}"]))
    left = sample.desk.pullable(sample.desk.look(sample.me, id))
    in_the_chat = "statuspage status.harborline.example h7k2m9q4x1vb"
    assert (set(left.before), left.found) == ({f"pagerduty {RECORD}", f"slack {CHANNEL}"}, (in_the_chat,))


def test_what_it_points_at_and_has_just_been_pulled_is_not_offered(sample: Around) -> None:
    sample.pagerduty.incidents[RECORD]["notes"][0]["content"] = f"talk in #{CHANNEL} about #inc-7"
    job = sample.ended(started(sample, f"pagerduty {RECORD}", "slack C0A7INC041"))
    assert (job.state, (job.result or {})["offered"][0]) == (JobState.DONE, "slack inc-7")
    assert f"slack {CHANNEL}" not in (job.result or {})["offered"]


def test_pulled_again_it_asks_for_what_is_new_or_for_all(around: Around) -> None:
    around.pagerduty.most = 5
    id = str(around.ended(started(around, f"pagerduty {RECORD}")).incident)
    lines = around.desk.pullable(around.desk.look(around.me, id)).before
    first = len(around.pagerduty.requests)
    around.ended(around.desk.start_pull(around.me, id, lines))
    second = len(around.pagerduty.requests) - first
    around.ended(around.desk.start_pull(around.me, id, lines, again=True))
    assert second < first == len(around.pagerduty.requests) - first - second
    assert around.sources(id) == [f"pagerduty-{RECORD}"]


def test_a_key_is_there_for_jobs_that_pull_alone(around: Around) -> None:
    assert environment(around.desk.settings, JobKind.PULL)["POSTMORTEM_SLACK_TOKEN"] == TOKEN
    for kind in set(JobKind) - {JobKind.PULL}:
        assert TOKEN not in environment(around.desk.settings, kind).values()


@pytest.mark.parametrize("said", [github.DELETED, slack.SECOND_PULL, AGAIN])
def test_no_word_of_the_command_line_reaches_the_desk(said: str) -> None:
    assert "--again" not in here(said)


def test_what_was_said_on_the_way_is_no_note_of_what_is_done(around: Around) -> None:
    job = around.ended(started(around, BUSY))
    assert (job.result or {})["notes"] == ["#inc-123 (C0BUSYINC1): 300 messages, 10 replies, 2 threads, 5 users."]
