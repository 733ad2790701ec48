from render_filling import filled
from render_samples import FULL, NEAR_MISS, SILENT

from pipeline import render
from pipeline.domain.incident import IncidentKind
from pipeline.domain.postmortem import Question


def test_it_says_in_plain_words_what_was_found_and_what_is_asked() -> None:
    said = render.plain_summary(FULL, "Europe/Berlin")
    assert said.splitlines()[0] == "INC-77: Mixer 2.18.0 paints grey | both halls"
    assert "started        about 2026-05-04 11:14 CEST, inferred" in said
    assert "Time to resolve        about 1 h 34 min" in said
    assert "10 events, 8 of them key, from 13 pieces of evidence; 2 contributing factors" in said
    assert "Actions: 2 committed, 1 proposed, 1 declined" in said
    assert "Add a start-up check for the ratio table (Kwame Boateng, due 2026-05-08, MIX-481)" in said
    assert "? Is there a figure for the cost of repainting?" in said


def test_what_is_not_known_is_said() -> None:
    said = render.plain_summary(SILENT)
    assert "resolved       not known" in said
    assert "Time to detect         not known" in said
    assert "near miss" in render.plain_summary(NEAR_MISS)


def test_a_near_miss_has_an_exposure_and_no_impact() -> None:
    assert "Duration of exposure" in render.plain_summary(NEAR_MISS)
    assert "Duration of impact" not in render.plain_summary(NEAR_MISS)


def test_times_and_fields_in_questions_are_words_in_the_readers_zone() -> None:
    asked = Question(
        id="q", about="started_at", text="“at 08:41:15 UTC”: the draft takes 2026-05-04T09:14:00.123Z for started_at."
    )
    said = render.plain_summary(FULL.model_copy(update={"questions": (asked,)}), "Europe/Berlin")
    assert "? “at 08:41:15 UTC”: the draft takes 2026-05-04 11:14:00 CEST for the start of the impact." in said


def test_what_the_kind_of_incident_asks_beyond_that_is_counted() -> None:
    broken = SILENT.model_copy(update={"incident": SILENT.incident.model_copy(update={"kind": IncidentKind.DEPLOYMENT})})
    assert "Asks the owner 5 questions" in render.plain_summary(broken)


def test_text_cannot_drive_the_terminal() -> None:
    said = render.plain_summary(filled(FULL, "\x1b[2J\x07\x9b31m\r\nforged: line\u202e"))
    assert not any(sign in said for sign in "\x1b\x07\x9b\r\u202e")
    assert not any(line.startswith("forged") for line in said.splitlines())
