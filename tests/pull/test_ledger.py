"""The journal of a pull: what is on disk is not asked for again, whatever happened to the process."""

from pathlib import Path

import pytest

from pipeline.errors import BadOption, UnreadableSource
from pipeline.pull.ledger import Ledger, Page

ASKED = {"ids": ["inc-1"]}
PAGES = {"": Page([{"id": "a"}], "2"), "2": Page([{"id": "b"}], "3"), "3": Page([{"id": "c"}])}


class Pages:
    """Gives pages, and stops for good when it was asked so often."""

    def __init__(self, until: int = 99) -> None:
        self.asked: list[str] = []
        self.until = until

    def __call__(self, cursor: str) -> Page:
        if len(self.asked) == self.until:
            raise KeyboardInterrupt
        self.asked.append(cursor)
        return PAGES[cursor]


def ids(items: list[dict[str, str]]) -> list[str]:
    return [one["id"] for one in items]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "out" / ".pull" / "slack-inc-1.jsonl"


def test_a_step_that_was_stopped_goes_on_with_the_page_that_is_missing(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger, pytest.raises(KeyboardInterrupt):
        ledger.all("history", Pages(until=2))
    rest = Pages()
    with Ledger(journal, ASKED, "2") as ledger:
        assert ids(ledger.all("history", rest)) == ["a", "b", "c"]
    assert rest.asked == ["3"]


def test_half_a_line_at_the_end_is_cut_off_wherever_it_breaks(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger:
        ledger.all("history", Pages())
    whole = journal.read_bytes()
    for length in range(len(whole)):
        journal.write_bytes(whole[:length])
        with Ledger(journal, ASKED, "1") as ledger:
            assert ids(ledger.all("history", Pages())) == ["a", "b", "c"]
        assert journal.read_bytes() == whole


def test_a_new_round_begins_when_the_last_one_is_done(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger:
        ledger.all("history", Pages())
        ledger.finish("1")
    with Ledger(journal, ASKED, "2") as ledger:
        assert not ledger.first
        assert ids(ledger.before("history")) == ["a", "b", "c"]
        assert ledger.cursor("history") == ""


def test_a_gap_that_a_later_round_closed_is_none(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger:
        ledger.keep("notes", Page([], gap="notes: no right"))
        assert ledger.gaps() == ["notes: no right"]
        ledger.finish("1")
    with Ledger(journal, ASKED, "2") as ledger:
        ledger.keep("notes", Page([{"id": "n"}]))
        assert ledger.gaps() == []


def test_another_question_is_not_answered_from_an_old_journal(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger:
        ledger.keep("history", PAGES[""])
    with pytest.raises(BadOption, match="another range of time"):
        Ledger(journal, {**ASKED, "since": "2026-03-17T00:00:00Z"}, "2")


def test_a_question_that_brought_nothing_gives_way_to_another(journal: Path) -> None:
    Ledger(journal, {"ids": ["inc-1"], "at": "https://wrong.example"}, "1").__exit__(None, None, None)
    with Ledger(journal, ASKED, "2") as ledger:
        ledger.all("history", Pages())
    with Ledger(journal, ASKED, "3") as ledger:
        assert ids(ledger.now.items("history")) == ["a", "b", "c"]


def stopped(journal: Path, again: bool, after: int = 1) -> None:
    with Ledger(journal, ASKED, "1", again) as ledger, pytest.raises(KeyboardInterrupt):
        ledger.all("history", Pages(after))


def test_reading_anew_goes_on_where_it_was_stopped(journal: Path) -> None:
    stopped(journal, again=False)
    stopped(journal, again=True)
    rest = Pages()
    with Ledger(journal, ASKED, "2", again=True) as ledger:
        ledger.all("history", rest)
        ledger.finish("2")
    assert rest.asked == ["2", "3"]


@pytest.mark.parametrize("before", [False, True])
def test_reading_anew_begins_at_the_beginning_of_what_was_done_or_begun_otherwise(journal: Path, before: bool) -> None:
    with Ledger(journal, ASKED, "1", again=before) as ledger:
        ledger.all("history", Pages())
        ledger.finish("1")
    stopped(journal, again=False)
    with Ledger(journal, ASKED, "3", again=True) as ledger:
        assert (ledger.first, ledger.now.steps) == (True, {})


def test_reading_anew_does_not_take_the_journal_of_a_pull_that_runs(journal: Path) -> None:
    with Ledger(journal, ASKED, "1") as ledger:
        ledger.keep("history", PAGES[""])
        with pytest.raises(BadOption, match="another pull writes there"):
            Ledger(journal, ASKED, "2", again=True)
    assert b'"id":"a"' in journal.read_bytes()


def test_reading_anew_is_what_helps_a_damaged_journal(journal: Path) -> None:
    journal.parent.mkdir(parents=True)
    journal.write_text('{"asked": {"ids": ["inc-1"]}}\n{broken\n')
    with Ledger(journal, ASKED, "1", again=True) as ledger:
        assert ids(ledger.all("history", Pages())) == ["a", "b", "c"]


def test_damage_in_the_middle_is_said_with_what_to_do(journal: Path) -> None:
    journal.parent.mkdir(parents=True)
    journal.write_text('{"asked": {"ids": ["inc-1"]}}\n{broken\n{"round": "1"}\n')
    with pytest.raises(UnreadableSource, match="--again"):
        Ledger(journal, ASKED, "1")


def test_nobody_else_may_read_it(journal: Path) -> None:
    Ledger(journal, ASKED, "1").__exit__(None, None, None)
    assert (journal.stat().st_mode & 0o777, journal.parent.stat().st_mode & 0o777) == (0o600, 0o700)
