"""The page in a real Chromium: what a reader does with it, and that nothing in the data does anything."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from render_filling import filled
from render_samples import FULL

from pipeline import render
from pipeline.domain.finding import DraftFinding, Finding, Level

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"{CHROMIUM} is not installed (apt-get install chromium)"),
]
ATTACKS = (
    "<script>window.hacked=1</script>",
    '"><img src=https://evil.example/x.png onerror="window.hacked=1">',
    "</script><script>window.hacked=1</script>",
    "javascript:window.hacked=1",
    "]]><svg onload=window.hacked=1>",
    "</style><style>@import url(https://evil.example/x.css);</style>",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Opens a document's page for a reader in Los Angeles; any request beyond the file, and any error, fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, timezone_id="America/Los_Angeles")
    page = context.new_page()
    beyond: list[str] = []

    def open(document: Any, timezone: str | None = None, findings: Sequence[DraftFinding] = ()) -> Any:
        file = tmp_path / "page.html"
        file.write_text(render.postmortem(document, "html", timezone=timezone, findings=findings), encoding="utf-8")
        page.on("request", lambda request: request.url != file.as_uri() and beyond.append(request.url))
        page.on("pageerror", lambda error: beyond.append(str(error)))
        page.on("console", lambda message: message.type == "error" and beyond.append(message.text))
        page.goto(file.as_uri())
        return page

    yield open
    context.close()
    assert beyond == []


def test_a_number_opens_the_message_beside_its_sentence_and_escape_closes_it(opened: Any) -> None:
    page = opened(FULL)
    mark = page.locator("#timeline tr.key a.cite").nth(3)
    row = mark.locator("xpath=ancestor::tr")
    mark.click()
    panel = page.locator("#panel")
    assert "I have the page. Error rate is at 38% and flat | same in both halls" in panel.inner_text()
    assert "Ines Moreau" in panel.inner_text() and "#inc-paint-shop" in panel.inner_text()
    assert "lit" in row.get_attribute("class")
    card, sentence = panel.locator(".evidence").first.bounding_box(), row.bounding_box()
    assert card["x"] >= sentence["x"] + sentence["width"]
    page.keyboard.press("Escape")
    assert "Click a sentence or a number" in panel.inner_text()
    assert "lit" not in row.get_attribute("class")


def test_the_keyboard_alone_opens_evidence_and_gets_back_to_its_place(opened: Any) -> None:
    page = opened(FULL)
    page.locator("#summary a.cite").first.focus()
    page.keyboard.press("Enter")
    assert "reads the ratio table from the new path" in page.locator("#shown").inner_text()
    assert page.locator("#shown pre").inner_text().startswith("ERROR ratio table missing\n  path=")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.classList.contains('cite')")


def test_at_first_the_evidence_of_the_summarys_first_sentence_is_shown(opened: Any) -> None:
    page = opened(FULL)
    panel = page.locator("#panel")
    assert panel.locator(".evidence").count() == 2
    assert "reads the ratio table from the new path" in panel.inner_text()
    page.locator("#summary .said").nth(1).click(position={"x": 5, "y": 5})
    assert "rolling back to 2.17.3" in panel.inner_text() and "Click a sentence" not in panel.inner_text()
    page.keyboard.press("Escape")
    assert "reads the ratio table from the new path" in panel.inner_text()


def test_a_question_line_opens_to_all_questions(opened: Any) -> None:
    page = opened(FULL)
    line = page.locator("#summary details")
    assert not line.locator("li").first.is_visible()
    line.locator("summary").click()
    assert line.locator("li:visible").count() == 5


def test_the_neighbors_in_the_same_channel_are_shown_as_context(opened: Any) -> None:
    page = opened(FULL)
    page.locator("#timeline tr", has_text="The pigment feed is ruled out").locator("a.cite").click()
    before, after = page.locator("#shown .neighbor").all()
    assert "could be the pigment feed?" in before.inner_text()
    assert "found it, 2.18.0 reads the ratio table" in after.inner_text()


def test_key_events_are_shown_first_and_all_of_them_on_demand(opened: Any) -> None:
    page = opened(FULL)
    rows = page.locator("#timeline tbody tr:visible")
    assert rows.count() == 8
    page.locator("label[for=rows-all]").click()
    assert rows.count() == 10
    page.locator("label[for=rows-key]").click()
    assert rows.count() == 8


def test_times_switch_between_the_chosen_zone_utc_and_the_readers_own(opened: Any) -> None:
    page = opened(FULL, "Europe/Amsterdam")
    cell = page.locator("#event-4 .when")
    assert cell.inner_text() == "11:23:40 CEST"
    page.locator("#zones button", has_text="UTC").click()
    assert cell.inner_text() == "09:23:40 UTC"
    assert page.locator("#timeline .zone").inner_text() == "UTC"
    page.locator("#zones button", has_text="you").click()
    assert cell.inner_text() == "02:23:40 PDT"
    assert page.locator("#event-2 .when").inner_text() == "about 02:14 PDT"
    page.locator("#zones button").first.click()
    assert cell.inner_text() == "11:23:40 CEST"


def test_a_time_that_falls_on_another_day_in_the_other_zone_says_so(opened: Any) -> None:
    page = opened(FULL, "Asia/Tokyo")
    page.locator("label[for=rows-all]").click()
    page.locator("#zones button", has_text="UTC").click()
    assert page.locator("#event-10 .when").inner_text().replace("\n", " ") == "2026-05-05 07:30:00 UTC"


def test_a_key_event_names_its_day_though_the_days_first_event_is_folded_away(opened: Any) -> None:
    first, *others = [event.model_copy(update={"key": event.id == "e9"}) for event in FULL.timeline]
    folded = first.model_copy(update={"key": True, "at": first.at.replace(day=3)})
    page = opened(FULL.model_copy(update={"timeline": (folded, *others)}))
    for zone in (0, -1, 0):
        page.locator("#zones button").nth(zone).click()
        assert page.locator("#event-9 .when").inner_text().startswith("2026-05-04")


def test_dark_and_light_switch(opened: Any) -> None:
    page = opened(FULL)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    assert page.evaluate(paper) != light
    page.locator("#theme").click()
    assert page.evaluate(paper) == light


def test_on_a_narrow_screen_evidence_opens_below_and_nothing_runs_over_the_edge(opened: Any) -> None:
    page = opened(FULL)
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.locator("#panel").is_visible()
    page.locator("#summary a.cite").first.click()
    assert page.locator("#panel").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Escape")
    for cell in page.locator("table.actions td").all():
        box = cell.bounding_box()
        assert box is None or box["x"] + box["width"] <= 390


def test_it_prints_to_pdf_with_the_evidence_and_without_the_controls(opened: Any) -> None:
    page = opened(FULL)
    page.locator("#theme").click()
    assert page.pdf(format="A4").startswith(b"%PDF-")
    page.emulate_media(media="print")
    assert (
        not page.locator("#zones").is_visible()
        and not page.locator("#panel").is_visible()
        and not page.locator("nav").is_visible()
    )
    assert page.locator("#evidence-1").is_visible()
    assert page.locator("#timeline tbody tr:visible").count() == 8
    assert "8 key events of 10" in page.locator("#timeline .only-print").inner_text()
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_the_data_runs_or_loads(opened: Any, attack: str) -> None:
    page = opened(filled(FULL, attack))
    for link in page.locator("#summary .lead a.cite").all():
        link.click()
    page.locator("label[for=rows-all]").click()
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^='javascript' i], img, iframe, svg[onload]").count() == 0
    assert page.locator("script").count() == 1 and page.locator("style").count() == 1


def test_a_remark_of_the_lint_leads_to_a_row_that_is_folded_away(opened: Any, tmp_path: Path) -> None:
    folded = next(event for event in FULL.timeline if not event.key)
    said = Finding("blame/self-blame", Level.WARNING, "says", "", 1, 1, 1, 2, "forgot", "What would have shown it?")
    page = opened(FULL, findings=[DraftFinding(said, "timeline", folded.id)])
    mark = page.locator("a.note")
    assert not mark.is_visible()
    page.locator("#remarks li a").click()
    assert mark.is_visible() and mark.get_attribute("title") == "What would have shown it?"
    mark.click()
    assert page.evaluate("document.querySelector(':target').id") == "remark-1"
    page.emulate_media(media="print")
    assert page.locator("#remarks li").is_visible()
