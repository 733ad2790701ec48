"""The runner of the evals, the tables it writes, what a recording keeps, and how the answer to one prompt becomes a draft."""

import json
from pathlib import Path
from typing import Any

import pytest

from evals import replay
from evals.baseline import Everything, as_postmortem, question
from evals.measures import MEASURES, Adds, Measure
from evals.record import kept
from evals.runner import NOT_RECORDED, Column, missed, run, table, written
from evals.task import Asked, Drafted, Figures, Sample, Solver, Task
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.material import Material

SAMPLES = [Sample("one", (), {}), Sample("two", (), {})]


def recall(draft: dict[str, Any], drafted: Drafted, sample: Sample) -> Figures:
    return {"must_recall": draft["recall"], "leaks": 1.0}


def task(name: str = "trial") -> Task:
    return Task(name, "A trial", lambda _: SAMPLES, ("llm", "extractive"), (recall,))


def columns_of(**by: Solver) -> list[Column]:
    """The columns of the trial where these solve."""
    return run(task(), solvers=by)


def answered(recall: float) -> Solver:
    return lambda sample, scratch: Drafted(
        {"recall": recall}, asked=Asked("relay", ("read/events@1",), ("asked",), {"a.json": Path("a.json")})
    )


def no_model(sample: Sample, scratch: Path) -> Drafted:
    return Drafted({"recall": 1.0 if sample.name == "one" else 0.5})


def test_shares_are_averaged_and_counts_are_summed() -> None:
    rows: list[Figures] = [{"x": 1.0}, {"x": 0.5}, {"x": None}, {}]
    assert Measure("x", "", Adds.MEAN).over(rows) == 0.75
    assert Measure("x", "", Adds.SUM).over(rows) == 1.5
    assert Measure("y", "", Adds.SUM).over(rows) is None


def test_a_bar_is_met_from_above_or_from_below() -> None:
    assert Measure("x", "", Adds.MEAN, 0.9).met(0.9) and not Measure("x", "", Adds.MEAN, 0.9).met(0.89)
    assert Measure("x", "", Adds.SUM, 0, low=True).met(0) and not Measure("x", "", Adds.SUM, 0, low=True).met(1)


def test_every_measure_stands_in_the_table_once() -> None:
    assert len({measure.name for measure in MEASURES}) == len(MEASURES) == len({measure.title for measure in MEASURES})


def test_each_solver_gets_a_column() -> None:
    columns = columns_of(llm=answered(0.9), extractive=no_model)
    shown = table(task(), columns)
    assert "| | bar | postmortem | no model |" in shown
    assert "| events that a timeline cannot leave out | ≥ 0.95 | 0.90 | 0.75 |" in shown
    assert "| secrets, mails and phone numbers in the draft | 0 | 2 | 2 |" in shown
    assert "through a local relay, not from a provider" in shown


def test_results_name_the_model_and_the_versions_of_the_prompts(tmp_path: Path) -> None:
    written(task(), columns_of(llm=answered(0.9), extractive=no_model), tmp_path)
    held = json.loads((tmp_path / "trial.json").read_text())["solvers"]
    assert held["llm"]["model"] == "relay"
    assert held["llm"]["prompts"] == ["read/events@1"]
    assert held["extractive"]["samples"]["two"] == {"must_recall": 0.5, "leaks": 1.0}


def test_what_misses_a_bar_is_told_of_the_product_alone() -> None:
    assert [line.split(":")[0] for line in missed(columns_of(llm=answered(0.9), extractive=no_model))] == [
        "events that a timeline cannot leave out",
        "secrets, mails and phone numbers in the draft",
    ]


def test_a_solver_without_recorded_answers_is_not_measured() -> None:
    columns = columns_of(
        llm=lambda sample, scratch: Drafted({"recall": 0.3}, asked=Asked(requests=("asked",))), extractive=no_model
    )
    assert columns[0].missing == NOT_RECORDED
    assert "Not measured, postmortem" in table(task(), columns)


def test_a_draft_that_did_not_come_counts_as_nothing_found() -> None:
    failed = columns_of(llm=no_model, extractive=lambda sample, scratch: Drafted(None, "exit 2"))[1]
    assert failed.failed == ("one", "two")
    assert failed.rows["one"]["must_recall"] == 0.0


def test_a_replay_asks_nothing_and_a_recording_may() -> None:
    assert replay.settings(Path("x"), {})["POSTMORTEM_REPLAY_ONLY"] == "true"
    live = replay.settings(Path("x"), {replay.LIVE: "1", "POSTMORTEM_BASE_URL": "http://127.0.0.1:1/v1"})
    assert "POSTMORTEM_REPLAY_ONLY" not in live
    assert live["POSTMORTEM_BASE_URL"] == "http://127.0.0.1:1/v1"


def test_a_command_gets_no_setting_of_whoever_runs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTMORTEM_API_KEY", "own")
    assert "POSTMORTEM_API_KEY" not in replay.environment({"POSTMORTEM_MODEL": "relay"})


def test_only_answers_that_a_part_used_are_kept(tmp_path: Path) -> None:
    answers, index, cache = tmp_path / "answers", tmp_path / "index.json", tmp_path / "cache"
    for folder in (answers, cache):
        folder.mkdir()
    (answers / "stale.json").write_text("{}")
    (cache / "here.json").write_text('{"new": 1}')
    kept("drafts", [Asked(prompts=("read/events@1",), answers={"there.json": cache / "here.json"})], answers, index)
    assert [path.name for path in answers.iterdir()] == ["there.json"]
    assert json.loads(index.read_text())["drafts"]["answers"] == ["there.json"]


def test_a_part_recorded_again_leaves_the_others(tmp_path: Path) -> None:
    answers, index, file = tmp_path / "answers", tmp_path / "index.json", tmp_path / "x"
    file.write_text("{}")
    kept("drafts", [Asked(answers={"a.json": file})], answers, index)
    kept("long", [Asked(answers={"b.json": file})], answers, index)
    kept("long", [Asked(answers={"c.json": answers / "a.json"})], answers, index)
    assert sorted(path.name for path in answers.iterdir()) == ["a.json", "c.json"]


def material() -> Material:
    piece = Evidence(id="slack:C1:1.0", author="Ana Lima", text="password hunter2", channel="ops", source=Source(file="x"))
    return Material(evidence=(piece,))


def test_the_one_prompt_holds_everything_as_it_is() -> None:
    assert "[slack:C1:1.0] no time #ops Ana Lima: password hunter2" in question(material()).prompt.user


def test_the_answer_to_it_becomes_a_draft_for_the_same_scorers() -> None:
    said = {"text": "It failed.", "entries": ["slack:C1:1.0"]}
    sections = ("summary", "impact", "cause", "contributing_factors", "went_well", "could_be_improved")
    lists = {section: [said] for section in sections}
    answer = Everything.model_validate(
        {
            "title": "x",
            "severity": "SEV1",
            "kind": "capacity",
            "near_miss": False,
            "started_at": "2026-03-17T09:00:00",
            "detected_at": "soon",
            "acknowledged_at": None,
            "mitigated_at": None,
            "resolved_at": None,
            "timeline": [
                {"time": "2026-03-17T10:00:00+01:00", "text": "It began", "key": True, "entries": ["slack:C1:1.0"]},
                {"time": "later", "text": "It went on", "key": True, "entries": []},
            ],
            "action_items": [
                {"action": "do", "owner": "Ana", "due": None, "commitment": "committed", "entries": ["slack:C1:1.0"]}
            ],
            **lists,
        }
    )
    draft = as_postmortem(answer, material())
    assert draft["incident"]["started_at"]["at"] == "2026-03-17T09:00:00Z"
    assert draft["incident"]["detected_at"] is None
    assert [event["at"] for event in draft["timeline"]] == ["2026-03-17T09:00:00Z"]
    assert draft["immediate_cause"][0]["evidence"] == ["slack:C1:1.0"]
    assert [piece["id"] for piece in draft["evidence"]] == ["slack:C1:1.0"]
