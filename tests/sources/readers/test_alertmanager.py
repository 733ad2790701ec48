from datetime import UTC, datetime

import pytest

from pipeline.sources.readers import alertmanager
from pipeline.sources.reading import ReadOptions

ZERO = "0001-01-01T00:00:00Z"


def alert(fingerprint="f1", status="firing", starts="2024-05-02T10:00:00.123456789Z", ends=ZERO, said="p99 is 9 s", **more):
    return {
        "status": status,
        "labels": {"alertname": "Slow", "severity": "critical", "job": "search"},
        "annotations": {"summary": "Search is slow", "description": said},
        "startsAt": starts,
        "endsAt": ends,
        "generatorURL": "http://prom.example/graph",
        "fingerprint": fingerprint,
    } | more


def group(*alerts, status="firing"):
    return {"version": "4", "groupKey": "{}", "status": status, "groupLabels": {}, "alerts": list(alerts)}


@pytest.fixture
def read(tree_of):
    def read(*payloads):
        (claim,) = alertmanager.sniff(tree_of({f"{index}.json": payload for index, payload in enumerate(payloads)}))
        return alertmanager.read(claim, ReadOptions())

    return read


def test_a_start_with_nine_decimals_is_read(read):
    assert read(group(alert())).evidence[0].at == datetime(2024, 5, 2, 10, 0, 0, 123456, tzinfo=UTC)


def test_an_end_in_the_year_one_means_that_it_still_fires(read):
    assert [(one.subtype, one.id) for one in read(group(alert())).evidence] == [("firing", "alertmanager:f1")]


def test_an_alert_resolved_without_an_end_has_no_time_rather_than_the_year_one(read):
    reading = read(group(alert(status="resolved")))
    assert [(one.subtype, one.at is None) for one in reading.evidence] == [("firing", False), ("resolved", True)]


def test_the_resolution_is_a_second_piece_of_the_same_alert(read):
    fired, resolved = read(
        group(alert()), group(alert(status="resolved", ends="2024-05-02T10:30:00Z"), status="resolved")
    ).evidence
    assert (fired.id, resolved.id) == ("alertmanager:f1", "alertmanager:f1#2")
    assert (resolved.subtype, resolved.at) == ("resolved", datetime(2024, 5, 2, 10, 30, tzinfo=UTC))
    assert resolved.text.startswith("Alert resolved: Slow: Search is slow")


def test_a_group_may_mix_firing_and_resolved_so_each_alerts_own_status_counts(read):
    reading = read(group(alert("a"), alert("b", "resolved", ends="2024-05-02T10:20:00Z"), status="firing"))
    assert [(one.id, one.subtype) for one in reading.evidence] == [
        ("alertmanager:a", "firing"),
        ("alertmanager:b", "firing"),
        ("alertmanager:b#2", "resolved"),
    ]


def test_the_same_alert_again_says_nothing_new_and_is_counted(read):
    reading = read(group(alert()), group(alert()), group(alert()))
    assert len(reading.evidence) == 1
    assert reading.dropped == {"repeated alerts": 2}


def test_a_repeat_that_says_something_new_is_kept_with_a_number(read):
    reading = read(group(alert()), group(alert(said="p99 is 14 s")))
    assert [one.id for one in reading.evidence] == ["alertmanager:f1", "alertmanager:f1#2"]


def test_an_alert_that_fires_again_later_is_another_piece(read):
    reading = read(group(alert(starts="2024-05-02T12:00:00Z")), group(alert()))
    assert [(one.id, one.at.hour) for one in reading.evidence if one.at] == [("alertmanager:f1", 10), ("alertmanager:f1#2", 12)]


def test_ids_do_not_depend_on_the_order_of_the_files(read):
    payloads = group(alert()), group(alert(status="resolved", ends="2024-05-02T10:30:00Z")), group(alert(said="more"))
    assert {(e.id, e.at) for e in read(*payloads).evidence} == {(e.id, e.at) for e in read(*reversed(payloads)).evidence}


def test_the_text_says_what_fired_why_and_where(read):
    evidence = read(group(alert())).evidence[0]
    assert evidence.text == "Alert firing: Slow: Search is slow. p99 is 9 s\njob=search, severity=critical"
    assert evidence.links == ("http://prom.example/graph",)
    assert evidence.automated


def test_the_list_of_the_api_and_a_relayed_alert_are_read(read):
    listed = read([alert() | {"status": {"state": "active", "silencedBy": []}}])
    relayed = read({"type": "prometheus.alert", "data": alert(), "timestamp": "2030-01-01T00:00:00Z"})
    assert [one.id for one in listed.evidence] == [one.id for one in relayed.evidence] == ["alertmanager:f1"]


def test_an_alert_without_a_fingerprint_gets_one_from_its_labels(read):
    bare = {key: value for key, value in alert().items() if key != "fingerprint"}
    first, second = (read(group(bare)).evidence[0].id for _ in range(2))
    assert first == second != "alertmanager:"


def test_something_else_in_a_group_is_skipped_with_its_place(read):
    assert [skipped.place for skipped in read(group(alert(), "x")).skipped] == ["alerts[1]"]


def test_grafanas_alerts_of_the_same_shape_are_left_to_say_who_they_are(tree_of):
    assert alertmanager.sniff(tree_of({"g.json": group(alert(silenceURL="http://g.example"), status="firing")})) == []
