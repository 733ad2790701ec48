from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.related.likeness import WHOLE, asked_for, is_document, like

CAUSE = Part(kind=PartKind.CAUSE, text="Sessions idle in transaction held the pool.")
TIMELINE = Part(kind=PartKind.TIMELINE, text="07:02 errors of the pool\n" * 500)


def test_an_incident_is_asked_for_by_its_mechanism_and_not_by_its_timeline() -> None:
    asked = like(PastIncident(id="PM-1", title="Pool exhausted", parts=(TIMELINE, CAUSE), services=("ledger",)))
    assert asked.text == "Pool exhausted\nSessions idle in transaction held the pool."
    assert (asked.services, asked.apart) == (("ledger",), {"PM-1"})


def test_one_that_says_nothing_of_its_mechanism_is_asked_for_by_what_it_says() -> None:
    asked = like(PastIncident(id="PM-1", title="Pool exhausted", parts=(TIMELINE,)))
    assert "errors of the pool" in asked.text and "07:02" not in asked.text
    assert len(asked.text) < WHOLE + 100


def test_a_restricted_incident_stays_restricted_as_a_question() -> None:
    assert like(PastIncident(id="a", title="t", visibility=Visibility.RESTRICTED)).restricted


def test_a_log_is_asked_for_by_its_kinds_of_lines() -> None:
    log = "\n".join(f"2026-03-01T07:02:{n % 60:02}Z worker-{n} timed out after {n} ms" for n in range(2000))
    assert asked_for(f"{log}\n2026-03-01T07:03:00Z FATAL: too many clients already\n").text.splitlines() == [
        "worker-0 timed out after 0 ms",
        "too many clients already",
    ]


def test_a_short_query_stays_as_it_is() -> None:
    assert asked_for("  pool exhausted?\n").text == "pool exhausted?"


def test_a_long_text_with_headings_is_a_document() -> None:
    body = "The pool was exhausted. " * 30
    assert is_document(f"# Pool exhausted\n\n## Summary\n\n{body}")
    assert is_document(f"---\nid: PM-1\n---\n{body}")
    assert is_document(f'{{"incident": {{"title": "{body}"}}}}')
    assert not is_document("# pool")
    assert not is_document(body)


def test_an_incident_is_asked_for_in_views_as_short_as_a_question() -> None:
    cause = Part(kind=PartKind.CAUSE, text="Sessions idle in transaction held the pool. " * 40)
    summary = Part(kind=PartKind.SUMMARY, text="Bookings failed for an hour in Europe.")
    first, second = like(PastIncident(id="a", title="Pool exhausted", parts=(TIMELINE, summary, cause))).views
    assert first.startswith("Sessions idle") and len(first) <= 400
    assert second == "Pool exhausted\nBookings failed for an hour in Europe."


def test_one_without_parts_of_a_kind_has_one_view() -> None:
    (view,) = like(PastIncident(id="a", title="Pool exhausted", parts=(TIMELINE,))).views
    assert view.startswith("Pool exhausted\nerrors of the pool")
    assert like(PastIncident(id="a", title="Pool full")).views == ("Pool full",)


def test_prose_without_a_heading_is_asked_for_as_if_it_were_pasted() -> None:
    prose = "Sign-in failed for an hour. " * 20 + "The pool of the ledger was exhausted by idle sessions."
    asked = like(PastIncident(id="D7", title="D7", parts=(Part(kind=PartKind.SUMMARY, text=prose),)))
    assert (asked.text, asked.views) == (asked_for(prose).text, ())
