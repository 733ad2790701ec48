import pytest
from small_incidents import material, moment, said, story

from pipeline.domain.incident import Incident
from pipeline.domain.moment import Basis
from pipeline.draft.impact import counted_things, impact
from pipeline.draft.notebook import open_notebook

TIMED = Incident(
    started_at=moment("09:00", "m0"),
    detected_at=moment("09:05", "m0"),
    mitigated_at=moment("10:00", "m0"),
    resolved_at=moment("10:10", "m0"),
)


def told(*texts, incident=TIMED, clock="10:15", **fields):
    pieces = [said(f"m{i}", clock, "Wen Li", text, **fields) for i, text in enumerate(texts)]
    return [s.text for s in impact(open_notebook(material(*pieces), story(incident)))]


def test_the_duration_comes_first_and_is_computed():
    assert told()[0].startswith("The impact lasted 1 h, from 2026-05-04 09:00:00 UTC")


def test_a_duration_from_a_guessed_start_is_given_as_the_least():
    guessed = TIMED.model_copy(update={"started_at": moment("09:00", "m0").model_copy(update={"basis": Basis.INFERRED})})
    assert "lasted at least 1 h" in told(incident=guessed)[0]


def test_a_final_count_is_quoted():
    assert "in total 318 bookings were lost" in told("in total 318 bookings were lost")


@pytest.mark.parametrize(
    "text",
    [
        "are 318 bookings lost?",
        "maybe 318 bookings were lost",
        "we should tell 318 customers tomorrow",
        "in March 318 bookings were lost, last year too",
    ],
)
def test_guesses_plans_and_other_incidents_are_no_impact(text):
    assert text not in told(text)


def test_an_interim_count_during_the_response_is_no_impact():
    assert told("Summary 09:30: 4 of 19 sites readable, 200 orders lost", clock="09:30")[1:] == []


def test_what_was_not_harmed_is_told():
    assert "nobody was charged twice, nothing was lost" in told("nobody was charged twice, nothing was lost")


def test_where_nobody_counted_the_symptom_is_told():
    assert "students can't open the exam pages" in told("students can't open the exam pages", clock="09:10")


def test_a_symptom_that_its_speaker_doubts_is_not():
    assert told("I'm not sure, users see errors maybe", clock="09:10")[1:] == []


def test_things_are_told_apart_by_what_is_counted_and_what_befell_it():
    book = open_notebook(
        material(said("a", "10:15", "Wen Li", "318 bookings were lost"), said("b", "10:16", "Wen Li", "11 invoices were late")),
        story(TIMED),
    )
    first, second = (counted_things(p) for p in book.passages)
    assert first and second and first != second
