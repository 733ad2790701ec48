"""The long incident is the written one, whole, among talk that is varied and never about it."""

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from evals.long_incident import INCIDENT, conversations, long_incident, parts

Message = dict[str, Any]


def messages(folder: Path) -> dict[str, Message]:
    """By channel and ts."""
    return {
        f"{path.parent.name}:{row['ts']}": row
        for path in sorted(folder.glob("slack/*/*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long") / "export"
    long_incident(folder)
    return folder


def talk(made: Path) -> list[Message]:
    written = messages(INCIDENT)
    return [row for key, row in messages(made).items() if key not in written]


def test_every_message_of_the_incident_stands_in_it_as_it_was(made: Path) -> None:
    held = messages(made)
    assert {key: held.get(key) for key in messages(INCIDENT)} == messages(INCIDENT)
    assert json.loads((made / "truth.json").read_text()) == json.loads((INCIDENT / "truth.json").read_text())


def test_there_are_as_many_messages_of_talk_as_asked_for(made: Path) -> None:
    assert len(talk(made)) == 4000


def test_the_talk_is_varied(made: Path) -> None:
    counts = Counter(row["text"] for row in talk(made))
    assert len(counts) > 2800
    assert max(counts.values()) < 40


def test_no_slot_and_no_choice_is_left_open(made: Path) -> None:
    assert [row["text"] for row in talk(made) if re.search(r"[{}]|\w\|\w", row["text"])] == []


def test_the_talk_never_speaks_of_the_incident(made: Path) -> None:
    of_it = re.compile(
        r"ledger|settle|postgres|connection|pool|prepaid|LED-\d|dues|antwerp|release 2\.88|autovacuum|SEV|INC-\d|PM-\d"
        r"|booking-api|customer-portal|port-gateway|rca\b|10733"
        r"|credit",
        re.IGNORECASE,
    )
    assert [row["text"] for row in talk(made) if of_it.search(row["text"])] == []


def test_talk_stands_between_the_messages_of_every_channel_and_in_others(made: Path) -> None:
    written = messages(INCIDENT)
    for channel in ("inc-127-ledger", "ledger-team", "support-escalations"):
        order = [key in written for key in messages(made) if key.startswith(f"{channel}:")]
        assert sum(one != other for one, other in pairwise(order)) > 10
    assert len([path for path in (made / "slack").iterdir() if path.is_dir()]) == 8


def test_it_is_made_the_same_every_time(made: Path, tmp_path: Path) -> None:
    long_incident(tmp_path / "again")
    assert messages(tmp_path / "again") == messages(made)


def test_every_slot_of_a_conversation_has_parts() -> None:
    names = {name for c in conversations() for _, text in c.turns for name in re.findall(r"\{([a-z_]+)\d?\}", text)}
    assert names - parts().keys() == set()
