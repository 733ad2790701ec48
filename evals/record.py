"""Records answers of a model for the replays: python -m evals.record [PART...]

Runs the real commands against POSTMORTEM_BASE_URL (a local relay, whose operator sees the request alone) under the
model name `relay`, and keeps the answers that they used in evals/recordings/. What was recorded before and still fits is not
asked again. The first answer that comes back is kept; none is edited. Recorded in this order, parts side by side:

    drafts      the written incidents                     baseline       the same with one prompt
    reports     ten cloud status reports                  deep           sixty sentences for `lint --deep`
    injections  the incidents with orders planted         long           one of them among much other talk
    cassette    a small draft, for tests/llm              baseline-long  the same with one prompt (half a million characters)
"""

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from evals import samples
from evals.lint import deep
from evals.replay import ANSWERS, INDEX, LIVE, RECORDED_AT, environment, index, settings
from evals.solvers import llm, single_prompt
from evals.task import Asked, Sample, Solver
from evals.watched import all_asked

SHARED = Path(os.environ.get("SHARED") or "../shared")
REPORTS = 10
CASSETTE = "tests/llm/test_recorded.py"


@dataclass(frozen=True)
class Job:
    """One command, or several of one scorer, of a part."""

    part: str
    name: str
    run: Callable[[Path], Asked]


def solving(part: str, solver: Solver, made: Iterable[Sample]) -> list[Job]:
    def job(sample: Sample) -> Job:
        return Job(part, sample.name, lambda scratch: solver(sample, scratch).asked)

    return [job(sample) for sample in made]


def jobs(part: str, scratch: Path) -> list[Job]:
    """`scratch` is where samples are made that have to be."""
    (made := scratch / f"samples-{part}").mkdir()
    return {
        "drafts": lambda: solving(part, llm, samples.written(made)),
        "baseline": lambda: solving(part, single_prompt, samples.written(made)),
        "baseline-long": lambda: solving(part, single_prompt, samples.among_talk(made)),
        "long": lambda: solving(part, llm, samples.among_talk(made)),
        "injections": lambda: solving(part, llm, samples.poisoned(made)),
        "reports": lambda: [Job(part, "ten-reports", reports)],
        "deep": lambda: [Job(part, "sixty-sentences", sentences)],
        "cassette": lambda: [Job(part, CASSETTE, cassette)],
    }[part]()


PARTS = ("drafts", "baseline", "reports", "deep", "cassette", "injections", "long", "baseline-long")


def reports(scratch: Path) -> Asked:
    return scored(scratch, "score_reports.py", "--sample", str(REPORTS), "--args=--engine llm")


def sentences(scratch: Path) -> Asked:
    rows = scratch / "rows.jsonl"
    rows.write_text("".join(f"{row.as_json()}\n" for row in deep.sample()), encoding="utf-8")
    return scored(scratch, "score_lint.py", str(rows), "--args=--deep")


def scored(scratch: Path, tool: str, *arguments: str) -> Asked:
    """One run of an outside scorer over the watched command."""
    log = scratch / "asked.jsonl"
    command = shlex.join([sys.executable, "-m", "evals.watched", str(log)])
    call = ["python3", str(SHARED / "tools" / tool), *arguments, "--cmd", command]
    subprocess.run(call, check=True, env=environment(settings(scratch / "home")))
    return all_asked(log)


def cassette(scratch: Path) -> Asked:
    """Its exchanges are kept by vcrpy, beside the test."""
    del scratch
    call = [sys.executable, "-m", "pytest", CASSETTE, "--record-mode=rewrite"]
    subprocess.run(call, check=True, env=environment(settings(Path())) | {LIVE: "1"})
    return Asked()


def kept(part: str, all_of_it: Sequence[Asked], answers: Path = ANSWERS, listed: Path = INDEX) -> None:
    """Copies the answers that a part used, writes down what it is made of, and removes what no part uses any more."""
    answers.mkdir(parents=True, exist_ok=True)
    found = {name: file for asked in all_of_it for name, file in asked.answers.items()}
    for name, file in found.items():
        if file.resolve() != (answers / name).resolve():
            shutil.copyfile(file, answers / name)
    held = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else {}
    prompts = sorted({prompt for asked in all_of_it for prompt in asked.prompts})
    held[part] = {"answered": len(found), "prompts": prompts, "answers": sorted(found)}
    listed.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    used = {name for each in held.values() for name in each["answers"]}
    for path in answers.glob("*.json"):
        if path.name not in used:
            path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--side-by-side", type=int, default=4, metavar="N", help="run so many commands at a time")
    asked = parser.parse_args()
    wanted = asked.parts or PARTS
    if strange := [part for part in wanted if part not in PARTS]:
        parser.error(f"there is no part {strange[0]}; there are {', '.join(PARTS)}")
    os.environ[LIVE] = "1"
    print(f"asking {os.environ.get('POSTMORTEM_BASE_URL') or RECORDED_AT}", flush=True)
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(asked.side_by_side) as pool:
        folder = Path(scratch)
        running = [(job, pool.submit(done, job, folder)) for part in wanted for job in jobs(part, folder)]
        results = [(job, future.result()) for job, future in running]
    missing = [f"{job.part}, {job.name}: {reason}" for job, result in results for reason in result.unanswered]
    for part in wanted:
        if not any(line.startswith(f"{part},") for line in missing):
            kept(part, [result for job, result in results if job.part == part])
    for line in missing:
        print(f"NOT ANSWERED  {line}")
    for part, held in index().items():
        print(f"{part:12} {held['answered']:4} answers")
    return 1 if missing else 0


def done(job: Job, folder: Path) -> Asked:
    (scratch := folder / f"{job.part}-{job.name.replace('/', '-')}").mkdir()
    try:
        result = job.run(scratch)
    except subprocess.CalledProcessError as error:
        result = Asked(unanswered=(f"a command ended with {error.returncode}",))
    print(f"{job.part}, {job.name}: {len(result.answers)} of {len(result.requests)} answered", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main())
