"""Two people at two browsers: one statement edited by both, and an incident that one of them may not know of."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_of import decide_all, draft, export

from evals.browsing import Seat
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Readership, SignOffKind
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

pytestmark = pytest.mark.browser
ADA, BO = "Ada Lovelace", "Bo Ek"
DRAFTED = "checkout attempts that failed"
ADAS, BOS, QUICK = "Ada counted 1,412 attempts.", "Bo counted 1,412 attempts.", "Saved a moment before another line was clicked."
SECRET, ACTION = "Quiet harbor", "add a canary check"
PLACES = (
    ("Inbox", "2 of 2 incidents", "1 of 1 incidents"),
    ("Action items", SECRET, "shown"),
    ("Insights", "2 incidents", "1 incident "),
    ("Search the past", "Past incidents (1)", "Past incidents (0)"),
)
"""A page, and what it says to somebody who may know of the restricted incident, and to somebody who may not."""


@pytest.fixture(scope="module")
def home(drafted_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(drafted_home, tmp_path_factory.mktemp("two") / "home")


@pytest.fixture
def desk(home: Path) -> ReviewDesk:
    """Beside the server, on the same database."""
    return open_desk(Settings(home=str(home), embedder="none"))


@pytest.fixture
def place(desk: ReviewDesk) -> str:
    (listed,) = [review.id for review, _ in desk.listed(desk.sign_in(ADA)) if review.visibility is not Visibility.RESTRICTED]
    return f"/draft?incident={listed}"


def begin(one: Seat) -> None:
    one.choose("Executive summary", "Sections")
    one.choose(DRAFTED)
    one.press("Edit")
    one.page.get_by_label("Text").wait_for()


def save(one: Seat, words: str) -> None:
    one.page.get_by_label("Text").fill(words)
    one.press("Save")


def test_who_saves_second_sees_both_texts_and_chooses(seat: Callable[..., Seat], desk: ReviewDesk, place: str) -> None:
    ada, bo = seat(ADA, place), seat(BO, place)
    begin(ada)
    begin(bo)
    save(ada, ADAS)
    ada.line(ADAS, sign="edited").wait_for()
    save(bo, BOS)
    bo.says(f"{ADA} wrote")
    both = bo.page.locator(".pm-compare").inner_text()
    assert ADAS in both and BOS in both
    bo.press("Take mine")
    bo.line(BOS, sign="edited").wait_for()
    ada.page.reload()
    ada.line(BOS, sign="edited").wait_for()
    told = [entry.after["value"]["text"] for entry in desk.audit(desk.sign_in(ADA)) if entry.what == "edit"]
    assert told[:2] == [BOS, ADAS]


def test_words_that_were_sent_are_kept_whatever_is_clicked_next(seat: Callable[..., Seat], desk: ReviewDesk, place: str) -> None:
    ada = seat(ADA, place)
    ada.choose("Impact", "Sections")
    ada.page.get_by_role("listbox", name="Impact", exact=True).wait_for()
    ada.press("Edit")
    save(ada, QUICK)
    ada.page.get_by_role("listbox", name="Impact", exact=True).get_by_role("option").nth(2).click()
    ada.line(QUICK, sign="edited").wait_for()


def test_a_restricted_incident_is_not_there_for_somebody_else(seat: Callable[..., Seat], desk: ReviewDesk) -> None:
    secret = published_for_few(desk)
    ada, bo = seat(ADA), seat(BO)
    for page, for_ada, for_bo in PLACES:
        for one, says in ((ada, for_ada), (bo, for_bo)):
            one.go(page)
            one.says(says)
        assert SECRET in ada.page.content() or page == "Insights"
        assert SECRET not in bo.page.content() and ACTION not in bo.page.content()
    for page in ("draft", "timeline", "findings", "related", "review", "publish"):
        bo.open(f"/{page}?incident={secret}")
        bo.says("There is no review with the id")
        assert SECRET not in bo.page.content()


def published_for_few(desk: ReviewDesk) -> str:
    """The id of an incident with action items that is found by its owner and by one reader."""
    ada, cy = desk.sign_in(ADA), desk.sign_in("Cy Reed")
    review = desk.create(
        ada, SECRET, [("incident.json", export(title=SECRET))], visibility=Visibility.RESTRICTED, readers=[cy.name]
    )
    draft(desk, ada, review.id)
    decide_all(desk, ada, review.id)
    desk.submit(ada, review.id)
    desk.sign_off(ada, review.id, SignOffKind.OWNER, desk.look(ada, review.id).today)
    desk.sign_off(cy, review.id, SignOffKind.REVIEWER, desk.look(cy, review.id).today)
    desk.approve(ada, review.id)
    desk.publish(ada, review.id, Readership.INTERNAL)
    return review.id


def test_saving_by_a_key_or_pressing_twice_is_no_conflict_with_oneself(
    seat: Callable[..., Seat], desk: ReviewDesk, place: str
) -> None:
    ada = seat(ADA, place)
    ada.choose("What happened", "Sections")
    listed = ada.page.get_by_role("listbox", name="What happened", exact=True)
    listed.wait_for()
    for words in ("Told anew by a key.", "Told anew by a key, once more."):
        listed.get_by_role("option").first.click()
        ada.press("Edit")
        ada.page.get_by_label("Text").fill(words)
        ada.page.keyboard.press("Control+Enter")
        ada.line(words, sign="edited").wait_for()
        ada.button("Accept").wait_for()
    listed.get_by_role("option").nth(2).click()
    ada.button("Accept").dblclick()
    listed.get_by_role("option").nth(2).locator('[aria-label^="accepted"]').wait_for()
    ada.settle()
    assert not ada.page.locator(".pm-compare").count()
