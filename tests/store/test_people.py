"""A name is one person; admins say who may do what."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from review_samples import NOW, desk

from pipeline.domain.actor import Actor, Role
from pipeline.errors import BadOption, NotAllowed
from pipeline.store.reviews import open_reviews


def test_the_first_who_signs_in_is_the_admin_and_the_others_may_own_reviews(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    assert [store.sign_in(name, NOW).role for name in ("Ada", "Bo", "Cy")] == [Role.ADMIN, Role.OWNER, Role.OWNER]


def test_a_name_is_one_person_however_it_is_written(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    ada = store.sign_in("  Ada   Lovelace ", NOW)
    assert ada.name == "Ada Lovelace"
    assert [store.sign_in(name, NOW) for name in ("ada lovelace", "ADA LOVELACE", "Ada\tLovelace", "Ａda Lovelace")] == [ada] * 4
    assert store.people(ada) == [ada]


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "Ada\u202eevil", "Ada\x00", "Ada\u200b"])
def test_a_name_that_cannot_be_read_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadOption, match="give a name of 1 to 100 letters"):
        open_reviews(tmp_path).sign_in(name, NOW)


def test_of_many_who_sign_in_first_at_once_one_is_the_admin(tmp_path: Path) -> None:
    store = open_reviews(tmp_path)
    start, roles = Barrier(6), []

    def join(name: str) -> None:
        start.wait()
        roles.append(store.sign_in(name, NOW).role)

    threads = [Thread(target=join, args=(f"P{n % 3}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted({one.name: one.role for one in store.people(Actor(name="P0"))}.values()) == ["admin", "owner", "owner"]


def test_an_admin_gives_roles_and_teams_and_it_is_told(tmp_path: Path) -> None:
    store, people = desk(tmp_path)
    store.set_person(people["Ada"], Actor(name=" VI ", role=Role.REVIEWER, teams=("payments",)), NOW)
    assert store.sign_in("Vi", NOW) == Actor(name="VI", role=Role.REVIEWER, teams=("payments",))
    (told,) = store.audit(people["Ada"], limit=1)
    assert (told.what, told.by, told.target, told.before["role"], told.after["role"]) == (
        "set_person",
        "Ada",
        "VI",
        "viewer",
        "reviewer",
    )


def test_one_admin_stays(tmp_path: Path) -> None:
    store, people = desk(tmp_path)
    with pytest.raises(BadOption, match="at least one admin has to stay"):
        store.set_person(people["Ada"], Actor(name="Ada", role=Role.OWNER), NOW)
    store.set_person(people["Ada"], Actor(name="Oda", role=Role.ADMIN), NOW)
    store.set_person(people["Oda"], Actor(name="Ada", role=Role.OWNER), NOW)
    with pytest.raises(NotAllowed):
        store.set_person(people["Ada"], Actor(name="Ada", role=Role.ADMIN), NOW)
