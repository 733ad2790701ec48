from dataclasses import replace

import pytest
from made_past_incidents import CORPUS, finder

from pipeline.domain.asked import Asked
from pipeline.domain.incident import IncidentKind


def ids(found):
    return [one.id for one in found]


def test_other_words_for_the_same_mechanism_are_found_by_words_alone():
    found = finder().find(Asked("too many clients, no free connections in the pool of the database"), None, 5)
    assert ids(found)[0] == "PM-1"


def test_it_is_silent_where_nothing_is_similar():
    assert finder().find(Asked("the elevator of the office plays the wrong music"), None, 5) == []


def test_it_is_silent_where_meaning_is_far_and_no_word_is_shared():
    assert finder([("PM-1#1", 0.12), ("PM-2#1", 0.1)]).find(Asked("the elevator plays the wrong music"), None, 5) == []


def test_a_near_meaning_alone_is_enough():
    found = finder([("PM-3#1", 0.75), ("PM-1#1", 0.1)]).find(Asked("indexers stand still"), None, 5)
    assert ids(found)[0] == "PM-3"


@pytest.mark.parametrize("others", [[], [("PM-3#1", 0.3)]])
def test_an_incident_without_vectors_is_found_by_its_words(others):
    asked = Asked("connection pool of checkout exhausted")
    alone = finder().find(asked, None, 5)[0]
    beside = finder(others, without={"PM-1", "PM-2"}).find(asked, None, 5)[0]
    assert (beside.id, beside.score) == (alone.id, alone.score) == ("PM-1", alone.score)


def test_what_is_near_is_named_beside_what_has_no_vectors_and_too_few_words(monkeypatch):
    scores = {"PM-1": 0.35, "PM-3": 0.33}
    monkeypatch.setattr(type(finder()), "score", lambda _, what, one, *rest: scores.get(one.incident, 0.0))
    monkeypatch.setattr("pipeline.related.finding.enough", lambda found, model: model.threshold)
    asked = Asked("connection pool of checkout exhausted")
    assert ids(finder([("PM-3#1", 0.5)], without={"PM-1"}).find(asked, None, 5)) == ["PM-1", "PM-3"]
    assert finder([("PM-3#1", 0.5)], without={"PM-1", "PM-3"}).find(asked, None, 5) == []


def test_who_may_not_be_found_is_not_found_and_takes_no_place():
    asked = Asked("certificate expired", apart=frozenset({"PM-2"}))
    assert "PM-2" not in ids(finder().find(asked, None, 5))
    assert ids(finder().find(Asked("certificate expired and not renewed"), frozenset({"PM-1", "PM-3"}), 5)) in ([], ["PM-1"])


def test_scores_fall_and_lie_between_none_and_one():
    found = finder([("PM-2#1", 0.7), ("PM-1#1", 0.3), ("PM-3#1", 0.2)]).find(Asked("gateway certificate expired"), None, 5)
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_a_day_that_is_named_is_looked_for():
    question = "errors in checkout and gateway"
    hits = [("PM-1#1", 0.5), ("PM-2#1", 0.5)]
    assert ids(finder(hits).find(Asked(question + " on 2026-03-09"), None, 2))[0] == "PM-2"
    assert ids(finder(hits).find(Asked(question + " on 2026-03-01"), None, 2))[0] == "PM-1"


def test_an_incident_says_why_what_helped_and_what_is_still_open():
    asked = Asked("connection pool exhausted in checkout", kind=IncidentKind.CAPACITY)
    first = finder().find(asked, None, 1)[0]
    assert "connection pool was exhausted" in first.reasons[0].passage
    assert {"connection", "pool", "exhausted"} <= set(first.reasons[0].matches)
    assert first.shared == ("checkout",)
    assert first.helped == "Stopping the export and raising the connection limit resolved it."
    assert [one.action for one in first.open_action_items] == ["Limit idle transactions"]


@pytest.mark.parametrize("text", ["", "?", "the and of", "~~~", "#" * 50])
def test_a_question_without_words_is_answered_with_nothing(text):
    assert finder().find(Asked(text), None, 5) == []


def test_the_same_question_has_the_same_answer():
    asked = Asked("disk full of log files")
    assert finder().find(asked, None, 3) == finder(corpus=CORPUS[::-1]).find(asked, None, 3)


def test_an_incident_whose_passages_are_gone_just_then_stops_no_question():
    gone = replace(finder(), passages=lambda ids: [])
    for one in gone.find(Asked("too many clients, no free connections in the pool of the database"), None, 5):
        assert one.reasons == ()
