"""Names of the roster: who is meant, where, and which role stands for them."""

from time import process_time

import pytest

from pipeline.domain.incident import Role
from pipeline.domain.material import Person
from pipeline.text.names import Roster, role_of, with_roles

PEOPLE = (
    Person("Anneke de Groot", ("adegroot", "anneke", "U0AAA1"), "SRE lead"),
    Person("Tayo Okafor", ("tokafor", "tayo"), "Staff engineer, booking"),
    Person("Mei-Ling Tsai", ("mltsai", "Mei-Ling"), "Engineer"),
    Person("Łukasz Brzoza", ("lbrzoza",)),
    Person("Will Gray", ("wgray",), "Engineer"),
    Person("May Lin", ("mlin",)),
    Person("Hana Kimura", ("hkimura",), "DBA"),
    Person("Hana Berg", ("hberg",), "DBA"),
    Person("deploybot", bot=True),
)
ROSTER = Roster(PEOPLE)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tayo Okafor", "Tayo Okafor"),
        ("@Tayo Okafor", "Tayo Okafor"),
        ("tayo", "Tayo Okafor"),
        ("tokafor", "Tayo Okafor"),
        ("TO", "Tayo Okafor"),
        ("T.O.", "Tayo Okafor"),
        ("T. Okafor", "Tayo Okafor"),
        ("Okafor, Tayo", "Tayo Okafor"),
        ("Tayo Okafor (he/him)", "Tayo Okafor"),
        ("u0aaa1", "Anneke de Groot"),
        ("de Groot", "Anneke de Groot"),
        ("lukasz", "Łukasz Brzoza"),
        ("mei ling", "Mei-Ling Tsai"),
        ("Hana K.", "Hana Kimura"),
        ("Hana", None),
        ("nobody", None),
        ("", None),
    ],
)
def test_a_name_means_one_person_or_nobody(name: str, expected: str | None):
    person = ROSTER.resolve(name)
    assert (person.name if person else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tayo's fix, and Anneke de Groot agreed", ["tayo", "Anneke de Groot"]),
        ("cc @mei-ling and Łukasz", ["@mei-ling", "Łukasz"]),
        ("IC: anneke | scribe: tayo", ["anneke", "tayo"]),
        ("tayo/anneke ok?", ["tayo", "anneke"]),
        ("Okafor has it", ["Okafor"]),
        ("Hana K. will look", ["Hana K."]),
        ("Hana will look", []),
        ("ask Will about it. Will has it, Will's call", ["Will", "Will", "Will"]),
        ("thanks May", ["May"]),
    ],
)
def test_mentions_are_found_where_they_stand(text: str, expected: list[str]):
    assert [text[m.start : m.end] for m in ROSTER.mentions(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "tayo-api is down",
        "tayo.prod.internal and /home/tayo and tayo@corp.example",
        "`sudo -u tayo`",
        "tayo=1 and tayo_2",
        "the tayo cluster",
        "Will you check? I will, Will do",
        "it broke in May, on 5 May",
        "deploybot deployed 412",
        "okafor in lower case may be a place",
    ],
)
def test_things_and_words_that_look_like_names_are_none(text: str):
    assert ROSTER.mentions(text) == []


def test_the_role_in_the_incident_comes_before_the_job_title():
    roles = [Role(role="IC", name="anneke"), Role(role="Scribe", name="Tayo Okafor")]
    assert [role_of(p, roles) for p in PEOPLE[:4]] == ["incident commander", "scribe", "engineer", "responder"]
    assert role_of(PEOPLE[0], []) == "SRE lead"
    assert role_of(PEOPLE[1], []) == "staff engineer"


def test_roles_replace_names_and_keep_possessives():
    text = "@Tayo Okafor restarted it; anneke's call. Hana said no"
    assert with_roles(text, ROSTER, []) == "[staff engineer] restarted it; [SRE lead]'s call. [DBA] said no"


def test_one_person_of_two_sources_is_one_person():
    roster = Roster([Person("Ana Ruiz", ("ana",)), Person("ana ruiz", ("U1",), "Engineer")])
    assert [(p.name, p.aliases, p.title) for p in roster.people] == [("Ana Ruiz", ("ana", "U1"), "Engineer")]
    person = roster.resolve("U1")
    assert person is not None and person.name == "Ana Ruiz"


def test_accents_written_in_two_characters_are_the_same_name():
    roster = Roster([Person("José Peña")])
    assert [m.person.name for m in roster.mentions("Jose\u0301 is on it, JOSE PENA too")] == ["José Peña", "José Peña"]


def test_sixty_people_in_fifty_thousand_messages_stay_fast():
    roster = Roster([Person(f"Name{n}x Family{n}y", (f"handle{n}",)) for n in range(60)])
    started = process_time()
    for n in range(50_000):
        roster.mentions(f"restarted pod {n} in eu-west-1, the queue drains and errors are going down again")
    assert process_time() - started < 4


def test_a_name_that_is_a_unit_is_none_after_a_number():
    roster = Roster([Person("Min Park", ("min",))])
    text = "took 20 min, a few min more, and min saw it 5 min later"
    assert [(m.start, m.end) for m in roster.mentions(text)] == [(text.index("min saw"), text.index("min saw") + 3)]
