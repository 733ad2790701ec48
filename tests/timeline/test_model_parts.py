from collections.abc import Iterable
from time import perf_counter

import pytest
from conversations import at, chat, material
from fake_desk import FakeDesk
from readings import each_line, event, moment, reading

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import IncidentKind
from pipeline.llm.task import Failure, Fault
from pipeline.timeline import tell
from pipeline.timeline.model import retell
from pipeline.timeline.model.answers import Outline, ReadKind, ReadSeverity

TOO_LONG = Failure(Fault.TOO_LONG, "the page was too long for the model")
DOWN = Failure(Fault.SERVER, "the provider answered with an error")
STEP = each_line(lambda reference, text: event(reference, "A step was done.", key=True) if "0 is done" in text else None)


def steps(count: int) -> list[Evidence]:
    """A message a minute, with a pause of some minutes after each thirtieth."""
    minutes = [n + n // 30 * 7 for n in range(count)]
    rows = (f"+{m // 1440} {m // 60 % 24:02d}:{m % 60:02d} Ana Lima: checkout step {n} is done" for n, m in enumerate(minutes))
    return chat("\n".join(rows))


def outline(keys: Iterable[str] = (), **given: object) -> Outline:
    fields = ("started_at", "detected_at", "acknowledged_at", "mitigated_at", "resolved_at", "severity", "kind", "near_miss")
    return Outline.model_validate({"keys": list(keys), **dict.fromkeys(fields), **given})


def asked_by(evidence: list[Evidence], answers: object = STEP, most: int = 4_000, outlined: object = None):
    read = material(evidence)
    desk = FakeDesk({"read/events": answers, "read/outline": [outlined] if outlined else []})
    return retell(read, tell(read), desk, most=most), desk


@pytest.mark.parametrize("fault", [Fault.TOO_LONG, Fault.CUT])
def test_a_page_that_is_too_much_is_asked_in_halves(fault: Fault):
    def small_pages_only(task):
        return STEP(task) if task.prompt.user.count("step") < 20 else Failure(fault, "too much")

    after, desk = asked_by(steps(60), small_pages_only, most=60_000)
    assert [len(tasks) for tasks in desk.rounds[:3]] == [1, 2, 4]
    assert sum(e.text == "A step was done." for e in after.story.timeline) == 6
    assert not any("without a model: too much" in note for note in after.notes)


def test_halving_ends_and_the_rules_tell_what_no_page_is_small_enough_for():
    before = tell(material(steps(30)))
    after, desk = asked_by(steps(30), lambda _: TOO_LONG, most=60_000)
    assert after.story.timeline == before.timeline
    assert len(desk.asked) == 15
    assert after.notes == (
        "The timeline in 8 parts of the time from 2026-03-03 00:00 to 2026-03-03 00:29 UTC was told without a model: "
        "the page was too long for the model.",
    )


def test_a_part_that_fails_keeps_its_extractive_events_and_a_note_says_which():
    def not_the_first(task):
        return DOWN if "the first part" in task.prompt.user else STEP(task)

    before = tell(material(steps(90)))
    after, _ = asked_by(steps(90), not_the_first)
    assert any(note.startswith("The timeline from 2026-03-03 00:00 to ") and "an error." in note for note in after.notes)
    first = next(e for e in before.timeline)
    assert first.evidence in [e.evidence for e in after.story.timeline]
    assert any(e.text == "A step was done." for e in after.story.timeline)


def test_parts_know_where_they_stand_and_what_came_before():
    _, desk = asked_by(steps(90))
    users = [task.prompt.user for task in desk.rounds[0]]
    assert ["the first part" in u for u in users] == [True] + [False] * (len(users) - 1)
    assert "the last part" in users[-1]
    assert all("reported elsewhere; below: what to read" in u for u in users[1:])


def test_the_outline_decides_which_events_are_key_and_invents_none():
    after, desk = asked_by(steps(300), outlined=outline(["e2", "e3", "e999", "[e5]"]))
    chosen = [e for e in after.story.timeline if e.key and e.text == "A step was done."]
    assert {e.at for e in chosen} >= {at("00:10"), at("00:20")}
    assert len([e for e in after.story.timeline if e.text == "A step was done."]) == 30
    assert [task.prompt.name for task in desk.rounds[1]] == ["read/outline"]
    assert "e1 | 2026-03-03T00:00:00Z | other | marked | A step was done." in desk.prompt(-1)


def told_by_parts(task):
    """The first part saw the page and a wrong severity, the last how it ended."""
    if "the first part" in task.prompt.user:
        return reading(
            event("m1", "It began."),
            moments={"detected_at": moment("m2"), "mitigated_at": moment("m9")},
            kind=ReadKind(kind=IncidentKind.CAPACITY, evidence=["m1"]),
            severity=ReadSeverity(words="step 1", evidence="m2"),
        )
    if "the last part" in task.prompt.user:
        return reading(event("m8", "It ended."), moments={"mitigated_at": moment("m8")})
    return reading()


def test_the_outline_chooses_among_the_times_that_parts_propose():
    choice = outline(detected_at="t1", mitigated_at="t2", started_at="e1", kind=IncidentKind.DEPENDENCY, near_miss=True)
    after, desk = asked_by(steps(90), told_by_parts, outlined=choice)
    incident = after.story.incident
    assert "t1 | detected_at | 2026-03-03T00:01:00Z | stated" in desk.prompt(-1)
    assert incident.detected_at and incident.detected_at.at == at("00:01")
    assert incident.mitigated_at and incident.mitigated_at.at == at("00:08")
    assert incident.started_at and incident.started_at.at == at("00:00")
    assert (incident.kind, incident.near_miss) == (IncidentKind.DEPENDENCY, True)
    assert not after.notes


def test_code_puts_the_parts_together_where_the_outline_fails():
    after, _ = asked_by(steps(90), told_by_parts)
    incident = after.story.incident
    assert incident.mitigated_at and incident.mitigated_at.at > at("01:00")
    assert incident.detected_at and incident.detected_at.at == at("00:01")
    assert incident.kind is IncidentKind.CAPACITY
    assert after.notes == ("The parts of the evidence were put together without a model: nobody was asked.",)


def test_an_outline_of_very_many_events_shows_the_marked_ones_first():
    def all_of_them(task):
        return each_line(lambda reference, text: event(reference, f"Told {'x' * 200}.", key="50 is done" in text))(task)

    _, desk = asked_by(steps(400), all_of_them, most=5_000, outlined=outline())
    asked = desk.prompt(-1)
    assert len(asked) < 12_000
    assert asked.count("| marked |") == 4


def test_one_new_message_changes_the_prompts_of_the_parts_near_it_alone():
    evidence = steps(400)
    _, before = asked_by(evidence)
    late = chat("+0 03:10 Ben Otto: and one more thing", start=1000)
    _, after = asked_by(sorted([*evidence, *late], key=lambda e: e.at or at("00:00")))
    old = {task.prompt for task in before.rounds[0]}
    new = {task.prompt for task in after.rounds[0]}
    assert len(old) > 8
    assert len(new - old) <= 3


def test_calls_grow_with_the_length_and_the_work_of_code_stays_small():
    evidence = steps(20_000)
    read = material(evidence)
    story = tell(read)
    desk = FakeDesk({"read/events": STEP})
    began = perf_counter()
    retell(read, story, desk)
    seconds = perf_counter() - began
    characters = sum(len(e.text) + 90 for e in evidence)
    assert len(desk.rounds[0]) <= 3 * characters / 60_000 + 2
    assert seconds < 10
