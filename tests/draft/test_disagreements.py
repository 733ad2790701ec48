from small_incidents import INCIDENT_WITH_MOMENTS, material, said, story

from pipeline.domain.evidence import EvidenceKind
from pipeline.draft.disagreements import disagreements
from pipeline.draft.notebook import open_notebook


def found(text):
    report = said("doc:rca.md#1", "18:00", "Wen Li", text, kind=EvidenceKind.DOCUMENT)
    return disagreements(open_notebook(material(report), story(INCIDENT_WITH_MOMENTS)))


def test_a_report_that_gives_another_start_is_asked_about_with_both_values():
    (question,) = found("# Impact\nThe impact began at 09:02 UTC for all users of the shop.")
    assert question.about == "started_at"
    assert "09:02" in question.text
    assert "2026-05-04 09:12:00 UTC" in question.text
    assert "doc:rca.md#1" in question.evidence


def test_a_report_that_agrees_is_not():
    assert found("# Impact\nThe impact began at 09:12 UTC for all users of the shop.") == []


def test_a_time_of_another_day_is_no_disagreement():
    assert found("# Impact\nThe impact began at 19:02 UTC in another region.") == []
