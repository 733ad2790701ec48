"""How long drafting takes when a model takes two seconds to answer: python -m evals.bench_model [--delay 2]

A local server answers each call after the delay with the smallest answer that fits. Measured in a process of its own that has
drafted another incident without a model before the clock runs, so that everything is imported: the wall time of a whole draft,
the part of it in which no call was open (our own code), how calls grow with the messages, and how many are made again after one
new message.
"""

import argparse
import gc
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.bench import export, mark
from evals.samples import exports
from evals.scripted_server import Behavior, Handler, ScriptedServer, ok

ONE_INCIDENT, ANOTHER = "ledger-pool-exhaustion", "checkout-config-rollout"
SMALL, LARGE = (5_000, 10_000), 20_000
ROUNDS_BAR, OWN_BAR, GROWTH_BAR, AGAIN_BAR = 3.5, 0.10, 1.2, 0.20
QUICK = 0.01


@dataclass
class Calls:
    """When each call was open, on the clock of this process."""

    delay: float
    spans: list[tuple[float, float]] = field(default_factory=list[tuple[float, float]])

    def behavior(self) -> Behavior:
        answer = ok(delay=self.delay)

        def behave(handler: Handler, body: dict[str, Any]) -> None:
            start = time.perf_counter()
            answer(handler, body)
            self.spans.append((start, time.perf_counter()))

        return behave

    @property
    def count(self) -> int:
        return len(self.spans)

    @property
    def open(self) -> float:
        """Seconds in which at least one call was open."""
        total, until = 0.0, 0.0
        for start, end in sorted(self.spans):
            total += max(0.0, end - max(start, until))
            until = max(until, end)
        return total


@dataclass(frozen=True)
class Drafting:
    """Wall and CPU seconds of a draft without what is imported, calls, and seconds in which one was open."""

    wall: float
    cpu: float
    calls: int
    open: float

    @property
    def own(self) -> float:
        """The share of the wall in which nobody was waited for."""
        return max(0.0, self.wall - self.open) / self.wall


def draft(sources: Sequence[Path], home: Path, delay: float, port: int = 0) -> Drafting:
    """`port` is where the server listens: answers at hand are those of the same address."""
    calls = Calls(delay)
    with ScriptedServer(otherwise=calls.behavior(), port=port) as server:
        own = {"POSTMORTEM_BASE_URL": server.url, "POSTMORTEM_MODEL": "scripted", "POSTMORTEM_HOME": str(home)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POSTMORTEM_")}
        call = [sys.executable, "-m", "evals.bench_model", "--child", *map(str, sources)]
        done = subprocess.run(call, capture_output=True, text=True, env=kept | own)
    if done.returncode:
        raise SystemExit(f"a draft ended with {done.returncode}: {done.stderr[-600:]}")
    cpu, wall = map(float, done.stdout.split()[-2:])
    return Drafting(wall, cpu, calls.count, calls.open)


def child(sources: list[str]) -> None:
    """One draft, linted and written, in this process; prints its seconds."""
    gc.disable()  # as the command does
    import pipeline.draft.model
    import pipeline.llm.provider
    import pipeline.timeline.model  # noqa: F401
    from pipeline import render, run
    from pipeline.doctor import home
    from pipeline.llm.config import configured
    from pipeline.settings import load

    settings = load()
    run.lint(run.draft(other := run.Request(paths=[exports(ANOTHER)], engine=run.Engine.EXTRACTIVE)), other)
    start, before = time.perf_counter(), time.process_time()
    asked = run.Request(paths=[Path(source) for source in sources], model=configured(settings, home(settings)))
    document = run.draft(asked)
    render.postmortem(document, "json", findings=run.lint(document, asked))
    print(time.process_time() - before, time.perf_counter() - start)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as asked:
        return int(asked.getsockname()[1])


def with_one_more(path: Path, to: Path) -> None:
    """The export with a message more, in the middle of its last day but one."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        days = sorted(name for name in old.namelist() if name.startswith("inc-"))
        for name in old.namelist():
            held = old.read(name)
            if name == days[-2]:
                rows: list[dict[str, Any]] = json.loads(held)
                middle = len(rows) // 2
                ts = f"{rows[middle]['ts'].split('.')[0]}.999999"
                rows.insert(middle + 1, {"type": "message", "user": "U01", "text": "one more: the queue is empty", "ts": ts})
                held = json.dumps(rows).encode()
            new.writestr(name, held)


def measure(delay: float) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        sources = [path for path in sorted(exports(ONE_INCIDENT).iterdir()) if path.name != "truth.json"]
        one = draft(sources, folder / "home-one", delay)
        rounds = one.wall / delay
        took = f"{one.wall:.2f} s ({one.cpu:.2f} s CPU), {one.calls} calls, {one.wall - one.open:.2f} s without one open"
        told = f"{took}: {rounds:.2f} times one call"
        print(f"  150 messages: {told} (bar {ROUNDS_BAR}: {mark(rounds <= ROUNDS_BAR)})", flush=True)
        grown: list[float] = []
        for count in SMALL:
            export(folder / f"{count}.zip", count)
            made = draft([folder / f"{count}.zip"], folder / f"home-{count}", QUICK)
            grown.append(made.calls / count)
            print(f"{count:5} messages: {made.calls} calls", flush=True)
        measure_large(folder, delay, grown[0])


def measure_large(folder: Path, delay: float, calls_per_message: float) -> None:
    path, more = folder / "large.zip", folder / "more.zip"
    export(path, LARGE)
    large = draft([path], folder / "home-large", delay, port := free_port())
    growth = large.calls / LARGE / calls_per_message
    print(f"{LARGE:5} messages: {large.wall:.2f} s, {large.calls} calls, {large.cpu:.2f} s CPU")
    print(f"  calls a message, against {SMALL[0]}: {growth:.2f} (bar {GROWTH_BAR}: {mark(growth <= GROWTH_BAR)})")
    print(f"  our own code: {large.own:.1%} of the wall (bar {OWN_BAR:.0%}: {mark(large.own <= OWN_BAR)})", flush=True)
    with_one_more(path, more)
    again = draft([more], folder / "home-large", QUICK, port)
    share = again.calls / large.calls
    print(f"  after one new message: {again.calls} calls, {share:.1%} (bar {AGAIN_BAR:.0%}: {mark(share <= AGAIN_BAR)})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="how long the server takes for an answer")
    parser.add_argument("--child", nargs="+", metavar="SOURCE", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child)
    else:
        measure(asked.delay)


if __name__ == "__main__":
    main()
