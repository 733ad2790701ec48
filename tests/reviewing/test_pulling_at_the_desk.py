"""What is asked to be pulled: understood, or said what is missing, before anybody is asked anything."""

from collections.abc import Generator
from pathlib import Path

import pytest
from desk_of import decide_all, draft, drafted, sign
from fake_server import TOKEN
from pulling_desk import RECORD, Around, pulling_desk

from pipeline.domain.actor import Role
from pipeline.domain.job import JobKind, JobState
from pipeline.domain.review import Readership, SignOffKind
from pipeline.errors import BadOption, NoKey, NotAllowed


@pytest.fixture
def around(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Around]:
    with pulling_desk(tmp_path / "home", monkeypatch) as around:
        yield around


def test_lines_are_understood_and_what_is_no_line_is_said(around: Around) -> None:
    found = around.desk.asked_for(["slack #inc-123", "", "  slack inc-123 ", f"pagerduty {RECORD}", "what happened"])
    assert found.lines == ("slack inc-123", f"pagerduty {RECORD}")
    assert len(found.problems) == 1 and "'what'" in found.problems[0] and found.missing == ()


def test_keys_that_are_not_set_are_named_by_their_variables(around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTMORTEM_SLACK_TOKEN")
    found = around.desk.asked_for(["slack inc-123", f"pagerduty {RECORD}", "github acme/shop#1"])
    assert found.missing == (("Slack", "POSTMORTEM_SLACK_TOKEN"),)
    review = around.desk.create(around.me, "Checkout down")
    with pytest.raises(NoKey, match="POSTMORTEM_SLACK_TOKEN"):
        around.desk.start_pull(around.me, review.id, ["slack inc-123"])
    assert around.desk.jobs(around.me, review.id) == [] and around.slack.requests == []


@pytest.mark.parametrize(
    "lines", [[], [""], ["hello there"], ["slack inc-123", "hello there"], [f"slack c{n}" for n in range(60)]]
)
def test_nothing_is_started_for_lines_that_mean_nothing(around: Around, lines: list[str]) -> None:
    review = around.desk.create(around.me, "Checkout down")
    with pytest.raises(BadOption):
        around.desk.start_pull(around.me, review.id, lines)
    assert around.desk.jobs(around.me, review.id) == []


def test_only_an_owner_pulls(around: Around) -> None:
    review = around.desk.create(around.me, "Checkout down")
    bo = around.desk.set_person(around.me, around.desk.sign_in("Bo Ek").model_copy(update={"role": Role.REVIEWER}))
    with pytest.raises(NotAllowed):
        around.desk.start_pull(bo, review.id, ["slack inc-123"])


def test_what_is_discarded_is_gone_from_the_disk_and_not_pulled_again(around: Around) -> None:
    review = around.desk.create(around.me, "Checkout down")
    job = around.ended(around.desk.start_pull(around.me, review.id, [f"pagerduty {RECORD}"]))
    assert job.state is JobState.DONE
    around.desk.discard(around.me, review.id, f"pagerduty-{RECORD}")
    assert list((around.desk.home / "incidents" / review.id / "sources").iterdir()) == []
    assert around.desk.pullable(around.desk.look(around.me, review.id)).before == ()


def test_neither_request_nor_audit_holds_a_key(around: Around) -> None:
    review = around.desk.create(around.me, "Checkout down")
    job = around.ended(around.desk.start_pull(around.me, review.id, [f"pagerduty {RECORD}"]))
    told = [job.model_dump_json(), *(entry.model_dump_json() for entry in around.desk.audit(around.me, review.id))]
    assert any(f"pagerduty {RECORD}" in one for one in told) and not any(TOKEN in one for one in told)


def test_what_was_published_is_found_by_its_readers_alone_once_a_private_channel_is_pulled(around: Around) -> None:
    desk, ana, bo = around.desk, around.me, around.desk.sign_in("Bo Ek")
    id = drafted(desk, ana)
    decide_all(desk, ana, id)
    desk.submit(ana, id)
    sign(desk, ana, id, SignOffKind.OWNER)
    sign(desk, bo, id, SignOffKind.REVIEWER)
    desk.approve(ana, id)
    desk.publish(ana, id, Readership.INTERNAL)
    assert [one.id for one in desk.past(bo)] == [id]
    around.slack.workspace.channels[0]["is_private"] = True
    draft(desk, ana, id, JobKind.PULL, lines=["slack inc-123"], again=False, draft=False)
    assert ([one.id for one in desk.past(ana)], desk.past(bo)) == ([id], ())
