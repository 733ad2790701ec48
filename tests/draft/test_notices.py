import pytest
from small_incidents import INCIDENT_WITH_MOMENTS, material, moment, said, story

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import Incident
from pipeline.domain.postmortem import DetectionMethod
from pipeline.domain.statement import CheckStatus
from pipeline.draft import write

REPORTED = Incident(
    title="[RESOLVED] Errors in object listing", started_at=moment("08:00", "u1"), resolved_at=moment("09:30", "u3")
)


def notice(id, clock, text, kind=EvidenceKind.STATUS_UPDATE):
    return said(id, clock, "Provider", text, kind=kind)


UPDATES = (
    notice(
        "u1", "08:10", "We are investigating elevated error rates for object listing in the north. Next update in 30 minutes."
    ),
    notice("u2", "08:50", "We have identified the root cause and are working on a fix. We apologize for the trouble."),
    notice(
        "u3",
        "09:40",
        "Between 8:00 and 9:30 UTC, customers in region-north experienced errors when listing objects. "
        "Uploads were not affected. "
        "The errors were caused by a cache that was configured with the wrong size. Engineers restarted the listing service. "
        "The issue has been resolved. We expect no further errors.",
    ),
)
REPORT = notice(
    "doc:report#1",
    "12:00",
    "Summary of Impact: Between 8:00 and 9:30 UTC, customers may have received timeouts from the gateway.\n"
    "Preliminary Root Cause: A certificate of the gateway was not renewed.\n"
    "Mitigation: Our monitoring detected the timeouts. Engineers replaced the certificate.\n"
    "Next Steps: We apologize for the impact. Improving our alerts on certificates.",
    kind=EvidenceKind.DOCUMENT,
)


@pytest.fixture(scope="module")
def draft():
    return write(material(*UPDATES), story(REPORTED))


@pytest.fixture(scope="module")
def report():
    cited = Incident(started_at=moment("08:00", REPORT.id), resolved_at=moment("09:30", REPORT.id))
    return write(material(REPORT), story(cited))


def texts(statements):
    return [s.text for s in statements]


SECTIONS = ("summary", "impact", "what_happened", "immediate_cause", "contributing_factors", "response_actions", "worked_well")


def test_what_customers_saw_is_the_impact(draft):
    assert "Between 8:00 and 9:30 UTC, customers in region-north experienced errors when listing objects." in texts(draft.impact)
    assert "Uploads were not affected." in texts(draft.impact)


def test_the_cause_is_the_sentence_that_states_it(draft):
    assert texts(draft.immediate_cause) == ["The errors were caused by a cache that was configured with the wrong size."]


def test_what_was_done_is_an_action(draft):
    assert texts(draft.response_actions) == ["Engineers restarted the listing service."]


def test_the_story_goes_from_the_effect_to_the_end(draft):
    told = texts(draft.what_happened)
    assert told[0].startswith("Between 8:00")
    assert told[-1] == "The issue has been resolved."


def test_the_first_notice_is_what_is_known_of_its_detection(draft):
    assert draft.detection.method is DetectionMethod.OTHER
    assert texts(draft.detection.statements) == ["The first public notice was posted on 2026-05-04 08:10:00 UTC."]


def test_the_title_is_given_without_its_state(draft):
    assert draft.summary[0].text.startswith("The incident “Errors in object listing” began on 2026-05-04 08:00:00 UTC")


@pytest.mark.parametrize("section", SECTIONS)
def test_no_apology_promise_or_expectation_is_a_fact(draft, report, section):
    said_there = " ".join(texts(getattr(draft, section)) + texts(getattr(report, section))).lower()
    for never in ("apologize", "next update", "we expect", "working on a fix", "improving our alerts"):
        assert never not in said_there


@pytest.mark.parametrize("section", SECTIONS)
def test_every_statement_is_supported(draft, report, section):
    for statement in (*getattr(draft, section), *getattr(report, section)):
        assert statement.check.status is CheckStatus.SUPPORTED, (statement.text, statement.check.problems)


def test_a_report_is_read_by_its_labels(report):
    assert texts(report.immediate_cause) == ["Preliminary Root Cause: A certificate of the gateway was not renewed."]
    assert "Engineers replaced the certificate." in texts(report.response_actions)
    assert report.detection.method is DetectionMethod.MONITORING


def test_notices_that_say_nothing_leave_sections_empty():
    empty = write(material(notice("u1", "08:10", "We are looking into this. Thank you for your patience.")), story(REPORTED))
    assert not empty.immediate_cause
    assert not empty.response_actions
    assert [s.text for s in empty.impact if s.basis == "quoted"] == []


def test_what_is_being_looked_into_stands_for_the_impact_where_nothing_more_is_said():
    only = write(material(UPDATES[0]), story(REPORTED))
    assert "We are investigating elevated error rates for object listing in the north." in texts(only.impact)


def test_where_people_spoke_the_notices_do_not_decide():
    spoken = write(
        material(*UPDATES, said("m1", "09:30", "Ingrid Moe", "found it, root cause: the listing index lost its lock")),
        story(INCIDENT_WITH_MOMENTS),
    )
    assert any("listing index" in text for text in texts(spoken.immediate_cause))
