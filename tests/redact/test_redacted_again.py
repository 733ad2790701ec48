"""What was redacted before keeps its placeholders; what was put in since goes too."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material, Person
from pipeline.redact import redact, redact_again

TOKEN = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
PEOPLE = (Person("Ilse Marten"),)


def material(*texts: str) -> Material:
    pieces = (Evidence(id=f"e{n}", text=text, author="Ilse Marten", source=Source(file="a")) for n, text in enumerate(texts))
    return Material(evidence=tuple(pieces), people=PEOPLE)


def again(*texts: str) -> list[str]:
    return [piece.text for piece in redact_again(material(*texts)).evidence]


def test_placeholders_stay_where_a_detector_would_take_them_apart() -> None:
    for text in (
        "nats -s nats://pushops:[secret 1: password]@nats-3.example:4222 info",
        "password=[secret 2: password], mail [e-mail 1]",
        "[customer 1]",
        "no placeholder at all",
        "",
    ):
        assert again(text) == [text]


def test_what_is_found_now_is_numbered_on() -> None:
    assert again("the token was [secret 2: token]", f"and now {TOKEN}", f"{TOKEN} [customer 4]") == [
        "the token was [secret 2: token]",
        "and now [secret 3: token]",
        "[secret 3: token] [customer 4]",
    ]
    (told,) = redact_again(material("[secret 2: token]", TOKEN)).redactions
    assert (told.placeholder, told.count) == ("[secret 3: token]", 1)


def test_ids_and_authors_are_those_that_were_given() -> None:
    redacted = redact_again(material("a [secret 1: token] b [secret 2: token]", "c"))
    assert [(piece.id, piece.author) for piece in redacted.evidence] == [("e0", "Ilse Marten"), ("e1", "Ilse Marten")]


PARTS = st.sampled_from(["we saw", "[secret 1: token]", TOKEN, "ana@shop.example", "[e-mail 3]", "call +49 30 901820", "\n", "["])


@given(st.lists(st.lists(PARTS, max_size=5).map(" ".join), max_size=4))
def test_a_second_time_changes_nothing(texts: list[str]) -> None:
    once = [piece.text for piece in redact(material(*texts)).evidence]
    assert again(*once) == once
