"""Whatever a provider does wrong, a draft comes out, says why in its notes, and has lost no evidence: drafts over real HTTP."""

from pathlib import Path
from typing import Any

import pytest

from evals import scripted_server as server
from evals.scripted_server import Behavior, ScriptedServer
from pipeline import run
from pipeline.domain.postmortem import Postmortem
from pipeline.llm import asking
from pipeline.llm.config import ModelConfig
from pipeline.run import Engine, Request

INCIDENT = Path(__file__).parents[1] / "llm" / "recorded_incident.json"
CUT = '{"events": [{"evidence": ["m1"], "te'
FAULTS: dict[str, tuple[Behavior, str]] = {
    "429": (server.rate_limited(), "(429)"),
    "429 with a time to wait": (server.rate_limited(retry_after=0), "(429)"),
    "no quota": (server.no_quota(), "quota"),
    "401": (server.error(401, "Incorrect API key provided", "invalid_api_key"), "key"),
    "404": (server.error(404, "The model does not exist", "model_not_found"), "model"),
    "500": (server.error(500, "The server had an error"), "(500)"),
    "503": (server.error(503, "Overloaded"), "(503)"),
    "a reset connection": (server.reset(), "reached"),
    "a slow drip": (server.drip(every=0.05), "in time"),
    "a hang": (server.hang(), "in time"),
    "a page with 200": (server.page(), "answer"),
    "cut JSON": (server.ok(CUT), "answer"),
    "a cut fence": (server.ok(f"```json\n{CUT}"), "answer"),
    "wrong types": (server.ok('{"events": "none"}'), "answer"),
    "no content": (server.ok(""), "answer"),
    "no choices": (server.no_choices(), "answer"),
    "a refusal": (server.refused(), "refused"),
    "an answer that is cut": (server.ok(CUT, finish="length"), "long"),
    "a content filter": (server.ok("{}", finish="content_filter"), "filter"),
    "a context overflow": (server.too_long(), "more than"),
}


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "FIRST_PAUSE", 0.01)


@pytest.fixture(scope="module")
def extractive() -> Postmortem:
    return run.draft(Request([INCIDENT], engine=Engine.EXTRACTIVE))


@pytest.mark.parametrize(("behavior", "word"), FAULTS.values(), ids=FAULTS.keys())
def test_a_draft_comes_out_and_says_why(behavior: Behavior, word: str, extractive: Postmortem) -> None:
    with ScriptedServer([], behavior) as served:
        patience = 0.4 if word == "in time" else 20.0
        config = ModelConfig(model="local-1", base_url=served.url, timeout=patience, retries=1)
        document = run.draft(Request([INCIDENT], engine=Engine.LLM, model=config))
    assert served.requests
    assert document.model_dump(exclude={"provenance"}) == extractive.model_dump(exclude={"provenance"})
    told = [note for note in document.provenance.notes if "without a model" in note]
    assert told and all(word in note for note in told), document.provenance.notes
    assert sum(line.failed for line in document.provenance.usage) > 0


def test_one_fault_among_good_answers_costs_one_section_only(extractive: Postmortem) -> None:
    well, refuse = server.ok(), server.refused()

    def refuse_the_overview(handler: server.Handler, body: dict[str, Any]) -> None:
        (refuse if "summary: 3 to 5 texts" in str(body) else well)(handler, body)

    with ScriptedServer([], refuse_the_overview) as served:
        config = ModelConfig(model="local-1", base_url=served.url, timeout=5, retries=0)
        document = run.draft(Request([INCIDENT], engine=Engine.LLM, model=config))
    assert document.summary == extractive.summary
    assert any("summary" in note and "refused" in note for note in document.provenance.notes)
