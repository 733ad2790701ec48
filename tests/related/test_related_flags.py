"""What the flags of `related` mean."""

import argparse
from datetime import UTC, datetime

import pytest

from pipeline.cli.related_flags import add_filters, day_of, filters_of, levels_of, reader_of
from pipeline.domain.asked import Filters, Reader
from pipeline.errors import BadOption
from pipeline.settings import Settings

NOW = datetime(2026, 8, 31, 15, 30, tzinfo=UTC)


def flags(*given: str) -> argparse.Namespace:
    command = argparse.ArgumentParser()
    add_filters(command)
    return command.parse_args(given)


@pytest.mark.parametrize(("text", "levels"), [
    ("SEV2", [2]), ("2", [2]), ("p1", [1]), ("P0", [1]), ("sev-3", [3]), ("1-3", [1, 2, 3]), ("SEV3-SEV5", [3, 4, 5]),
    ("critical", []),
])  # fmt: skip
def test_a_severity_is_a_level_a_range_or_a_word(text: str, levels: list[int]) -> None:
    assert list(levels_of(text)) == levels


@pytest.mark.parametrize(("text", "day"), [
    ("2026-03-17", "2026-03-17"), ("2026-03", "2026-03-01"), ("6m", "2026-02-28"), ("2y", "2024-08-31"),
    ("3w", "2026-08-10"), ("90d", "2026-06-02"),
    ("9999y", "0001-08-31"),
])  # fmt: skip
def test_a_day_is_a_date_or_how_long_ago(text: str, day: str) -> None:
    assert day_of("--since", text, NOW) == datetime.fromisoformat(f"{day}T00:00:00+00:00")


def test_the_last_day_belongs_to_the_range() -> None:
    assert day_of("--until", "2026-03-17", NOW, ends=True) == datetime(2026, 3, 17, 23, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("text", ["yesterday", "17.3.2026", "2026-13-01", "", "6 months"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(BadOption, match=r"--since .* 2026-03-17"):
        day_of("--since", text, NOW)


def test_days_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(BadOption, match="--until '2026-01-01' cannot be used; it is before --since 2026-05-01"):
        filters_of(flags("--since", "2026-05-01", "--until", "2026-01-01"), NOW)
    assert filters_of(flags("--since", "2026-05-01", "--until", "2026-05-01"), NOW).since


def test_no_flags_leave_everything_in() -> None:
    assert filters_of(flags(), NOW) == Filters()


def test_a_word_for_a_severity_is_compared_as_it_was_written() -> None:
    found = filters_of(flags("--severity", "critical", "--severity", "2"), NOW)
    assert (found.levels, found.severities) == ({2}, {"critical"})


def test_who_asks_is_the_flag_else_the_setting_else_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USER", "ana")
    assert reader_of(flags("--reader", "bo, security"), Settings(reader="cy")) == Reader(("bo", "security"))
    assert reader_of(flags(), Settings(reader="cy")) == Reader(("cy",))
    assert reader_of(flags(), Settings()) == Reader(("ana",))
    assert reader_of(flags("--reader", ""), Settings(reader="cy")) == Reader(())
    assert reader_of(flags("--reader", '"Lima, Ana", security'), Settings()) == Reader(("Lima, Ana", "security"))
    assert reader_of(flags("--reader", 'Ana "Nina" Lima,,"security'), Settings()) == Reader(('Ana "Nina" Lima', "security"))
