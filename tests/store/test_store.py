"""What is put into the store comes out of it, and its stamp tells that it has changed."""

import datetime
import os
import stat
from pathlib import Path

import pytest
from store_samples import incident, passages

from pipeline.store import Store, open_store
from pipeline.store.reviews import open_reviews


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path)


def test_an_incident_comes_out_as_it_went_in(store: Store) -> None:
    store.put(incident(), passages())
    assert list(store.incidents()) == [incident()]
    assert list(store.incidents(["PM-1"])) == [incident()]
    assert list(store.passages()) == passages()


def test_an_incident_of_which_little_is_known_comes_out_as_it_went_in(store: Store) -> None:
    bare = type(incident())(id="x", title="Something")
    store.put(bare, [])
    assert list(store.incidents()) == [bare]


def test_a_list_has_all_but_the_parts(store: Store) -> None:
    store.put(incident(), passages())
    assert store.listed() == [incident().model_copy(update={"parts": ()})]


def test_incidents_come_in_the_order_of_their_ids(store: Store) -> None:
    for id in ("PM-3", "PM-1", "PM-2"):
        store.put(incident(id), passages(id))
    assert [one.id for one in store.incidents()] == ["PM-1", "PM-2", "PM-3"]
    assert [one.id for one in store.listed(["PM-3", "PM-1", "PM-9"])] == ["PM-1", "PM-3"]


def test_what_has_the_same_id_is_replaced_with_all_that_hung_on_it(store: Store) -> None:
    store.put(incident(), passages())
    later = incident(title="Another title", parts=(), actions=(), services=())
    store.put(later, passages(count=1))
    assert list(store.incidents()) == [later]
    assert [passage.id for passage in store.passages()] == ["PM-1#0"]
    assert store.count() == (1, 1)


def test_what_is_removed_is_gone_with_its_passages_and_vectors(store: Store) -> None:
    store.put_all([(incident("a"), passages("a", words="of a")), (incident("b"), passages("b", words="of b"))])
    store.keep_vectors("m", {"of a 0": b"1", "of b 0": b"2"})
    assert store.remove(["a", "not there"]) == ("a",)
    assert [one.id for one in store.listed()] == ["b"]
    assert {passage.incident for passage in store.passages()} == {"b"}
    assert store.vectors("m", ["of a 0", "of b 0"]) == {"of b 0": b"2"}


def test_passages_are_found_by_their_ids_and_by_their_incidents(store: Store) -> None:
    store.put_all([(incident("a"), passages("a")), (incident("b"), passages("b"))])
    assert set(store.passages_by_id(["a#1", "b#2", "b#9"])) == {"a#1", "b#2"}
    assert [passage.id for passage in store.passages(["b"])] == ["b#0", "b#1", "b#2"]
    assert [hashed.passage for hashed in store.hashed()] == ["a#0", "a#1", "a#2", "b#0", "b#1", "b#2"]


def test_the_tenth_passage_stands_after_the_second(store: Store) -> None:
    store.put(incident(), passages(count=12))
    assert [passage.id for passage in store.passages()] == [f"PM-1#{n}" for n in range(12)]


def test_the_stamp_changes_with_every_change_and_with_no_reading(store: Store) -> None:
    stamps = [store.stamp()]
    for change in (
        lambda: store.put(incident(), passages()),
        lambda: store.put(incident(), passages()),
        lambda: store.cut(["PM-1"], lambda _: passages(count=1)),
        lambda: store.remove(["PM-1"]),
    ):
        change()
        stamps.append(store.stamp())
    assert len(set(stamps)) == len(stamps)
    list(store.incidents())
    store.keep_vectors("m", {"x": b"1"})
    store.remove(["not there"])
    assert store.stamp() == stamps[-1]


def test_two_stores_have_different_stamps_though_the_same_was_put(tmp_path: Path) -> None:
    one, other = open_store(tmp_path / "one"), open_store(tmp_path / "other")
    for store in (one, other):
        store.put(incident(), passages())
    assert one.stamp() != other.stamp()


def test_new_passages_of_an_incident_replace_the_old_ones_alone(store: Store) -> None:
    store.put_all([(incident("a"), passages("a")), (incident("b"), passages("b"))])
    before = {hashed.passage: hashed.revision for hashed in store.hashed()}
    store.cut(["a", "gone"], lambda one: passages(one.id, count=1))
    after = {hashed.passage: hashed.revision for hashed in store.hashed()}
    assert set(after) == {"a#0", "b#0", "b#1", "b#2"}
    assert after["a#0"] > before["a#0"] and after["b#0"] == before["b#0"]


def test_vectors_are_kept_by_embedder_and_text(store: Store) -> None:
    store.put(incident(), passages(count=1))
    store.keep_vectors("one", {"held its transactions open 0": b"1"})
    store.keep_vectors("other", {"held its transactions open 0": b"2"})
    store.keep_vectors("one", {"held its transactions open 0": b"3", "gone": b"4"})
    assert store.vectors("one", ["held its transactions open 0", "gone", "unknown"]) == {
        "held its transactions open 0": b"3",
        "gone": b"4",
    }
    store.forget_vectors()
    assert store.vectors("one", ["gone"]) == {}
    store.forget_vectors(but={"other"})
    assert store.vectors("one", ["held its transactions open 0"]) == {}
    assert store.vectors("other", ["held its transactions open 0"]) == {"held its transactions open 0": b"2"}


def test_versions_are_kept(store: Store) -> None:
    store.set_version("chunker", "1")
    store.set_version("chunker", "2")
    assert store.versions()["chunker"] == "2"


def test_more_ids_than_one_question_takes_are_asked_for_in_several(store: Store) -> None:
    ids = [f"PM-{n:04}" for n in range(1203)]
    store.put_all([(incident(id), passages(id, 1)) for id in ids])
    assert [one.id for one in store.incidents(ids)] == ids
    assert len(store.passages_by_id([f"{id}#0" for id in ids])) == len(ids)


def test_a_batch_goes_in_as_a_whole_or_not_at_all(store: Store) -> None:
    store.put(incident("a"), passages("a"))
    broken = [*passages("b"), *passages("b")]
    with pytest.raises(Exception, match="UNIQUE"):
        store.put_all([(incident("a", title="New"), passages("a")), (incident("b"), broken)])
    assert list(store.incidents()) == [incident("a")]


def test_the_database_and_its_log_are_for_their_owner_alone_from_the_first_moment(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        store = open_reviews(tmp_path)
        store.sign_in("Ada", datetime.datetime(2026, 3, 17, tzinfo=datetime.UTC))
    finally:
        os.umask(before)
    files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("postmortem.db*")}
    assert {"postmortem.db", "postmortem.db-wal"} <= files.keys() and set(files.values()) == {0o600}
