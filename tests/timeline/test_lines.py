"""Lines: who is a guest, in which zone unlabelled clocks are read, and what a line is asked once."""

from conversations import GUEST, chat, material

from pipeline.domain.material import Person
from pipeline.timeline.lines import read_lines, unlabelled_zone

LISBON_SUMMER = """
    10:03 Ana Lima: errors at 11:02, 40 a second
    10:20 Ana Lima: full again at 11:19
    10:25 Ana Lima: restarted at 11:25
"""


def summer(script: str):
    return [e.model_copy(update={"at": e.at.replace(month=7)}) for e in chat(script) if e.at]


def test_a_guest_is_an_outsider_by_any_of_their_names_and_a_bot_never():
    lines = read_lines(material(chat("10:00 Gus Hale: hi\n10:01 gus: hi\n10:02 Ana Lima: hi\n10:03 gus [bot]: hi")))
    assert [line.outsider for line in lines] == [True, True, False, False]


def test_clocks_without_a_zone_are_read_where_most_lie_just_before_their_message():
    assert unlabelled_zone(summer(LISBON_SUMMER), "UTC", ["Europe/Lisbon", "Asia/Tokyo"]) == "Europe/Lisbon"


def test_clocks_that_fit_no_zone_are_read_as_utc():
    assert unlabelled_zone(summer("10:03 Ana Lima: errors at 10:02"), "UTC", ["Europe/Lisbon"]) == "UTC"
    assert unlabelled_zone(summer("10:03 Ana Lima: errors at 04:44"), "UTC", ["Europe/Lisbon"]) == "UTC"
    assert unlabelled_zone([], "UTC", ["Europe/Lisbon"]) == "UTC"


def test_a_few_clocks_among_many_are_chance():
    talk = "\n".join(f"10:{n:02d} Ana Lima: shall we say {(n * 7) % 24:02d}:{n:02d}?" for n in range(1, 50) if n % 24)
    script = f"{talk}\n10:55 Ana Lima: errors at 11:54"
    assert unlabelled_zone(summer(script), "UTC", ["Europe/Lisbon"]) == "UTC"


def test_a_labelled_clock_votes_for_no_zone():
    script = "10:03 Ana Lima: errors at 10:02 UTC\n10:20 Ana Lima: at 10:19 UTC\n10:25 Ana Lima: full again at 11:24"
    assert unlabelled_zone(summer(script), "UTC", ["Europe/Lisbon"]) == "Europe/Lisbon"


def test_times_of_a_line_are_read_in_that_zone_on_its_day():
    people = (Person("Ana Lima", timezone="Europe/Lisbon"), GUEST)
    lines = read_lines(material(summer(LISBON_SUMMER), people=people))
    assert [f"{line.times[0].at:%m-%d %H:%M}" for line in lines] == ["07-03 10:02", "07-03 10:19", "07-03 10:25"]


def test_a_whole_day_is_no_time_and_a_line_without_digits_has_none():
    lines = read_lines(material(chat("10:00 Ana Lima: by 2026-03-07\n10:01 Ana Lima: soon")))
    assert [list(line.times) for line in lines] == [[], []]


def test_own_words_of_people_are_spoken_and_those_of_tools_are_not():
    lines = read_lines(material(chat("10:00 Ana Lima: ack\n10:01 alertbot [bot]: firing")))
    assert [line.spoken for line in lines] == [True, False]


def test_a_zone_that_is_none_in_somebodys_profile_is_passed_over():
    people = (Person("Ana Lima", timezone="Mars/Olympus"), Person("Ben Otto", timezone="Europe/Lisbon"))
    assert {line.zone for line in read_lines(material(summer(LISBON_SUMMER), people=people))} == {"Europe/Lisbon"}
