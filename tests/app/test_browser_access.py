"""Whoever sees badly, has no mouse, or a narrow screen: contrast, names of what can be used, keys, no page wider than a phone."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.browsing import Seat

pytestmark = pytest.mark.browser
CONTRAST = Path(__file__).with_name("contrast.js").read_text("utf-8")
ADA = "Ada Lovelace"
OF_AN_INCIDENT = ("draft", "timeline", "findings", "related", "review", "publish")
OF_ALL = ("", "new", "actions", "insights", "search", "lint", "settings")
NAMELESS = re.compile(r"^\s*- (button|textbox|combobox|checkbox|radio|link|option|tab|listbox|spinbutton)(?: \[[^]]*])*:?$", re.M)


@pytest.fixture(scope="module")
def home(drafted_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(drafted_home, tmp_path_factory.mktemp("access") / "home")


@pytest.fixture(scope="module")
def places(home: Path) -> tuple[str, ...]:
    (incident,) = [folder.name for folder in (home / "incidents").iterdir()]
    return (*(f"/{page}?incident={incident}" for page in OF_AN_INCIDENT), *(f"/{page}" for page in OF_ALL))


def drawn(seat: Seat, place: str) -> None:
    seat.open(place)
    seat.page.get_by_test_id("stMain").locator(".pm-title, h1").first.wait_for()
    seat.settle()
    seat.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton], [data-stale=true]')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_is_read_easily_and_everything_has_a_name(
    seat: Callable[..., Seat], places: tuple[str, ...], scheme: str
) -> None:
    ada = seat(ADA, color_scheme=scheme)
    faint: dict[str, list[str]] = {}
    nameless: dict[str, list[str]] = {}
    for place in places:
        drawn(ada, place)
        faint[place] = ada.page.evaluate(CONTRAST)
        nameless[place] = NAMELESS.findall(ada.page.locator("body").aria_snapshot())
    assert {place: found for place, found in faint.items() if found} == {}
    assert {place: found for place, found in nameless.items() if found} == {}


def test_no_page_is_wider_than_a_phone(seat: Callable[..., Seat], places: tuple[str, ...]) -> None:
    ada = seat(ADA, viewport={"width": 390, "height": 844})
    wide: dict[str, int] = {}
    for place in places:
        drawn(ada, place)
        wide[place] = ada.page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert {place: width for place, width in wide.items() if width > 390} == {}


def test_a_statement_is_accepted_with_the_keyboard_alone(seat: Callable[..., Seat], places: tuple[str, ...]) -> None:
    ada = seat(ADA, places[0])
    ada.button("Accept").wait_for()
    chosen = ada.page.get_by_role("listbox", name="Executive summary").locator('[aria-selected="true"] .said').inner_text()
    focused = ada.page.locator("button:focus", has_text="Accept")
    for _ in range(60):
        ada.page.keyboard.press("Tab")
        if focused.count():
            break
    ada.page.keyboard.press("Enter")
    ada.line(chosen, sign="accepted").wait_for()


def test_arrows_choose_among_statements_and_keys_decide(seat: Callable[..., Seat], places: tuple[str, ...]) -> None:
    ada = seat(ADA, places[0])
    ada.choose("Impact", "Sections")
    listed = ada.page.get_by_role("listbox", name="Impact", exact=True)
    first, second = listed.get_by_role("option").nth(0), listed.get_by_role("option").nth(1)
    first.click()
    ada.page.keyboard.press("ArrowDown")
    second.and_(ada.page.locator('[aria-selected="true"]')).wait_for()
    ada.page.keyboard.press("x")
    second.locator('[aria-label="rejected"]').wait_for()


def test_what_is_typed_after_the_key_that_edits_decides_nothing(seat: Callable[..., Seat], places: tuple[str, ...]) -> None:
    ada = seat("Ada Lovelace", places[0])
    ada.button("Edit").wait_for()
    before = ada.page.get_by_role("option").all_inner_texts()
    ada.page.keyboard.type("eax", delay=30)
    field = ada.page.get_by_label("Text")
    field.wait_for()
    ada.page.wait_for_function("document.activeElement.matches('textarea')")
    ada.page.keyboard.type("axuj")
    assert "axuj" in field.input_value()
    ada.press("Cancel")
    field.wait_for(state="detached")
    assert ada.page.get_by_role("option").all_inner_texts() == before
