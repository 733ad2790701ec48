"""Text of messages, names, topics and files runs nothing and loads nothing on any page: a server beside the desk is not asked."""

import csv
import http.server
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from desk_of import draft, export
from markdown_it import MarkdownIt

from evals.browsing import Seat
from pipeline.domain.actor import Actor
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

pytestmark = pytest.mark.browser
OF_AN_INCIDENT = ("Draft", "Timeline", "Findings", "Related", "Review", "Publish")
OF_ALL = ("Inbox", "Action items", "Insights", "Search the past", "Lint a document", "Settings and doctor")
SAID = (
    "alert: checkout errors at 12%, customers cannot pay {}",
    "looking at it, it began right after build 41 went out {}",
    "the root cause is that build 41 reads a config key that is missing {}",
    "rolling back to build 40 {}",
    "errors are back to 0%, customers can pay again. resolved {}",
    "I'll add a canary check by Friday {}",
    "what went well: the rollback took 6 minutes {}",
)

TRAPS = (
    "![x](URL/markdown.png) [![y](OTHER/linked.png)](URL/link) ![d](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDQpIi8+)",
    "<img src=URL/img.png onerror=alert(1)> <script>fetch('URL/script');alert(2)</script> [click](javascript:alert(3))",
    "<iframe src='OTHER/iframe'></iframe> <svg onload=\"fetch('URL/svg')\"><image href='URL/image.svg'/></svg>",
    "<style>@import 'URL/import.css';*{background:url(URL/style.png)}</style> <link rel=stylesheet href=URL/sheet.css>",
    "<a href='URL/a' ping='URL/ping' style='background:url(URL/css)'>a</a> <object data=URL/object></object>",
    "<video poster=URL/poster src=URL/v></video> <base href=URL/> <meta http-equiv=refresh content='0;url=URL/refresh'>",
    ":material/home: $\\includegraphics{URL/tex}$ </div></script></style></textarea><x onclick=alert(5)> ![r][rWHERE]",
    "\n\n[rWHERE]: URL/reference.png\n",
)


class Canary:
    """A server that keeps what was asked of it, and texts that would ask it if anything did what they say."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        canary = self

        class Noting(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                canary.asked.append(self.path)
                self.send_error(404)

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, format: str, *args: object) -> None: ...

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Noting)
        self.at = f"127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def trap(self, where: str) -> str:
        """`where` stands in what is asked, so that a hole is found."""
        url, other = f"http://{self.at}/{where}", f"http://{self.at.replace('127.0.0.1', 'localhost')}/{where}"
        return " ".join(TRAPS).replace("URL", url).replace("OTHER", other).replace("WHERE", where)

    def short(self, where: str) -> str:
        """For names and titles."""
        return f"![x](http://{self.at}/{where}.png)<img src=//{self.at}/{where}>"


@dataclass
class Watched:
    """What a browser did that it should not have done."""

    elsewhere: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, seat: Seat) -> Seat:
        page = seat.page
        ours = (seat.url, seat.url.replace("http", "ws"), "data:", "blob:", "about:")
        page.on("request", lambda one: one.url.startswith(ours) or self.elsewhere.append(one.url))
        page.on("dialog", lambda one: (self.dialogs.append(one.message), one.dismiss()))
        page.on("pageerror", lambda one: self.errors.append(str(one)))
        page.on("console", lambda one: one.type == "error" and self.note(f"{one.text} {one.location['url']} on {page.url}"))
        return seat

    def note(self, error: str) -> None:
        """Streamlit looks for itself below the page that an address names, and then above: the first is no error of ours."""
        if "/_stcore/" not in error:
            self.errors.append(error)


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    one = Canary()
    yield one
    one.server.shutdown()
    one.server.server_close()


def poisoned(canary: Canary) -> bytes:
    """An export in which everything that can hold words holds traps."""
    said = [(f"10:{2 * n:02}", f"Ana {canary.short('author')}", text.format(canary.trap(f"m{n}"))) for n, text in enumerate(SAID)]
    facts = {
        "title": f"Checkout down {canary.short('title')}",
        "services": [canary.short("service")],
        "links": {"page": f"http://{canary.at}/links"},
    }
    whole = json.loads(export(said, **facts))
    for piece in whole["evidence"]:
        piece |= {"channel": canary.short("channel"), "thread": canary.short("thread")}
    return json.dumps(whole).encode()


@pytest.fixture(scope="module")
def eve(home: Path, canary: Canary) -> tuple[ReviewDesk, Actor, str]:
    """A desk on which everybody who could write has written traps: somebody, their incident, its id."""
    desk = open_desk(Settings(home=str(home), embedder="none"))
    eve = desk.sign_in(f"Eve <img src=//{canary.at}/name>")
    files = [(f"{canary.short('file').replace('/', '_')}.json", poisoned(canary))]
    incident = desk.create(eve, f"Down {canary.short('review')}", files).id
    draft(desk, eve, incident)
    desk.add_past(eve, [("past.md", past(canary).encode())])
    desk.comment(eve, incident, canary.trap("comment"))
    desk.dispute(eve, incident, canary.trap("majority"), canary.trap("dissent"))
    first, *_ = desk.look(eve, incident).parts["summary"]
    desk.edit(eve, incident, "summary", first.id, first.revision, text=f"Human error. {canary.trap('edit')}")
    action, *_ = desk.look(eve, incident).parts["action_items"]
    formula = f'=HYPERLINK("http://{canary.at}/csv","open")'
    desk.edit(
        eve, incident, "action_items", action.id, action.revision, action=formula, owner=f"@{formula}", ticket=f"+{formula}"
    )
    return desk, eve, incident


def past(canary: Canary) -> str:
    head = f"---\nid: PM-9\ndate: 2025-01-10\n---\n# Checkout down {canary.short('past')}"
    return f"{head}\n\n## Root cause\n\nA config key was missing after a build. {canary.trap('past')}\n"


def test_traps_in_everything_that_holds_words(
    eve: tuple[ReviewDesk, Actor, str], seat: Callable[..., Seat], canary: Canary, tmp_path: Path
) -> None:
    _, actor, incident = eve
    watched = Watched()
    desk = watched.watch(seat(actor.name, f"/draft?incident={incident}"))
    desk.button("Accept").wait_for()
    through_sections(desk)
    for page in (*OF_AN_INCIDENT, *OF_ALL):
        desk.go(page)
        poke(desk)
    ask_and_lint(desk, canary)
    drop(desk, canary)
    downloads = download(desk, incident, tmp_path)
    for file in downloads:
        if file.suffix == ".html":
            desk.page.goto(file.as_uri())
            watched.elsewhere = [url for url in watched.elsewhere if not url.startswith("file:")]
    assert (canary.asked, watched) == ([], Watched())
    harmless(downloads)


def test_no_cell_of_the_csv_is_a_formula(eve: tuple[ReviewDesk, Actor, str], seat: Callable[..., Seat], tmp_path: Path) -> None:
    desk = seat(eve[1].name)
    desk.go("Action items")
    rows = list(csv.reader(io.StringIO(saved(desk, "Download as CSV", tmp_path).read_text("utf-8"))))
    assert any("HYPERLINK" in cell for row in rows for cell in row)
    assert [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def through_sections(desk: Seat) -> None:
    sections = desk.page.get_by_role("listbox", name="Sections").get_by_role("option")
    for section in [one.locator(".said").inner_text() for one in sections.all()]:
        desk.choose(section, "Sections")
        desk.page.get_by_role("heading", name=section, exact=True).wait_for()
        desk.settle()


def poke(desk: Seat) -> None:
    """Whatever opens is opened, whatever has a hint is pointed at."""
    page = desk.page
    page.get_by_test_id("stMain").locator(".pm-title, .pm-chip, h1, h2, h3, .pm-teach").first.wait_for()
    closed = page.locator("[data-testid=stExpander] details:not([open]) > summary")
    while closed.count():
        closed.first.click()
    for popover in page.get_by_test_id("stPopoverButton").filter(visible=True).all():
        popover.click()
        page.get_by_test_id("stPopoverBody").first.wait_for()
        page.keyboard.press("Escape")
    for place in page.locator(".pm-chip[title]:visible, .mark[title]:visible").all()[:6]:
        place.hover(force=True)


def ask_and_lint(desk: Seat, canary: Canary) -> None:
    desk.go("Search the past")
    desk.page.get_by_label("What goes wrong").fill(f"checkout config key missing {canary.trap('query')}")
    desk.press("Search")
    desk.page.locator(".pm-found, .pm-note").first.wait_for()
    desk.go("Lint a document")
    desk.page.get_by_role("textbox").first.fill(f"# Down\n\nHuman error by {canary.trap('lint')}")
    desk.page.get_by_role("textbox").first.press("Control+Enter")
    desk.page.locator(".pm-source").wait_for()


def drop(desk: Seat, canary: Canary) -> None:
    desk.go("New incident")
    name = f"{canary.short('upload').replace('/', '_')}.json"
    desk.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": poisoned(canary)}
    )
    desk.button("Start the draft").wait_for()
    poke(desk)


def download(desk: Seat, incident: str, folder: Path) -> list[Path]:
    """The document as it is shown and as it is given away, for both kinds of readers."""
    desk.open(f"/publish?incident={incident}")
    files: list[Path] = []
    for readers in ("Inside", "Outside"):
        desk.page.get_by_role("radio", name="As Markdown").click()
        desk.page.get_by_test_id("stCode").first.wait_for()
        desk.page.get_by_role("radio", name=readers).click()
        desk.page.get_by_role("radio", name="As a page").click()
        desk.page.get_by_title(f"The document for readers {readers.lower()}").wait_for()
        desk.settle()
        files += [saved(desk, f"Download {format}", folder) for format in ("md", "html", "json")]
    return files


def saved(desk: Seat, button: str, folder: Path) -> Path:
    with desk.page.expect_download() as told:
        desk.press(button)
    path = folder / f"{len(list(folder.iterdir()))}-{told.value.suggested_filename}"
    told.value.save_as(path)
    return path


def harmless(files: list[Path]) -> None:
    """As a reader elsewhere would render them: no picture from afar, no markup of a message, no link that runs."""
    for file in files:
        if file.suffix == ".md":
            rendered = MarkdownIt("commonmark").render(file.read_text("utf-8"))
            assert not re.search(r"<(img|script|iframe|svg|style|link|object|video|base|meta|x)\b", rendered, re.I)
            assert not re.search(r"href=\W*javascript:", rendered, re.I)
