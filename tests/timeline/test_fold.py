"""Folding: what tools and people say of one thing is one event that cites all of them, and two things stay two."""

from conversations import acknowledge, at, chat, entry, material, piece, story, trigger

from pipeline.domain.evidence import EvidenceKind, Subtype
from pipeline.timeline.fold import fold
from pipeline.timeline.lines import read_lines

ALERT = "[FIRING] PoolExhausted on db-main-2 (threshold 90%)"


def folded(*evidence) -> list[tuple[str, ...]]:
    return [h.evidence for h in fold(read_lines(material(*evidence)))]


def deploy(clock: str, text: str, n: int = 1):
    return piece(f"log:deploy.log:{n}", clock, text, EvidenceKind.DEPLOY)


def alert(clock: str, text: str = ALERT, n: int = 1):
    return piece(f"alertmanager:a#{n}", clock, text, EvidenceKind.ALERT, Subtype.FIRING)


def test_a_tools_log_and_its_bots_announcement_of_one_deploy_are_one():
    groups = folded(
        deploy("09:40:05", "deploy of orders-api build orders-api-4412 started by Ana Lima"),
        chat("09:40:20 deploybot [bot]: :rocket: Ana Lima is deploying orders-api-4412 to production"),
    )
    assert [set(g) for g in groups] == [{"log:deploy.log:1", "inc-7:1"}]


def test_two_services_deployed_in_the_same_minute_stay_two():
    groups = folded(
        deploy("09:40:05", "deploy orders-api build orders-api-4412 finished"),
        deploy("09:40:25", "deploy search-web build search-web-87 finished", 2),
    )
    assert len(groups) == 2


def test_two_people_who_say_the_same_stay_two():
    assert len(folded(chat("10:00 Ana Lima: the pool is exhausted on db-main-2\n10:01 Ben Otto: the pool is exhausted"))) == 2


def test_an_acknowledgement_on_record_and_in_words_is_one_at_the_time_of_the_record():
    evidence = [acknowledge("10:02:05"), chat("10:02:30 Ana Lima: ack, I'm on it, opening the dashboards now")]
    (happening,) = fold(read_lines(material(*evidence)))
    assert happening.lead.id == "inc-7:1"
    assert set(happening.evidence) == {"inc-7:1", "pagerduty:acknowledge@10:02:05"}
    assert happening.at == at("10:02:05")


def test_an_alert_and_the_page_it_opened_are_one():
    groups = folded(alert("10:00:00"), trigger("10:00:20", f"Triggered: {ALERT}"))
    assert [set(g) for g in groups] == [{"alertmanager:a#1", "pagerduty:trigger@10:00:20"}]


def test_an_alert_repeated_within_the_response_is_one_with_the_first():
    told = story(
        trigger("10:00:00", f"Triggered: {ALERT}"),
        acknowledge("10:02"),
        [alert(f"10:{m:02}:00", n=m) for m in range(5, 30, 5)],
        chat("10:10 Ana Lima: I'm IC, sev2\n10:30 Ben Otto: restarted db-main-2, mitigated"),
    )
    about = [e for e in told.timeline if any(id.startswith("alertmanager:") for id in e.evidence)]
    assert len(about) == 1
    assert len(about[0].evidence) >= 5


def test_repeats_cite_eight_at_most():
    told = story(
        [alert(f"10:{m:02}:00", n=m) for m in range(30)],
        chat("10:10 Ana Lima: I'm IC, sev2\n10:40 Ben Otto: mitigated"),
    )
    assert max(len(e.evidence) for e in told.timeline) <= 8
    assert sum(e.evidence[0].startswith("alertmanager:") for e in told.timeline) <= 4


def test_another_alert_of_the_same_bot_is_no_repeat():
    told = story(
        alert("10:00"),
        alert("10:06", "[FIRING] DiskFull on db-main-3 /var 98%", 2),
        chat("10:10 Ana Lima: I'm IC, sev2\n10:40 Ben Otto: mitigated"),
    )
    assert sum(e.evidence[0].startswith("alertmanager:") for e in told.timeline) == 2


def test_the_same_alert_a_day_later_is_an_event_of_its_own():
    groups = folded(alert("10:00"), piece("alertmanager:a#2", "10:00", ALERT, EvidenceKind.ALERT, Subtype.FIRING, days=1))
    assert len(groups) == 2


def test_firing_and_resolved_of_one_alert_stay_two():
    groups = folded(alert("10:00"), piece("alertmanager:a#2", "10:09", f"[RESOLVED] {ALERT[9:]}", EvidenceKind.ALERT))
    assert len(groups) == 2


def test_happenings_are_in_order_whatever_the_order_of_the_lines():
    evidence = chat("\n".join(f"10:{m:02} Ana Lima: step {m} of the failover, host-{m} done" for m in range(0, 50, 7)))
    assert folded(evidence) == folded(list(reversed(evidence)))


def test_severity_in_the_topic_and_in_words_is_one():
    evidence = [
        chat("10:05:00 Ana Lima: raising this to sev 1, checkout is down for everyone"),
        entry("10:05:30", Subtype.PRIORITY, "Priority changed to P1", by="Ana Lima"),
    ]
    assert len(folded(*evidence)) == 1
