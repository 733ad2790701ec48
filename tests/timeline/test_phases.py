"""Phases: by record, by moment, by words and by where a line stands."""

import pytest
from conversations import acknowledge, chat, close_page, entry, piece, story, trigger

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.domain.timeline import Phase

FRAME = [trigger("10:00:10"), acknowledge("10:02:05")]
OVER = chat("10:50 Ben Otto: errors are gone, mitigated\n11:30 Ana Lima: resolved, closing the incident", start=90)


def phase(evidence, id: str = "inc-7:1") -> Phase:
    timeline = story(FRAME, OVER, evidence).timeline
    (event,) = [e for e in timeline if id in e.evidence]
    return event.phase


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("pagerduty:trigger@10:00:10", Phase.DETECTION),
        ("pagerduty:acknowledge@10:02:05", Phase.ACKNOWLEDGEMENT),
        ("inc-7:90", Phase.MITIGATION),
        ("inc-7:91", Phase.RESOLUTION),
    ],
)
def test_what_a_moment_rests_on_has_its_phase(id, expected):
    assert phase([], id) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("10:05 Ana Lima: I'm IC, declaring sev2", Phase.ESCALATION),
        ("10:10 Ben Otto: could be the connection pool, idle transactions on db-main-2", Phase.DIAGNOSIS),
        ("10:15 Ben Otto: found it: the pool of orders-api is exhausted", Phase.DIAGNOSIS),
        ("10:20 Ben Otto: restarted orders-api on all hosts", Phase.MITIGATION_ATTEMPT),
        ("10:25 Ben Otto: blocked, my login is refused by the vault", Phase.MITIGATION_ATTEMPT),
        ("11:10 Carla Diaz: verified: 1,412 of 1,412 orders replayed, none lost", Phase.VERIFICATION),
    ],
)
def test_words_in_the_response_tell_the_phase(line, expected):
    assert phase(chat(line)) is expected


def test_a_deploy_is_lead_up_before_the_start_and_an_attempt_in_the_response():
    def deploy(clock: str):
        return piece("log:deploy:1", clock, "rolled out orders-api build 4412", EvidenceKind.DEPLOY)

    assert phase(deploy("09:40"), "log:deploy:1") is Phase.LEAD_UP
    assert phase(deploy("10:30"), "log:deploy:1") is Phase.MITIGATION_ATTEMPT


def test_a_status_update_is_communication():
    update = piece("statuspage:1", "10:20", "We are investigating.", EvidenceKind.STATUS_UPDATE, Subtype.INVESTIGATING)
    assert phase(update, "statuspage:1") is Phase.COMMUNICATION


def test_entries_of_the_pager_have_the_phase_of_what_they_record():
    assert phase(entry("10:15", Subtype.ESCALATE), "pagerduty:escalate@10:15") is Phase.ESCALATION
    assert phase(close_page("12:30"), "pagerduty:resolve@12:30") is Phase.RESOLUTION


def test_a_start_stated_later_is_an_event_at_its_own_time():
    timeline = story(FRAME, OVER, chat("10:20 Carla Diaz: first failed payment at 09:57:02 UTC")).timeline
    (start,) = [e for e in timeline if e.phase is Phase.IMPACT_START]
    assert f"{start.at:%H:%M:%S}" == "09:57:02"
    assert start.evidence == ("inc-7:1",)
    assert start.key
