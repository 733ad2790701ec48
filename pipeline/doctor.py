"""What is configured and reachable, and what to do about what is not. In: settings. Out: lines to print."""

import os
import sys
import zoneinfo
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from pipeline.settings import Settings


def home(settings: Settings) -> Path:
    """`POSTMORTEM_HOME`, else the platform's data folder."""
    if settings.home:
        return Path(settings.home).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "postmortem"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "postmortem"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "postmortem"


def examine(settings: Settings) -> Iterator[str]:
    """One line for each thing looked at: `ok` or `--`, what it is, and what to do where it is not ok."""
    yield f"ok  postmortem {version('postmortem')} on Python {sys.version.split()[0]}"
    yield zones()
    yield writable(home(settings))
    yield "ok  engine extractive: needs no model, no key and no network"
    yield "--  engine llm: drafting with a model is not part of this version; nothing to do"


def zones() -> str:
    count = len(zoneinfo.available_timezones())
    return f"ok  time zones: {count} known" if count > 400 else "--  time zones: none found; install the package tzdata"


def writable(folder: Path) -> str:
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    if os.access(nearest, os.W_OK):
        return f"ok  data folder {folder} ({'there' if folder.exists() else 'will be made when something is kept'})"
    return f"--  data folder {folder} cannot be written; set POSTMORTEM_HOME to one that can"
