from hypothesis import given
from hypothesis import strategies as st
from small_incidents import INCIDENT_WITH_MOMENTS, story

from pipeline.domain.postmortem import Postmortem, Provenance, Why
from pipeline.domain.statement import Statement, StatementBasis
from pipeline.draft.shorten import shortened

TOLD = story(INCIDENT_WITH_MOMENTS)
BARE = Postmortem(incident=TOLD.incident, metrics=TOLD.metrics, provenance=Provenance(engine="extractive", version="1"))


def said(id: str, text: str, basis: StatementBasis = StatementBasis.QUOTED) -> Statement:
    return Statement(id=id, text=text, basis=basis)


def impact(*statements: Statement) -> list[str]:
    return [s.id for s in shortened(BARE.model_copy(update={"impact": statements})).impact]


def test_half_of_a_section_stays_in_its_order_figures_first() -> None:
    assert impact(
        said("vague", "Several people said that it was slow for them."),
        said("figures", "1,204 orders failed on order-api between the deploy and the rollback."),
        said("more", "Of these 412 were paid twice and had to be refunded."),
        said("again", "1,204 orders failed."),
    ) == ["figures", "more"]


def test_what_a_kept_statement_tells_already_counts_for_nothing() -> None:
    assert impact(
        said("first", "1,204 orders failed on the checkout."),
        said("same", "1,204 orders failed."),
        said("other", "Refunds took until the next morning."),
        said("more", "The queue of the printer stood still."),
    ) == ["first", "more"]


def test_what_a_person_wrote_stays_and_one_statement_stays() -> None:
    assert impact(said("a", "1,204 orders failed."), said("p", "It hurt.", StatementBasis.PERSON)) == ["a", "p"]
    assert impact(said("a", "It hurt.")) == ["a"]
    assert impact() == []


def test_a_chain_of_whys_stays_whole_and_only_named_parts_are_shortened() -> None:
    whys = tuple(Why(why="Why?", because=said(id, f"because of {id}")) for id in "abcd")
    four = tuple(said(id, f"statement {id}") for id in "abcd")
    document = BARE.model_copy(update={"five_whys": whys, "impact": four, "summary": four})
    shorter = shortened(document, ("summary", "five_whys"))
    assert (len(shorter.five_whys), len(shorter.impact), len(shorter.summary)) == (4, 4, 2)


@given(st.lists(st.tuples(st.text(max_size=60), st.booleans()), max_size=9))
def test_any_section_is_halved_and_nothing_is_made_up(texts: list[tuple[str, bool]]) -> None:
    statements = [
        said(str(i), text, StatementBasis.PERSON if own else StatementBasis.QUOTED) for i, (text, own) in enumerate(texts)
    ]
    kept = impact(*statements)
    people = [s.id for s in statements if s.basis is StatementBasis.PERSON]
    assert kept == sorted(kept, key=int)
    assert set(people) <= set(kept)
    assert len(kept) == len(people) + (len(statements) - len(people) + 1) // 2
