"""A new draft onto one that people worked on: what they wrote stays, ids decide about the rest."""

from hypothesis import given
from hypothesis import strategies as st
from small_incidents import INCIDENT_WITH_MOMENTS, at, material, said, story

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.parts import by_person, held, id_of, with_part
from pipeline.domain.postmortem import Detection, Lessons, Postmortem, Provenance, Why
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.draft import write
from pipeline.draft.merge import merge, told

TOLD = story(INCIDENT_WITH_MOMENTS)
BARE = Postmortem(incident=TOLD.incident, metrics=TOLD.metrics, provenance=Provenance(engine="extractive", version="1"))


def quoted(id: str, text: str | None = None, *evidence: str) -> Statement:
    return Statement(id=id, text=text or f"text of {id}", evidence=evidence, basis=StatementBasis.QUOTED)


def person(id: str, text: str | None = None) -> Statement:
    return Statement(id=id, text=text or f"somebody wrote {id}", basis=StatementBasis.PERSON)


def impact(*statements: Statement) -> Postmortem:
    return BARE.model_copy(update={"impact": statements})


def ids(document: Postmortem, part: str = "impact") -> list[str]:
    return [id_of(item) for item in held(document, part)]


def test_what_a_person_wrote_stays_behind_what_it_stood_behind() -> None:
    old = impact(quoted("a"), person("mine"), quoted("b"))
    merged = merge(impact(quoted("new"), quoted("a"), quoted("c")), old)
    assert ids(merged.document) == ["new", "a", "mine", "c"]
    (change,) = merged.changes
    assert (change.added, change.gone, change.kept, change.by_people) == (("text of new", "text of c"), ("text of b",), 2, 1)


def test_a_person_s_statement_whose_neighbors_are_gone_comes_first() -> None:
    assert ids(merge(impact(quoted("b")), impact(quoted("a"), person("mine"), person("more"))).document) == ["mine", "more", "b"]


def test_what_the_old_draft_says_under_an_id_stays_as_it_is() -> None:
    merged = merge(impact(quoted("a")), impact(quoted("a", "edited by hand")))
    assert held(merged.document, "impact") == (quoted("a", "edited by hand"),)


def test_what_a_person_took_over_is_not_said_twice() -> None:
    merged = merge(impact(quoted("a", "1,204 orders failed.")), impact(person("mine", "1,204 orders failed.")))
    assert ids(merged.document) == ["mine"]


def test_two_statements_of_people_under_one_id_both_stay() -> None:
    merged = merge(impact(quoted("a")), impact(person("a", "one"), person("a", "other")))
    assert {item.text for item in merged.document.impact} == {"one", "other"}


def test_lessons_whys_detection_and_action_items_are_merged_too() -> None:
    mine = ActionItem(id="act", action="Alert on the queue", commitment=Commitment.COMMITTED, basis=StatementBasis.PERSON)
    old = BARE.model_copy(
        update={
            "lessons": Lessons(process=(person("l"),)),
            "five_whys": (Why(why="Why?", because=person("w")),),
            "detection": Detection(statements=(person("d"),)),
            "action_items": (mine,),
        }
    )
    merged = merge(BARE, old).document
    assert [ids(merged, part) for part in ("lessons.process", "five_whys", "detection", "action_items")] == [
        ["l"],
        ["w"],
        ["d"],
        ["act"],
    ]


def test_evidence_that_only_a_kept_statement_cites_comes_along() -> None:
    piece = said("m9", "09:30", "Ingrid Moe", "seen in one export only")
    old = impact(quoted("a", None, "m9"), quoted("b", None, "m8")).model_copy(update={"evidence": (piece,)})
    assert merge(impact(quoted("a")), old).document.evidence == (piece,)
    assert merge(impact(quoted("c")), old).document.evidence == ()


def test_reviewers_and_state_stay_and_new_facts_are_told() -> None:
    resolved = Moment(at=at("10:30"), basis=Basis.STATED, evidence=("m2",))
    fresh = BARE.model_copy(update={"incident": BARE.incident.model_copy(update={"severity": "SEV1", "resolved_at": resolved})})
    merged = merge(fresh, BARE.model_copy(update={"reviewers": ("Wen Li",), "status": "in review"}))
    assert (merged.document.reviewers, merged.document.status) == (("Wen Li",), "in review")
    assert merged.facts == ("severity: SEV2 -> SEV1", "resolved_at: 2026-05-04 10:10:00 UTC -> 2026-05-04 10:30:00 UTC")


def test_the_changes_are_told_section_by_section() -> None:
    old = impact(quoted("a"), person("mine")).model_copy(update={"summary": (quoted("s"),)})
    lines = list(told(merge(impact(quoted("b")).model_copy(update={"summary": (quoted("s"),)}), old).changes))
    assert lines == [
        "impact: 1 added, 1 gone, 1 kept (1 by people)",
        "  + text of b",
        "  - text of a",
        "unchanged: summary",
    ]


def test_a_draft_onto_itself_changes_nothing() -> None:
    pieces = [
        said("m1", "09:20", "Ingrid Moe", "checkout is down, 412 orders failed since 09:12"),
        said("m2", "09:40", "Paulo Reis", "root cause: the connection pool ran out after the deploy of order-api 7.4"),
        said("m3", "09:52", "Ingrid Moe", "rolled back order-api, errors gone"),
        said("m4", "10:20", "Paulo Reis", "I'll add an alert on the pool by Friday"),
    ]
    draft = write(material(*pieces), TOLD)
    merged = merge(draft, draft)
    assert merged.document == draft
    assert merged.changes
    assert not any(change.added or change.gone for change in merged.changes)


STATEMENTS = st.lists(
    st.builds(lambda id, own: (person if own else quoted)(id), st.sampled_from("abcdefgh"), st.booleans()),
    unique_by=lambda s: s.id,
)


@given(new=STATEMENTS, before=STATEMENTS, part=st.sampled_from(["impact", "detection", "lessons.process"]))
def test_nothing_of_people_is_lost_and_both_orders_hold(new: list[Statement], before: list[Statement], part: str) -> None:
    fresh, old = with_part(BARE, part, new), with_part(BARE, part, before)
    merged = held(merge(fresh, old).document, part)
    assert {item for item in before if by_person(item)} <= set(merged)
    assert {id_of(item) for item in new} <= {id_of(item) for item in merged}
    assert len(merged) == len({id_of(item) for item in merged})
    added = [id_of(item) for item in merged if item not in before or id_of(item) in {s.id for s in new}]
    assert added == [s.id for s in new]
    once = merge(fresh, with_part(BARE, part, merged)).document
    assert {id_of(item) for item in held(once, part)} == {id_of(item) for item in merged}
