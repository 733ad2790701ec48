"""The bundled incident from an empty folder, and what must not stand in the draft of any incident we have."""

import html
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from pipeline import render, run
from pipeline.domain.postmortem import Postmortem

ROOT = Path(__file__).resolve().parents[2]
SAMPLES, INCIDENTS = ROOT / "pipeline" / "samples", ROOT / "evals" / "datasets" / "incidents"
NAMES = sorted(path.parent.name for path in INCIDENTS.glob("*/truth.json"))
TOLD_NOT_DONE = ("timeline", "evidence")
"""Where a message that gives orders to machines may stand: it happened. Nowhere else is it repeated."""


def postmortem(*arguments: object, cwd: Path) -> str:
    call = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    done = subprocess.run(call, cwd=cwd, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def sources(name: str) -> list[Path]:
    """The exports of an incident, without what a person noted down of it afterwards."""
    folder = SAMPLES / name if (SAMPLES / name).is_dir() else INCIDENTS / name
    return sorted(path for path in folder.iterdir() if path.name != "truth.json" and not path.name.startswith("."))


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What `postmortem demo` said in an empty folder, and the folder."""
    folder = tmp_path_factory.mktemp("empty")
    return postmortem("demo", cwd=folder), folder / "postmortem-demo"


def test_the_demo_writes_the_document_in_three_formats_and_says_where(demo: tuple[str, Path]) -> None:
    said, folder = demo
    assert {path.name for path in folder.iterdir()} == {"postmortem.md", "postmortem.html", "postmortem.json"}
    assert all(f"postmortem-demo/{path.name}" in said for path in folder.iterdir())


def test_the_demo_says_what_was_found_in_plain_words(demo: tuple[str, Path]) -> None:
    said, folder = demo
    found = Postmortem.model_validate_json((folder / "postmortem.json").read_bytes())
    assert found.incident.title in said
    assert found.questions and found.questions[0].text.partition("?")[0] in said
    assert " min" in said and "UTC" in said


def test_the_demo_says_which_past_incident_it_is_like_and_what_is_still_open_from_then(demo: tuple[str, Path]) -> None:
    said, folder = demo
    found = Postmortem.model_validate_json((folder / "postmortem.json").read_bytes())
    assert [one.id for one in found.related] == ["sample-2025-09-rate-table-setting"]
    assert f"Seen before: {found.related[0].title}" in said
    assert f"Still open from then: {found.related[0].open_action_items[0].action}" in said


def test_the_demos_json_is_a_postmortem_by_the_committed_schema(demo: tuple[str, Path]) -> None:
    document = json.loads((demo[1] / "postmortem.json").read_bytes())
    assert Postmortem.model_validate(document, strict=False).model_dump(mode="json") == document
    jsonschema.validate(document, json.loads((ROOT / "docs" / "postmortem.schema.json").read_bytes()))


def test_the_timeline_alone_has_the_five_parts(tmp_path: Path) -> None:
    found = json.loads(postmortem("timeline", SAMPLES / "checkout-config-rollout", "--format", "json", cwd=tmp_path))
    assert list(found) == ["incident", "metrics", "timeline", "questions", "evidence"]
    known = {piece["id"] for piece in found["evidence"]}
    assert all(event["evidence"] and known.issuperset(event["evidence"]) for event in found["timeline"])


def test_a_folder_a_zip_of_it_and_its_files_give_one_draft(tmp_path: Path) -> None:
    folder = SAMPLES / "checkout-config-rollout"
    archive = shutil.make_archive(str(tmp_path / folder.name), "zip", folder)
    timelines = [run.draft(run.Request(paths=paths)).timeline for paths in ([folder], [Path(archive)], sources(folder.name))]
    ids = [[(event.id, event.evidence) for event in events] for events in timelines]
    assert ids[0] == ids[1] == ids[2]


@cache
def documents(name: str) -> tuple[dict[str, Any], str]:
    """The draft as JSON, and everything that can be read in any of its formats."""
    draft = run.draft(run.Request(paths=sources(name)))
    texts = [render.postmortem(draft, format) for format in ("json", "md", "html")]
    return json.loads(texts[0]), "\n".join((*texts, html.unescape(texts[2])))


def noted(name: str, what: str) -> list[str]:
    return json.loads((INCIDENTS / name / "truth.json").read_bytes()).get(what, [])


@pytest.mark.parametrize("name", NAMES)
def test_no_secret_and_nothing_personal_stands_in_a_draft(name: str) -> None:
    _, whole = documents(name)
    assert [text for text in (*noted(name, "secrets"), *noted(name, "pii")) if text in whole] == []


@pytest.mark.parametrize("name", NAMES)
def test_orders_to_machines_are_told_as_events_at_most(name: str) -> None:
    document, _ = documents(name)
    elsewhere = json.dumps({key: part for key, part in document.items() if key not in TOLD_NOT_DONE}, ensure_ascii=False)
    assert [text for text in noted(name, "injections") if text in elsewhere] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_cites_evidence_that_is_shown(name: str) -> None:
    document, _ = documents(name)
    shown = {piece["id"] for piece in document["evidence"]}
    cited = list(citations({key: part for key, part in document.items() if key != "evidence"}))
    assert cited and shown.issuperset(cited)


def citations(node: Any) -> Any:
    """Every id in a list called `evidence`, however deep."""
    if isinstance(node, dict):
        yield from node.get("evidence", ()) if isinstance(node.get("evidence"), list) else ()
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from citations(part)
