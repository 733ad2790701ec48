import pytest
from label_incident import said

from pipeline.domain.statement import StatementBasis


@pytest.mark.parametrize(
    ("written", "shown", "cited"),
    [
        ("It began at {{t:started_at}}.", "It began at 08:00 UTC.", ("e9", "e1")),
        ("The alert fired at {{t:m2}}.", "The alert fired at 08:40 UTC.", ("e9", "e2")),
        ("On {{day:m2}} it fired.", "On 2026-03-09 it fired.", ("e9", "e2")),
        ("It was noticed after {{d:time_to_detect}}.", "It was noticed after 40 min.", ("e9", "e1", "e2")),
        ("It took {{d:m2..m6}}.", "It took 30 min.", ("e9", "e2", "e6")),
        ("It took {{ d:m2..resolved_at }}.", "It took 1 h.", ("e9", "e2")),
    ],
)
def test_code_writes_times_and_spans_and_cites_what_they_rest_on(written, shown, cited):
    sentence = said(written, "m9")
    assert sentence.statement.text == shown
    assert sentence.statement.evidence == cited
    assert sentence.statement.basis is StatementBasis.COMPUTED
    assert sentence.own_problems == ()


@pytest.mark.parametrize("name", ["t:m77", "t:acknowledged_at", "d:time_to_acknowledge", "d:m6..m2", "n:m2", "t:", "d:m2"])
def test_what_a_placeholder_cannot_name_is_a_problem(name):
    sentence = said(f"It was {{{{{name}}}}}.", "m9")
    assert "{{" not in sentence.statement.text
    assert sentence.own_problems == (f"The placeholder {name} names nothing that is known.",)


def test_a_zone_that_the_model_wrote_behind_a_time_is_not_written_twice():
    assert said("At {{t:m2}} UTC it fired.", "m2").statement.text == "At 08:40 UTC it fired."


def test_without_a_placeholder_the_words_are_the_models():
    assert said("Labels were rejected.", "m5").statement.basis is StatementBasis.MODEL


def test_people_are_roles_and_ids_come_from_words_and_evidence():
    first, again, other = (said("[print engineer 1] found it.", *refs) for refs in (["m5"], ["m5"], ["m6"]))
    assert first.statement.text == "[print engineer] found it."
    assert first.id == again.id != other.id


def test_a_name_that_slips_through_becomes_a_role():
    assert said("Goran Vidal took over.", "m3").statement.text == "[incident commander] took over."
