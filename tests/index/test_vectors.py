import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from pipeline.domain.incident import Visibility
from pipeline.errors import StoreUnavailable
from pipeline.index.matrix import as_bytes
from pipeline.index.vectors import VectorIndex
from pipeline.locks import held
from pipeline.store import open_store


@pytest.fixture
def opened(tmp_path, made, store):
    """Opens the index of the store's home; closed in the end."""
    indexes = []

    def open(asking=False, embedder=made, **wishes):
        index = VectorIndex(tmp_path, embedder, **wishes)
        index.sync(store, asking)
        indexes.append(index)
        return index

    yield open
    for index in indexes:
        index.close()


def truth(store, embedder, vector, k):
    """What is nearest, from the store alone."""
    passages = list(store.passages())
    scores = embedder.embed([passage.text for passage in passages]) @ vector
    best = sorted(range(len(passages)), key=lambda place: -scores[place])[:k]
    return [passages[place].id for place in best]


@pytest.mark.parametrize("lasting", [False, True])
def test_the_nearest_are_found_whoever_answers(opened, store, made, lasting):
    index = opened(lasting=lasting)
    for text in ("a question", "another", "disk full on the primary own7x1"):
        vector = made.embed_query(text)
        found = index.search(vector, 5, None)
        assert [id for id, _ in found] == truth(store, made, vector, 5)
        assert index.answered_by == ("chroma" if lasting else "matrix")
    assert found[0] == ("INC-7#1", pytest.approx(1, abs=1e-5))
    assert index.notes == []


@pytest.mark.parametrize("lasting", [False, True])
@pytest.mark.parametrize("count", [0, 1, 30, 59])
def test_what_is_not_allowed_is_not_found(opened, made, lasting, count):
    index = opened(lasting=lasting)
    allowed = frozenset(f"INC-{number}" for number in range(count))
    found = index.search(made.embed_query("a question"), 200, allowed)
    assert len(found) == 3 * count
    assert {id.partition("#")[0] for id, _ in found} == allowed
    assert len(index.search(made.embed_query("a question"), 2, allowed)) == min(2, 3 * count)


def test_no_text_is_embedded_twice(opened, store, made, past, tmp_path):
    opened()
    assert len(made.texts) == len(set(made.texts)) == 180
    opened()
    shutil.rmtree(tmp_path / "index")
    opened(lasting=True)
    assert len(made.texts) == 180
    store.put_all([past(7, "certificate expired"), past(8)])
    opened()
    assert len(made.texts) == 183


def test_it_follows_the_store_while_it_lasts(opened, store, made, past):
    index = opened(lasting=True)
    store.put_all([past(7, "certificate expired"), past(99)])
    store.remove(["INC-8"])
    index.sync(store)
    assert index.search(made.embed_query("certificate expired own7x1"), 1, None)[0][0] == "INC-7#1"
    assert index.search(made.embed_query("disk full on the primary own99x0"), 1, None)[0][0] == "INC-99#0"
    assert index.search(made.embed_query("disk full on the primary own8x0"), 1, None)[0][0] != "INC-8#0"
    assert index.answered_by == "chroma"
    assert index.notes == []


@pytest.mark.parametrize("where", ["vectors", "chroma"])
def test_corrupt_files_of_any_kind_are_seen_and_healed(opened, store, made, tmp_path, where):
    opened(lasting=True).close()
    vector = made.embed_query("a question")
    expected = truth(store, made, vector, 5)
    newest = max((entry for entry in (tmp_path / "index" / where).iterdir() if entry.name.isdigit()), key=lambda e: int(e.name))
    names = sorted(str(file.relative_to(newest)) for file in newest.rglob("*") if file.is_file())
    some = [name for name in names if "-" not in name] + [name for name in names if "-" in name][:1]
    for name in some:
        folder = max((e for e in (tmp_path / "index" / where).iterdir() if e.name.isdigit()), key=lambda e: int(e.name))
        for file in [folder / name] if (folder / name).exists() else list(folder.rglob(name.rpartition("/")[2])):
            file.write_bytes(os.urandom(max(64, file.stat().st_size // 2)))
        index = opened(lasting=True)
        assert [id for id, _ in index.search(vector, 5, None)] == expected
        assert index.answered_by == "chroma"
        index.close()


def test_a_collection_that_breaks_while_it_is_asked_is_replaced_by_the_matrix(opened, store, made):
    index = opened(lasting=True)
    index._collection.collection.delete(ids=["INC-1#0", "INC-2#0"])
    vector = made.embed_query("disk full on the primary own1x0")
    assert index.search(vector, 200, None)[0][0] == "INC-1#0"
    assert index.answered_by == "matrix"
    index._collection.client.delete_collection("passages")
    assert index.search(vector, 3, None)[0][0] == "INC-1#0"
    assert len(index.notes) == 1
    assert "the vectors are compared one by one, with the same results" in index.notes[0]
    index.sync(store)
    assert index.search(vector, 3, None)[0][0] == "INC-1#0"
    assert index.answered_by == "chroma"


def test_another_embedder_builds_all_anew_and_the_store_remembers_which(opened, store, another):
    opened(lasting=True).close()
    other = another("other", dimension=10)
    index = opened(embedder=other, lasting=True)
    vector = other.embed_query("a question")
    assert [id for id, _ in index.search(vector, 5, None)] == truth(store, other, vector, 5)
    assert store.versions()["embedder"] == "other"


def test_two_embedders_in_turn_read_no_text_twice_and_a_third_takes_the_place_of_one(opened, store, made, another):
    other, third = another("other", dimension=10), another("third")
    for embedder in (made, other, made, other):
        opened(embedder=embedder)
    assert len(made.texts) == len(other.texts) == 180
    opened(embedder=third)
    hashes = [passage.text_hash for passage in store.passages()]
    assert [len(store.vectors(name, hashes)) for name in ("made", "other", "third")] == [0, 180, 180]


def test_restricted_texts_do_not_leave_the_machine(opened, store, past, another):
    store.put(*past(7, "the acquisition", visibility=Visibility.RESTRICTED))
    remote = another("remote", local=False)
    index = opened(embedder=remote)
    assert not [text for text in remote.texts if "acquisition" in text]
    assert "INC-7" not in {id.partition("#")[0] for id, _ in index.search(remote.embed_query("x"), 500, None)}
    local = another("local")
    opened(embedder=local)
    assert [text for text in local.texts if "acquisition" in text]


def test_what_becomes_restricted_while_others_are_sent_stays_here(opened, store, past, another, monkeypatch):
    monkeypatch.setattr("pipeline.index.vectors.AT_ONCE", 30)
    remote = another("remote", local=False)
    whole = remote.embed

    def embed(texts):
        if store.listed(["INC-0"])[0].visibility is Visibility.INTERNAL:
            store.put_all([past(number, "the acquisition", visibility=Visibility.RESTRICTED) for number in range(60)])
        return whole(texts)

    remote.embed = embed
    opened(embedder=remote)
    assert len(remote.texts) == 30
    assert not [text for text in remote.texts if "acquisition" in text]


def test_a_text_that_is_replaced_while_it_is_embedded_keeps_the_vector_of_its_words(opened, store, made, past):
    opened()
    store.put(*past(7, "pool exhausted"))
    read = store.passages_by_id

    def replaced(ids, **wishes):
        store.put(*past(7, "certificate expired"))
        return read(ids, **wishes)

    store.passages_by_id = replaced
    opened()
    del store.passages_by_id
    store.put(*past(7, "pool exhausted"))
    index = opened()
    assert index.search(made.embed_query("pool exhausted own7x1"), 1, None) == [("INC-7#1", pytest.approx(1, abs=1e-5))]


def test_an_incident_has_all_its_vectors_or_none_and_who_asks_knows_which(opened, store, made, past, tmp_path):
    texts = [passage for passage in store.passages() if passage.id in ("INC-0#0", "INC-0#1", "INC-0#2", "INC-1#0")]
    vectors = made.embed([passage.text for passage in texts])
    store.keep_vectors("made", as_bytes([passage.text_hash for passage in texts], vectors))
    with held(tmp_path / "index" / "embedding.lock", 0):
        index = opened(asking=True)
    assert (index.holds("INC-0"), index.holds("INC-1"), index.holds("INC-2")) == (True, False, False)
    assert {id for id, _ in index.search(made.embed_query("x"), 500, None)} == {"INC-0#0", "INC-0#1", "INC-0#2"}
    assert index.behind
    assert index.notes == ["Some past incidents have no vectors yet; these are found by their words alone."]
    index.sync(store, asking=True)
    assert not index.behind
    assert index.holds("INC-1") and len(index.search(made.embed_query("x"), 500, None)) == 180


@pytest.mark.parametrize("lasting", [False, True])
def test_vectors_of_what_an_incident_said_before_are_not_its_own(opened, store, made, past, tmp_path, lasting):
    opened(lasting=lasting)
    store.put(*past(7, "certificate expired"))
    with held(tmp_path / "index" / "embedding.lock", 0):
        index = opened(asking=True, lasting=lasting)
    assert not index.holds("INC-7") and index.holds("INC-8")
    assert {id.partition("#")[0] for id, _ in index.search(made.embed_query("x"), 500, None)} == set(store.digests()) - {"INC-7"}
    assert index.search(made.embed_query("x"), 500, frozenset({"INC-7"})) == []


@pytest.mark.parametrize("lasting", [False, True])
def test_a_model_that_changes_behind_its_name_is_asked_for_all_texts_anew(opened, store, past, another, lasting):
    opened(embedder=another("made", dimension=16), lasting=lasting).close()
    store.put(*past(99))
    changed = another("made", dimension=24)
    index = opened(embedder=changed, lasting=lasting)
    assert len(changed.texts) == 183
    assert (index.dimension, index.notes) == (24, [])
    assert index.search(changed.embed_query("disk full on the primary own7x1"), 1, None)[0][0] == "INC-7#1"
    assert index.answered_by == ("chroma" if lasting else "matrix")


def end_after(embedder, count):
    """Somebody presses Ctrl+C once so many texts are embedded."""
    whole = embedder.embed

    def embed(texts):
        if len(embedder.texts) >= count:
            raise KeyboardInterrupt
        return whole(texts)

    embedder.embed = embed


def test_a_change_of_the_model_that_was_interrupted_goes_on(opened, store, past, another, monkeypatch):
    monkeypatch.setattr("pipeline.index.vectors.AT_ONCE", 50)
    opened(embedder=another("made", dimension=16))
    store.put(*past(99))
    ended = another("made", dimension=24)
    end_after(ended, 100)
    with pytest.raises(KeyboardInterrupt):
        opened(embedder=ended)
    changed = another("made", dimension=24)
    assert opened(embedder=changed).dimension == 24
    assert len(changed.texts) == 83


@pytest.mark.parametrize("harm", [b"[", b"{}", b'{"passages": 7}', b"\xff"])
@pytest.mark.parametrize("asking", [False, True])
def test_a_file_that_was_changed_with_its_size_and_time_kept_is_written_again(opened, store, made, tmp_path, harm, asking):
    opened().close()
    vector = made.embed_query("a question")
    for file in [*(tmp_path / "index/vectors").rglob("rows.json"), *(tmp_path / "index/chroma").rglob("revisions.json")]:
        state = file.stat()
        file.write_bytes(harm.ljust(state.st_size))
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    index = opened(asking=asking, lasting=True)
    assert [id for id, _ in index.search(vector, 5, None)] == truth(store, made, vector, 5)
    index.sync(store)
    assert index.notes == []


def test_who_asks_waits_for_nobody_who_embeds(opened, store, made, past, tmp_path):
    opened()
    store.put(*past(99))
    with held(tmp_path / "index" / "embedding.lock", 0):
        index = opened(asking=True)
        assert len(index.search(made.embed_query("x"), 500, None)) == 180
    assert len(opened(asking=True).search(made.embed_query("x"), 500, None)) == 183


def test_what_another_adds_during_the_embedding_is_found_by_the_next(opened, store, made, past, another):
    adding = another("made")
    whole = adding.embed

    def embed(texts):
        vectors = whole(texts)
        if len(store.digests()) == 60:
            store.put(*past(99))
        return vectors

    adding.embed = embed
    opened(embedder=adding)
    for lasting in (False, True):
        index = opened(lasting=lasting)
        assert len(index.search(made.embed_query("x"), 500, None)) == 183
        assert index.search(made.embed_query("disk full on the primary own99x1"), 1, None)[0][0] == "INC-99#1"


def test_a_collection_that_finds_others_than_what_lies_there_is_not_right(opened):
    index = opened(lasting=True)
    collection, matrix = index._collection, index._opened.matrix
    assert collection.is_right(matrix)
    query = collection.collection.query

    def second_best(n_results, **asked):
        found = query(n_results=n_results + 1, **asked)
        return {kind: [found[kind][0][1:]] for kind in ("ids", "distances")}

    collection.collection = SimpleNamespace(count=collection.collection.count, query=second_best)
    assert not collection.is_right(matrix)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="only Linux tells which files are open")
def test_an_index_that_nobody_holds_any_more_leaves_no_file_open(tmp_path, store, made):
    def held():
        names = (str(file.readlink()) for file in Path("/proc/self/fd").iterdir() if file.is_symlink())
        return [name for name in names if name.startswith(str(tmp_path / "index" / "chroma"))]

    index = VectorIndex(tmp_path, made, lasting=True)
    index.sync(store)
    assert held()
    del index
    assert held() == []


def test_the_first_who_asks_gets_an_index_without_anybody_adding(opened, made):
    assert len(opened(asking=True).search(made.embed_query("x"), 500, None)) == 180


def test_an_embedding_that_was_ended_goes_on_where_it_was(opened, store, made, another, monkeypatch):
    monkeypatch.setattr("pipeline.index.vectors.AT_ONCE", 50)
    ended = another("made")
    end_after(ended, 100)
    with pytest.raises(KeyboardInterrupt):
        opened(embedder=ended)
    opened(embedder=made)
    assert len(made.texts) == 80


def test_progress_is_told(tmp_path, store, made):
    told = []
    index = VectorIndex(tmp_path, made)
    index.sync(store, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (180, 180)


def test_an_empty_store_answers_with_nothing(tmp_path, made):
    for lasting in (False, True):
        index = VectorIndex(tmp_path / "new", made, lasting=lasting)
        index.sync(open_store(tmp_path / "new"))
        assert index.search(made.embed_query("x"), 5, None) == []
        index.close()


def test_vectors_are_exact_where_few_are_allowed_and_where_many_are(opened, store, made):
    index, vector = opened(), made.embed_query("a question")
    everything = dict(index.search(vector, 500, None))
    for count in (3, 50):
        allowed = frozenset(f"INC-{number}" for number in range(count))
        for id, score in index.search(vector, 500, allowed):
            assert np.isclose(score, everything[id], atol=1e-6)


def test_who_asks_is_answered_where_the_store_cannot_be_written(tmp_path, store, made, monkeypatch):
    def full(*_):
        raise StoreUnavailable("postmortem.db", "the disk is full", "free some space")

    monkeypatch.setattr(type(store), "keep_vectors", full)
    index = VectorIndex(tmp_path, made)
    with pytest.raises(StoreUnavailable):
        index.sync(store)
    index.sync(store, asking=True)
    assert index.search(made.embed_query("x"), 5, None) == []
    assert index.notes == [
        "postmortem.db: the disk is full; free some space. What has no vector yet is found by its words alone."
    ]
