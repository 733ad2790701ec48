"""People whom a ticket quotes and people of other companies named in passing go; colleagues, systems and places stay."""

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material, Person, Record
from pipeline.redact import redact

COLLEAGUES = ("Nadia Rahman", "Oskar Lind", "Maria Weiss", "Ugo Bassi", "Tess Quill", "Lin Zhao", "Max Held", "Oba Eze")
ROSTER = tuple(Person(name, (name.split()[0].lower(),)) for name in COLLEAGUES)


def message(text: str, author: str | None = None, number: int = 0) -> Evidence:
    return Evidence(id=str(number), text=text, author=author, automated=author is not None, source=Source(file="chat"))


def redacted(*evidence: Evidence, records: tuple[Record, ...] = ()) -> list[str]:
    done = redact(Material(evidence=evidence, people=ROSTER, records=records))
    return [e.text for e in done.evidence]


TICKETS = [
    ('#8812 payout stuck\nNnenna (tailor, card): "it says please wait"', "Nnenna"),
    ('#8812 payout stuck\nNnenna: "my money is gone"', "Nnenna"),
    ('Elena: "cannot pay"', "Elena"),
    ("#301 white page, reported by Elena", "Elena"),
    ("#301 white page\ncontact: Zephyrine", "Zephyrine"),
    ("#301 we see no orders since noon.\n- Tom, Blumen Logistics Ltd", "Tom"),
]
PASSING = [
    ("Spoke to Zephyrine on their overnight desk. No date yet", "Zephyrine"),
    ("Pierre at the bank says the file is there", "Pierre"),
    ("talked with Anna from Brightwire support, they restart it", "Anna"),
    ("their on-call, Lukas, confirms", "Lukas"),
    ("just called Zephyrine at the carrier", "Zephyrine"),
    ("Zephyrine, their duty manager, will ring back", "Zephyrine"),
]
STAYS = [
    "Spoke to Nadia on their overnight desk",
    "Spoke to Max at the bank",
    "Support at the bank says no",
    "Treasury at the bank confirmed",
    "called Frankfurt at the carrier",
    "Anna from Payments says it is fine",
    "Pierre is on leave",
    "told Ledger on their side",
    "heard from Brightwire on their status page",
]
TICKET_STAYS = [
    '#12 Update: "we are looking into it"',
    '#12 Chrome (desktop): "we cannot open it"',
    '#12 Checkout (legacy): "please try again"',
    '#12 HighErrorRate: "my threshold"',
    '#12 Nadia: "I will call them"',
    "#12 opened by Maria",
    "#12 places:\n- Paris, London",
]


@pytest.mark.parametrize(("text", "name"), TICKETS, ids=[text[-30:] for text, _ in TICKETS])
def test_who_speaks_in_a_ticket_becomes_a_placeholder(text: str, name: str):
    done = redacted(message(text, "Ticketdesk"))[0]
    assert name not in done and "[customer 1]" in done


@pytest.mark.parametrize(("text", "name"), PASSING, ids=[text[:30] for text, _ in PASSING])
def test_a_person_of_another_company_named_in_passing_becomes_a_placeholder(text: str, name: str):
    assert redacted(message(text))[0] == text.replace(name, "[customer 1]")


@pytest.mark.parametrize("text", STAYS)
def test_colleagues_desks_places_and_systems_named_in_passing_stay(text: str):
    assert redacted(message(text), records=(Record("pagerduty", "p.json", services=("ledger",)),))[0] == text


@pytest.mark.parametrize("text", TICKET_STAYS)
def test_fields_products_places_and_colleagues_in_a_ticket_stay(text: str):
    assert redacted(message(text, "Ticketdesk"), message("the checkout is slow", number=1))[0] == text


def test_a_quote_names_nobody_where_no_customer_is_spoken_of():
    text = 'Sabine: "I need an estimate"'
    assert redacted(message(text)) == [text]


def test_a_word_that_names_a_system_elsewhere_is_no_person():
    texts = ("Asked Zephyrine on their support desk", "zephyrine-api is slow, Zephyrine support has no answer")
    assert redacted(*(message(text, number=i) for i, text in enumerate(texts))) == list(texts)


def test_a_name_found_in_passing_goes_everywhere():
    texts = redacted(message("Zephyrine is back"), message("talked to Zephyrine on their night shift", number=1))
    assert texts == ["[customer 1] is back", "talked to [customer 1] on their night shift"]


def test_a_signed_name_that_is_also_a_word_stays_a_word_elsewhere():
    texts = redacted(
        message("#301 nothing works.\n- Mark, Blumen Ltd", "Ticketdesk"), message("Mark it, then mark it again", number=1)
    )
    assert texts == ["#301 nothing works.\n- [customer 1], Blumen Ltd", "Mark it, then mark it again"]
