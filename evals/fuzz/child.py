"""One target under atheris: `python -m evals.fuzz.child NAME FOLDER [libFuzzer's flags]`.

Exceptions do not end the run: each kind (type and place) is counted in FOLDER/report.json, and the first input that led to it
is kept, as is the slowest.
"""

import contextlib
import json
import random
import sys
import time
import traceback
from pathlib import Path

import atheris  # pyright: ignore[reportMissingModuleSource]

from evals.fuzz.samples import samples

with atheris.instrument_imports(include=["pipeline"]):  # pyright: ignore
    from evals.fuzz.targets import target

    for sample in samples(sys.argv[1]):  # what is only imported on the way is to be watched too
        with contextlib.suppress(Exception):
            target(sys.argv[1])(sample)

from evals.fuzz.mutations import mutate_json, mutate_text

OURS = str(Path(__file__).resolve().parents[2] / "pipeline")
LONGEST_REPEAT = 20_000


class Watched:
    """A target with an account of what came out of it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.run, self.folder = target(name), folder
        self.bugs: dict[str, int] = {}
        self.slowest = 0.0

    def __call__(self, data: bytes) -> None:
        began = time.perf_counter()
        try:
            self.run(data)
        except Exception as error:
            self._keep(error, data)
        took = time.perf_counter() - began
        if took > self.slowest * 1.2:
            self.slowest = took
            (self.folder / "slowest").write_bytes(data)
            self._report()

    def _keep(self, error: Exception, data: bytes) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(OURS)]
        place = f"{Path(frames[-1].filename).relative_to(OURS)}:{frames[-1].lineno}" if frames else "outside"
        kind = f"{type(error).__name__} at {place}"
        if kind not in self.bugs:
            (self.folder / f"bug-{len(self.bugs) + 1}").write_bytes(data)
            (self.folder / f"bug-{len(self.bugs) + 1}.txt").write_text(
                "".join(traceback.format_exception(error)), "utf-8", "replace"
            )
        self.bugs[kind] = self.bugs.get(kind, 0) + 1
        self._report()

    def _report(self) -> None:
        (self.folder / "report.json").write_text(json.dumps({"bugs": self.bugs, "slowest": self.slowest}))


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """A third each: libFuzzer's own, one that keeps JSON valid, one of text."""
    chance = random.Random(seed)
    way = chance.randrange(3)
    if way == 1 and (changed := mutate_json(data, chance)):
        return changed[:max_size]
    return mutate_text(data, chance, LONGEST_REPEAT)[:max_size] if way == 2 else atheris.Mutate(data, max_size)


def main() -> None:
    name, folder, *flags = sys.argv[1:]
    atheris.Setup([sys.argv[0], *flags], Watched(name, Path(folder)), custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
