"""How a long channel is cut, and what a new message changes of that."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from time import process_time

import pytest

from pipeline.domain.evidence import Evidence, Source
from pipeline.transcript.chunks import OVERLAP, Chunk, chunks_of, size_of, together

START = datetime(2026, 3, 17, 8, tzinfo=UTC)
MOST = 30_000


def said(id: str, at: datetime | None, text: str = "as before", thread: str | None = None) -> Evidence:
    return Evidence(id=id, at=at, text=text, thread=thread, source=Source(file="chat"))


def talk(count: int, seed: int) -> list[Evidence]:
    """Messages with pauses and nights between them, one of five in a thread."""
    random, at, pieces = Random(seed), START, list[Evidence]()
    for number in range(count):
        at += timedelta(seconds=random.choice([1, 5, 20, 60, 200]) if random.random() < 0.97 else random.randint(600, 40_000))
        parent = random.choice(pieces[-8:]) if pieces and random.random() < 0.2 else None
        thread = (parent.thread or parent.id) if parent else None
        pieces.append(said(f"{seed}-{number}", at, "x" * int(random.expovariate(1 / 110)), thread))
    return pieces


def ids(pieces: tuple[Evidence, ...] | list[Evidence]) -> list[str]:
    return [piece.id for piece in pieces]


def changed(before: list[Chunk], after: list[Chunk]) -> int:
    known = {(tuple(ids(c.pieces)), tuple(ids(c.before))) for c in before}
    return sum((tuple(ids(c.pieces)), tuple(ids(c.before))) not in known for c in after)


def test_every_piece_is_in_one_chunk_and_none_is_too_long():
    pieces = talk(3_000, 1)
    chunks = chunks_of(pieces, MOST)
    assert Counter(id for chunk in chunks for id in ids(chunk.pieces)) == Counter(ids(pieces))
    assert all(sum(map(size_of, chunk.pieces)) <= MOST for chunk in chunks)
    assert len(chunks) <= 2 * sum(map(size_of, pieces)) / MOST


def test_a_chunk_brings_the_end_of_the_one_before():
    chunks = chunks_of(talk(1_000, 2), MOST)
    assert chunks[0].before == ()
    assert all(late.before == early.pieces[-OVERLAP:] for early, late in pairwise(chunks))


def test_one_new_message_changes_its_chunk_and_rarely_a_neighbor():
    pieces, random, counts = talk(5_000, 3), Random(4), Counter[int]()
    before = chunks_of(pieces, MOST)
    assert len(before) > 40
    for number in range(60):
        place = random.randrange(1, len(pieces))
        new = said(f"new-{number}", pieces[place - 1].at, "y" * 200)
        counts[changed(before, chunks_of([*pieces[:place], new, *pieces[place:]], MOST))] += 1
    assert max(counts) <= 2, counts


def test_messages_without_times_are_cut_as_stably():
    pieces = [said(f"line-{number}", None, "z" * (number * 37 % 200)) for number in range(5_000)]
    before = chunks_of(pieces, MOST)
    for place in range(100, 5_000, 250):
        after = chunks_of([*pieces[:place], said(f"new-{place}", None), *pieces[place:]], MOST)
        assert changed(before, after) <= 2


def test_a_message_at_the_end_changes_the_last_chunk_only():
    pieces = talk(2_000, 5)
    last = pieces[-1].at
    assert last
    after = chunks_of([*pieces, said("new", last + timedelta(minutes=1))], MOST)
    assert changed(chunks_of(pieces, MOST), after) <= 2


def test_a_thread_stays_in_one_chunk():
    pieces = [said(f"root-{n}", START + timedelta(minutes=n), "x" * 300) for n in range(100)]
    pieces += [said(f"reply-{n}", START + timedelta(minutes=120, seconds=n), "x" * 300, f"root-{n}") for n in range(100)]
    for chunk in chunks_of(pieces, 4_000):
        held = set(ids(chunk.pieces))
        assert {id.replace("root", "reply") for id in held if id.startswith("root")} <= held


def test_a_thread_longer_than_a_chunk_is_cut_all_the_same():
    pieces = [said("root", START), *(said(f"r{n}", START + timedelta(seconds=n), "x" * 400, "root") for n in range(50))]
    assert all(sum(map(size_of, chunk.pieces)) <= 4_000 for chunk in chunks_of(pieces, 4_000))


def test_a_piece_longer_than_a_chunk_is_a_chunk():
    long = said("long", START, "x" * 9_000)
    pieces = [*(said(f"a{n}", START) for n in range(20)), long, *(said(f"b{n}", START) for n in range(20))]
    chunks = chunks_of(pieces, 4_000)
    assert next(c for c in chunks if "long" in ids(c.pieces)).pieces == (long,)
    assert [id for c in chunks for id in ids(c.pieces)] == ids(pieces)


def test_replies_stand_behind_what_they_answer():
    pieces = [said("a", START), said("b", START + timedelta(minutes=1)), said("c", START + timedelta(minutes=9), thread="a")]
    assert ids(together(pieces)) == ["a", "c", "b"]


def test_a_reply_of_days_later_stands_in_its_own_time():
    late = START + timedelta(days=3)
    pieces = [said("a", START), said("b", START), said("c", late, thread="a"), said("d", late), said("e", late, thread="a")]
    assert ids(together(pieces)) == ["a", "b", "c", "e", "d"]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_what_is_short_is_one_chunk(count: int):
    assert [len(chunk.pieces) for chunk in chunks_of(talk(count, 6), MOST)] == ([count] if count else [])


def test_halves_hold_the_whole_and_end():
    chunk = Chunk(tuple(talk(40, 7)))
    first, second = chunk.halves()
    assert first.pieces + second.pieces == chunk.pieces
    assert min(len(first.pieces), len(second.pieces)) >= 10
    assert second.before == first.pieces[-OVERLAP:]
    assert Chunk(chunk.pieces[:1]).halves() == (Chunk(chunk.pieces[:1]),)


def test_twenty_thousand_messages_take_less_than_a_second():
    pieces = talk(20_000, 8)
    start = process_time()
    chunks_of(pieces, MOST)
    assert process_time() - start < 1
