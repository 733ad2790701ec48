"""The real command in a process of its own, and small documents for it."""

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "pipeline.cli", "lint"]
ONE_WARNING = "# Report\n\nThe pool ran dry. <!-- pm-ignore: suppression/no-reason -->\n"
"""Has one finding of suppression/no-reason, whatever other rules there are, under ONLY."""
CLEAN = "# Report\n\nThe pool ran dry.\n"
ONLY = ("--select", "suppression/no-reason")


def lint(*arguments: object, cwd: Path, stdin: bytes = b"", **variables: str) -> "subprocess.CompletedProcess[bytes]":
    own = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    call = [*COMMAND, *map(str, arguments)]
    return subprocess.run(call, cwd=cwd, input=stdin, env={**own, **variables}, capture_output=True, timeout=60)


def write(folder: Path, **texts: str) -> Path:
    """Files of these texts, `__` in a name standing for a slash and `_md` for the ending."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/").removesuffix("_md") + ".md")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
