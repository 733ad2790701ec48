"""Where recorded answers lie, and the settings under which the product is run on them, or live.

They were recorded through a local relay (evals/recordings/README.md). The address is part of what names an answer, so that a
replay names the address at which it was recorded; nothing is asked there.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

RECORDINGS = Path(os.environ.get("EVALS_RECORDINGS") or Path(__file__).parent / "recordings")
ANSWERS = RECORDINGS / "answers"
RECORDED_AT, MODEL = "http://127.0.0.1:8089/v1", "relay"
INDEX = RECORDINGS / "index.json"
KEPT = Path("build/recording")
"""Where answers are kept while they are recorded, so that a recording that was cut short goes on where it was."""
LIVE = "EVALS_LIVE"
"""Set by the recording: what has no recorded answer is asked."""
PATIENCE = {"POSTMORTEM_TIMEOUT": "3600", "POSTMORTEM_RETRIES": "0", "POSTMORTEM_CONCURRENCY": "16"}
"""A person may take minutes to answer, and the first answer counts."""


def settings(home: Path, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The product's settings: a replay, or live where the environment says so, at its POSTMORTEM_BASE_URL."""
    environment = os.environ if environment is None else environment
    live = bool(environment.get(LIVE))
    own = {"POSTMORTEM_MODEL": MODEL, "POSTMORTEM_HOME": str(KEPT.resolve() if live else home)}
    own |= {"POSTMORTEM_ANSWERS": str(ANSWERS)} if ANSWERS.is_dir() else {}
    if live:
        return own | PATIENCE | {"POSTMORTEM_BASE_URL": environment.get("POSTMORTEM_BASE_URL") or RECORDED_AT}
    return own | {"POSTMORTEM_BASE_URL": RECORDED_AT, "POSTMORTEM_REPLAY_ONLY": "true"}


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: ours, without what it says of the product, and with these settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("POSTMORTEM_")} | dict(own)


def index() -> dict[str, Any]:
    """What was recorded, by part: when it was asked for what (evals/record.py)."""
    return json.loads(INDEX.read_text(encoding="utf-8")) if INDEX.is_file() else {}


def main() -> int:
    """`python -m evals.replay PART` prints what stands before a command so that it is answered by the recordings."""
    part = sys.argv[1]
    if part not in index():
        print(f"No recorded answers for {part}; `make record` records them.", file=sys.stderr)
        return 1
    print("env", *(f"{name}={value}" for name, value in settings(KEPT / "replays").items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
