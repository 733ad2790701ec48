"""Files go into the store once each; what changed replaces what was there, and what cannot be told apart is said."""

import json
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline import keeping
from pipeline.corpus import find
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Part, PartKind, Passage, PastIncident
from pipeline.errors import StoreUnavailable
from pipeline.keeping import Kept, cut_anew, exported, keep
from pipeline.related.passages import passages
from pipeline.store import Store, open_store, opening

RESTRICTED = "---\nvisibility: restricted\nreaders: [{}]\n---\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "home")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in ("a", "b", "c"):
        write(tmp_path / "docs" / f"{name}.md", f"The cache {name} was cold")
    return tmp_path / "docs"


def write(path: Path, title: str, front: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{front}# {title}\n\n## Cause\n\nIt had been restarted and was empty.\n", encoding="utf-8")
    return path


def told(line: str) -> dict[str, object]:
    """What a record says, wherever it comes from."""
    return {name: value for name, value in json.loads(line).items() if name != "source"}


def add(store: Store, *paths: Path) -> Kept:
    return keep(store, find(paths))


def test_what_is_new_goes_in_with_its_passages(store: Store, docs: Path) -> None:
    assert add(store, docs).added == ["a", "b", "c"]
    assert [one.title for one in store.listed()] == ["The cache a was cold", "The cache b was cold", "The cache c was cold"]
    assert {passage.incident for passage in store.passages()} == {"a", "b", "c"}


def test_what_is_added_again_changes_nothing(store: Store, docs: Path) -> None:
    add(store, docs)
    stamp = store.stamp()
    assert add(store, docs).unchanged == ["a", "b", "c"]
    assert store.stamp() == stamp


def test_a_file_that_changed_replaces_its_document_alone(store: Store, docs: Path) -> None:
    add(store, docs)
    write(docs / "b.md", "The cache b was warm")
    kept = add(store, docs)
    assert (kept.added, kept.replaced, kept.unchanged) == ([], ["b"], ["a", "c"])
    assert store.listed(["b"])[0].title == "The cache b was warm"


def test_a_file_that_moved_is_the_same_document(store: Store, docs: Path) -> None:
    add(store, docs)
    (docs / "below").mkdir()
    (docs / "b.md").rename(docs / "below" / "b.md")
    assert add(store, docs).unchanged == ["a", "c", "b"]
    write(docs / "below" / "b.md", "The cache b was warm")
    assert add(store, docs).replaced == ["b"]


def test_the_later_of_two_files_with_one_id_is_said_and_not_taken(store: Store, docs: Path) -> None:
    write(docs / "d.md", "Something else broke", "---\nid: a\n---\n")
    for _ in range(2):
        kept = add(store, docs)
        assert [str(problem) for problem in kept.problems] == [
            f"{docs / 'd.md'}: {docs / 'a.md'} has the same id, 'a'; "
            'give this one an id of its own (`id:` in front matter, "id" in a record).'
        ]
    assert store.listed(["a"])[0].title == "The cache a was cold"


def test_another_file_with_an_id_that_is_kept_is_said_and_not_taken(store: Store, docs: Path, tmp_path: Path) -> None:
    add(store, docs)
    other = write(tmp_path / "other" / "a.md", "Something else broke")
    (problem,) = add(store, other).problems
    assert "was added under the same id, 'a'; give this one an id of its own, or run `postmortem corpus remove a`" in str(problem)
    assert store.listed(["a"])[0].title == "The cache a was cold"
    (docs / "a.md").unlink()
    assert add(store, other).replaced == ["a"]


@pytest.mark.parametrize("front", ["", RESTRICTED.format("Ana Lima, Bo Ek")])
@pytest.mark.parametrize("moved", [True, False])
def test_what_is_restricted_gets_no_more_readers_by_another_file(
    store: Store, docs: Path, tmp_path: Path, front: str, moved: bool
) -> None:
    first = write(docs / "a.md", "The secret cache", RESTRICTED.format("Ana Lima"))
    add(store, first)
    if moved:
        first.unlink()
    other = write(tmp_path / "other" / "a.md", "Something else broke", front)
    kept = add(store, other)
    assert [str(problem) for problem in kept.problems] == [
        f"{other}: its id, 'a', is taken; give this one an id of its own, or remove what has it first, as one of its readers."
    ]
    assert (kept.count, store.listed(["a"])[0].title) == (0, "The secret cache")


def test_what_is_restricted_is_replaced_by_its_own_file_and_by_one_of_no_more_readers(
    store: Store, docs: Path, tmp_path: Path
) -> None:
    first = write(docs / "a.md", "The secret cache", RESTRICTED.format("Ana Lima"))
    add(store, first)
    write(first, "The secret cache", RESTRICTED.format("Ana Lima, Bo Ek"))
    assert add(store, first).replaced == ["a"]
    first.unlink()
    assert add(store, write(tmp_path / "other" / "a.md", "It was warm", RESTRICTED.format("Bo Ek"))).replaced == ["a"]
    assert store.listed(["a"])[0].readers == ("Bo Ek",)


@pytest.mark.parametrize("front", ["", RESTRICTED.format("Ana Lima")])
def test_no_file_takes_the_place_of_a_published_review(store: Store, docs: Path, front: str) -> None:
    add(store, write(docs / "a.md", "The cache a was cold", front))
    (published,) = store.incidents(["a"])
    store.put(published.model_copy(update={"source": "review:abc", "digest": ""}), list(store.passages(["a"])))
    (problem,) = add(store, write(docs / "a.md", "Something else broke", front)).problems
    assert "its id, 'a', is taken" in str(problem)
    assert store.listed(["a"])[0].source == "review:abc"


def test_a_bad_file_is_said_and_the_rest_goes_in(store: Store, docs: Path) -> None:
    (docs / "b.md").write_bytes(b"\x00\x01\x02")
    kept = add(store, docs, docs / "missing.md")
    assert kept.added == ["a", "c"]
    assert [str(problem).split("; ")[0] for problem in kept.problems] == [
        f"{docs / 'missing.md'}: there is no such file or folder",
        f"{docs / 'b.md'}: this is no text",
    ]


def test_what_is_exported_can_be_added_elsewhere_and_here(store: Store, docs: Path, tmp_path: Path) -> None:
    add(store, docs)
    path = tmp_path / "kept.jsonl"
    path.write_text("".join(exported(store.incidents())), encoding="utf-8")
    assert add(store, path).unchanged == ["a", "b", "c"]
    other = open_store(tmp_path / "elsewhere")
    assert add(other, path).added == ["a", "b", "c"]
    assert [told(line) for line in exported(other.incidents())] == [told(line) for line in path.read_text("utf-8").splitlines()]
    assert add(other, docs).unchanged == ["a", "b", "c"]


def test_documents_go_in_a_few_at_a_time(store: Store, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 1)
    seen: list[int] = []
    keep(store, find([docs]), lambda done, all, file: seen.append(store.count()[0]))
    assert seen == [0, 1, 2, 3]


def test_another_chunker_cuts_all_incidents_anew(store: Store, docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, docs)
    before = {hashed.passage: hashed.revision for hashed in store.hashed()}
    cut_anew(store)
    assert {hashed.passage: hashed.revision for hashed in store.hashed()} == before
    monkeypatch.setattr(keeping, "VERSION", "another")
    cut_anew(store)
    after = {hashed.passage: hashed.revision for hashed in store.hashed()}
    assert set(after) == set(before) and all(after[passage] > before[passage] for passage in before)


@pytest.mark.parametrize("how", ["removed", "replaced"])
def test_what_another_changes_while_all_is_cut_anew_has_its_own_passages_alone(
    store: Store, docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    add(store, docs)
    monkeypatch.setattr(opening, "PATIENCE", 0.05)
    other, cut = open_store(tmp_path / "home"), passages
    (before,) = other.incidents(["b"])
    after = before.model_copy(update={"parts": (Part(kind=PartKind.CAUSE, text="It was too small."),)})

    def slow(incident: PastIncident) -> Sequence[Passage]:
        with suppress(StoreUnavailable):  # it may have to wait until what is cut is written
            if how == "removed":
                other.remove(["b"])
            else:
                other.put(after, cut(after))
        return cut(incident)

    monkeypatch.setattr(keeping, "passages", slow)
    cut_anew(store, always=True)
    assert list(store.passages()) == [passage for incident in store.incidents() for passage in cut(incident)]


@pytest.mark.parametrize("source", ["review:R1", "/srv/there.jsonl"])
def test_a_record_does_not_say_itself_where_it_comes_from(tmp_path: Path, source: str) -> None:
    store = open_store(tmp_path / "home")
    kept = PastIncident(id="R1", title="The shared key", visibility=Visibility.RESTRICTED, readers=("ana",), source=source)
    store.put_all([(kept.model_copy(update={"digest": "1"}), ())])
    record = kept.model_copy(update={"title": "Nothing to hide", "visibility": Visibility.INTERNAL, "readers": ()})
    (tmp_path / "other.jsonl").write_text(record.model_dump_json(exclude={"digest"}) + "\n", "utf-8")
    (problem,) = add(store, tmp_path / "other.jsonl").problems
    assert "its id, 'R1', is taken" in str(problem)
    assert [one.visibility for one in store.listed()] == [Visibility.RESTRICTED]
