from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.domain.actor import folded
from pipeline.domain.asked import Filters, Reader
from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.past_incident import PastAction, PastIncident
from pipeline.related.filters import may_read, sift

NOBODY = Reader()


def incident(id: str = "PM-1", **fields: Any) -> PastIncident:
    return PastIncident(id=id, title="Pool exhausted", **fields)


def found(filters: Filters, **fields: Any) -> bool:
    return bool(sift([incident(**fields)], filters, NOBODY).incidents)


def day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.INTERNAL])
def test_what_is_not_restricted_is_for_everybody(visibility: Visibility) -> None:
    assert may_read(incident(visibility=visibility), NOBODY)


@pytest.mark.parametrize("names", [("ana  silva ",), ("ANA SILVA",), ("bo", "security team"), ("ＡＮＡ Silva",)])
def test_a_restricted_incident_is_there_for_its_readers_and_their_teams(names: tuple[str, ...]) -> None:
    secret = incident(visibility=Visibility.RESTRICTED, readers=("Ana Silva", "Security Team"))
    assert may_read(secret, Reader(names))


@pytest.mark.parametrize(("reader", "asked", "is_meant"), [
    ("C++ team", "C# team", False), ("C++ team", "C team", False), ("ops@eu", "ops eu", False), ("मीना", "मानी", False),
    ("José Díaz", "Jose\u0301 Di\u0301az", True), ("SRE", "ＳＲＥ", True), ("C++ team", "c++ Team", True),
])  # fmt: skip
def test_readers_are_told_apart_by_the_rule_of_the_desk(reader: str, asked: str, is_meant: bool) -> None:
    secret = incident(visibility=Visibility.RESTRICTED, readers=(reader,))
    assert may_read(secret, Reader((asked,))) is is_meant is (folded(reader) == folded(asked))


@pytest.mark.parametrize("names", [(), ("",), ("ana",), ("silva",), ("-",)])
def test_it_is_not_there_for_others(names: tuple[str, ...]) -> None:
    secret = incident(visibility=Visibility.RESTRICTED, readers=("Ana Silva", "", "--"))
    assert not may_read(secret, Reader(names))
    assert not sift([secret], Filters(), Reader(names)).incidents


def test_a_restricted_incident_without_readers_is_for_nobody() -> None:
    assert not may_read(incident(visibility=Visibility.RESTRICTED), Reader(("root",)))


@pytest.mark.parametrize(("asked", "service", "fits"), [
    ("ledger", "Ledger", True), ("storage", "Cloud Storage (Oregon)", True), ("orders api", "orders-api", True),
    ("api", "rapids", False), ("orders-api", "orders", False), ("--", "orders", False),
])  # fmt: skip
def test_a_service_is_asked_for_by_whole_words_of_its_name(asked: str, service: str, fits: bool) -> None:
    assert found(Filters(services=(asked,)), services=("billing", service)) is fits


def test_severity_is_a_level_or_the_word_that_was_written() -> None:
    assert found(Filters(levels=frozenset({2, 3})), severity="SEV2", severity_level=2)
    assert found(Filters(severities=frozenset({"Critical"})), severity="critical")
    assert not found(Filters(levels=frozenset({2})), severity="SEV1", severity_level=1)
    assert not found(Filters(severities=frozenset({"critical"})))


def test_kind_team_and_open_actions_all_have_to_fit() -> None:
    filters = Filters(kinds=frozenset({IncidentKind.CAPACITY}), teams=("payments",), open_actions=True)
    fields: dict[str, Any] = {"kind": "capacity", "team": "Payments", "actions": (PastAction(action="Cap workers", open=True),)}
    assert found(filters, **fields)
    assert not found(filters, **(fields | {"kind": "security"}))
    assert not found(filters, **(fields | {"team": "Search"}))
    assert not found(filters, **(fields | {"actions": (PastAction(action="Cap workers", open=None),)}))


def test_both_ends_of_a_range_belong_to_it_and_what_has_no_date_is_counted() -> None:
    days = [incident(id, started_at=day(at)) for id, at in (("a", "2026-01-01"), ("b", "2026-02-01"), ("c", "2026-03-01"))]
    sifted = sift([*days, incident("d")], Filters(since=day("2026-02-01"), until=day("2026-03-01")), NOBODY)
    assert ([one.id for one in sifted.incidents], sifted.undated) == (["b", "c"], 1)


def test_a_restricted_incident_without_a_date_is_not_even_counted() -> None:
    secret = incident(visibility=Visibility.RESTRICTED, readers=("ana",))
    assert sift([secret], Filters(since=day("2026-02-01")), NOBODY).undated == 0
