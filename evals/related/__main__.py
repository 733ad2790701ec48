"""`python -m evals.related [--shared ../shared]`: hit@5, MRR@10 and silence of the search, beside its baselines in the same run.

Bars: hit@5 and MRR at least MARGIN above the better of BM25 alone and vectors alone; wrongly silent and decline rate as issue 5
asks. The ceiling of the status incidents counts near duplicates of the answer (same days, nearly the same words) as equally good.
"""

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.related.memory import MemoryVectors, MemoryWords
from evals.related.world import Query, Vectors, World, read_queries
from pipeline.domain.asked import Asked
from pipeline.text.concepts import terms
from pipeline.text.stems import stems

MARGIN = 0.06
WORDS_OF_A_PASSAGE = 200
ALIKE = 0.8
Search = Callable[[Query], Sequence[str]]


@dataclass(frozen=True)
class Score:
    hit1: float
    hit5: float
    mrr: float
    silent: float
    declined: float | None

    def __str__(self) -> str:
        declined = f"{self.declined:10.3f}" if self.declined is not None else " " * 10
        return f"{self.hit1:8.3f}{self.hit5:8.3f}{self.mrr:8.3f}{self.silent:8.3f}{declined}"


def score(search: Search, queries: Sequence[Query]) -> Score:
    places: list[int | None] = []
    silent: list[bool] = []
    declined: list[bool] = []
    for query in queries:
        found = search(query)
        if not query.answers:
            declined.append(not found)
            continue
        silent.append(not found)
        places.append(next((place for place, id in enumerate(found[:10]) if id in query.answers), None))
    count = len(places)
    return Score(
        sum(place == 0 for place in places) / count,
        sum(place is not None and place < 5 for place in places) / count,
        sum(1 / (place + 1) for place in places if place is not None) / count,
        sum(silent) / count,
        sum(declined) / len(declined) if declined else None,
    )


def plain_words(world: World) -> Search:
    index = MemoryWords({id: stems(text) for id, text in world.full_texts.items()}, k1=1.5)
    return lambda query: [id for id, _ in index.search(dict.fromkeys(stems(query.text), 1.0), 10, None)]


def plain_vectors(world: World) -> Search:
    cut = [(f"{id}#{n}", piece) for id, text in world.full_texts.items() for n, piece in enumerate(pieces(text))]
    index = MemoryVectors([id for id, _ in cut], world.kept.of([piece for _, piece in cut]))
    return lambda query: distinct(index.search(world.embed(query.text), 200, None))


def pieces(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[start : start + WORDS_OF_A_PASSAGE]) for start in range(0, max(1, len(words)), WORDS_OF_A_PASSAGE)]


def distinct(hits: Sequence[tuple[str, float]]) -> list[str]:
    return list(dict.fromkeys(id.rpartition("#")[0] for id, _ in hits))


def fused(first: Search, second: Search) -> Search:
    def search(query: Query) -> list[str]:
        total: dict[str, float] = {}
        for found in (first(query), second(query)):
            for place, id in enumerate(found[:10]):
                total[id] = total.get(id, 0.0) + 1 / (61 + place)
        return sorted(total, key=lambda id: -total[id])

    return search


def ours(world: World, with_vectors: bool) -> Search:
    finder = world.finder(with_vectors)
    return lambda query: [one.id for one in finder.find(Asked(query.text), None, 10)]


def ceiling(world: World, queries: Sequence[Query]) -> tuple[float, float]:
    """The hit@5 and MRR of who finds all near duplicates of the answer first, in any order."""
    words = {id: frozenset(term for one in cut for term in terms(one.text)) for id, cut in world.cut.items()}
    days = {id: one.started_at.toordinal() if one.started_at else 0 for id, one in world.incidents.items()}
    hits: list[float] = []
    ranks: list[float] = []
    for query in queries:
        right = next(iter(query.answers))
        near = [id for id in words if abs(days[id] - days[right]) <= 1 and alike(words[id], words[right])]
        hits.append(min(1.0, 5 / len(near)))
        ranks.append(sum(1 / place for place in range(1, min(len(near), 10) + 1)) / len(near))
    return float(np.mean(hits)), float(np.mean(ranks))


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * max(1, min(len(one), len(other)))


def show(name: str, world: World, queries: Sequence[Query], with_baselines: bool = True) -> None:
    print(f"\n{name}: {len(world.cut)} incidents, {len(queries)} queries")
    print(f"  {'':28}{'hit@1':>8}{'hit@5':>8}{'mrr@10':>8}{'silent':>8}{'declined':>10}")
    words, vectors = plain_words(world), plain_vectors(world) if with_baselines else None
    methods: Mapping[str, Search] = {
        "BM25 alone": words,
        **({"vectors alone": vectors, "their rank fusion": fused(words, vectors)} if vectors else {}),
        "ours, words alone": ours(world, False),
        "ours": ours(world, True),
    }
    scores = {method: score(search, queries) for method, search in methods.items()}
    for method, one in scores.items():
        print(f"  {method:28}{one}", flush=True)
    alone = [one for method, one in scores.items() if method.endswith(" alone") and not method.startswith("ours")]
    gain5 = scores["ours"].hit5 - max(one.hit5 for one in alone)
    gain = scores["ours"].mrr - max(one.mrr for one in alone)
    print(f"  above the better of those alone: hit@5 {gain5:+.3f}, MRR {gain:+.3f} (bar {MARGIN:+.2f})")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.related")
    parser.add_argument("--shared", type=Path, default=Path("../shared"), help="the folder with the documents and their queries")
    parser.add_argument("--quick", action="store_true", help="leave out the status incidents, which take minutes to embed")
    arguments = parser.parse_args()
    data, own = arguments.shared / "data", Path(__file__).parents[1] / "datasets" / "related"
    vectors = Vectors()
    public = World(data / "postmortems/docs", vectors)
    show("postmortems, development queries", public, read_queries(data / "postmortems/queries_dev.jsonl"))
    show("postmortems, queries of our own", public, read_queries(own / "postmortems.jsonl"))
    fictional = World(data / "incidents/written/past_postmortems", vectors)
    show("a fictional company, queries of our own", fictional, read_queries(own / "past_postmortems.jsonl"))
    if not arguments.quick:
        status = World(data / "status_incidents/corpus.jsonl", vectors)
        queries = read_queries(data / "status_incidents/queries_dev.jsonl")
        show("status incidents", status, queries, with_baselines=False)
        hit5, mrr = ceiling(status, queries)
        print(f"  ceiling, near duplicates being equally good: hit@5 {hit5:.3f}, MRR {mrr:.3f}")


if __name__ == "__main__":
    main()
