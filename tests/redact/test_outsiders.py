"""Names of customers and callers go; colleagues, companies and desks stay."""

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material, Person
from pipeline.redact import redact

ROSTER = (
    Person("Nadia Rahman", ("nrahman", "nadia"), "SRE"),
    Person("Oskar Lind", ("olind", "oskar"), "engineer"),
    Person("Maria Weiss", ("mweiss",), "Support lead"),
)

OUTSIDERS = [
    ("> From: Aslaug Tveit <a.tveit@shipper.example>\n> help", "Aslaug Tveit"),
    ('From: "Aslaug Tveit" <office@shipper.example>', "Aslaug Tveit"),
    ("Contact: Aslaug Tveit, +47 55 55 01 88", "Aslaug Tveit"),
    ("Call me +31 10 555 0142, Femke.", "Femke"),
    ("a customer called Maria Lopez says it is down", "Maria Lopez"),
    ("Requester: Pieter Jansen\nPriority: high", "Pieter Jansen"),
    ("caller Mrs. Okonkwo-Bell is angry", "Okonkwo-Bell"),
    ("> Kind regards,\n> Henk Visser\n> Visser Transport", "Henk Visser"),
    ("> nothing works!\n> Thanks, \n> Ingrid", "Ingrid"),
    ("customer Pieter Jansen (Acme) rang", "Pieter Jansen"),
    ("Birgit from Nordwind called, she is furious", "Birgit"),
    ("> My name is Olu Adeyemi and I cannot pay", "Olu Adeyemi"),
    ("Regards, Jean-Luc O'Neil", "Jean-Luc O'Neil"),
    ("the page is white. Wilhelmina Pohl\nwilhelmina.pohl@post.example", "Wilhelmina Pohl"),
    ("알림이 늦게 와요. 김서연, sy.kim@mail.example", "김서연"),
    ('{"first_name": "Astrid", "lastName": "Holm"}', "Holm"),
]

NOT_OUTSIDERS = [
    "Customer: Globex Retail",
    "Requester: Halden Cold Chain",
    "From: Ops Desk",
    "Name: High Error Rate",
    "customer Globex says no",
    "customers called Globex",
    "thanks, Nadia",
    "Contact: Nadia Rahman",
    "> Thanks,\n> Oskar",
    "Maria from Support says it is fine",
    "- Load Balancer\n- Connectivity\n- Queue",
    "Best Practices\nThanks",
]


def redacted(*texts: str, people: tuple[Person, ...] = ROSTER) -> list[str]:
    evidence = tuple(Evidence(id=str(n), text=t, source=Source(file="chat")) for n, t in enumerate(texts))
    return [e.text for e in redact(Material(evidence=evidence, people=people)).evidence]


@pytest.mark.parametrize(("text", "name"), OUTSIDERS, ids=[name for _, name in OUTSIDERS])
def test_an_outsiders_name_becomes_a_placeholder(text: str, name: str):
    assert name not in redacted(text)[0]
    assert "[customer 1]" in redacted(text)[0]


@pytest.mark.parametrize("text", NOT_OUTSIDERS)
def test_colleagues_companies_and_headings_stay(text: str):
    assert redacted(text) == [text]


def test_a_name_found_once_goes_everywhere_with_one_placeholder():
    texts = redacted("Contact: Birgit Aamodt, +47 55 55 01 88", "I told Birgit it is back", "Mrs. Aamodt is happy")
    assert texts == ["Contact: [customer 1], [phone 1]", "I told [customer 1] it is back", "Mrs. [customer 1] is happy"]


def test_a_guest_of_another_workspace_goes_by_every_name_and_as_author():
    guest = Person("Femke Bos", ("fbos", "femke"), "Engineer", outsider=True)
    evidence = Evidence(id="1", text="@Femke Bos can you look? femke's node", author="Femke Bos", source=Source(file="chat"))
    done = redact(Material(evidence=(evidence,), people=(*ROSTER, guest)))
    assert done.evidence[0].text == "@[guest 1] can you look? [guest 1]'s node"
    assert done.evidence[0].author == "[guest 1]"
    assert [p.name for p in done.people] == ["Nadia Rahman", "Oskar Lind", "Maria Weiss", "[guest 1]"]


def test_a_first_name_that_a_colleague_shares_stays_the_colleagues():
    assert redacted("a customer called Maria Lopez rang", "Maria has answered")[1] == "Maria has answered"
