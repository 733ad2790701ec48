"""Who drafts a sample: the product without a model, the product with one, and the one prompt of small tools.

The product is run as the whole command that a user types. With a model its answers are replayed, or asked live (evals/replay.py).
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from evals import baseline
from evals.replay import environment, settings
from evals.task import Drafted, Sample, Solver
from evals.watched import all_asked, before


def extractive(sample: Sample, scratch: Path) -> Drafted:
    return drafted(sample, scratch, "extractive", {"POSTMORTEM_HOME": str(scratch / "home")})


def llm(sample: Sample, scratch: Path) -> Drafted:
    return drafted(sample, scratch, "llm", settings(scratch / "home"))


def drafted(sample: Sample, scratch: Path, engine: str, own: dict[str, str]) -> Drafted:
    """One run of `postmortem draft`."""
    log = scratch / "asked.jsonl"
    call = [sys.executable, "-m", "evals.watched", str(log), "draft", *map(str, sample.sources), "--format", "json"]
    start = time.perf_counter()
    done = subprocess.run([*call, "--engine", engine], capture_output=True, text=True, encoding="utf-8", env=environment(own))
    seconds = time.perf_counter() - start
    try:
        draft = json.loads(done.stdout)
    except ValueError:
        return Drafted(None, f"exit {done.returncode}: {done.stderr[-600:]}", seconds, all_asked(log))
    return Drafted(draft, "", seconds, all_asked(log), before(log))


def single_prompt(sample: Sample, scratch: Path) -> Drafted:
    return baseline.drafted(sample, settings(scratch / "home"), scratch / "asked.jsonl")


SOLVERS: dict[str, Solver] = {"llm": llm, "single-prompt": single_prompt, "extractive": extractive}
TITLES = {"llm": "postmortem", "single-prompt": "one prompt", "extractive": "no model"}
