"""`python -m evals [TASK...] [--solvers NAME...] [--keep FOLDER]`: measures drafts, prints a table a task, writes it down."""

import argparse
from pathlib import Path

from evals.runner import RESULTS, missed, run, written
from evals.solvers import SOLVERS
from evals.tasks.drafts import TASKS

PARTIAL = Path("build/evals")
"""Where results go that hold some solvers only."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measures drafts by what people wrote down.")
    parser.add_argument("tasks", nargs="*", metavar="TASK", help=f"of {', '.join(TASKS)} (default: all)")
    parser.add_argument(
        "--solvers", nargs="+", choices=SOLVERS, default=(), help="measure these alone; results go to build/evals/"
    )
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the drafts here")
    asked = parser.parse_args()
    unknown = [name for name in asked.tasks if name not in TASKS]
    if unknown:
        parser.error(f"there is no task {unknown[0]}; there are {', '.join(TASKS)}")
    for name in asked.tasks or TASKS:
        columns = run(TASKS[name], asked.solvers, asked.keep)
        table = written(TASKS[name], columns, PARTIAL if asked.solvers else RESULTS)
        print(f"\n## {name}\n\n{table}\n", flush=True)
        for line in missed(columns):
            print(f"  BELOW THE BAR  {line}")


if __name__ == "__main__":
    main()
