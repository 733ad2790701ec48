"""Which chat speaks of the incident, when nobody says which channel."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Channel, Record
from pipeline.domain.moment import Basis, Moment
from pipeline.errors import BadOption
from pipeline.sources.channels import Choice, choose

START = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)
INCIDENT = [
    ("inc-7", minute, text) for minute, text in enumerate(("opening this", "cfg-7781 is live on web-3", "rolled back, resolved"))
]
DAY = 24 * 60


def said(channel: str | None, minute: float, text: str, thread: str | None = None) -> Evidence:
    at = START + timedelta(minutes=minute)
    return Evidence(id=f"{channel}:{minute}", at=at, text=text, channel=channel, thread=thread, source=Source(file="x"))


def chosen(
    talk: Iterable[tuple[str, float, str]], records: Iterable[Record] = (), wanted: tuple[str, ...] = (), **topics: str
) -> Choice:
    evidence = sorted((said(*line) for line in talk), key=lambda piece: piece.at or START)
    names = sorted({piece.channel or "" for piece in evidence})
    channels = [Channel(id=f"C-{name}", name=name, topic=topics.get(name, ""), messages=1) for name in names]
    return choose(evidence, channels, list(records), wanted)


def kept(choice: Choice) -> list[str]:
    return [piece.text for piece in choice.evidence]


def record(start: int, end: int, id: str = "Q1") -> Record:
    first, last = (Moment(at=START + timedelta(minutes=minute), basis=Basis.RECORD) for minute in (start, end))
    return Record(source="pagerduty", file="pd.json", id=id, created_at=first, closed_at=last)


def crowd(*names: str) -> list[tuple[str, float, str]]:
    """Ordinary talk in many channels, so that the export is a large one."""
    return [(name, day * DAY + 300, "lunch?") for name in names for day in range(-60, 60)]


CROWD = crowd("random", "food", "sales", "team-a", "team-b", "design", "hr")


def test_a_channel_that_does_not_speak_of_the_incident_is_left_out_and_said():
    choice = chosen([*INCIDENT, ("random", 1, "soup today")])
    assert kept(choice) == [text for _, _, text in INCIDENT]
    assert [(channel.name, channel.selected) for channel in choice.channels] == [("inc-7", True), ("random", False)]
    assert "#random (1); --channel takes a channel in." in choice.notes[0]


def test_a_channel_that_speaks_of_what_the_incident_speaks_of_is_kept():
    choice = chosen([*INCIDENT, ("team-a", 2, "is cfg-7781 mine?"), ("team-b", 3, "see #inc-7")])
    assert len(choice.evidence) == 5
    assert choice.notes == ()


def test_of_a_small_export_a_channel_that_speaks_of_the_incident_is_kept_whole():
    months_before = ("team-a", -60 * DAY, "the old label stays for now")
    assert months_before[2] in kept(chosen([*INCIDENT, ("team-a", 2, "is cfg-7781 mine?"), months_before]))


def test_in_a_large_export_a_change_days_before_is_kept_by_its_rare_name():
    before = [("team-a", -9 * DAY, "cfg-7781 goes out on Tuesday"), ("team-a", -8 * DAY, "standup notes")]
    found = kept(chosen([*INCIDENT, *CROWD, *before]))
    assert "cfg-7781 goes out on Tuesday" in found
    assert "standup notes" not in found


def test_in_a_large_export_a_follow_up_weeks_after_is_kept_by_its_rare_name():
    after = ("team-a", 40 * DAY, "guard for cfg-7781 is merged")
    assert after[2] in kept(chosen([*INCIDENT, *CROWD, after]))


def test_a_name_that_is_said_all_the_time_ties_nothing_to_the_incident():
    every_day = [("team-a", day * DAY, "web-3 restarted") for day in range(-60, 60)]
    found = kept(chosen([*INCIDENT, *CROWD, *every_day]))
    assert found.count("web-3 restarted") < 15


def test_a_late_reply_stays_with_its_thread():
    evidence = [said(*line) for line in [*INCIDENT, *CROWD]]
    parent = said("team-b", 2, "outage? see cfg-7781")
    reply = said("team-b", 30 * DAY, "thanks all", thread=parent.id)
    ordered = sorted([*evidence, parent, reply], key=lambda piece: piece.at or START)
    channels = [Channel(id=name, name=name, messages=1) for name in sorted({piece.channel or "" for piece in ordered})]
    assert "thanks all" in kept(choose(ordered, channels, []))


def test_of_several_incident_channels_the_one_in_the_records_time_is_taken():
    other = [("inc-3", -30 * DAY + minute, f"other outage {minute}") for minute in range(9)]
    choice = chosen([*INCIDENT, *other, *CROWD], [record(0, 60)])
    assert [channel.name for channel in choice.channels if channel.selected] == ["inc-7"]


def test_of_several_incident_channels_the_one_with_the_records_id_is_taken():
    other = [("inc-8841", minute, f"other outage {minute}") for minute in range(3)]
    choice = chosen([*INCIDENT, *other, *CROWD], [record(-5000, 60, id="inc-8841")])
    assert "other outage 0" in kept(choice)


def test_a_channel_is_known_for_an_incidents_by_its_topic():
    talk = [("rehearsal", minute, f"step {minute}") for minute in range(3)]
    assert len(chosen([*talk, ("random", 1, "soup today")], rehearsal="NEAR MISS, rehearsal stopped").evidence) == 3


def test_without_a_channel_of_its_own_the_thickest_cluster_of_incident_words_tells_when_it_was():
    burst = [("ops", minute, text) for minute, text in enumerate(("error rate up", "paged", "rolled back", "resolved"))]
    found = kept(chosen([*burst, *CROWD]))
    assert {text for _, _, text in burst} <= set(found)
    assert len(found) < len(CROWD) / 2


def test_where_nothing_tells_the_incident_from_the_rest_everything_is_kept():
    talk = [("a", 1, "hello"), ("b", 2, "there")]
    assert chosen(talk) == Choice(chosen(talk).evidence, chosen(talk).channels)
    assert len(chosen(talk).evidence) == 2


def test_evidence_that_is_no_chat_always_stays():
    alert = said(None, -90 * DAY, "alert")
    evidence = [alert, *(said(*line) for line in INCIDENT), said("random", 9, "soup")]
    choice = choose(evidence, [Channel(id=name, name=name, messages=1) for name in ("inc-7", "random")], [])
    assert alert in choice.evidence
    assert len(choice.evidence) == 4


@pytest.mark.parametrize("wanted", ["random", "#random", "C-random"])
def test_a_channel_that_the_user_names_is_the_only_one(wanted: str):
    choice = chosen([*INCIDENT, ("random", 1, "soup today")], wanted=(wanted,))
    assert kept(choice) == ["soup today"]
    assert [channel.selected for channel in choice.channels] == [False, True]


def test_a_channel_that_is_not_there_is_an_error_that_lists_those_that_are():
    with pytest.raises(BadOption, match="--channel 'nope' cannot be used; the channels are inc-7, random"):
        chosen([*INCIDENT, ("random", 1, "soup today")], wanted=("nope",))
