"""Whatever the material holds: a draft comes out, cites what exists, and is checked."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from small_incidents import PEOPLE, at

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.statement import CheckStatus, Statement
from pipeline.draft import write
from pipeline.timeline import tell

PHRASES = (
    "root cause: the token of the job expired at 09:12",
    "I don't think that worked",
    "maybe the deploy of order-api?",
    "rolled order-api back to 7.3, no change",
    "errors gone, mitigated at 10:02",
    "correction: 1,204 orders, not 900",
    "Root Cause: a route was withdrawn.",
    "We apologize. Next update by 14:00 UTC.",
    "customers experienced errors between 9:00 and 9:40",
    "good catch ingrid",
    "I'll add an alert by friday",
    "# Impact\n\n- 12 users\n| a | b |",
    "```\nWARN pool exhausted\n```",
    '[RESOLVED] “quote” "more"',
)
TEXTS = st.lists(st.one_of(st.sampled_from(PHRASES), st.text(max_size=40)), min_size=1, max_size=3).map(" ".join)


@st.composite
def materials(draw):
    count = draw(st.integers(0, 8))
    pieces = []
    for index in range(count):
        minutes = draw(st.one_of(st.none(), st.integers(-2000, 3000)))
        pieces.append(
            Evidence(
                id=f"e{index}",
                at=None if minutes is None else at("09:00") + datetime.timedelta(minutes=minutes),
                author=draw(st.sampled_from([None, "Ingrid Moe", "Pager", "wen"])),
                kind=draw(st.sampled_from(EvidenceKind)),
                text=draw(TEXTS),
                automated=draw(st.booleans()),
                source=Source(file="any.json"),
            )
        )
    return RedactedMaterial(evidence=tuple(pieces), people=PEOPLE)


def statements(value):
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from statements(part)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from statements(getattr(value, name))


@settings(max_examples=60, deadline=None)
@given(materials())
def test_a_draft_cites_what_exists_and_every_statement_is_checked(held):
    draft = write(held, tell(held))
    known = {piece.id for piece in held.evidence}
    for statement in statements(draft):
        assert statement.evidence, statement.text
        assert set(statement.evidence) <= known, statement.text
        assert statement.check.status is not CheckStatus.UNCHECKED, statement.text
    assert {id for statement in statements(draft) for id in statement.evidence} <= {piece.id for piece in draft.evidence}


@settings(max_examples=20, deadline=None)
@given(materials())
def test_the_same_material_gives_the_same_bytes(held):
    assert write(held, tell(held)).model_dump_json() == write(held, tell(held)).model_dump_json()
