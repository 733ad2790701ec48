import math
import os

import pytest

from pipeline.domain.incident import Visibility
from pipeline.index.words import WordIndex
from pipeline.store import open_store


@pytest.fixture
def words(tmp_path, store):
    index = WordIndex(tmp_path)
    index.sync(store)
    yield index
    index.close()


def test_a_word_that_one_incident_has_finds_it(words):
    assert [id for id, _ in words.search({"own7x1": 1.0}, 5, None)] == ["INC-7"]


def test_words_of_different_passages_count_together(words):
    found = words.search({"own7x0": 1.0, "own7x2": 1.0, "own8x0": 1.5}, 2, None)
    assert [id for id, _ in found] == ["INC-7", "INC-8"]


def test_weights_decide(words):
    assert words.search({"own7x0": 1.0, "own8x0": 3.0}, 1, None)[0][0] == "INC-8"
    assert words.search({"own7x0": 1.0, "own8x0": 0.0}, 5, None)[0][0] == "INC-7"


def test_what_is_not_allowed_is_not_found(words):
    assert words.search({"own7x0": 1.0}, 5, frozenset({"INC-8"})) == []
    assert len(words.search({"disk": 1.0}, 50, frozenset({"INC-8", "INC-9"}))) == 2
    assert words.search({"disk": 1.0}, 5, frozenset()) == []


def test_nothing_asked_finds_nothing(words):
    assert words.search({}, 5, None) == []
    assert words.search({"nowhere": 1.0}, 5, None) == []


def test_words_that_look_like_a_query_language_are_words(words):
    assert words.search({'") OR *:* AND (': 1.0, "\x00": 1.0}, 5, None) == []


def test_rareness_is_that_of_incidents(words):
    rare = words.rareness(["own7x0", "disk", "nowhere"])
    assert rare["own7x0"] == pytest.approx(math.log(1 + 59.5 / 1.5))
    assert rare["disk"] == pytest.approx(math.log(1 + 0.5 / 60.5))
    assert rare["nowhere"] == pytest.approx(math.log(1 + 60.5 / 0.5))


def test_it_follows_the_store(words, store, past):
    store.put_all([past(7, "certificate expired"), past(99)])
    store.remove(["INC-8"])
    words.sync(store)
    assert words.search({"certif": 1.0}, 5, None)[0][0] == "INC-7"
    assert [id for id, _ in words.search({"own99x0": 1.0}, 5, None)] == ["INC-99"]
    assert words.search({"own8x0": 1.0}, 5, None) == []
    assert "INC-7" not in [id for id, _ in words.search({"disk": 1.0}, 100, None)]


def test_a_few_changes_and_all_built_anew_score_alike(tmp_path, words, store, past):
    store.put_all([past(number) for number in range(60, 64)])
    words.sync(store)
    anew = WordIndex(tmp_path / "elsewhere")
    anew.sync(store)
    terms = {"disk": 1.0, "own7x0": 2.0, "own61x0": 1.0}
    assert dict(words.search(terms, 70, None)) == pytest.approx(dict(anew.search(terms, 70, None)))


def replace(file, content):
    """Another file in its place: tantivy's threads may still have the first one mapped, and a mapped file is not shortened."""
    other = file.with_suffix(".new")
    other.write_bytes(content)
    other.replace(file)


def test_corrupt_files_are_seen_and_the_index_is_built_again(tmp_path, words, store):
    expected = words.search({"own7x0": 1.0, "disk": 1.0}, 5, None)
    words.close()
    for suffix in sorted({file.suffix for file in words.snapshots.newest().folder.rglob("*.*") if file.suffix != ".lock"}):
        for file in WordIndex(tmp_path).snapshots.newest().folder.rglob(f"*{suffix}"):
            replace(file, b"\x00\xffrandom" * 9)
        index = WordIndex(tmp_path)
        index.sync(store)
        assert index.search({"own7x0": 1.0, "disk": 1.0}, 5, None) == expected
        index.close()


def test_a_file_that_was_changed_with_its_size_and_time_kept_is_written_again(tmp_path, words, store):
    expected = words.search({"own7x0": 1.0, "disk": 1.0}, 5, None)
    words.close()
    for file in words.snapshots.newest().folder.rglob("meta.json"):
        state = file.stat()
        replace(file, b"[".ljust(state.st_size))
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    index = WordIndex(tmp_path)
    index.sync(store)
    assert index.search({"own7x0": 1.0, "disk": 1.0}, 5, None) == expected


def secret(past, number, words):
    return past(number, words, visibility=Visibility.RESTRICTED)


def test_no_score_tells_what_stands_in_restricted_incidents(words, store, past):
    terms, allowed = {"own7x0": 1.0, "disk": 1.0, "zebrafish": 1.0}, frozenset(store.digests())
    before = words.search(terms, 5, allowed), words.rareness([*terms, "nowhere"])
    store.put_all([secret(past, number, "project zebrafish") for number in range(100, 130)])
    words.sync(store)
    assert (words.search(terms, 5, allowed), words.rareness([*terms, "nowhere"])) == before
    store.put_all([secret(past, number, "disk zebrafish again") for number in (100, 200)])
    words.sync(store)
    assert (words.search(terms, 5, allowed), words.rareness([*terms, "nowhere"])) == before


def test_restricted_incidents_score_as_others_do(tmp_path, words, store, past):
    terms = {"own7x0": 1.0, "disk": 1.0, "full": 3.0}
    store.put_all([past(number) for number in range(70, 72)])
    words.sync(store)
    before = dict(words.search(terms, 100, None))
    store.put_all([secret(past, number, "disk full on the primary") for number in range(70, 72)])
    words.sync(store)
    found = words.search(terms, 100, None)
    assert dict(found) == pytest.approx(before, rel=0.05)
    assert found[0][0] == "INC-7"
    assert [id for id, _ in words.search({"own70x0": 1.0}, 5, None)] == ["INC-70"]
    assert [id for id, _ in words.search(terms, 100, frozenset({"INC-70"}))] == ["INC-70"]


def test_what_is_restricted_or_no_longer_changes_its_place(words, store, past):
    allowed = frozenset(store.digests()) - {"INC-7"}
    store.put(*secret(past, 7, "disk full on the primary"))
    words.sync(store)
    rare = words.rareness(["own7x0", "nowhere"])
    assert rare["own7x0"] == rare["nowhere"]
    assert words.search({"own7x0": 1.0}, 5, allowed) == []
    assert [id for id, _ in words.search({"own7x0": 1.0}, 5, None)] == ["INC-7"]
    store.put(*past(7))
    words.sync(store)
    rare = words.rareness(["own7x0", "own8x0"])
    assert rare["own7x0"] == rare["own8x0"]
    assert [id for id, _ in words.search({"own7x0": 1.0}, 5, None)] == ["INC-7"]


def test_passages_that_are_cut_otherwise_build_it_anew(tmp_path, store):
    WordIndex(tmp_path, version="1").sync(store)
    index = WordIndex(tmp_path, version="2")
    index.sync(store)
    assert index.snapshots.newest().origin["passages"] == "2"


def test_an_empty_store_answers_with_nothing(tmp_path):
    index = WordIndex(tmp_path / "new")
    index.sync(open_store(tmp_path / "new"))
    assert index.search({"disk": 1.0}, 5, None) == []
