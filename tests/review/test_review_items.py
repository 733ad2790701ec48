"""A draft becomes items, and items the working document: undecided ones give the draft back, to the byte."""

import pytest
from hypothesis import given, settings
from made_reviews import EVIDENCE, MESSAGES, MONDAY, action, changed, draft, drafts, event, measure, review, statement

from pipeline.domain.action_item import Commitment
from pipeline.domain.incident import Visibility
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.domain.review import ANSWER, FACTS, QUESTIONS, Decision, ReviewState
from pipeline.errors import BadOption
from pipeline.review import assembled, checked, digest, opened, text_of


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_an_undecided_draft_comes_back_to_the_byte(document: Postmortem) -> None:
    back = assembled(document, opened(document), measure)
    assert back.model_dump_json() == document.model_dump_json()


@settings(max_examples=30, deadline=None)
@given(drafts())
def test_items_have_one_id_each_in_their_part(document: Postmortem) -> None:
    keys = [(item.part, item.id) for item in opened(document)]
    assert len(keys) == len(set(keys))


def test_a_statement_that_stands_twice_is_two_items_and_comes_back_twice() -> None:
    document = draft(summary=(statement("it broke"), statement("it broke")))
    items = opened(document)
    first, second = (item for item in items if item.part == "summary")
    assert second.id == f"{first.id}~2"
    assert assembled(document, items, measure) == document


def test_what_is_rejected_is_left_out_and_so_is_the_evidence_that_only_it_cites() -> None:
    document = draft(summary=(statement("kept", MESSAGES[0]), statement("out", MESSAGES[0], MESSAGES[1])), evidence=EVIDENCE[:3])
    items = opened(document)
    gone = next(item for item in items if text_of(item) == "out")
    now = assembled(
        document, [one.model_copy(update={"decision": Decision.REJECTED}) if one is gone else one for one in items], measure
    )
    assert [one.text for one in now.summary] == ["kept"]
    assert [one.id for one in now.evidence] == [MESSAGES[0], MESSAGES[2]]


def test_evidence_that_only_a_new_item_cites_is_looked_up() -> None:
    document = draft(evidence=EVIDENCE[:1], summary=(statement("it broke"),))
    items = changed(opened(document), "summary", value=statement("it broke twice", MESSAGES[5]).model_dump(mode="json"))
    assert [one.id for one in assembled(document, items, measure, evidence=EVIDENCE).evidence] == [MESSAGES[5]]


def test_a_changed_fact_changes_the_metrics() -> None:
    document = draft()
    resolved = {"value": {"at": "2026-03-16T10:00:00Z", "basis": "stated"}}
    items = [
        item.model_copy(update={"value": resolved}) if (item.part, item.id) == (FACTS, "resolved_at") else item
        for item in opened(document)
    ]
    assert assembled(document, items, measure).metrics.time_to_resolve.seconds == 3600


def test_a_rejected_fact_is_not_known() -> None:
    document = draft()
    items = [
        item.model_copy(update={"decision": Decision.REJECTED}) if item.id == "started_at" else item for item in opened(document)
    ]
    assert assembled(document, items, measure).incident.started_at is None


def test_status_and_visibility_are_the_reviews() -> None:
    document = draft()
    now = assembled(document, opened(document), measure, review(state=ReviewState.APPROVED, visibility=Visibility.RESTRICTED))
    assert (now.status, now.incident.visibility) == ("approved", Visibility.RESTRICTED)


def test_an_event_whose_time_was_corrected_moves() -> None:
    document = draft(timeline=(event("first", 0), event("second", 5)))
    items = opened(document)
    later = {**items[-2].value, "at": "2026-03-16T12:00:00Z"}
    assert items[-2].value["text"] == "first"
    items[-2] = items[-2].model_copy(update={"value": later})
    assert [one.text for one in assembled(document, items, measure).timeline] == ["second", "first"]


def test_the_owners_yes_takes_an_action_item_on_and_never_one_that_was_declined() -> None:
    document = draft(action_items=(action("do it"), action("never", commitment=Commitment.DECLINED)))
    yes, no = assembled(document, changed(opened(document), "action_items", decision=Decision.ACCEPTED), measure).action_items
    assert (yes.accepted, no.accepted) == (True, None)


def test_an_answered_question_stands_in_no_document() -> None:
    document = draft(questions=(Question(id="q1", about="impact", text="What did it cost?"),))
    (asked,) = (item for item in opened(document) if item.part == QUESTIONS)
    answered = asked.model_copy(update={"value": {**asked.value, ANSWER: "nothing"}})
    assert assembled(document, [answered], measure).questions == ()


def test_a_digest_changes_with_what_is_read_and_not_with_a_decision_or_the_state() -> None:
    document = draft(summary=(statement("it broke"),))
    items = [item for item in opened(document) if item.part == "summary"]
    assert digest(items) == digest(changed(items, "summary", decision=Decision.ACCEPTED, revision=7))
    assert digest(items) != digest(changed(items, "summary", decision=Decision.REJECTED))
    assert digest(document) == digest(document.model_copy(update={"status": "approved"}))
    assert digest(document) != digest(draft())


def test_a_value_is_checked_as_what_it_is() -> None:
    assert checked(FACTS, {"value": {"at": MONDAY.isoformat(), "basis": "log"}}, "started_at")["value"]["precision"] == "second"
    assert checked("summary", {"id": "s", "text": "it broke", "basis": "person"})["evidence"] == []


@pytest.mark.parametrize(
    ("part", "value", "id"),
    [
        ("summary", {"id": "s", "text": 7, "basis": "person"}, ""),
        ("summary", {"id": "s", "text": "x", "basis": "person", "color": "red"}, ""),
        (FACTS, {"value": "soon"}, "started_at"),
        (FACTS, {"value": "x"}, "no_such_fact"),
        ("no_such_part", {}, ""),
    ],
)
def test_what_is_no_value_of_its_part_is_one_sentence(part: str, value: dict[str, object], id: str) -> None:
    with pytest.raises(BadOption) as refused:
        checked(part, value, id)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
