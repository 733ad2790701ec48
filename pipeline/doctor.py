"""What is configured and reachable, and what to do about what is not. In: settings. Out: lines to print."""

import os
import sys
import zoneinfo
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import BadOption
from pipeline.settings import Settings

PATIENCE = 3.0
"""Seconds that a service has to answer."""


def home(settings: Settings) -> Path:
    """`POSTMORTEM_HOME`, else the platform's data folder."""
    if settings.home:
        return Path(settings.home).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "postmortem"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "postmortem"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "postmortem"


def corpus(settings: Settings) -> Path:
    """The file that past incidents are kept in, there or not."""
    return home(settings) / "postmortem.db"


def examine(settings: Settings) -> Iterator[str]:
    """One line for each thing looked at: `ok` or `--`, what it is, and what to do where it is not ok."""
    yield f"ok  postmortem {version('postmortem')} on Python {sys.version.split()[0]}"
    yield zones()
    yield writable(home(settings))
    yield "ok  engine extractive: needs no model, no key and no network"
    yield from models(settings)
    yield from searching(settings)
    yield from pulling(settings)


def models(settings: Settings) -> Iterator[str]:
    """Which model is named and where it is asked; with an address of its own, whether somebody answers there."""
    from pipeline.llm.config import configured, shown

    try:
        config = configured(settings, home(settings))
    except BadOption as error:
        yield f"--  engine llm: {error}"
        return
    if config is None:
        yield "--  engine llm: no model is named; set POSTMORTEM_MODEL to draft with one (docs/models.md)"
        return
    place = f" at {shown(config.base_url)}" if config.base_url else ""
    stays = "nothing leaves this machine" if config.local else "redacted evidence leaves this machine"
    yield f"ok  engine llm: {', '.join(config.models)}{place}; {stays}"
    if config.base_url and not config.replay_only:
        problem = unreachable(config.base_url, config.api_key)
        yield f"--  {shown(config.base_url)} {problem}" if problem else f"ok  {shown(config.base_url)} answers"


def searching(settings: Settings) -> Iterator[str]:
    """What makes vectors of past incidents, and where they are kept."""
    from pipeline.index.embedders import chosen
    from pipeline.index.embedders.minilm import INSTALL

    try:
        embedder = chosen(settings, home(settings))
    except BadOption as error:
        yield f"--  embedder: {error}"
        return
    if embedder is None:
        wanted = "as POSTMORTEM_EMBEDDER says" if settings.embedder else INSTALL
        yield f"{'ok' if settings.embedder else '--'}  embedder: none, past incidents are found by their words alone; {wanted}"
        return
    stays = (
        "nothing leaves this machine" if embedder.local else "texts of past incidents leave this machine, restricted ones never"
    )
    yield f"ok  embedder: {embedder.name}; {stays}"
    if settings.chroma_url:
        problem = unreachable(settings.chroma_url, None, "/api/v2/heartbeat", "POSTMORTEM_CHROMA_URL")
        yield f"--  Chroma at {settings.chroma_url} {problem}" if problem else f"ok  Chroma at {settings.chroma_url} answers"


def pulling(settings: Settings) -> Iterator[str]:
    """For which tools a key is set. Nobody is asked whether it is accepted."""
    from pipeline.pull.keys import key_of
    from pipeline.pull.target import Tool

    there: dict[Tool, bool] = {}
    for tool in Tool:
        try:
            there[tool] = key_of(tool) is not None
        except BadOption as error:
            yield f"--  pull {tool}: {error}"
    if named := [tool.value for tool, set in there.items() if set]:
        yield f"ok  pull: a key is set for {', '.join(named)}"
    if there.get(Tool.JIRA) and not settings.jira_url:
        yield "--  pull jira: a key is set, and no server; set POSTMORTEM_JIRA_URL (docs/pull.md)"
    if named := [tool.value for tool, set in there.items() if not set]:
        yield f"--  pull: no key for {', '.join(named)}; set POSTMORTEM_<TOOL>_TOKEN to pull from there (docs/pull.md)"


def unreachable(base_url: str, key: str | None, path: str = "/models", setting: str = "POSTMORTEM_BASE_URL") -> str:
    """What is wrong with GET of this path at this address, with what to do about it; empty where it answers."""
    from urllib import request

    opener = request.OpenerDirector()  # follows no redirection: the key goes nowhere else
    for handler in (request.ProxyHandler(), request.HTTPHandler(), request.HTTPSHandler()):
        opener.add_handler(handler)
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    try:
        answer = opener.open(request.Request(f"{base_url.rstrip('/')}{path}", headers=headers), timeout=PATIENCE)
        status = int(answer.status) if answer else 0
    except (OSError, ValueError):
        status = 0
    if not status:
        return f"does not answer; start the service there, or set {setting}"
    if status < 300:
        return ""
    remedy = "it does not accept the key; set POSTMORTEM_API_KEY" if status in (401, 403) else "look at the address"
    return f"answers {status} to {path}; {remedy}"


def zones() -> str:
    count = len(zoneinfo.available_timezones())
    return f"ok  time zones: {count} known" if count > 400 else "--  time zones: none found; install the package tzdata"


def writable(folder: Path) -> str:
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    if os.access(nearest, os.W_OK):
        return f"ok  data folder {folder} ({'there' if folder.exists() else 'will be made when something is kept'})"
    return f"--  data folder {folder} cannot be written; set POSTMORTEM_HOME to one that can"
