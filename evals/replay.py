"""Where recorded answers lie, and the settings under which the product is run on them, or live.

They were recorded through a local relay (evals/recordings/README.md). The address is part of what names an answer, so that a
replay names the address at which it was recorded; nothing is asked there.
"""

import os
from collections.abc import Mapping
from pathlib import Path

RECORDINGS = Path(__file__).parent / "recordings"
ANSWERS = RECORDINGS / "answers"
RECORDED_AT, MODEL = "http://127.0.0.1:8089/v1", "relay"
LIVE = "EVALS_LIVE"
"""Set by the recording: what has no recorded answer is asked."""
PATIENCE = {"POSTMORTEM_TIMEOUT": "3600", "POSTMORTEM_RETRIES": "0", "POSTMORTEM_CONCURRENCY": "16"}
"""A person may take minutes to answer, and the first answer counts."""


def settings(home: Path, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The product's settings: a replay, or live where the environment says so, at its POSTMORTEM_BASE_URL."""
    environment = os.environ if environment is None else environment
    own = {"POSTMORTEM_MODEL": MODEL, "POSTMORTEM_HOME": str(home)}
    own |= {"POSTMORTEM_ANSWERS": str(ANSWERS)} if ANSWERS.is_dir() else {}
    if environment.get(LIVE):
        return own | PATIENCE | {"POSTMORTEM_BASE_URL": environment.get("POSTMORTEM_BASE_URL") or RECORDED_AT}
    return own | {"POSTMORTEM_BASE_URL": RECORDED_AT, "POSTMORTEM_REPLAY_ONLY": "true"}


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command: ours, without what it says of the product, and with these settings."""
    return {name: value for name, value in os.environ.items() if not name.startswith("POSTMORTEM_")} | dict(own)


def recorded() -> bool:
    """Whether there is anything to replay."""
    return bool(os.environ.get(LIVE)) or any(ANSWERS.glob("*.json"))
