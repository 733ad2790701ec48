"""Jobs on a page: what came of one is said until it is closed; what a fragment is refused is said there."""

from datetime import UTC, datetime

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from app.work import outcome, remarks
from pipeline.domain.actor import Role
from pipeline.domain.incident import Visibility
from pipeline.domain.job import Job, JobKind, JobState

NOW = datetime(2026, 3, 17, tzinfo=UTC)


def redraft(**result: object) -> Job:
    return Job(id="j", kind=JobKind.REDRAFT, state=JobState.DONE, by="Ada", created_at=NOW, result=result)


def test_a_redraft_without_an_offer_says_so() -> None:
    assert outcome(redraft(offers=0)) == "It offers nothing: all that it says stands there already."
    assert outcome(redraft(offers=2)).startswith("It offers 2 changes")


def test_its_notes_and_proposals_are_told() -> None:
    job = redraft(offers=0, notes=["The summary stayed as it was."], proposals=["Ask the vendor."])
    assert list(remarks(job)) == ["The summary stayed as it was.", "For the owner to decide: Ask the vendor."]


def test_what_came_of_the_newest_job_is_shown_until_it_is_closed(opened: Desk) -> None:
    at = AppTest.from_function(ended, default_timeout=60)
    at.run()
    assert "&lt;b&gt;Nothing&lt;/b&gt; to shorten." in shown(at)
    assert at.expander[0].label == "It is redrafted. It offers nothing: all that it says stands there already."
    labelled(at.button, "Close").click().run()
    assert "to shorten" not in shown(at)


def ended() -> None:
    from datetime import UTC, datetime

    from app.work import shown
    from pipeline.domain.job import Job, JobKind, JobState

    told = {"offers": 0, "notes": ["<b>Nothing</b> to shorten."]}
    now = datetime(2026, 3, 17, tzinfo=UTC)
    shown([Job(id="j", kind=JobKind.REDRAFT, state=JobState.DONE, by="Ada", created_at=now, result=told)])


def test_who_may_not_know_of_a_job_any_more_is_told_so_where_it_ran(opened: Desk) -> None:
    few = opened.desk.sign_in("Bo Ek")
    opened.desk.set_visibility(opened.me, opened.incident, Visibility.RESTRICTED)
    at = AppTest.from_function(watching, args=("j", opened.incident), default_timeout=60)
    at.session_state["me"] = few
    at.run()
    assert "There is no review with the id" in shown(at)
    assert not at.exception


def test_who_may_not_stop_a_job_is_told_so(opened: Desk) -> None:
    job = Job(id="j", kind=JobKind.INDEX, by=opened.me.name, created_at=datetime.now(UTC))
    opened.desk.store.add_job(opened.me, job)
    few = opened.desk.sign_in("Bo Ek")
    opened.desk.set_person(opened.me, few.model_copy(update={"role": Role.VIEWER}))
    at = AppTest.from_function(watching, args=("j", None), default_timeout=60)
    at.session_state["me"] = few
    at.run()
    labelled(at.button, "Stop").click().run()
    assert "not allowed as viewer" in shown(at)
    assert not at.exception


def watching(job: str, incident: str | None) -> None:
    from app.work import watched

    watched([job], incident)
