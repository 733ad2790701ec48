"""A whole draft over recorded exchanges: what went over the wire, with what a model answered, replayed by vcrpy.

Recorded through a local relay, not from a provider (cassettes/README.md): `make record PARTS=cassette`. The body is part of the
match, so that another prompt finds no answer.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline import run
from pipeline.domain.postmortem import Postmortem
from pipeline.llm.config import ModelConfig

HERE = Path(__file__).parent
SOURCE = HERE / "recorded_incident.json"
CASSETTE = HERE / "cassettes" / "test_recorded" / "draft.yaml"
RELAY = "http://127.0.0.1:8089/v1"
AGAIN = "record it again with `make record PARTS=cassette`"
KEY = "sk-of-a-person-who-records"
HIDDEN = (
    "glpat-Zx8Qw3RtY7uPkL2mNv5b",
    "henrik.solvang@ferrymail.example",
    "Solvang",
    "Quintela",
    "Marta",
    "Lindahl",
    "Oskar",
    "Haddad",
    "Yusra",
    "free rides",
    KEY,
)
TELLING = {"authorization", "openai-organization", "openai-project", "set-cookie", "x-request-id", "cookie"}


def without_traces(response: dict[str, Any]) -> dict[str, Any]:
    """A response without headers that tell of an account."""
    response["headers"] = {name: value for name, value in response["headers"].items() if name.lower() not in TELLING}
    return response


@pytest.fixture(scope="module")
def vcr_config() -> dict[str, Any]:
    return {
        "match_on": ["method", "path", "query", "body"],
        "filter_headers": sorted(TELLING),
        "before_record_response": without_traces,
        "decode_compressed_response": True,
    }


@pytest.fixture
def recording(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--record-mode") not in (None, "none")


def drafted(recording: bool) -> Postmortem:
    timeout = 3600.0 if recording else 10.0
    address = os.environ.get("POSTMORTEM_BASE_URL", RELAY) if recording else RELAY
    config = ModelConfig(model="relay", base_url=address, api_key=KEY, timeout=timeout, retries=0)
    return run.draft(run.Request(paths=[SOURCE], engine=run.Engine.LLM, model=config))


@pytest.mark.vcr
@pytest.mark.block_network
@pytest.mark.default_cassette("draft.yaml")
def test_a_whole_draft_is_written_from_what_a_model_answered(recording: bool) -> None:
    draft = drafted(recording)
    failed = sum(line.failed for line in draft.provenance.usage)
    assert failed == 0, f"{failed} of the draft's questions have no recorded answer; {AGAIN}"
    assert draft.provenance.model == "relay"
    assert draft.summary and draft.immediate_cause and draft.action_items
    assert {item.owner for item in draft.action_items if item.commitment == "committed"} == {"Marta Quintela"}


def test_nothing_that_is_to_be_hidden_stands_in_the_recorded_bytes(recording: bool) -> None:
    recorded = yaml.safe_load(CASSETTE.read_bytes())["interactions"]
    bodies = [each[side]["body"] for each in recorded for side in ("request", "response")]
    whole = CASSETTE.read_text(encoding="utf-8") + json.dumps(bodies, ensure_ascii=False)
    assert len(recorded) >= 3
    assert [word for word in HIDDEN if word in whole] == []


def test_no_header_tells_who_recorded(recording: bool) -> None:
    lines = {line.strip().rstrip(":").lower() for line in CASSETTE.read_text(encoding="utf-8").splitlines()}
    assert TELLING & lines == set()
