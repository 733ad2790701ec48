"""Pictures of every screen, light and dark, for the documentation; of the narrow ones too where a folder for them is named.

    python -m evals.screenshots docs/screenshots [--narrow FOLDER] [--only draft]

The desk is filled with the bundled incident and two others of the evaluations, some of it decided.
"""

import argparse
import io
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PIL import Image

from evals.browsing import Seat, chromium, sat_down, served
from pipeline.domain.actor import Actor
from pipeline.domain.job import JobState
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

OTHERS = Path(__file__).parent / "datasets" / "incidents"
SAMPLE = Path(__file__).parents[1] / "pipeline" / "samples" / "checkout-config-rollout"
WIDE, NARROW = (1280, 900), (390, 844)
LARGEST = 150_000
"""Bytes of a picture."""
COLORS = 128
NAME = "Ada Lovelace"
DOCUMENT = """# Checkout down

## Root cause

Human error: the operator failed to check the key before the rollout.

## Action items

- [ ] Be more careful with rollouts
- [ ] Ana Lima: alert on checkout success below 95 % by 2026-04-01
"""
UNDER_WAY = (JobState.WAITING, JobState.RUNNING)


def filled(home: Path) -> tuple[str, ...]:
    """The ids of incidents on a desk in this folder: the first is the one that is looked at."""
    desk = open_desk(Settings(home=str(home), embedder="none"))
    ada, bo = desk.sign_in(NAME), desk.sign_in("Bo Ek")
    desk.add_sample_past(ada)
    first = desk.sample(ada).id
    others = [started(desk, bo, folder) for folder in sorted(OTHERS.iterdir())[:2]]
    while any(job.state in UNDER_WAY for job in desk.jobs(ada)):
        time.sleep(0.2)
    decide(desk, ada, first)
    for id in others:
        for part in ("summary", "impact", "action_items"):
            desk.accept_part(bo, id, part)
    desk.store.close()
    return (first, *others)


def started(desk: ReviewDesk, actor: Actor, folder: Path) -> str:
    title = folder.name.replace("-", " ").capitalize()
    id = desk.create(actor, title, [(file.name, file) for file in sorted(folder.iterdir()) if file.name != "truth.json"]).id
    desk.start_draft(actor, id)
    return id


def decide(desk: ReviewDesk, ada: Actor, id: str) -> None:
    look = desk.look(ada, id)
    edited, rejected = look.parts["summary"][1:3]
    words = "1,412 checkout attempts of 214 customer accounts failed; human error was the cause."
    desk.edit(ada, id, "summary", edited.id, edited.revision, text=words)
    desk.reject(ada, id, "summary", rejected.id, rejected.revision)
    for part in ("impact", "action_items", "immediate_cause"):
        desk.accept_part(ada, id, part)
    desk.comment(desk.sign_in("Bo Ek"), id, "Do we know how many of them paid later?", part="summary", item=edited.id)
    with suppress(IndexError):
        desk.link(ada, id, desk.similar(ada, id, k=1).related[0])


def sights(incident: str) -> dict[str, tuple[str, Callable[[Seat], None]]]:
    """Each screen: its address, and what is done there until it shows what it is for."""
    at = f"?incident={incident}"
    return {
        "inbox": ("/", lambda seat: seat.button("Open").wait_for()),
        "new": ("/new", dropped),
        "timeline": (
            f"/timeline{at}",
            lambda seat: seat.page.locator("[data-testid=stVegaLiteChart], .pm-title").last.wait_for(),
        ),
        "draft": (f"/draft{at}", lambda seat: seat.button("Accept").wait_for()),
        "findings": (f"/findings{at}", lambda seat: seat.page.get_by_role("listbox", name="Findings").wait_for()),
        "related": (f"/related{at}", lambda seat: seat.says("Have we seen this before?")),
        "review": (f"/review{at}", lambda seat: seat.says("Sign-offs")),
        "publish": (f"/publish{at}", lambda seat: seat.page.frame_locator("iframe").locator("h1").wait_for()),
        "actions": ("/actions", lambda seat: seat.page.get_by_role("listbox", name="Action items").wait_for()),
        "insights": ("/insights", lambda seat: seat.says("Are the drafts worth it?")),
        "search": ("/search", searched),
        "lint": ("/lint", linted),
        "settings": ("/settings", lambda seat: seat.page.get_by_role("tab").first.wait_for()),
    }


def dropped(seat: Seat) -> None:
    files = [SAMPLE / "pagerduty.json", SAMPLE / "statuspage.json", SAMPLE / "deploy.log"]
    seat.page.locator("input[type=file]").set_input_files(files)
    seat.says("Replaced before anything is drafted")


def searched(seat: Seat) -> None:
    seat.page.get_by_label("What goes wrong").fill("checkout fails after a config rollout, a key is missing")
    seat.press("Search")
    seat.page.locator(".pm-found, .pm-note").first.wait_for()


def linted(seat: Seat) -> None:
    seat.page.get_by_role("textbox").first.fill(DOCUMENT)
    seat.page.get_by_role("textbox").first.press("Control+Enter")
    seat.page.locator(".pm-source").wait_for()


def taken(seat: Seat, file: Path) -> None:
    """The picture with as few colors as it needs to be small."""
    seat.settle()
    seat.page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
    seat.page.evaluate("document.fonts.ready")
    image = Image.open(io.BytesIO(seat.page.screenshot(animations="disabled", caret="hide"))).convert("RGB")
    image.quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)
    if file.stat().st_size > LARGEST:
        print(f"{file}: {file.stat().st_size:,} bytes are more than {LARGEST:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--narrow", type=Path)
    parser.add_argument("--only", nargs="*")
    asked = parser.parse_args()
    sizes = [(asked.folder, WIDE), *([(asked.narrow, NARROW)] if asked.narrow else [])]
    with tempfile.TemporaryDirectory(prefix="postmortem-") as folder:
        home = Path(folder) / "home"
        incident, *_ = filled(home)
        chosen = {name: how for name, how in sights(incident).items() if not asked.only or name in asked.only}
        with served(home) as url, chromium() as browser:
            for into, size in sizes:
                into.mkdir(parents=True, exist_ok=True)
                for scheme in ("light", "dark"):
                    seat = sat_down(browser, url, NAME, color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
                    for name, (path, until) in chosen.items():
                        seat.open(path)
                        until(seat)
                        taken(seat, into / f"{name}-{scheme}.png")
                    seat.page.context.close()


if __name__ == "__main__":
    main()
