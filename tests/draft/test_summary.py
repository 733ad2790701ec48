import itertools

import pytest
from small_incidents import material, moment, said, story

from pipeline.domain.incident import Incident
from pipeline.domain.moment import Basis
from pipeline.domain.statement import CheckStatus
from pipeline.draft import write
from pipeline.draft.notebook import open_notebook
from pipeline.draft.summary import listed, opening

TALK = said("m1", "09:12", "Wen Li", "the pages of the exam do not load for anybody")


def opened(**fields):
    statement = opening(open_notebook(material(TALK), story(Incident(**fields))))
    assert statement
    return statement.text


def test_all_that_is_known_is_two_sentences():
    assert opened(
        title="Exam pages do not load",
        severity="SEV2",
        services=("exam-web", "gateway"),
        regions=("eu-north",),
        started_at=moment("09:12", "m1"),
        resolved_at=moment("10:00", "m1"),
    ) == (
        "The SEV2 incident “Exam pages do not load” began on 2026-05-04 09:12:00 UTC and lasted 48 min. "
        "It affected exam-web and gateway in eu-north."
    )


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"started_at": moment("09:12", "m1")}, "The incident began on 2026-05-04 09:12:00 UTC; no end is recorded."),
        ({"detected_at": moment("09:12", "m1")}, "The incident was noticed on 2026-05-04 09:12:00 UTC."),
        ({"resolved_at": moment("09:12", "m1")}, "The incident was over on 2026-05-04 09:12:00 UTC; no start is recorded."),
        ({}, "The incident is first spoken of on 2026-05-04 09:12:00 UTC; no start and no end is recorded."),
        ({"severity": "none", "detected_at": moment("09:12", "m1")}, "The incident was noticed on 2026-05-04 09:12:00 UTC."),
    ],
)
def test_what_is_not_known_is_left_out_or_said(fields, text):
    assert opened(**fields) == text


def test_a_guessed_start_is_given_as_the_first_sign():
    guessed = moment("09:12", "m1").model_copy(update={"basis": Basis.INFERRED})
    assert "was first seen on" in opened(started_at=guessed, resolved_at=moment("10:00", "m1"))
    assert "lasted at least 48 min" in opened(started_at=guessed, resolved_at=moment("10:00", "m1"))


def test_more_services_than_a_reader_wants_are_others():
    assert listed(("a", "b", "c"), 2) == "a, b and others"


KNOWN = {
    "title": 'Exam pages "do not load" since 09:12',
    "severity": "P1",
    "services": ("exam-web",),
    "near_miss": True,
    "started_at": moment("09:12", "m1"),
    "resolved_at": moment("10:00", "m1"),
}


@pytest.mark.parametrize("names", [c for n in range(len(KNOWN) + 1) for c in itertools.combinations(KNOWN, n)])
def test_each_combination_of_known_facts_opens_a_supported_summary(names):
    draft = write(material(TALK), story(Incident(**{name: KNOWN[name] for name in names})))
    first = draft.summary[0]
    assert first.check.status is CheckStatus.SUPPORTED, (first.text, first.check.problems)
    assert first.text.startswith("The ")
    assert "  " not in first.text
    assert first.text.endswith(".")
