from datetime import date

from pipeline.related.query import CONCEPT, KIN, LONG, question


def test_a_question_is_widened_by_the_words_of_operations():
    terms = question("no space left on the volume").terms
    assert terms["volum"] == 1
    assert any(weight == CONCEPT for term, weight in terms.items() if term.startswith("~"))
    assert terms["enospc"] == KIN


def test_names_are_what_is_written_as_a_name():
    assert question("Pods pending since the NTP drift on Redis, see max_connections").names >= {"ntp", "redi"}
    assert "pod" not in question("Pods are pending").names
    assert not question("EVERYTHING IS DOWN").names


def test_days_are_read_and_impossible_ones_passed_over():
    assert question("since 2026-03-01, not 2026-19-39 or 2026-02-31").days == (date(2026, 3, 1),)


def test_a_long_question_is_not_widened():
    text = " ".join(f"disk{n}" for n in range(LONG + 1)) + " disk full"
    assert not question(text).concepts
