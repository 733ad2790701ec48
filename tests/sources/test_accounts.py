from datetime import UTC, datetime

import pytest

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import MomentName, Visibility
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment
from pipeline.errors import EmptySource
from pipeline.sources.accounts import Account, Place, When, merged, once, payloads, reading_of
from pipeline.sources.reading import Claim

PLACE = Place("tool", "a.json", "", "1")


def at(hour):
    return datetime(2024, 5, 2, hour, tzinfo=UTC)


def moment(hour):
    return Moment(at=at(hour), basis=Basis.RECORD)


def piece(id, said="x", hour=10):
    return PLACE.piece(id, said, When(at(hour)), EvidenceKind.NOTE)


def record(**more):
    return Record("tool", "a.json", **more)


def read(*accounts):
    return reading_of(Claim("a.json", ()), "tool", accounts)


def test_the_later_state_wins_whatever_order_the_files_have():
    states = [Account("1", record(id="1", title=f"title {n}"), evidence=(piece("e"),), as_of=at(n)) for n in (11, 10)]
    assert read(*states).records[0].title == read(*reversed(states)).records[0].title == "title 11"


def test_what_a_later_state_leaves_out_stays():
    assert merged([record(severity="SEV1"), record(title="t")]).severity == "SEV1"


def test_a_reopened_incident_has_no_closing_any_more():
    closed = record(created_at=moment(9), closed_at=moment(11), moments={MomentName.RESOLVED: moment(11)})
    reopened = merged([closed, record(created_at=moment(9))])
    assert (reopened.closed_at, reopened.moments) == (None, {})
    assert merged([closed, record(title="a mention")]).closed_at == moment(11)


def test_once_restricted_it_stays_so():
    assert (
        merged([record(visibility=Visibility.RESTRICTED), record(visibility=Visibility.PUBLIC)]).visibility
        is Visibility.RESTRICTED
    )


def test_the_same_piece_counts_once_and_a_changed_one_gets_a_number():
    assert [one.id for one in once([piece("a"), piece("a"), piece("a", "y"), piece("a#summary"), piece("a#summary", "y")])] == [
        "tool:a",
        "tool:a#2",
        "tool:a#summary",
        "tool:a#summary-2",
    ]


def test_an_opening_without_a_time_gives_way_to_what_else_is_told():
    mention = PLACE.opening("opened", When(), "", False)
    assert [one.text for one in read(Account("1", opening=mention, evidence=(piece("e"),))).evidence] == ["x"]
    assert [one.text for one in read(Account("1", opening=mention)).evidence] == ["opened"]


def test_what_names_no_incident_belongs_to_the_only_one_and_to_none_of_two():
    note = Account("", evidence=(piece("n"),))
    one, two = (Account(id, record(id=id, title="t"), evidence=(piece(f"e{id}"),)) for id in ("1", "2"))
    assert len(read(one, note).evidence) == 2
    assert len(read(one, two, note).evidence) == 3
    assert "2 incidents" in read(one, two, note).notes[0]


def test_nothing_told_is_an_error():
    with pytest.raises(EmptySource):
        read(Account("1", record(id="1")))


def test_a_relays_envelope_is_taken_off_and_other_objects_are_left():
    inner = {"id": 1}
    ((place, node),) = payloads({"type": "tool.x", "timestamp": "t", "data": inner}, "a.json", "tool", "tool.")
    assert (place.locator, node) == ("data", inner)
    other = {"type": "else.x", "timestamp": "t", "data": inner}
    assert [node for _, node in payloads([other], "a.json", "tool", "tool.")] == [other]
