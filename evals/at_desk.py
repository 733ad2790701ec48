"""One person at the review desk, in a Chromium of their own: opens the page, accepts by a key, edits. Prints the times as JSON.

    python -m evals.at_desk http://127.0.0.1:8501 INCIDENT PERSON FIRST

It imports next to nothing: five of them start beside the desk that is measured.
"""

import json
import sys
from dataclasses import asdict, dataclass, field

from evals.browsing import Seat, chromium, sat_down

ACCEPTS, EDITS, PAINTS = 20, 5, 5
WATCH = """
const roots = [], waiting = new Set();
const look = () => { for (const one of waiting) if (stands(one.words, one.sign)) { waiting.delete(one); one.done(); } };
const watch = new MutationObserver(look);
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how);
  roots.push(root);
  watch.observe(root, { subtree: true, childList: true, attributes: true });
  return root;
};
const stands = (words, sign) => roots.some((root) => root.host.isConnected && [...root.querySelectorAll("[role=option]")].some(
  (line) => line.textContent.includes(words) && (!sign || line.querySelector(`.mark[aria-label^="${sign}"]`))));
window.shown = (words, sign, since) => new Promise((done) => {
  waiting.add({ words, sign, done: () => requestAnimationFrame(() => done(performance.now() - since)) });
  look();
});
window.first = window.shown("Statement 000", "", 0);
window.after = (words, sign) => {
  window.seen = new Promise((done) => addEventListener(
    "keydown", (event) => event.key === "Control" || window.shown(words, sign, event.timeStamp).then(done), { capture: true }));
};
"""
"""Times are taken in the page, which is told of changes: who asks again and again takes the time that is measured."""


@dataclass
class Times:
    """Seconds, and what the screen said was decided: the words of statements."""

    paints: list[float] = field(default_factory=list[float])
    accepts: list[float] = field(default_factory=list[float])
    edits: list[float] = field(default_factory=list[float])
    accepted: list[str] = field(default_factory=list[str])
    edited: list[str] = field(default_factory=list[str])


def name(number: int) -> str:
    return f"Statement {number:03}"


def at_work(url: str, incident: str, person: int, first: int) -> Times:
    """One person opens the page, accepts statements from the first on and edits the ones behind them."""
    times = Times()
    with chromium() as browser:
        seat = sat_down(browser, url, f"Person {person}", f"/draft?incident={incident}")
        seat.line(name(0)).wait_for()
        seat.page.add_init_script(WATCH)
        for _ in range(PAINTS):
            times.paints.append(painted(seat))
        seat.choose(name(first))
        for number in range(first, first + ACCEPTS):
            times.accepts.append(pressed(seat, "a", name(number), "accepted"))
            times.accepted.append(name(number))
        for number in range(first, first + EDITS):
            words = f"{name(number)}: told anew by person {person}."
            times.edits.append(edit(seat, name(number), words))
            times.edited.append(words)
    return times


def painted(seat: Seat) -> float:
    seat.page.reload()
    seat.line(name(0)).wait_for()
    seat.settle()
    return seat.page.evaluate("window.first") / 1000


def edit(seat: Seat, statement: str, words: str) -> float:
    seat.choose(statement)
    seat.page.keyboard.press("e")
    seat.page.get_by_label("Text").fill(words)
    return pressed(seat, "Control+Enter", words, "edited")


def pressed(seat: Seat, keys: str, words: str, sign: str) -> float:
    """Seconds from the key to a line with these words and this sign, as the page itself sees it."""
    seat.page.evaluate("([words, sign]) => window.after(words, sign)", [words, sign])
    seat.page.keyboard.press(keys)
    took = seat.page.evaluate("window.seen") / 1000
    seat.settle()
    return took


if __name__ == "__main__":
    url, incident, person, first = sys.argv[1:]
    print(json.dumps(asdict(at_work(url, incident, int(person), int(first)))))
