"""The labelled items of the lint are whole, and what is cut out of the documents is what was labelled."""

import hashlib
import json
from pathlib import Path

import pytest

from evals.lint import dataset
from evals.lint.agreement import kappa

LABELS = {
    "sentence": {"person", "team", "counterfactual", "none"},
    "action": {"vague", "specific", "not-an-item"},
    "cause": {"surface", "systemic", "not-a-cause"},
}


@pytest.mark.parametrize("kind", ["real", "written"])
def test_every_item_has_one_id_and_two_known_labels(kind: str) -> None:
    found = list(dataset.items(kind))
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert len(item["labels"]) == len(item["extras"]) == 2
        assert set(item["labels"]) <= LABELS[item["part"]]


def test_no_text_of_a_real_document_is_stored() -> None:
    assert [item["id"] for item in dataset.items("real") if "text" in item] == []


def test_there_is_as_much_as_was_promised() -> None:
    real = [item["part"] for item in dataset.items("real")]
    assert real.count("sentence") >= 400
    assert real.count("action") >= 200
    assert sum(item["part"] == "sentence" for item in dataset.items("written")) >= 200


@pytest.mark.parametrize("kind", ["real", "written"])
@pytest.mark.parametrize("part", sorted(LABELS))
def test_the_readme_states_the_agreement_that_there_is(kind: str, part: str) -> None:
    pairs = [item["labels"] for item in dataset.items(kind) if item["part"] == part]
    stated = f"{kappa([a for a, _ in pairs], [b for _, b in pairs]):.3f} |"
    lines = (dataset.FOLDER / "README.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(f"| {kind} | {part} |") and line.endswith(stated)]


def test_the_readme_lists_the_written_sentences_that_differ() -> None:
    told = (dataset.FOLDER / "README.md").read_text(encoding="utf-8")
    for item in dataset.items("written"):
        assert (item["labels"][0] != item["labels"][1]) == (item["id"] in told), item["id"]


def test_real_items_without_their_documents_are_passed_over_and_counted(tmp_path: Path) -> None:
    found = dataset.real(tmp_path)
    assert found.rows == []
    assert found.passed_over == {"the document is not there": len(list(dataset.items("real")))}


def test_an_item_is_cut_out_where_it_stands_and_passed_over_once_that_has_changed(tmp_path: Path) -> None:
    documents, folder = tmp_path / "docs", tmp_path / "items"
    documents.mkdir()
    folder.mkdir()
    text, said = "# A\n\nThe disk\nwas full. More.\n", "The disk\nwas full."
    item = {"id": "r1", "part": "cause", "doc": "a", "start": 5, "end": 23, "section": "A"}
    item |= {"sha": hashlib.sha256(said.encode()).hexdigest()[:16], "labels": ["surface", "surface"], "extras": [[], []]}
    (folder / "real.jsonl").write_text(json.dumps(item))
    (documents / "a.md").write_text(text)
    assert [row.text for row in dataset.real(documents, folder).rows] == ["The disk was full."]
    (documents / "a.md").write_text("!" + text)
    assert dataset.real(documents, folder).passed_over == {"the document has changed": 1}


def test_what_the_reference_calls_no_item_is_left_out_of_the_scores() -> None:
    found = dataset.Rows()
    dataset.add(found, {"id": "a", "part": "action", "section": "", "labels": ["vague", "not-an-item"]}, "x")
    assert found.rows == []
    assert sum(found.passed_over.values()) == 1


def test_rows_written_for_the_outside_scorer_read_back_the_same(tmp_path: Path) -> None:
    rows = dataset.written().rows
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(f"{row.as_json()}\n" for row in rows), encoding="utf-8")
    back = dataset.read_rows(path)
    assert [(r.id, r.part, r.text, r.section, r.label, r.roster) for r in back] == [
        (r.id, r.part, r.text, r.section, r.label, r.roster) for r in rows
    ]
