"""Speed and memory of the lint in one run beside proselint, alex, write-good and codespell, measured on whole processes.

    python -m evals.bench_lint [--shared ../shared] [--megabytes 5] [--runs 3] [--patience 300] [--only NAME ...]

The documents beside the checkout are repeated to a tree of 5 MB and to one file of 5 MB; of them one small file is picked. The
other tools are installed once into a cache folder of their own; one that cannot be had is named and left out. Rates are of CPU
time, which other work on the machine disturbs least; what several jobs bring is of wall time.
"""

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = Path("data/postmortems/docs")
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "postmortem-bench"
PYTHON_TOOLS = {"proselint": "proselint==0.16.0", "codespell": "codespell==2.4.3"}
NODE_TOOLS = {"alex": "alex@11.0.1", "write-good": "write-good@1.0.8"}
VERSION_OF = {"proselint": "version"}
SMALL, MIDDLE = 4_600, 20_000
STARTS, ROUNDS = 7, 50
OURS, OURS_SHARED = "postmortem", "postmortem --jobs 2"

COLD_BAR, RATE_BAR, WRITE_GOOD_BAR, PROSELINT_BAR = 0.12, 4.0, 3.0, 8.0
JOBS_BAR, BIG_BAR, MEMORY_BAR, WARM_BAR = 1.7, 1.3, 64.0, 20.0

ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {
    "PYTHONPYCACHEPREFIX": str(CACHE / "bytecode")
}
"""The first run of each program leaves its bytecode there, so that the others start as from an installation that is in use."""

WARM = """
import statistics, sys, time
from pathlib import Path
from pipeline.lint.check import Task, check
from pipeline.lint.options import Options, Wanted
data, times = Path(sys.argv[1]).read_bytes(), []
for _ in range(int(sys.argv[2])):
    began = time.perf_counter()
    check(Task(sys.argv[1], Options(), Wanted(), data=data))
    times.append(time.perf_counter() - began)
print(1000 * statistics.median(times))
"""


@dataclass(frozen=True)
class Cost:
    """Wall and CPU seconds of a process with those it started; `memory` is the peak of the largest of them, in MiB."""

    wall: float
    cpu: float
    memory: float
    code: int = 0

    @property
    def finished(self) -> bool:
        return self.code >= 0


@dataclass(frozen=True)
class Material:
    """What is linted: a folder, the same text as one file, a small file, a middling one; `size` of the first two in MB."""

    tree: Path
    big: Path
    small: Path
    middle: Path
    size: float
    documents: int


@dataclass(frozen=True)
class Tool:
    """`command` makes the command line for a file or folder."""

    name: str
    version: str
    command: Callable[[Path], list[str]]


@dataclass
class Measured:
    """What one tool cost; the start is the median of several."""

    start: Cost
    tree: Cost
    big: Cost


def material(documents: Path, folder: Path, size: int) -> Material:
    """The documents again and again until there are `size` bytes, as a tree and as one file."""
    texts = [(path, path.read_bytes()) for path in sorted(documents.glob("*.md"))]
    made: list[bytes] = []
    total = 0
    while total < size:
        path, text = texts[len(made) % len(texts)]
        place = folder / "tree" / f"{len(made) // len(texts):02}" / path.name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text)
        made.append(text)
        total += len(text)
    big, middle = folder / "big.md", folder / "middle.md"
    big.write_bytes(b"\n\n".join(made))
    middle.write_bytes(big.read_bytes()[:MIDDLE].rpartition(b"\n")[0] + b"\n")
    small = folder / "small.md"
    small.write_bytes(min((text for _, text in texts), key=lambda text: abs(len(text) - SMALL)))
    return Material(folder / "tree", big, small, middle, total / 1e6, len(made))


def ours(*arguments: str) -> Callable[[Path], list[str]]:
    program = shutil.which("postmortem", path=str(Path(sys.executable).parent)) or "postmortem"
    return lambda path: [program, "lint", str(path), "--isolated", *arguments]


def tools(only: list[str] | None) -> list[Tool]:
    """Ours, and those of the others that can be had and are asked for."""
    version = first_line([*ours()(Path())[:1], "--version"])
    found = [Tool(OURS, version, ours("--jobs", "1")), Tool(OURS_SHARED, version, ours("--jobs", "2"))]
    python, node = CACHE / "python" / "bin", CACHE / "node" / "node_modules" / ".bin"
    commands: dict[str, Callable[[Path], list[str]]] = {
        "codespell": lambda path: [str(python / "codespell"), str(path)],
        "write-good": lambda path: [str(node / "write-good"), *map(str, files(path))],
        "proselint": lambda path: [str(python / "proselint"), "check", str(path)],
        "alex": lambda path: [str(node / "alex"), str(path)],
    }
    for name, command in commands.items():
        if only and name not in only:
            continue
        if problem := install(name):
            print(f"{name} cannot be had: {problem}")
        else:
            found.append(Tool(name, first_line([command(Path())[0], VERSION_OF.get(name, "--version")]), command))
    return found


def files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.md")) if path.is_dir() else [path]


def install(name: str) -> str:
    """Installs a tool unless that is done; why it cannot be had, empty if it can."""
    if name in PYTHON_TOOLS:
        folder = CACHE / "python"
        program = folder / "bin" / name
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        steps = [[sys.executable, "-m", "venv", str(folder)], [*pip, PYTHON_TOOLS[name]]]
    else:
        folder = CACHE / "node"
        program = folder / "node_modules" / ".bin" / name
        steps = [["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), NODE_TOOLS[name]]]
    if program.exists():
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    for step in steps:
        try:
            done = subprocess.run(step, capture_output=True, text=True, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{step[0]}: {error}"
        if done.returncode:
            return (done.stderr.strip().splitlines() or [f"{step[0]} ended with {done.returncode}"])[-1]
    return "" if program.exists() else "it was installed without its program"


def first_line(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    words = (done.stdout + done.stderr).strip().splitlines()
    return words[0].split()[-1] if words else "?"


def run(command: list[str], patience: float) -> Cost:
    """One process in a group of its own, accounted for by the operating system. It is ended when patience is over."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    late = threading.Timer(patience, lambda: os.killpg(process.pid, signal.SIGKILL))
    late.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    late.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def middling(costs: list[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, key) for cost in costs) for key in ("wall", "cpu", "memory")))


def cheapest(costs: list[Cost]) -> Cost:
    """The least of several runs: what is above it is other work on the machine."""
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), max(c.memory for c in costs), min(c.code for c in costs))


def check_that_it_works(command: list[str]) -> None:
    """A rate of a command that fails would be a fine one. Ends the program if ours finds nothing or cannot be run."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr[-800:]}")


def measure(tool: Tool, on: Material, runs: int, patience: float) -> Measured:
    if tool.name.startswith(OURS):
        check_that_it_works(tool.command(on.tree))
    run(tool.command(on.small), patience)
    start = middling([run(tool.command(on.small), patience) for _ in range(STARTS)])
    again = runs if tool.name.startswith(OURS) else 1
    tree = cheapest([run(tool.command(on.tree), patience) for _ in range(again)])
    big = cheapest([run(tool.command(on.big), patience) for _ in range(again)])
    return Measured(start, tree, big)


def told(cost: Cost, size: float) -> str:
    if not cost.finished:
        return f"> {cost.wall:5.0f}        -       - {cost.memory:6.0f}"
    return f"{cost.wall:7.2f} {cost.cpu:8.2f} {size / cost.cpu:7.2f} {cost.memory:6.0f}"


def show(tool: Tool, measured: Measured, size: float) -> None:
    start = f"{measured.start.wall:6.3f} {measured.start.cpu:6.3f} {measured.start.memory:5.0f}"
    print(f"{tool.name + ' ' + tool.version:28} {start}  {told(measured.tree, size)}  {told(measured.big, size)}", flush=True)


def warm(path: Path) -> float:
    """Milliseconds for a document in a process that has linted before; the median."""
    done = subprocess.run([sys.executable, "-c", WARM, str(path), str(ROUNDS)], capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"the lint did not run in a process of its own: {done.stderr[-800:]}")
    return float(done.stdout)


def show_bars(measured: dict[str, Measured], on: Material, warm_ms: float) -> None:
    """Each bar, what was measured, and whether it is met."""
    us = measured[OURS]
    bar("cold start of a small file, s CPU", us.start.cpu, COLD_BAR, most=True)
    bar("tree on one core, MB/s", on.size / us.tree.cpu, RATE_BAR)
    for name, least in (("write-good", WRITE_GOOD_BAR), ("proselint", PROSELINT_BAR)):
        if name in measured:
            bar(f"tree against {name}, times its rate", measured[name].tree.cpu / us.tree.cpu, least)
        else:
            print(f"  {f'tree against {name}':46}        -  not measured")
    if shared := measured.get(OURS_SHARED):
        bar("tree with --jobs 2, times as fast by the clock", us.tree.wall / shared.tree.wall, JOBS_BAR)
    bar("one big file, times the tree's cost a byte", us.big.cpu / us.tree.cpu, BIG_BAR, most=True)
    bar("peak memory on the tree, MiB", us.tree.memory, MEMORY_BAR, most=True)
    bar("peak memory on the big file, MiB", us.big.memory, MEMORY_BAR, most=True)
    bar("20 KB in a warm process, ms", warm_ms, WARM_BAR, most=True)


def bar(what: str, value: float, limit: float, most: bool = False) -> None:
    met = value <= limit if most else value >= limit
    print(f"  {what:46} {value:8.3f}  {'<=' if most else '>='} {limit:<6} {'met' if met else 'NOT MET'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--runs", type=int, default=3, help="runs of ours on the tree and on the big file; the least counts")
    parser.add_argument("--patience", type=float, default=300, help="seconds until a run is ended")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="measure these only")
    arguments = parser.parse_args()
    documents = arguments.shared / DOCUMENTS
    if not documents.is_dir():
        raise SystemExit(f"there are no documents in {documents}; give the folder above with --shared.")
    with tempfile.TemporaryDirectory() as scratch:
        on = material(documents, Path(scratch), int(arguments.megabytes * 1e6))
        load = os.getloadavg()[0]
        print(f"{on.documents} documents, {on.size:.2f} MB; {os.cpu_count()} cores, load {load:.1f}; rates of CPU time\n")
        chosen = tools(arguments.only)
        groups = f"{'wall':>6} {'CPU':>6} {'MiB':>5}" + f"  {'wall':>7} {'CPU':>8} {'MB/s':>7} {'MiB':>6}" * 2
        print(f"{'':28} {'small file':19}  {'tree':31}  one file\n{'':28} {groups}")
        measured: dict[str, Measured] = {}
        for tool in chosen:
            measured[tool.name] = measure(tool, on, arguments.runs, arguments.patience)
            show(tool, measured[tool.name], on.size)
        print()
        show_bars(measured, on, warm(on.middle))


if __name__ == "__main__":
    main()
