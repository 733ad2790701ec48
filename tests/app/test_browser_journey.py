"""The whole way in a real browser: from a zip dropped on a page to a published Markdown file."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.browsing import Seat

pytestmark = pytest.mark.browser
SAMPLE = Path(__file__).parents[2] / "pipeline" / "samples" / "checkout-config-rollout"
WORDS = "1,412 checkout attempts of 214 customer accounts failed; human error was the cause."
REJECTED = "restart done, checkout success 97.4% which is our normal."
REASON = "It quotes what the status page said."
PAST = "A rate setting"
CITED = "rough count from the events table"
NOBODYS = "keep the last good config"
ACTION = "Support could be allowed to publish"


def zipped(folder: Path) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as whole:
        for file in sorted(folder.rglob("*")):
            whole.write(file, file.relative_to(folder))
    return kept.getvalue()


def test_from_a_dropped_zip_to_a_published_file(seat: Callable[..., Seat], home: Path) -> None:
    ana = seat("Ana Lima")
    add_past_incidents(ana)
    drop_and_draft(ana)
    decide_on_statements(ana)
    cite_another_message(ana)
    commit_to_an_action(ana)
    reload_in_the_middle(ana)
    past = link_a_past_incident(ana)
    accept_the_rest(ana)
    waive_a_finding(ana)
    sign_off(ana, "Owner")
    ana.press("Submit for review")
    ana.button("Approve").wait_for()
    bo = seat("Bo Ek", ana.page.url.removeprefix(ana.url))
    sign_off(bo, "Reviewer")
    approve_and_publish(ana)
    (published,) = home.glob("published/*/*.md")
    told = published.read_text("utf-8")
    assert WORDS in told and past in told and CITED in told
    assert re.search(rf"{ACTION}.*Dana Whitfield.*2026-04-01", told)
    assert "97.4% which is our normal" not in told.split("## ")[1]


def add_past_incidents(ana: Seat) -> None:
    ana.go("Search the past")
    ana.press("Add five sample postmortems")
    ana.says("5 added.")


def drop_and_draft(ana: Seat) -> None:
    ana.go("New incident")
    dropped = {"name": "incident.zip", "mimeType": "application/zip", "buffer": zipped(SAMPLE)}
    ana.page.locator("input[type=file]").set_input_files(dropped)
    ana.says("inc-041-checkout")
    ana.press("Start the draft")
    ana.button("Accept").wait_for()


def decide_on_statements(ana: Seat) -> None:
    ana.choose("checkout attempts that failed")
    ana.press("Edit")
    ana.page.get_by_label("Text").fill(WORDS)
    ana.press("Save")
    ana.line(WORDS, sign="edited").wait_for()
    ana.choose(REJECTED)
    ana.press("Reject")
    ana.line(REJECTED, sign="rejected").wait_for()


def cite_another_message(ana: Seat) -> None:
    ana.choose(WORDS)
    find = ana.page.get_by_label("Find in the evidence")
    find.fill("rough count")
    find.press("Enter")
    message = ana.page.locator(".message", has_text=CITED)
    ana.page.locator(".message").nth(1).wait_for(state="detached")
    message.hover()
    message.get_by_role("button", name="Cite", exact=True).click()
    message.get_by_role("button", name="Do not cite").wait_for()


def commit_to_an_action(ana: Seat) -> None:
    ana.choose("Action items", "Sections")
    ana.choose(ACTION)
    ana.press("Edit")
    ana.page.get_by_label("Owner").fill("Dana Whitfield")
    ana.pick("Commitment", "committed")
    ana.date("Due", "2026-04-01")
    ana.press("Save")
    ana.line("Dana Whitfield", sign="edited").wait_for()
    ana.choose(NOBODYS)
    ana.press("Reject")
    ana.line(NOBODYS, sign="rejected").wait_for()


def reload_in_the_middle(ana: Seat) -> None:
    ana.page.reload()
    ana.choose("Executive summary", "Sections")
    ana.line(WORDS, sign="edited").wait_for()
    ana.line(REJECTED, sign="rejected").wait_for()
    ana.go("Insights")
    ana.says("Are the drafts worth it?")


def link_a_past_incident(ana: Seat) -> str:
    ana.go("Related")
    ana.press("Link it")
    ana.says("In the document")
    return ana.page.locator(".pm-found").first.inner_text().splitlines()[0]


def accept_the_rest(ana: Seat) -> None:
    ana.go("Draft")
    sections = ana.page.get_by_role("listbox", name="Sections").get_by_role("option")
    sections.first.wait_for()
    for section in [one.locator(".said").inner_text() for one in sections.all() if "empty" not in one.inner_text()]:
        ana.choose(section, "Sections")
        ana.page.get_by_role("listbox", name=section, exact=True).wait_for()
        accept_section(ana)


def accept_section(ana: Seat) -> None:
    all_of_it = ana.page.locator("button", has_text=re.compile("Accept all"))
    done = ana.button("All decided")
    all_of_it.or_(done).first.wait_for()
    if not done.is_visible():
        all_of_it.click()
        done.wait_for()


def waive_a_finding(ana: Seat) -> None:
    ana.go("Review")
    ana.says("human error")
    ana.go("Findings")
    ana.choose("human error", "Findings")
    ana.press("Waive")
    why = ana.page.get_by_label("Why this may stand")
    why.fill(REASON)
    why.press("Tab")
    ana.press("Waive it")
    ana.says(f"waived by Ana Lima: {REASON}")


def sign_off(one: Seat, kind: str) -> None:
    if one.page.url.split("?")[0] != f"{one.url}/review":
        one.go("Review")
    one.press("Sign off")
    one.pick("As", kind)
    one.press("I approve it")
    one.says(f"as {kind.lower()}")


def approve_and_publish(ana: Seat) -> None:
    ana.go("Publish")
    ana.says("Download md")
    ana.press("Approve")
    ana.press("Publish for readers inside")
    ana.says("Published before")
