"""E-mail addresses, phone numbers, cards, IBANs, and what has their shape by accident."""

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material
from pipeline.redact import redact
from pipeline.redact.contacts import luhn

PERSONAL = [
    ("mail me at jo.smith+x@mail.example.co.uk please", "mail me at [e-mail 1] please"),
    ("mailto:jo@shop.example", "[e-mail 1]"),
    ("<mailto:jo@shop.example|jo@shop.example>", "<[e-mail 1]|[e-mail 1]>"),
    ("Jo@Shop.example and jo@shop.example", "[e-mail 1] and [e-mail 1]"),
    ("tel +44 20 7946 0958 today", "tel [phone 1] today"),
    ("<tel:+31105550142|+31 10 555 0142>", "<tel:[phone 1]|[phone 1]>"),
    ("+353 (0)1 555 0199", "[phone 1]"),
    ("(202) 555-0147", "[phone 1]"),
    ("call me on 07700 900123", "call me on [phone 1]"),
    ("phone: 06-12345678", "phone: [phone 1]"),
    ("010-5550-0193", "[phone 1]"),
    ("0031 10 555 0142", "[phone 1]"),
    ("card 4111 1111 1111 1111 exp 12/27", "card [card 1] exp 12/27"),
    ("4242424242424242", "[card 1]"),
    ("IBAN DE89 3704 0044 0532 0130 00", "IBAN [iban 1]"),
]

HARMLESS = [
    "2026-09-22 07:24:15.333 UTC, 1773742410.287191, p1773742410287191",
    "we lost 88213 to 88219 orders, +1200 -300 lines, latency +200 ms",
    "Okay, what's the next one? +347.78. 347.78. Okay. 081.3.",
    "order 4539148803436468, invoice 1234567812345678",
    "10.20.4.11:6432 refused, lot 0012 3456 7890 0021",
    "git@github.com:acme/repo.git, ssh deploy@web-1.example.com, postgres@db-1.prod.internal",
    "call me after 10:30, called 3 customers 20260917, number of errors 0123456789 in 5m",
    "phone: INC-2026-041, phone tree: 12 people",
    '{alertname="TestAlert"}2022-08-31 05:54:04.52289368 +0000 UTC m=+42208.256292221',
]


def material(*texts: str) -> Material:
    return Material(evidence=tuple(Evidence(id=str(n), text=t, source=Source(file="chat")) for n, t in enumerate(texts)))


@pytest.mark.parametrize(("text", "expected"), PERSONAL, ids=[text for text, _ in PERSONAL])
def test_personal_data_becomes_a_placeholder(text: str, expected: str):
    assert redact(material(text)).evidence[0].text == expected


@pytest.mark.parametrize("text", HARMLESS)
def test_numbers_of_other_kinds_stay(text: str):
    assert redact(material(text)).evidence[0].text == text


def test_an_ip_address_stays_unless_asked_for():
    assert redact(material("from 192.0.2.7 to 192.0.2.8")).evidence[0].text == "from 192.0.2.7 to 192.0.2.8"
    assert redact(material("from 192.0.2.7 to 192.0.2.8"), addresses=True).evidence[0].text == "from [ip 1] to [ip 2]"


def test_the_card_check_knows_a_wrong_digit():
    assert luhn("4242424242424242")
    assert not luhn("4242424242424243")
