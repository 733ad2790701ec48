import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from small_incidents import moment, said, story

from pipeline.domain.incident import Incident
from pipeline.domain.statement import CheckStatus, Statement, StatementBasis
from pipeline.draft.ground import check

TEXT = (
    "1,412 checkouts failed from 214 accounts between 09:14 and 11:02 UTC, p95 was 4.1 s, "
    "build 7.18 and max_conn=120 of ledger-db. Ingrid Moe saw 97.4 % errors."
)
PIECE = said("m1", "11:20", "Paulo Reis", TEXT)
INCIDENT = Incident(
    title="Checkout down",
    severity="SEV1",
    started_at=moment("09:14", "m1"),
    mitigated_at=moment("11:02", "m1"),
    participants=("Ingrid Moe", "Paulo Reis", "Wen Li"),
)
STORY = story(INCIDENT)
NUMBER = re.compile(r"\d+")


def checked(text: str, basis: StatementBasis = StatementBasis.MODEL, evidence: tuple[str, ...] = ("m1",)):
    return check(Statement(id="s", text=text, evidence=evidence, basis=basis), {"m1": PIECE}, STORY)


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "1412 checkouts failed, from 214 accounts.",
        "97.4% of requests failed.",
        "It failed from 11:14 CEST to 13:02 CEST.",
        "It failed for 1 h 48 min.",
        "The reply took 4.1 seconds on ledger-db with build 7.18.",
        "[SRE] saw 97.4 % errors.",
        "Ingrid Moe saw it.",
    ],
)
def test_what_the_evidence_states_in_any_form_is_supported(text):
    assert checked(text).problems == ()
    assert checked(text).status is CheckStatus.SUPPORTED


@pytest.mark.parametrize(
    "text",
    [
        "1,413 checkouts failed.",
        "About 3k checkouts failed.",
        "98.4 % errors.",
        "It failed from 09:15 UTC on.",
        "It failed for 1 h 50 min.",
        "It took 4.1 ms.",
        "Build 7.19 was deployed.",
        "max_conn=130 was the limit.",
        "The host ledger-db-2 was full.",
        "Wen Li saw it.",
        "Carla Gomez saw it.",
        "Somebody said “we lost all orders”.",
    ],
)
def test_what_the_evidence_does_not_state_is_unsupported(text):
    assert checked(text).status is CheckStatus.UNSUPPORTED
    assert checked(text).problems


@given(st.data())
def test_a_number_changed_by_hand_is_always_caught(data):
    match = data.draw(st.sampled_from(list(NUMBER.finditer(TEXT))))
    digits = data.draw(st.text("0123456789", min_size=1, max_size=5))
    assume(digits != match.group())
    changed = TEXT[: match.start()] + digits + TEXT[match.end() :]
    assert checked(changed, StatementBasis.QUOTED).status is CheckStatus.UNSUPPORTED


@given(st.sampled_from(["checkouts", "failed", "accounts", "Ingrid", "Moe", "saw"]), st.text("abcdefgh", min_size=3, max_size=9))
def test_a_word_changed_by_hand_in_a_quote_is_always_caught(word, other):
    assume(other not in TEXT)
    assert checked(TEXT.replace(word, other, 1), StatementBasis.QUOTED).status is CheckStatus.UNSUPPORTED


@given(st.sampled_from(["Paulo Reis", "Wen Li", "Carla Gomez", "Tom Baker"]))
def test_another_persons_name_is_always_caught(name):
    assume(name != "Paulo Reis")
    assert checked(TEXT.replace("Ingrid Moe", name)).status is CheckStatus.UNSUPPORTED


def test_a_part_of_a_number_does_not_stand_in_the_evidence():
    assert checked("412 checkouts failed", StatementBasis.QUOTED).status is CheckStatus.UNSUPPORTED


def test_a_quote_may_leave_out_whole_sentences_and_names_but_not_join_two_pieces():
    assert checked("[SRE] saw 97.4 % errors.", StatementBasis.QUOTED).status is CheckStatus.SUPPORTED
    assert checked("[SRE] saw 1,412 checkouts", StatementBasis.QUOTED).status is CheckStatus.UNSUPPORTED


def test_evidence_has_to_be_cited_and_to_exist():
    assert checked("It failed.", evidence=()).problems == ("It cites no evidence.",)
    assert checked("It failed.", evidence=("m2",)).problems == ("The cited evidence m2 does not exist.",)


def test_a_computed_duration_agrees_with_the_metrics():
    assert checked("The impact lasted 1 h 48 min.", StatementBasis.COMPUTED).status is CheckStatus.SUPPORTED
    assert checked("The impact lasted 1 h 49 min.", StatementBasis.COMPUTED).status is CheckStatus.UNSUPPORTED


def test_what_a_person_wrote_is_not_checked():
    assert checked("We lost 9,999 orders.", StatementBasis.PERSON).status is CheckStatus.UNCHECKED
