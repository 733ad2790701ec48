import math

import pytest

from pipeline.related.decide import MOST, WITH_VECTORS, WORDS_ALONE, certainty, features
from pipeline.related.finding import LOOKED_AT, surest_first
from pipeline.related.query import question
from pipeline.related.rank import Candidate, Found


def found(asked, incidents, **rare):
    """A corpus of so many incidents; a word that is not named in `rare` is in none."""
    rarest = math.log(1 + (incidents + 0.5) / 0.5)
    return Found({}, 0.0, {}, {term: rare.get(term, rarest) for term in asked.said}, rarest)


SOME = Candidate("PM-1", 1.0, 0.5, 0.4)


def of(text, *passages, candidate=SOME, incidents=300, **rare):
    asked = question(text)
    held = [frozenset(question(passage).said) for passage in passages]
    return features(asked, candidate, held, found(asked, incidents, **rare))


def test_who_names_a_product_that_the_incident_does_not_name_means_another():
    assert of("pods restart since Vault was sealed", "pods restart")["names"] == 1
    assert of("pods restart since Vault was sealed", "pods restart, vault was sealed")["names"] == 0


def test_a_name_counts_as_said_where_it_is_said_in_other_words():
    assert of("workers end with OOM", "the process ran out of memory")["names"] == 0


def test_words_count_where_one_passage_says_them_together():
    apart = of("printer queue stuck", "the printer", "the queue", "was stuck")["together"]
    beside = of("printer queue stuck", "the printer queue was stuck", "more")["together"]
    assert 0 < apart < beside == 1


@pytest.mark.parametrize("incidents", [5, 300, 100_000])
def test_substance_is_the_same_on_any_corpus(incidents):
    assert of("zebra quagga okapi", "nothing", incidents=incidents)["substance"] == pytest.approx(3)


def test_a_pasted_log_has_no_more_substance_than_a_long_question():
    assert of(" ".join(f"word{n}" for n in range(90)), "nothing")["substance"] == MOST


@pytest.mark.parametrize("model", [WITH_VECTORS, WORDS_ALONE])
def test_a_short_question_whose_words_are_all_there_is_answered(model):
    values = of("disk full", "the disk was full", candidate=Candidate("PM-1", 1.0, 0.45, 0.7), disk=2.5, full=3.0)
    assert certainty(values, model) > 0.5


@pytest.mark.parametrize("model", [WITH_VECTORS, WORDS_ALONE])
def test_a_question_of_which_hardly_anything_is_there_is_declined(model):
    values = of("the crane at the quay stops on a signal nobody sent", "a signal", candidate=Candidate("PM-1", 1.0, 0.3, 0.1))
    assert certainty(values, model) < model.threshold


def test_the_first_ten_stand_by_their_certainty_and_the_rest_below_them():
    candidates = [Candidate(str(place), 1.0, 0.5, 0.5) for place in range(LOOKED_AT + 2)]
    sure = [0.1 * (place % 7) + 0.2 for place in range(LOOKED_AT)] + [0.9, 0.05]
    ordered = surest_first(candidates, sure)
    scores = [score for _, score in ordered]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == max(sure[:LOOKED_AT])
    assert [one.incident for one, _ in ordered[-2:]] == [str(LOOKED_AT), str(LOOKED_AT + 1)]
    assert surest_first([], []) == []
