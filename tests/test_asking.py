"""What a reader asks of the past incidents, with a shelf that finds by plain words."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from shelf import FakeShelf, past

from pipeline.asking import NOTHING_THERE, Library, open_library
from pipeline.domain.asked import Filters, Reader
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastAction, PastIncident
from pipeline.errors import BadOption
from pipeline.settings import Settings

POOL = past("pool", "The connection pool was exhausted by idle sessions.", services=("ledger",))
SECRET = past("secret", "The connection pool held leaked tokens.", visibility=Visibility.RESTRICTED, readers=("ana", "security"))
DISK = past("disk", "The volume was full of logs.", services=("mail",), started_at=datetime(2026, 3, 1, tzinfo=UTC))
ALL = Filters()


def library(*names: str, read: PastIncident | None = None) -> Library:
    return Library(FakeShelf(POOL, SECRET, DISK, read=read), Reader(names))


def found(by: Library, text: str, filters: Filters = ALL, k: int = 5) -> list[str]:
    return [one.id for one in by.related(by.asked(text), filters, k).related]


def test_a_restricted_incident_is_found_by_its_readers_alone() -> None:
    assert found(library("ana"), "connection pool tokens") == ["secret", "pool"]
    assert found(library("bo", "security"), "connection pool tokens") == ["secret", "pool"]
    assert found(library("bo"), "connection pool tokens") == ["pool"]


def test_it_is_in_no_count() -> None:
    answer = library("bo").related(library().asked("nothing of that"), ALL, 5)
    assert (answer.among, answer.known) == (2, 2)
    assert answer.notes == ("Nothing similar among 2 past incidents.",)


def test_it_is_no_document_to_compare_with_and_no_near_miss() -> None:
    assert library("ana").like("secret").text
    with pytest.raises(BadOption) as refused:
        library("bo").like("secre")
    assert "secret" not in str(refused.value)


def test_an_index_that_finds_what_is_not_allowed_shows_it_to_nobody() -> None:
    class Leaky(FakeShelf):
        def find(self, asked, allowed, k):
            return super().find(asked, None, k)

    by = Library(Leaky(POOL, SECRET, DISK), Reader(("bo",)))
    assert found(by, "connection pool tokens") == ["pool"]


def test_what_changes_all_the_time_is_left_out_and_nobody_waits_for_it() -> None:
    class Restless(FakeShelf):
        def find(self, asked, allowed, k):
            now = self.incidents["pool"]
            self.incidents["pool"] = now.model_copy(update={"title": f"{now.title}!"})
            return super().find(asked, allowed, k)

    by = Library(Restless(POOL, DISK), Reader())
    assert found(by, "connection pool, volume full") == ["disk"]


def test_what_has_no_score_is_not_shown() -> None:
    class Doubtful(FakeShelf):
        def find(self, asked, allowed, k):
            return [
                one.model_copy(update={"score": 0.0}) if place else one for place, one in enumerate(super().find(asked, None, k))
            ]

    assert len(found(Library(Doubtful(POOL, DISK), Reader()), "connection pool, volume full")) == 1


def test_where_everything_may_be_found_the_index_is_not_told_which() -> None:
    shelf = FakeShelf(POOL, DISK)
    found(Library(shelf, Reader()), "connection pool")
    assert shelf.asked[0][1] is None


def test_an_incident_is_not_found_as_like_itself_under_another_name_either() -> None:
    copy = POOL.model_copy(update={"id": "draft", "digest": "same"})
    by = Library(FakeShelf(POOL.model_copy(update={"digest": "same"}), DISK, read=copy), Reader())
    assert by.like_document(copy).apart == {"pool", "draft"}
    assert by.related(by.like("disk"), ALL, 5).related == ()


def test_a_file_is_read_where_no_incident_has_that_id(tmp_path: Path) -> None:
    file = tmp_path / "draft.md"
    file.write_text("# Pool", encoding="utf-8")
    assert "idle sessions" in library(read=POOL).like(str(file)).text


def test_what_is_neither_file_nor_incident_is_said_with_what_was_meant() -> None:
    with pytest.raises(BadOption, match=r"'disc' .* did you mean 'disk'"):
        library().like("disc")


def test_a_pasted_document_is_asked_for_by_its_parts() -> None:
    report = "# Draft\n\n## Cause\n\nThe pool was exhausted.\n\n## Timeline\n\n" + "- 07:02 errors went on\n" * 200
    assert library(read=POOL).asked(report).apart == {"pool"}
    assert library(read=None).asked(report).text.count("errors went on") == 1


def test_filters_say_what_they_left_and_what_was_probably_meant() -> None:
    by = library()
    answer = by.related(by.asked("connection pool"), Filters(services=("legder",)), 5)
    assert answer.related == ()
    assert answer.notes == (
        "Nothing fits what was asked for among 2 past incidents.",
        "No past incident is of the service 'legder'; did you mean 'ledger'?",
    )
    assert by.related(by.asked("connection pool"), Filters(services=("mail",)), 5).notes == (
        "Nothing similar among 1 of 2 past incidents.",
    )


def test_a_severity_that_no_incident_is_of_is_said() -> None:
    by = Library(FakeShelf(POOL.model_copy(update={"severity": "Critical", "severity_level": 1})), Reader())
    asked = Filters(severities=frozenset({"critcal"}), levels=frozenset({8, 9}))
    assert by.related(by.asked("connection pool"), asked, 5).hints == (
        "No past incident is of the severity 'critcal'; did you mean 'Critical'?",
        "No past incident is of the severity 8, 9.",
    )
    known = Filters(severities=frozenset({"critical"}), levels=frozenset({1, 2}))
    assert by.related(by.asked("connection pool"), known, 5).hints == ()


def test_what_has_no_date_is_said_where_a_range_was_asked_for() -> None:
    by = library()
    answer = by.related(by.asked("volume full"), Filters(since=datetime(2026, 1, 1, tzinfo=UTC)), 5)
    assert [one.id for one in answer.related] == ["disk"]
    assert answer.notes == ("1 without a date was left out.",)


def test_patterns_are_made_of_what_the_reader_may_know() -> None:
    again = past(
        "again", "The connection pool was exhausted by idle sessions again.", actions=(PastAction(action="x", open=True),)
    )
    hidden = again.model_copy(update={"id": "hidden", "visibility": Visibility.RESTRICTED, "readers": ("ana",)})
    others = [past(f"o{n}", text) for n, text in enumerate(("A certificate expired.", "A queue was poisoned.", "Fire."))]
    shelf = FakeShelf(POOL, again, hidden, DISK, *others)
    (seen,) = Library(shelf, Reader(("ana",))).patterns(ALL).patterns
    (open_to_all,) = Library(shelf, Reader(("bo",))).patterns(ALL).patterns
    assert [one.id for one in seen.incidents] == ["again", "hidden", "pool"]
    assert [one.id for one in open_to_all.incidents] == ["again", "pool"]
    assert "hidden" not in open_to_all.model_dump_json()


def test_a_fresh_machine_has_nothing_and_nothing_is_made_there(tmp_path: Path) -> None:
    by = open_library(Settings(home=str(tmp_path / "home")), Reader())
    answer = by.related(by.asked("anything"), ALL, 5)
    assert answer.notes == by.patterns(ALL).notes == (NOTHING_THERE,)
    assert by.related(by.like("PM-1"), ALL, 5).related == ()
    assert not (tmp_path / "home").exists()
