import os

import pytest

from pipeline.errors import IndexUnavailable
from pipeline.index.snapshots import Snapshots
from pipeline.locks import held


def fill(text):
    return lambda folder, old: (folder / "data").write_text(text)


def test_what_has_the_origin_is_not_built_again(tmp_path):
    snapshots = Snapshots(tmp_path)
    first = snapshots.of({"stamp": "1"}, fill("one"))
    again = Snapshots(tmp_path).of({"stamp": "1"}, fill("never written"))
    assert again == first
    assert (again.folder / "data").read_text() == "one"


def test_the_one_before_is_there_to_start_from_and_for_those_who_still_read(tmp_path):
    snapshots, seen = Snapshots(tmp_path), []
    first = snapshots.of({"stamp": "1"}, fill("one"))

    def build(folder, old):
        seen.append((old.folder / "data").read_text())
        (folder / "data").write_text("two")

    snapshots.of({"stamp": "2"}, build)
    assert seen == ["one"]
    assert first.folder.is_dir()
    snapshots.of({"stamp": "3"}, fill("three"))
    assert not first.folder.is_dir()


@pytest.mark.parametrize("harm", ["random bytes", "cut", "gone", "no seal", "broken seal", "one file more"])
def test_what_was_changed_by_somebody_else_is_not_there(tmp_path, harm):
    snapshots = Snapshots(tmp_path)
    folder = snapshots.of({"stamp": "1"}, fill("one")).folder
    match harm:
        case "random bytes":
            (folder / "data").write_bytes(os.urandom(3))
        case "cut":
            (folder / "data").write_text("")
        case "gone":
            (folder / "data").unlink()
        case "no seal":
            (folder / "seal.json").unlink()
        case "broken seal":
            (folder / "seal.json").write_bytes(b'{"files": [')
        case _:
            (folder / "more").write_text("")
    assert snapshots.newest() is None
    assert (snapshots.of({"stamp": "1"}, fill("again")).folder / "data").read_text() == "again"


def test_a_build_that_fails_leaves_nothing_and_the_last_state_is_kept(tmp_path):
    snapshots = Snapshots(tmp_path)
    first = snapshots.of({"stamp": "1"}, fill("one"))

    def build(folder, old):
        (folder / "data").write_text("half")
        raise ValueError("a bug of ours")

    with pytest.raises(ValueError, match="a bug of ours"):
        snapshots.of({"stamp": "2"}, build)
    assert snapshots.newest() == first
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["1", "lock"]


def test_rubbish_of_killed_processes_is_swept(tmp_path):
    snapshots = Snapshots(tmp_path)
    for name in ("building-x1", "reading-999999999-x2"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "data").write_text("rubbish")
    own = tmp_path / f"reading-{os.getpid()}-x3"
    own.mkdir()
    snapshots.of({"stamp": "1"}, fill("one"))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["1", "lock", own.name]


def test_while_another_process_builds_one_is_built_for_this_process_alone(tmp_path):
    snapshots = Snapshots(tmp_path / "root")
    with held(tmp_path / "root" / "lock", 0) as got:
        assert got
        own = snapshots.of({"stamp": "1"}, fill("own"), patience=0)
        assert snapshots.kept({"stamp": "1"}, fill("own"), patience=0) is None
    assert own.number == 0
    assert (own.folder / "data").read_text() == "own"
    snapshots.close()
    assert not own.folder.exists()
    assert Snapshots(tmp_path / "root").newest() is None


def test_where_nothing_can_be_kept_it_works_all_the_same(tmp_path):
    (tmp_path / "file").write_text("a file where the folder should be")
    snapshots = Snapshots(tmp_path / "file" / "index")
    assert (snapshots.of({"stamp": "1"}, fill("own")).folder / "data").read_text() == "own"
    snapshots.close()


def test_where_not_even_that_works_it_is_one_sentence(tmp_path):
    def full(folder, old):
        raise OSError(28, "No space left on device")

    with pytest.raises(IndexUnavailable, match=r"can be built neither there nor .* \(No space left on device\); free some space"):
        Snapshots(tmp_path).of({"stamp": "1"}, full)
