"""What holds for every tool whose records are pulled whole, each against a local stand-in of its API."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import fake_github
import fake_gitlab
import fake_incidentio
import fake_jira
import fake_opsgenie
import fake_statuspage
import pytest
from fake_server import AWAY, BROKEN, CUT, LIMITED, LOGIN_PAGE, TOKEN, FakeServer, Listener, Reply, StillClock

from pipeline.cli import main
from pipeline.errors import NoAnswer, PullRefused
from pipeline.pull import Means, Pulled, pull
from pipeline.pull.connector import connector_of
from pipeline.pull.keys import Secret, variable_of
from pipeline.pull.payload import without
from pipeline.pull.target import Target, Tool

Sample = Callable[[], tuple[FakeServer, tuple[str, ...], dict[str, object]]]
SAMPLES: dict[Tool, Sample] = {
    Tool.STATUSPAGE: fake_statuspage.sample,
    Tool.GITHUB: fake_github.sample,
    Tool.GITLAB: fake_gitlab.sample,
    Tool.JIRA: fake_jira.sample,
    Tool.INCIDENTIO: fake_incidentio.sample,
    Tool.OPSGENIE: fake_opsgenie.sample,
}
NOWHERE = {
    Tool.STATUSPAGE: ("hrbln7p0w2zx", "nothing00000"),
    Tool.GITHUB: ("acme", "shop", "99"),
    Tool.GITLAB: ("ops/other", "1"),
    Tool.JIRA: ("OPS-99",),
    Tool.INCIDENTIO: ("99",),
    Tool.OPSGENIE: ("99",),
}


@dataclass
class Record:
    """One incident of one tool: its stand-in, how it is asked for, and the files that a person would have exported."""

    tool: Tool
    fake: FakeServer
    ids: tuple[str, ...]
    files: dict[str, object]
    folder: Path
    clock: StillClock = field(default_factory=StillClock)

    def pulled(self, ids: tuple[str, ...] = (), token: str | None = TOKEN, again: bool = False) -> Pulled:
        user = fake_jira.USER if self.tool is Tool.JIRA else ""
        secret = Secret(token) if token else None
        means = Means(self.fake.url, secret, Listener(), user, clock=self.clock.clock())
        return pull(Target(self.tool, ids or self.ids), self.folder, means, {}, again)

    def written(self) -> dict[str, object]:
        paths = [path for path in self.folder.rglob("*.json") if path.name != "manifest.json"]
        return {str(path.relative_to(self.folder)): json.loads(path.read_text()) for path in paths}

    def expected(self) -> dict[str, object]:
        return without(self.files, "emailAddress", "email")


@pytest.fixture(params=SAMPLES, ids=str)
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Record]:
    fake, ids, files = SAMPLES[request.param]()
    with fake:
        yield Record(request.param, fake, ids, files, tmp_path / "out")


def test_what_is_written_is_what_an_export_holds_without_addresses_of_people(record: Record) -> None:
    done = record.pulled()
    assert record.written() == record.expected()
    manifest = json.loads((record.folder / "manifest.json").read_text())
    assert manifest["visibility"] == "internal"
    assert [(one["tool"], one["gaps"]) for one in manifest["pulled"]] == [(record.tool, [])]
    assert all(done.haul.counts.values())
    assert "" < done.haul.first <= done.haul.last


def test_addresses_of_people_are_kept_nowhere(record: Record) -> None:
    record.pulled()
    files = [path.read_text() for path in record.folder.rglob("*") if path.is_file()]
    assert files
    assert not [text for text in files if "@acme.example" in text]


def test_a_draft_of_what_was_pulled_is_that_of_the_files(record: Record, tmp_path: Path, capsysbinary) -> None:
    record.pulled()
    own = tmp_path / "files" / "out"
    for path, content in record.files.items():
        place = own / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content))
    drafts: list[bytes] = []
    for folder in (own, record.folder):
        assert main(["draft", str(folder), "--engine", "extractive", "--format", "json"]) == 0
        drafts.append(capsysbinary.readouterr().out)
    assert drafts[0] == drafts[1]
    assert len(json.loads(drafts[0])["timeline"]) > 2


@pytest.mark.parametrize("mishap", [LIMITED, BROKEN, AWAY, CUT, LOGIN_PAGE], ids=["429", "500", "502", "cut", "login page"])
def test_a_mishap_in_the_middle_costs_one_more_request(record: Record, mishap: Reply) -> None:
    record.pulled()
    usual = len(record.fake.requests)
    record.fake.requests.clear()
    record.fake.before = lambda asked: record.fake.misbehave(mishap) if len(record.fake.requests) == 1 else None
    record.pulled(again=True)
    assert record.written() == record.expected()
    assert len(record.fake.requests) == usual + 1
    assert (record.clock.slept == [30.0]) == (mishap is LIMITED)


def test_a_slow_answer_is_not_waited_for_forever(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.pull.wire.READ_S", 0.3)
    record.fake.misbehave(Reply({}, delay=0.8))
    record.pulled()
    assert record.written() == record.expected()
    assert max(record.fake.times_asked().values()) == 2


def test_a_pull_that_was_broken_off_goes_on_with_what_is_missing(record: Record) -> None:
    record.fake.before = lambda asked: record.fake.misbehave(*[AWAY] * 5) if len(record.fake.requests) == 1 else None
    with pytest.raises(NoAnswer, match="answers 502; run the same command again"):
        record.pulled()
    first = record.fake.requests[0].page
    record.fake.before = lambda asked: None
    record.pulled()
    assert record.written() == record.expected()
    assert record.fake.times_asked()[first] == 1


def test_a_second_pull_leaves_everything_there_once(record: Record) -> None:
    record.pulled()
    record.pulled()
    assert record.written() == record.expected()


def test_a_key_that_is_not_accepted_is_said_without_the_key(record: Record) -> None:
    with pytest.raises(PullRefused, match=rf"not accepted; set {variable_of(record.tool)}") as problem:
        record.pulled(token="wrong-key-77")
    assert "wrong-key-77" not in str(problem.value)
    assert problem.value.exit_code == 2


def test_a_key_without_the_right_is_told_which_it_lacks(record: Record) -> None:
    record.fake.forbidden = True
    with pytest.raises(PullRefused, match="no right to read it") as problem:
        record.pulled()
    assert connector_of(record.tool).RIGHTS in str(problem.value)


def test_what_is_not_there_is_said_by_name(record: Record) -> None:
    with pytest.raises(PullRefused, match="no such thing") as problem:
        record.pulled(NOWHERE[record.tool])
    assert NOWHERE[record.tool][-1] in str(problem.value)


def test_without_a_key_the_variable_is_named(record: Record) -> None:
    with pytest.raises(PullRefused, match=variable_of(record.tool)):
        record.pulled(token=None)


def test_the_key_stands_nowhere_on_disk(record: Record) -> None:
    for content in record.files.values():
        hide(content)
    record.pulled()
    files = [path.read_bytes() for path in record.folder.rglob("*") if path.is_file()]
    assert b"***" in b"".join(files)
    assert not [data for data in files if TOKEN.encode() in data]


def hide(node: object) -> None:
    """Puts the key into every text that people write."""
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        hide(inner)
    if isinstance(node, dict):
        for key in ("body", "message", "note", "text"):
            if isinstance(node.get(key), str):
                node[key] += f" (who posted {TOKEN}?)"
