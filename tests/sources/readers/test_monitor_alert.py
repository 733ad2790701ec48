import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.sources.readers import monitor_alert
from pipeline.sources.reading import ReadOptions

AT = 1714644000
"""2024-05-02T10:00:00Z."""


def check(state="DOWN", at=AT):
    return {
        "check_id": 5,
        "check_name": "Shop",
        "previous_state": "UP" if state == "DOWN" else "DOWN",
        "current_state": state,
        "state_changed_timestamp": at,
        "description": "HTTP 503",
        "check_params": {"hostname": "shop.example"},
    }


def policy(state, **more):
    return {"incident_acknowledge_url": "u", "id": "n1", "condition_name": "Slow", "state": state, "createdAt": AT * 1000} | more


def issue(action, by=None, **more):
    found = {"id": "7", "title": "KeyError", "firstSeen": "2024-05-02T10:00:00Z", "project": {"name": "shop"}} | more
    return {
        "action": action,
        "data": {"issue": found},
        "installation": {},
        "actor": by or {"type": "application", "name": "Sentry"},
    }


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = monitor_alert.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return monitor_alert.read(claim, ReadOptions())

    return read


def test_a_check_of_pingdom_went_down_and_up(read):
    down, up = read(check("UP", AT + 600), check()).evidence
    assert (down.id, down.subtype, down.at.hour) == (f"pingdom:5#{AT}", "firing", 10)
    assert (up.subtype, up.at.minute) == ("resolved", 10)
    assert down.text == "Shop is DOWN: HTTP 503\nhost=shop.example"
    assert (down.kind, down.automated) == (EvidenceKind.ALERT, True)


def test_the_same_alert_sent_again_counts_once(read):
    reading = read(check(), check())
    assert (len(reading.evidence), reading.dropped) == (1, {"repeated alerts": 1})


def test_uptimerobot_tells_no_time_and_leaves_its_placeholders_in(read):
    down = {"monitor_url": "a.example", "monitor_friendly_name": "Web", "alert_type": "1", "alert_type_friendly_name": "Down"}
    (one,) = read(down | {"alert_details": "no answer", "alert_friendly_duration": "*alertFriendlyDuration*"}).evidence
    assert (one.at, one.text) == (None, "Web is down: no answer\nurl=a.example")


def test_the_new_webhook_of_new_relic_dates_the_beginning_and_not_the_closing(read):
    opened, closed = read(policy("closed")).evidence
    assert (opened.subtype, opened.at.hour) == ("firing", 10)
    assert (closed.subtype, closed.at) == ("resolved", None)


def test_the_old_webhook_of_new_relic_dates_what_it_tells(read):
    old = {
        "incident_acknowledge_url": "u",
        "incident_id": 1,
        "current_state": "acknowledged",
        "timestamp": AT * 1000,
        "owner": "Ana",
    }
    (one,) = read(old | {"condition_name": "Slow"}).evidence
    assert (one.subtype, one.at.hour, one.author, one.automated) == ("acknowledge", 10, "Ana", False)


@pytest.mark.parametrize("written", ["1969-12-31 23:59:55", 160513393115100000])
def test_what_is_no_time_is_kept_as_it_was_written(read, written):
    (one,) = read(policy("activated", createdAt=written)).evidence
    assert (one.at, one.at_text) == (None, str(written))


def test_sentry_dates_the_first_sight_of_an_issue_and_not_what_people_did_with_it(read):
    ana = {"type": "user", "name": "Ana Lima"}
    created, resolved = read(issue("created"), issue("resolved", ana)).evidence
    assert (created.at.hour, created.subtype, created.automated) == (10, "firing", True)
    assert (resolved.at, resolved.subtype, resolved.author, resolved.automated) == (None, "resolved", "Ana Lima", False)


def test_who_acted_is_of_the_roster(read):
    assert [person.name for person in read(issue("assigned", {"type": "user", "name": "Ana Lima"})).people] == ["Ana Lima"]


def test_an_event_of_sentry_is_dated_by_its_own_clock(read):
    event = {"event_id": "e", "title": "KeyError: id", "datetime": "2024-05-02T10:00:00.5Z", "received": AT + 90}
    (one,) = read({"action": "triggered", "data": {"event": event}, "installation": {}, "actor": {}}).evidence
    assert (one.id, one.at.second, one.text) == ("sentry:e", 0, "Sentry event: KeyError: id")


def test_splunk_shows_the_line_that_its_search_found(read):
    found = {"_time": str(AT), "_raw": "oom-killer", "host": "db1", "source": "/var/log/kern.log"}
    (one,) = read(
        {"sid": "s1", "app": "search", "search_name": "oom", "result": found, "results_link": "https://s.example"}
    ).evidence
    assert (one.id, one.at.hour, one.links) == ("splunk:s1", 10, ("https://s.example",))
    assert one.text == "Splunk alert: oom: oom-killer\nhost=db1, source=/var/log/kern.log"
