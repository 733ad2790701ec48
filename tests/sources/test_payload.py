from datetime import UTC, datetime

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.sources.payload import epoch, instant, items, mapping, mappings, oldest_first, parse_instant, text


@pytest.mark.parametrize(
    "written",
    [
        "2024-05-02T10:00:00Z",
        "2024-05-02T12:00:00+02:00",
        "2024-05-02T12:00:00+0200",
        "2024-05-02T10:00:00.000000000Z",
        "2024-05-02 10:00:00 UTC",
        "2024-05-02T03:00:00-07:00",
    ],
)
def test_times_are_read_however_tools_write_them(written):
    assert parse_instant(written) == datetime(2024, 5, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "2024-05-02T10:00:00", "", "soon", "\ud800", "１２"]
)
def test_absurd_times_and_times_without_a_zone_are_none(written):
    assert parse_instant(written) is None


def test_what_is_missing_or_of_another_type_reads_as_empty():
    assert (mapping([1]), items({"a": 1}), mappings([1, {"a": 1}])) == ({}, [], [{"a": 1}])
    assert (text({"a": None, "b": " x ", "c": True}, "a", "b"), text({"c": True}, "c"), text({"n": 7}, "n")) == ("x", "", "7")
    assert instant({"at": 5, "on": "2024-05-02T10:00:00Z"}, "at", "on") == datetime(2024, 5, 2, 10, tzinfo=UTC)


def test_a_list_that_is_oldest_first_already_keeps_its_order_within_a_second():
    at = datetime(2024, 5, 2, 10, tzinfo=UTC)
    given = [Evidence(id=id, at=at.replace(hour=hour), source=Source(file="f")) for id, hour in (("a", 10), ("b", 10), ("c", 11))]
    assert [one.id for one in oldest_first(given)] == ["a", "b", "c"]
    assert [one.id for one in oldest_first(reversed(given))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    "written", ["2024-05-02T02:00:00-8:00", "2024-05-02 10:00:00 +0000", "2024-05-02 10:00:00 UTC", "2024-05-02T12:00:00.0+0200"]
)
def test_offsets_are_read_however_loosely_they_are_written(written):
    assert parse_instant(written) == datetime(2024, 5, 2, 10, tzinfo=UTC)


@pytest.mark.parametrize("unit", [1, 10**3, 10**6, 10**9])
def test_the_size_of_a_count_tells_its_unit(unit):
    assert (
        epoch({"at": 1714644000 * unit}, "at")
        == epoch({"at": str(1714644000 * unit)}, "at")
        == datetime(2024, 5, 2, 10, tzinfo=UTC)
    )


@pytest.mark.parametrize("count", [0, -1, 160513393115100000, True, None, "soon", 10**30])
def test_a_count_that_is_no_time_is_none(count):
    assert epoch({"at": count}, "at") is None
