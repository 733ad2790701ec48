import pytest
from label_incident import BY_ID, STORY, said, wording

from pipeline.draft.model.answers import Candidate
from pipeline.draft.model.checking import Examiner, examined, faulted

EXAMINER = Examiner(BY_ID, STORY)


def problems(text: str, *references: str, section: str = "impact") -> str:
    (sentence,) = examined([said(text, *references, section=section)], EXAMINER)
    return " ".join(sentence.problems)


@pytest.mark.parametrize(
    ("text", "references"),
    [
        ("From {{t:started_at}} on, labels could not be printed for {{d:impact_duration}}.", ("m5",)),
        ("1980 requests were rejected.", ("m7",)),
        ("Nine stores called within twelve minutes.", ("m9",)),
        ("9 stores called.", ("m9",)),
        ("The follow-up rollback to address-checker 4.1 ended it.", ("m6",)),
        ("The message said “vendor is fine, not them”.", ("m4",)),
        ("The printer vendor was suspected first and ruled out.", ("m3",)),
        ("At first 2,310 requests were reported, later 1,980.", ("m5", "m7")),
    ],
)
def test_what_the_cited_evidence_states_holds(text, references):
    assert problems(text, *references) == ""


@pytest.mark.parametrize(
    ("text", "references", "problem"),
    [
        ("Labels were rejected.", (), "cites no evidence"),
        ("Labels were rejected.", ("m5", "m50"), "m50, which is no reference"),
        ("1,980 requests were rejected.", ("m9",), "1980"),
        ("Eleven stores called.", ("m9",), "11"),
        ("It ran twice.", ("m9",), "2"),
        ("address-checker 4.3 was withdrawn.", ("m6",), "4.3"),
        ("address-checker 4.2.1 was withdrawn.", ("m1",), "4.2.1"),
        ("It was held until 10:15 UTC.", ("m6",), "10:15 is typed"),
        ("label-router 4.1 was withdrawn.", ("m6",), "label-router"),
        ("The message said “the vendor was down”.", ("m4",), "quote"),
        ("Marta Kowal rolled it back.", ("m6",), "Marta Kowal"),
        ("The alert fired at 08:40 UTC.", ("m2",), "08:40 is typed"),
        ("The alert fired at 8:40.", ("m2",), "8:40 is typed"),
        ("The printer vendor was down.", ("m3",), "ruled out"),
        ("2,310 requests were rejected.", ("m5",), "corrected"),
        ("The outage lasted twelve minutes.", ("m9",), "the timeline gives 1 h 10 min and 1 h 40 min"),
        ("It was detected within twelve minutes.", ("m9",), "the timeline gives 40 min"),
    ],
)
def test_what_it_does_not_state_is_a_problem(text, references, problem):
    assert problem in problems(text, *references)


def test_a_cause_of_which_the_evidence_does_not_speak_is_a_problem():
    text = "Knowledge of character encodings was spread unevenly between teams."
    assert "hardly speaks" in problems(text, "m8", section="contributing_factors")
    assert "hardly speaks" not in problems(text, "m8", section="impact")


def test_a_terse_message_supports_what_its_figures_show():
    assert problems("The threshold stood at 5 %.", "m2", section="why_not_detected_sooner") == ""


def test_a_span_of_something_else_is_not_taken_for_the_incidents():
    assert "the timeline gives" not in problems(
        "The missing calls looked like an outage of label-router, which cost ten minutes.", "m9"
    )
    assert "the timeline gives" in problems("It was an outage of about twelve minutes.", "m9")


def test_a_quote_has_to_stand_in_its_message():
    stands = wording().candidate("worked_well", Candidate(quote="it held the other site back", evidence="m8"))
    invented = wording().candidate("worked_well", Candidate(quote="it saved the other site", evidence="m8"))
    first, second = examined([stands, invented], EXAMINER)
    assert not first.problems
    assert second.problems == ("These words do not stand in the cited evidence.",)


def test_quotation_marks_around_a_whole_candidate_go_and_those_within_stay():
    held = [
        wording().candidate("worked_well", Candidate(quote=q, evidence="m8")) for q in ("“no test”", '"a" and "b"', '"a", yes')
    ]
    assert [each.statement.text for each in held] == ["no test", '"a" and "b"', '"a", yes']


def test_a_person_by_role_who_left_something_undone_is_wording_to_mend():
    assert faulted(said("[print engineer 1] forgot to test postal codes.", "m8"))
    assert not faulted(said("No test covered postal codes with letters.", "m8"))


def test_two_sections_that_give_other_spans_for_one_thing_contradict_each_other():
    from dataclasses import replace

    from pipeline.domain.incident import Incident
    from pipeline.timeline.metrics import measure

    silent = replace(STORY, incident=Incident(), metrics=measure(Incident()))
    one, other = said("The outage lasted twelve minutes.", "m9"), said("The outage lasted an hour.", "m9", section="summary")
    found = examined([one, other], Examiner(BY_ID, silent))
    assert found[0].problems == ()
    assert any("the section impact gives 12 min" in problem for problem in found[1].problems)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The queue was shut from 09:55 to 10:15 CET.", True),
        ("The queue was shut until 10:15.", False),
        ("The queue was shut until 10:15 UTC.", False),
        ("The flag print.label_queue was off.", True),
        ("The print-label queue was off.", True),
        ("The setting print_labels_now was off.", False),
    ],
)
def test_a_stated_time_is_copied_with_its_zone_and_a_name_with_any_marks_between_its_parts(text, holds):
    from label_incident import piece

    pieces = BY_ID | {"e9": piece("e9", "12:00", "Goran Vidal", "print.label_queue was off, shut 09:55 to 10:15 CET")}
    (sentence,) = examined([said(text, "m9")], Examiner(pieces, STORY))
    assert (not sentence.problems) is holds


@pytest.mark.parametrize(
    "text", ["Labels print again, see https://evil.example/a.", "![x](a) Labels print again.", "<b>Labels</b>"]
)
def test_a_statement_holds_no_link_and_no_markup(text):
    assert "plain text" in problems(text, "m6")


def test_for_customers_no_person_and_no_customer_is_spoken_of():
    sentence = said("[print engineer 1] rolled address-checker back to 4.1.", "m6")
    assert examined([sentence], EXAMINER)[0].problems == ()
    assert "names no person" in examined([sentence], Examiner(BY_ID, STORY, outward=True))[0].problems[0]
