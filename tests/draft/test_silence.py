from dataclasses import replace

import pytest
from small_incidents import INCIDENT_WITH_MOMENTS, material, moment, said, story

from pipeline.domain.evidence import EvidenceKind
from pipeline.domain.incident import Incident
from pipeline.domain.postmortem import Question
from pipeline.draft import write
from pipeline.draft.doubts import merged, moments_in_doubt
from pipeline.draft.silence import MOST


def asked(*pieces, incident=INCIDENT_WITH_MOMENTS, **fields):
    return write(material(*pieces), story(incident, **fields)).questions


def texts(questions):
    return [q.text for q in questions]


def test_a_topic_is_asked_about_once():
    questions = asked(said("m1", "09:20", "Wen Li", "the queue stands still since nine"))
    assert len({q.about for q in questions}) == len(questions)
    assert len(questions) <= MOST


def test_silence_on_cause_and_factors_is_one_question():
    assert sum("RCA in progress" in text for text in texts(asked())) == 1


def test_the_last_guess_goes_with_the_question_on_the_cause():
    question = next(
        q for q in asked(said("m1", "09:20", "Wen Li", "my guess is that the broker ran out of disk")) if "RCA" in q.text
    )
    assert "broker ran out of disk" in question.text
    assert question.evidence == ("m1",)


def test_a_known_cause_is_not_asked_for():
    found = asked(said("m1", "09:20", "Wen Li", "found it, root cause: the certificate of the broker expired"))
    assert not any("What was the immediate cause" in text for text in texts(found))


def test_what_was_learned_is_one_question():
    questions = [q for q in asked() if "Nobody said so" in q.text]
    assert [q.about for q in questions] == ["lessons"]
    assert "what could have gone better" in questions[0].text


def test_a_near_miss_is_asked_what_would_have_happened():
    found = texts(asked(incident=INCIDENT_WITH_MOMENTS.model_copy(update={"near_miss": True})))
    assert any("What would have happened" in text for text in found)
    assert not any("revenue" in text or "Who was affected" in text for text in found)


def test_notices_alone_are_asked_what_they_mean_here():
    notice = said("u1", "09:20", "Provider", "Customers may see errors.", kind=EvidenceKind.STATUS_UPDATE)
    found = texts(asked(notice))
    assert any("of your own" in text for text in found)
    assert not any("revenue" in text for text in found)


def test_actions_without_an_owner_are_one_question():
    pieces = (
        said("m1", "10:20", "Wen Li", "idea: a weekly job that checks every replica"),
        said("m2", "10:25", "Wen Li", "someone should make the client keep its last good config"),
    )
    assert sum("Who owns" in text for text in texts(asked(*pieces))) == 1


def different(name, *values):
    head = "When did it begin? The draft takes 09:00 (stated)"
    return tuple(Question(id=v, about=name, text=f"{head}; {v}. Which one counts?", evidence=(v,)) for v in values)


def test_doubts_on_one_moment_are_one_question_with_all_values():
    whole = merged(different("started_at", "the page says 09:26", "the report says 09:40"))
    assert whole.text == (
        "When did it begin? The draft takes 09:00 (stated); the page says 09:26; the report says 09:40. Which one counts?"
    )
    assert whole.evidence == ("the page says 09:26", "the report says 09:40")


def test_questions_that_ask_different_things_are_not_mixed():
    one, other = Question(id="a", about="x", text="When? Nothing says so."), Question(id="b", about="x", text="Who? Nobody.")
    assert merged([one, other]) == one


@pytest.mark.parametrize("about", ["detected_at", "acknowledged_at", "mitigated_at"])
def test_a_moment_that_another_question_covers_is_not_asked_for(about):
    missing = Question(id="q", about=about, text="When? Nothing in the evidence says so.")
    told = replace(story(Incident(started_at=moment("09:00", "m1"))), questions=(missing,))
    assert moments_in_doubt(told) == []


def test_a_bare_deferral_is_asked_with_the_question_that_it_leaves_open():
    left = [
        q
        for q in asked(
            said("m1", "10:20", "Wen Li", "do we want a public post afterwards?", channel="support"),
            said("m2", "10:24", "Ingrid Moe", "the dashboards are fine", channel="ops"),
            said(
                "m3",
                "10:34",
                "Paulo Reis",
                "good question and I don't have the answer. open point for the review",
                channel="support",
            ),
        )
        if q.about == "open"
    ]
    assert [(q.text, q.evidence) for q in left] == [
        ("The evidence leaves this open: “do we want a public post afterwards?” What is the answer?", ("m1", "m3"))
    ]


def test_two_bare_deferrals_in_one_message_are_one_question():
    left = asked(said("m1", "10:34", "Paulo Reis", "we don't have the answer. open point for the review"))
    assert sum(q.about == "open" for q in left) == 1
