"""Which evidence a model is shown where not all of it fits."""

from dataclasses import replace

from label_incident import INCIDENT, STORY, draft, piece

from pipeline.domain.material import RedactedMaterial
from pipeline.draft.model.selection import select
from pipeline.transcript.chunks import size_of

TALK = [piece(f"t{n:03}", "10:00", "Goran Vidal", f"lunch number {n} " + "x" * 100, channel="room") for n in range(200)]
EMPTY = draft().model_copy(
    update={name: () for name in type(draft()).model_fields if isinstance(getattr(draft(), name), tuple) and name != "authors"}
)
QUIET = replace(
    STORY, incident=INCIDENT.model_copy(update={f"{m}_at": None for m in ("started", "detected", "mitigated", "resolved")})
)


def chosen(most: int, *telling: str):
    story = replace(QUIET, telling=telling, superseded=())
    pieces, note = select(RedactedMaterial(evidence=tuple(TALK)), story, EMPTY, most)
    return [each.id for each in pieces], note


def test_all_is_shown_where_it_fits():
    assert chosen(10**6) == ([each.id for each in TALK], None)


def test_else_what_the_story_rests_on_with_its_neighbors_in_order():
    assert chosen(5_000, "t150", "t010") == (["t009", "t010", "t011", "t149", "t150", "t151"], None)


def test_where_that_is_too_long_the_neighbors_go_first_and_then_the_last_cited():
    most = 2 * size_of(TALK[150])
    assert chosen(most, "t010", "t050", "t150")[0] == ["t010", "t050"]


def test_cited_evidence_that_did_not_fit_is_said():
    _, note = chosen(2 * size_of(TALK[150]), "t010", "t050", "t150")
    assert note == "1 of 3 cited pieces of evidence did not fit in front of the model that wrote the sections."


def test_no_piece_is_cut_even_where_one_alone_is_too_long():
    long = piece("long", "10:00", "Goran Vidal", "y" * 9_000)
    pieces, _ = select(RedactedMaterial(evidence=(long,)), QUIET, EMPTY, 100)
    assert pieces == (long,)
