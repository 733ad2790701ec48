"""The manifest of a pull: it restricts, it says what is missing, and otherwise it changes nothing."""

import json
import shutil
from pathlib import Path

import pytest

from pipeline.domain.incident import Visibility
from pipeline.run import Request, draft

SAMPLE = Path(__file__).parents[3] / "pipeline" / "samples" / "checkout-config-rollout"


@pytest.fixture
def incident(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "incident"))


def manifest(folder: Path, visibility: str, gaps: list[str]) -> None:
    content = {"format": "postmortem-pull", "version": 1, "visibility": visibility, "pulled": [{"what": "#inc-1", "gaps": gaps}]}
    (folder / "manifest.json").write_text(json.dumps(content, indent=1))


def test_a_restricted_pull_makes_the_incident_restricted_and_changes_nothing_else(incident: Path) -> None:
    before = draft(Request(paths=[incident]))
    manifest(incident, "restricted", [])
    after = draft(Request(paths=[incident]))
    assert after.incident.visibility is Visibility.RESTRICTED
    assert after.incident == before.incident.model_copy(update={"visibility": Visibility.RESTRICTED})


def test_the_manifest_of_an_open_pull_without_gaps_leaves_the_draft_as_it_is(incident: Path) -> None:
    before = draft(Request(paths=[incident])).model_dump_json()
    manifest(incident, "internal", [])
    assert draft(Request(paths=[incident])).model_dump_json() == before


def test_gaps_are_noted_in_the_draft(incident: Path) -> None:
    manifest(incident, "internal", ["the thread of 09:33 was deleted"])
    assert "#inc-1 was pulled with gaps: the thread of 09:33 was deleted." in draft(Request(paths=[incident])).provenance.notes
