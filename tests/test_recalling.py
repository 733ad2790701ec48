"""Past incidents in a draft: what is named, what is asked, what is kept back."""

from datetime import UTC, datetime
from typing import Any

import pytest
from shelf import FakeShelf, past

from pipeline import render
from pipeline.asking import Library
from pipeline.domain.asked import Reader
from pipeline.domain.incident import Incident, MomentName, Visibility
from pipeline.domain.past_incident import PastAction, PastIncident
from pipeline.domain.postmortem import Postmortem, Provenance
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.domain.timeline import Metric, Metrics
from pipeline.recalling import Recalled, recall

STILL = PastAction(action="Give the export a pool of its own.", ticket="LED-1", owner="Emeka Nwosu", open=True)
POOL = past("PM-1", "Every connection of the pool was held by idle sessions.", actions=(STILL, PastAction(action="Other")))
SECRET = past("PM-2", "The connection pool held leaked tokens.", visibility=Visibility.RESTRICTED, readers=("ana",))
OPEN = past("PM-3", "The connection pool ran out of space.", visibility=Visibility.PUBLIC)


UNKNOWN = Metrics(**dict.fromkeys(Metrics.model_fields, Metric(seconds=None, start=MomentName.STARTED, end=MomentName.RESOLVED)))


def draft(**incident: Any) -> Postmortem:
    cause = Statement(id="s-1", text="The connection pool was exhausted.", basis=StatementBasis.QUOTED)
    provenance = Provenance(engine="extractive", version="1")
    fields = {"id": "INC-9", "title": "Checkout down"} | incident
    return Postmortem(incident=Incident(**fields), metrics=UNKNOWN, immediate_cause=(cause,), provenance=provenance)


def recalled(document: Postmortem, *incidents: PastIncident, refuses: str = "no such words") -> Recalled:
    return recall(document, Library(FakeShelf(*incidents), Reader(("ana",))), lambda text: refuses in text)


def ids(found: Recalled) -> list[str]:
    return [one.id for one in found.document.related]


def test_an_open_action_of_a_similar_incident_becomes_a_question() -> None:
    document = recalled(draft(), POOL).document
    (question,) = document.questions
    assert question.about == "contributing_factors"
    assert question.text == "PM-1 had the open action LED-1 “Give the export a pool of its own”: did its absence play a part?"


def test_markdown_and_html_show_what_was_found() -> None:
    document = recalled(draft(), POOL).document
    for format in ("md", "html"):
        text = render.postmortem(document, format, None, None, ())
        assert "held by idle sessions" in text and "LED-1" in text and "did its absence play a part?" in text


def test_a_draft_names_no_restricted_incident_and_tells_its_reader_that_there_is_one() -> None:
    found = recalled(draft(), POOL, SECRET)
    assert ids(found) == ["PM-1"]
    assert "PM-2" not in found.document.model_dump_json()
    assert found.asides == (
        "1 similar incident is restricted and not named in the draft; `postmortem related --like` shows it to you.",
    )
    stranger = recall(draft(), Library(FakeShelf(POOL, SECRET), Reader(("bo",))), lambda _: False)
    assert (ids(stranger), stranger.asides) == (["PM-1"], ())


def test_a_public_draft_names_public_incidents_alone() -> None:
    assert ids(recalled(draft(visibility=Visibility.PUBLIC), POOL, SECRET, OPEN)) == ["PM-3"]


def test_a_draft_is_not_related_to_itself() -> None:
    at = datetime(2026, 3, 1, tzinfo=UTC)
    own = past("INC-9", "The connection pool was exhausted.")
    assert ids(recalled(draft(), own)) == []
    copied = past("other", "The connection pool was exhausted.", title="checkout down", started_at=at)
    moment = {"at": at, "precision": "minute", "basis": "record"}
    assert ids(recalled(draft(started_at=moment), copied)) == []
    assert ids(recalled(draft(), copied)) == ["other"]


def test_a_passage_that_blames_or_tells_a_secret_is_not_quoted() -> None:
    blaming = past("PM-4", "The connection pool was full because Bob forgot it.")
    telling = past("PM-5", "The connection pool used ghp_0123456789abcdefghijABCDEFGHIJ012345 as its key.")
    found = recalled(draft(), blaming, telling, refuses="Bob forgot")
    by_id = {one.id: one for one in found.document.related}
    assert by_id["PM-4"].reasons == ()
    assert "ghp_" not in found.document.model_dump_json()
    assert "connection pool used [secret" in by_id["PM-5"].reasons[0].passage


@pytest.mark.parametrize("incidents", [(), (past("PM-6", "A volume was full."),)])
def test_where_nothing_is_similar_the_draft_stays_as_it_is(incidents: tuple[PastIncident, ...]) -> None:
    document = draft()
    assert recalled(document, *incidents) == Recalled(document)


def test_one_action_that_two_similar_incidents_left_open_is_one_question() -> None:
    again = PastAction(action="Set idle_session_timeout to 30 s on the export role", ticket="LED-9", open=True)
    first = past("PM-4", "Every connection of the pool was held by idle sessions.", actions=(again,))
    other = again.model_copy(update={"action": "idle_session_timeout of 30 s for the export role", "ticket": "LED-5"})
    second = past("PM-5", "Every connection of the pool was held by idle sessions again.", actions=(other,))
    (question,) = recalled(draft(), first, second).document.questions
    assert "PM-4" in question.text and "LED-5" in question.text and question.text.count("did its absence play a part?") == 1
