"""How a desk is set up, as it is shown there: no key, no password."""

from pathlib import Path

from pipeline.reviewing import open_desk
from pipeline.settings import Settings


def test_neither_a_key_nor_a_password_of_an_address_is_shown(tmp_path: Path) -> None:
    desk = open_desk(Settings(home=str(tmp_path), api_key="sk-secret", base_url="http://me:hidden@127.0.0.1:1/v1?token=hidden"))
    told = desk.configured(desk.sign_in("Ana Lima"))
    assert {one.key: one.value for one in told}["base_url"] == "http://127.0.0.1:1/v1"
    assert "secret" not in str(told) and "hidden" not in str(told)


def test_the_doctor_says_what_is_missing(tmp_path: Path) -> None:
    desk = open_desk(Settings(home=str(tmp_path), embedder="none"))
    found = desk.doctor(desk.sign_in("Ana Lima"))
    assert any(not one.ok and "no model is named" in one.text for one in found)
    assert all(one.ok for one in found if one.text.startswith("data folder"))
