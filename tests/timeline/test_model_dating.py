import pytest
from conversations import DAY, at, chat, piece

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.material import Person
from pipeline.domain.moment import Basis, Precision
from pipeline.text.names import Roster
from pipeline.timeline.model.dating import Clocks

PEOPLE = [Person("Ana Lima", ("ana",)), Person("Ben Otto", ("ben",), timezone="America/Los_Angeles")]


def dated(row: str, stated: str | None, zone: str = "UTC"):
    return Clocks(zone, Roster(PEOPLE)).date(chat(row), stated)


def test_without_stated_words_it_is_the_pieces_own_time():
    found = dated("09:14 Ana Lima: checkout has been down since 09:02", None)
    assert found and (found.at, found.precision, found.stated) == (at("09:14"), Precision.SECOND, False)


@pytest.mark.parametrize(
    ("row", "words", "zone", "expected"),
    [
        ("09:14 Ana Lima: checkout has been down since 09:02", "09:02", "UTC", at("09:02")),
        ("09:14 Ana Lima: checkout has been down since 10:02", "10:02", "Europe/Amsterdam", at("09:02")),
        ("09:14 Ana Lima: first 500 at 09:02:31 UTC by the logs", "09:02:31 UTC", "Europe/Amsterdam", at("09:02:31")),
        ("+1 00:20 Ana Lima: errors began at 23:41", "23:41", "UTC", at("23:41")),
        ("+1 00:20 Ana Lima: errors began at 23:41", "at 23:41", "Europe/Amsterdam", at("22:41")),
        ("09:14 Ana Lima: it broke 20 minutes ago", "20 minutes ago", "UTC", at("08:54")),
        ("18:10 Ben Otto: i saw it at 10:02 here", "10:02", "UTC", at("10:02")),
    ],
)
def test_stated_words_are_read_where_they_stand(row: str, words: str, zone: str, expected: object):
    found = dated(row, words, zone)
    assert found and (found.at, found.basis, found.stated) == (expected, Basis.STATED, True)


def test_a_clock_that_lies_ahead_in_the_materials_zone_is_of_the_authors():
    found = dated("18:10 Ben Otto: saw it on 3 March at 10:02", "3 March at 10:02", "Pacific/Kiritimati")
    assert found and found.at == at("18:02")


@pytest.mark.parametrize("words", ["08:55", "some time ago", "", "checkout", "2026-03-03T08:55:00Z"])
def test_words_that_do_not_stand_there_or_give_no_time_change_nothing(words: str):
    found = dated("09:14 Ana Lima: checkout is down since about breakfast", words)
    assert found and found.at == at("09:14") and not found.stated


def test_a_time_said_of_the_very_minute_is_the_messages_own():
    found = dated("09:14:37 Ana Lima: mitigated at 09:14", "09:14")
    assert found and (found.at, found.precision) == (at("09:14:37"), Precision.SECOND)


def test_a_range_has_both_its_ends():
    found = dated("12:00 Ana Lima: users were hurt from 09:02 to 10:15", "from 09:02 to 10:15")
    assert found and (found.at, found.until) == (at("09:02"), at("10:15"))


def test_the_second_piece_dates_what_the_first_cannot():
    document = Evidence(id="doc:rca.md#1", text="The pool was full.", kind=EvidenceKind.DOCUMENT, source=Source(file="rca.md"))
    alert = piece("alert:1", "08:40", "pool at 100%", EvidenceKind.ALERT)
    found = Clocks("UTC", Roster(PEOPLE)).date([document, alert], None)
    assert found and (found.at, found.piece.id, found.basis) == (at("08:40"), "alert:1", Basis.LOG)
    assert Clocks("UTC", Roster(PEOPLE)).date([document], None) is None


def test_a_document_without_a_time_of_its_own_may_state_one():
    text = f"On {DAY:%Y-%m-%d} at 08:31 UTC the pool was full."
    document = Evidence(id="doc:rca.md#1", text=text, kind=EvidenceKind.DOCUMENT, source=Source(file="rca.md"))
    found = Clocks("UTC", Roster(PEOPLE)).date([document], "at 08:31 UTC")
    assert found and found.at == at("08:31")


def test_a_clock_told_days_later_is_of_the_day_of_the_other_pieces():
    rows = chat("09:20 Ana Lima: pool timeouts since a while\n+2 22:31 Ben Otto: the first failed request was 08:48:10")
    clocks = Clocks("UTC", Roster([]))
    alone, together = clocks.date(rows[1:], "08:48:10"), clocks.date([rows[1], rows[0]], "08:48:10")
    beside = clocks.date(rows[1:], "08:48:10", around=at("09:20"))
    assert alone and alone.at == at("08:48:10", days=2)
    assert together and together.at == at("08:48:10")
    assert beside and beside.at == at("08:48:10")


def test_a_clock_told_days_later_with_its_date_is_of_that_date():
    rows = chat("+2 22:31 Ben Otto: LED-815 is live, on 4 March at 06:35")
    found = Clocks("UTC", Roster([])).date(rows, "on 4 March at 06:35", around=at("09:20"))
    assert found and found.at == at("06:35", days=1)
