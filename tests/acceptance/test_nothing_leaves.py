"""What leaves the machine: every prompt of whole drafts is searched for names, secrets and personal data of the incident.

The desk answers every task with something that fits its form and that the checks refuse, so that repairs and audits are asked
for as well, and with people, so that their names would come back into the next prompts.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from eager_desk import EagerDesk

from pipeline import run
from pipeline.llm.config import ModelConfig
from pipeline.text.name_words import COMMON_WORD_NAMES
from pipeline.text.names import words_of
from pipeline.text.surname_words import SURNAME_WORDS

ROOT = Path(__file__).parents[2]
INCIDENTS = ROOT / "evals" / "datasets" / "incidents"
SAMPLE = ROOT / "pipeline" / "samples" / "checkout-config-rollout"
NAMES = sorted(folder.name for folder in INCIDENTS.iterdir())
WORDS = COMMON_WORD_NAMES | SURNAME_WORDS


def sources(name: str) -> list[Path]:
    folder = SAMPLE if name == SAMPLE.name else INCIDENTS / name
    return sorted(path for path in folder.iterdir() if path.name != "truth.json" and not path.name.startswith("."))


@cache
def sent(name: str) -> tuple[str, ...]:
    """All prompts of a draft of this incident."""
    desk = EagerDesk()
    config = ModelConfig("fake:model", replay_only=True)
    run.draft(run.Request(paths=sources(name), engine=run.Engine.LLM, model=config), desk)
    assert len(desk.rounds) >= 3
    return tuple(f"{task.prompt.system}\n{task.prompt.user}" for task in desk.asked)


def users(name: str) -> list[dict[str, Any]]:
    found = [path for source in sources(name) for path in ([source] if source.is_file() else source.rglob("users.json"))]
    return [user for path in found if path.name == "users.json" for user in json.loads(path.read_text("utf-8"))]


def names_of(user: dict[str, Any]) -> set[tuple[str, ...]]:
    """Full name, its words, handle, display name and id, as folded words."""
    profile = user.get("profile", {})
    full = profile.get("real_name") or user.get("real_name") or ""
    given = [full, user.get("name", ""), re.sub(r"\s*\(.*", "", profile.get("display_name") or ""), user.get("id", "")]
    given += [part for part in re.split(r"[\s\-]+", full) if len(part) > 2]
    given += [profile.get("email", "").split("@")[0]]
    return {words for text in given if (words := words_of(text)) and not set(words) <= WORDS}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_of_a_responder_leaves(name: str):
    people = [user for user in users(name) if not user.get("is_bot") and user.get("id") != "USLACKBOT"]
    assert people
    forms = {form for user in people for form in names_of(user)}
    longest = max(map(len, forms))
    for prompt in sent(name):
        words = words_of(prompt)
        stands = {words[i : i + n] for n in range(1, longest + 1) for i in range(len(words) - n + 1)} & forms
        assert not stands, [
            prompt[max(0, m.start() - 60) : m.end() + 60] for s in stands for m in re.finditer(s[0], prompt, re.I)
        ][:3]


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_or_personal_datum_leaves(name: str):
    truth = json.loads((INCIDENTS / name / "truth.json").read_text("utf-8"))
    private = [*truth["secrets"], *truth["pii"]]
    assert private
    for prompt in sent(name):
        lowered = prompt.lower()
        assert not [value for value in private if value.lower() in lowered]


@pytest.mark.parametrize("name", NAMES)
def test_no_order_to_machines_leaves(name: str):
    truth = json.loads((INCIDENTS / name / "truth.json").read_text("utf-8"))
    for prompt in sent(name):
        assert not [order for order in truth["injections"] if order[-60:] in prompt]


NAMED_EVERYWHERE = {
    "incident": {
        "id": "INC-tunde-7",
        "title": "Tunde Bakare's change took checkout down (leilani paged)",
        "date": "2026-03-17",
        "timezone": "UTC",
        "severity": "SEV2, as Leilani says",
        "services": ["checkout-tunde", "leilani/queue"],
        "links": [{"label": "Tunde's board", "url": "https://grafana.example/~tunde?user=leilani"}],
        "roles": [{"role": "incident commander", "name": "Leilani Kahale"}, {"role": "scribe", "name": "Tunde Bakare"}],
    },
    "evidence": [
        {
            "id": "tunde-1",
            "at": "2026-03-17T09:00:00Z",
            "author": "Tunde Bakare",
            "kind": "message",
            "text": "checkout errors at 30 %",
        },
        {"id": "e2", "at": "2026-03-17T09:02:00Z", "author": "Leilani Kahale", "text": "thanks Tunde. I take IC, SEV2. by=tunde"},
        {
            "id": "e3",
            "at": "2026-03-17T09:10:00Z",
            "author": "Tunde Bakare",
            "text": "rolled back tunde-config on leilani-laptop",
        },
        {
            "id": "e4",
            "at": "2026-03-17T09:20:00Z",
            "author": "Leilani Kahale",
            "text": "errors are gone. Bakare writes the alert by Friday",
        },
        {"id": "e5", "at_text": "Tunde's noon", "author": "Tunde Bakare", "text": "I will add an alert, kahale reviews it"},
    ],
}


def test_no_name_leaves_by_title_link_file_or_field(tmp_path: Path):
    path = tmp_path / "tunde-bakare-notes.json"
    path.write_text(json.dumps(NAMED_EVERYWHERE), "utf-8")
    desk = EagerDesk()
    run.draft(run.Request(paths=[path], engine=run.Engine.LLM, model=ModelConfig("fake:model", replay_only=True)), desk)
    assert len(desk.rounds) >= 3
    for task in desk.asked:
        text = f"{task.prompt.system}\n{task.prompt.user}".lower()
        found = re.search(r"tunde|bakare|leilani|kahale", text)
        assert not found, (task.prompt.name, text[max(0, found.start() - 100) : found.end() + 40])
