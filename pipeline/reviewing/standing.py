"""What is kept of a review -> the parts of a Look that are computed from it alone."""

from collections.abc import Iterable

from pipeline.domain.finding import DraftFinding
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Block, Item, Readership, Waiver
from pipeline.review import NO_DRAFT, Reviewed, blocks, place_of, waiver_of
from pipeline.reviewing.look import Placed, Standing
from pipeline.store.snapshots import Snapshot


def blocks_of(
    kept: Snapshot | Standing,
    items: Iterable[Item],
    document: Postmortem | None,
    found: Iterable[DraftFinding],
    audience: Readership = Readership.INTERNAL,
    outside: Iterable[Block] = (),
) -> tuple[Block, ...]:
    """What stands in the way of a version for these readers; `outside` is what only one for readers outside has."""
    if document is None:
        return (NO_DRAFT,)
    reviewed = Reviewed(kept.offers, kept.sign_offs, kept.disputes, kept.waivers, kept.reads, outside)
    return blocks(kept.review, items, document, found, reviewed, audience)


def by_part(items: tuple[Item, ...]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.part, []).append(item)
    return {part: tuple(held) for part, held in found.items()}


def placed(found: DraftFinding, items: Iterable[Item], waivers: Iterable[Waiver]) -> Placed:
    part, item = place_of(found, items)
    return Placed(found, part, item, waiver_of(found, items, waivers))
