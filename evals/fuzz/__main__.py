"""`python -m evals.fuzz [--seconds 180] [--only NAME ...] [--jobs 2]`: fuzzes each target in a process of its own.

Prints for each target: executions, kinds of exceptions other than PostmortemError, hangs, the slowest input (run again without
instrumentation), peak memory. Inputs that found something are kept under fuzz-corpus/<target>/. Ends with 1 if there is a bug.
"""

import argparse
import importlib.util
import json
import re
import resource
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path("fuzz-corpus")
SECONDS_AN_INPUT = 10
MEMORY_MB = 1500
ADDRESS_SPACE = 6 << 30
LONGEST_INPUT = 40_000
STATISTIC = re.compile(r"stat::(\w+):\s+(\d+)")
PROGRESS = re.compile(r"^#(\d+)\t", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    name: str
    executions: int
    bugs: dict[str, int]
    ended: str
    """Why it stopped early: a hang, the memory limit, a crash of the interpreter; empty if it did not."""
    slowest: float
    """Seconds for the slowest input, without instrumentation."""
    memory: int
    """Peak, in MB."""

    def __str__(self) -> str:
        found = ", ".join(f"{kind} ({count} times)" for kind, count in self.bugs.items()) or "none"
        cost = f"slowest {self.slowest:6.2f} s  peak {self.memory:5} MB"
        return f"{self.name:15} {self.executions:8} executions  {cost}  exceptions: {found}" + (
            f"  STOPPED: {self.ended}" if self.ended else ""
        )


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def fuzz(name: str, seconds: int) -> Outcome:
    from evals.fuzz.samples import samples

    folder, inputs = CORPUS / name, CORPUS / name / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    for stale in (*folder.glob("bug-*"), folder / "report.json", folder / "slowest"):
        stale.unlink(missing_ok=True)
    for number, sample in enumerate(samples(name)):
        (inputs / f"sample-{number}").write_bytes(sample)
    flags = [
        f"-max_total_time={seconds}",
        f"-timeout={SECONDS_AN_INPUT}",
        f"-rss_limit_mb={MEMORY_MB}",
        f"-max_len={LONGEST_INPUT}",
        f"-artifact_prefix={folder}/stopped-by-",
        "-print_final_stats=1",
        "-seed=1",
    ]
    command = [sys.executable, "-m", "evals.fuzz.child", name, str(folder), *flags, str(inputs)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", preexec_fn=limit_memory)
    return outcome(name, folder, done)


def outcome(name: str, folder: Path, done: "subprocess.CompletedProcess[str]") -> Outcome:
    statistics = {key: int(value) for key, value in STATISTIC.findall(done.stderr)}
    seen = [int(count) for count in PROGRESS.findall(done.stderr)]
    report = folder / "report.json"
    found = json.loads(report.read_text()) if report.exists() else {"bugs": {}}
    ended = (
        ""
        if done.returncode == 0
        else " ".join(line for line in done.stderr.splitlines() if "ERROR" in line) or done.stderr[-800:]
    )
    executions = statistics.get("number_of_executed_units", max(seen, default=0))
    return Outcome(name, executions, found["bugs"], ended, again(name, folder / "slowest"), statistics.get("peak_rss_mb", 0))


def again(name: str, path: Path) -> float:
    """Seconds for one input in a process without instrumentation."""
    code = (
        "import sys, time, pathlib; from evals.fuzz.targets import target; run = target(sys.argv[1]); "
        "data = pathlib.Path(sys.argv[2]).read_bytes(); run(b'x'); t = time.perf_counter(); run(data); "
        "print(time.perf_counter() - t)"
    )
    done = subprocess.run([sys.executable, "-c", code, name, str(path)], capture_output=True, text=True)
    return float(done.stdout) if done.returncode == 0 and done.stdout else float("nan")


def main() -> int:
    from evals.fuzz.targets import names

    parser = argparse.ArgumentParser(prog="python -m evals.fuzz", description="Fuzzes the readers and what reads text.")
    parser.add_argument("--seconds", type=int, default=180, help="for each target")
    parser.add_argument("--only", nargs="+", choices=names(), metavar="NAME", help=f"of {', '.join(names())}")
    parser.add_argument("--jobs", type=int, default=2, help="targets at a time")
    arguments = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        sys.exit("atheris is not installed; `make fuzz` installs it and runs this.")
    began = time.monotonic()
    bad = False
    with ThreadPoolExecutor(arguments.jobs) as pool:
        for result in pool.map(lambda name: fuzz(name, arguments.seconds), arguments.only or names()):
            print(result, flush=True)
            bad = bad or bool(result.bugs or result.ended)
    print(f"{time.monotonic() - began:.0f} s")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
