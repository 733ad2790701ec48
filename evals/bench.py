"""Time and memory, measured on whole processes.

    python -m evals.bench [--messages 50000 500000]

A generated Slack export (threads over days, code, links, chatter; seeded, the same bytes every time) is drafted by the real
command; wall time, CPU time and peak memory of that process are printed, then the CPU time of `--help` and `--version`.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

START = datetime(2026, 5, 4, 6, 0, tzinfo=UTC)
PEOPLE = (
    "Ana Lima",
    "Ben Otto",
    "Chidi Obi",
    "Dana Katz",
    "Eero Salo",
    "Fay Wong",
    "Gus Hale",
    "Hui Lin",
    "Ida Berg",
    "Jon Ray",
    "Kim Seo",
    "Lea Roth",
)
SENTENCES = (
    "p99 of {service} is {n} ms and climbing since {clock} UTC",
    "restarted {service} on {host}, no change, still {n} errors a minute",
    "could it be the deploy of build {n}? it touches the client",
    "ruled out, {host} is healthy and the certificate is valid",
    "error ratio {n}% in eu-west, {m} customers affected so far",
    "rolling back {service} to build {m}, starting now",
    "found it: {service} keeps connections of {host} open until the pool is empty\n```\n{host} idle in transaction {n}\n```",
    "I'll add an alert on the pool of {service}, by Friday",
    "someone should write a runbook for {host}, just an idea",
    "thanks! lunch? :pizza:",
    "see <https://grafana.example/d/{n}|the dashboard> &amp; the log of {host}",
    "<@U{person:02}> can you look at {service}? the queue is at {n}",
    "support has {m} tickets about {service} since {clock} UTC, contact desk{n}@customer.example",
    "{n} of {n} messages replayed, none lost",
    "does anyone know where the {host} graphs went",
    "yes", "ok", "+1", "on it", "looking",
)  # fmt: skip
SERVICES = ("checkout-api", "billing-worker", "search-index", "media-gateway", "session-store", "report-job")
THREADS = 300
BARRED = 50_000
CPU_BAR, WALL_BAR, MEMORY_BAR, GROWTH_BAR = 0.15, 8.0, 500.0, 1.3


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds, and peak memory in MB, of one process."""

    wall: float
    cpu: float
    memory: float


def messages(count: int) -> list[dict[str, object]]:
    """Slack messages of one long incident: a declared start and end in the middle, talk before and after."""
    chance = random.Random(count)
    step = timedelta(days=4) / count
    threads: list[str] = []
    made: list[dict[str, object]] = []
    for i in range(count):
        at = START + step * i
        ts = f"{int(at.timestamp())}.{i % 1000000:06}"
        message: dict[str, object] = {
            "type": "message",
            "user": f"U{chance.randrange(len(PEOPLE)):02}",
            "text": sentence(chance, at),
            "ts": ts,
        }
        if i == count // 2:
            message["text"] = "Raising to SEV1, checkout-api is down for everyone"
        if i == count * 3 // 5:
            message["text"] = "error ratio back to 0.1%, mitigated"
        if i == count * 2 // 3:
            message["text"] = "Resolved. Thanks everyone"
        if len(threads) < THREADS and i % max(1, count // (2 * THREADS)) == 0:
            threads.append(ts)
            message["thread_ts"] = ts
        elif threads and chance.random() < 0.3:
            message["thread_ts"] = threads[-1 - min(len(threads) - 1, int(chance.expovariate(0.5)))]
        made.append(message)
    return made


def sentence(chance: random.Random, at: datetime) -> str:
    text = " ".join(chance.choice(SENTENCES) for _ in range(chance.choice((1, 1, 2))))
    numbers = {"n": chance.randrange(2, 999), "m": chance.randrange(2, 99), "person": chance.randrange(len(PEOPLE))}
    return text.format(service=chance.choice(SERVICES), host=f"node-{chance.randrange(40)}", clock=f"{at:%H:%M}", **numbers)


def export(path: Path, count: int) -> None:
    users = [
        {"id": f"U{i:02}", "name": name.split()[0].lower(), "real_name": name, "tz": "Etc/UTC", "profile": {"real_name": name}}
        for i, name in enumerate(PEOPLE)
    ]
    days: dict[str, list[dict[str, object]]] = {}
    for message in messages(count):
        days.setdefault(f"{datetime.fromtimestamp(float(str(message['ts'])), UTC):%Y-%m-%d}", []).append(message)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("users.json", json.dumps(users))
        archive.writestr(
            "channels.json",
            json.dumps([{"id": "C0BENCH", "name": "inc-9-checkout", "topic": {"value": "SEV1"}, "purpose": {"value": ""}}]),
        )
        for day, rows in days.items():
            archive.writestr(f"inc-9-checkout/{day}.json", json.dumps(rows))


def run(command: list[str]) -> Cost:
    """One process, measured by the operating system's own account of it."""
    measure = (
        "import resource, subprocess, sys, time; t = time.perf_counter(); "
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode; "
        "u = resource.getrusage(resource.RUSAGE_CHILDREN); "
        "print(time.perf_counter() - t, u.ru_utime + u.ru_stime, u.ru_maxrss / 1024); sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", measure, *command], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-600:]}")
    wall, cpu, memory = map(float, done.stdout.split()[-3:])
    return Cost(wall, cpu, memory)


def told(cost: Cost, count: int) -> str:
    each = 1e6 * cost.wall / count
    return f"{cost.wall:6.2f} s wall, {cost.cpu:6.2f} s CPU, {cost.memory:6.0f} MB, {each:5.0f} us a message"


def judged(cost: Cost) -> str:
    return f"  (bars {WALL_BAR} s, {MEMORY_BAR} MB: {mark(cost.wall <= WALL_BAR and cost.memory <= MEMORY_BAR)})"


def mark(good: bool) -> str:
    return "ok" if good else "ABOVE THE BAR"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", nargs="+", type=int, default=[50_000, 500_000])
    counts: list[int] = parser.parse_args().messages
    tool = shutil.which("postmortem", path=str(Path(sys.executable).parent)) or "postmortem"
    per_message: list[float] = []
    with tempfile.TemporaryDirectory() as scratch:
        for count in counts:
            path = Path(scratch) / f"export-{count}.zip"
            export(path, count)
            cost = run([tool, "draft", str(path), "--format", "json"])
            per_message.append(cost.wall / count)
            print(f"{count:7} messages: {told(cost, count)}{judged(cost) if count == BARRED else ''}", flush=True)
    if len(per_message) > 1:
        growth = per_message[-1] / per_message[0]
        print(f"time per message, last against first: {growth:.2f} (bar {GROWTH_BAR}: {mark(growth <= GROWTH_BAR)})")
    for flag in ("--help", "--version"):
        cpu = sorted(run([tool, flag]).cpu for _ in range(5))[2]
        print(f"postmortem {flag}: {cpu:.3f} s CPU, median of 5 (bar {CPU_BAR}: {mark(cpu <= CPU_BAR)})")


if __name__ == "__main__":
    main()
