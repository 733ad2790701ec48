"""The scene: in which channels the response was."""

from conversations import chat, material, topic

from pipeline.domain.material import Channel
from pipeline.timeline.lines import read_lines
from pipeline.timeline.scene import set_scene

RESPONSE = "10:05 Ana Lima: I'm IC, sev2\n10:10 Ben Otto: restarted api\n10:20 Ben Otto: found it\n10:30 Ben Otto: mitigated"
TALK = "10:01 Carla Diaz: new chairs came\n10:02 Ben Otto: nice\n10:04 Carla Diaz: the printer is fixed, resolved"


def centre(*evidence, channels: tuple[Channel, ...] = ()) -> set[str]:
    given = material(*evidence, channels=channels)
    return set(set_scene(given, read_lines(given)).centre)


def test_the_centre_is_where_people_respond():
    assert centre(chat(RESPONSE, "payments"), chat(TALK, "office")) == {"payments"}


def test_a_second_channel_counts_that_is_named_like_an_incidents_and_nearly_as_busy():
    assert centre(chat(RESPONSE, "inc-7"), chat(RESPONSE, "incident-bridge"), chat(TALK, "office")) == {
        "inc-7",
        "incident-bridge",
    }


def test_a_topic_that_gives_the_severity_draws_the_centre():
    quiet = chat("10:05 Ana Lima: sev2", "war-stories")
    assert centre(chat(RESPONSE, "payments"), quiet, topic("10:06", "SEV2 | IC: Ana Lima", "war-stories")) == {"war-stories"}


def test_without_channels_everything_is_central():
    evidence = [e.model_copy(update={"channel": None}) for e in chat(RESPONSE)]
    given = material(evidence)
    lines = read_lines(given)
    scene = set_scene(given, lines)
    assert scene.centre == frozenset()
    assert all(scene.central(line) for line in lines)


def test_what_stands_in_no_channel_is_central_and_another_channel_is_not():
    given = material(chat(RESPONSE, "inc-7"), chat(TALK, "office"))
    lines = read_lines(given)
    scene = set_scene(given, lines)
    assert {line.piece.channel for line in lines if scene.central(line)} == {"inc-7"}
