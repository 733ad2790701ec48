"""The files of what is published, as the review says: a change of it -> <home>/published/<id>/, readable by its owner alone.

A review is noted as unsettled in the transaction that says what its files should be, or before one that takes them away, and that
note goes when they are so. Whatever is stopped halfway is settled when the desk opens; where nothing is, that is one query.
"""

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import Publication, ReviewState
from pipeline.errors import StoreUnavailable
from pipeline.jobs.past import keep_published
from pipeline.jobs.working import working
from pipeline.publish import file_name
from pipeline.reviewing.bench import Bench
from pipeline.reviewing.source_files import put_file
from pipeline.store.reviews import Change


class Settling(Bench):
    def settle(self, incident: str) -> None:
        """Nobody changes the review meanwhile, so that what is written is what it says. Raises StoreUnavailable; then it is
        still to be settled."""
        with self.store.settling(incident, self.clock()) as change:
            if change.review.state is ReviewState.PUBLISHED:
                put_published(self.published(incident), change)
            else:
                take_away(self.published(incident))

    def settle_all(self) -> None:
        """What the disk refuses is left for the next time."""
        for incident in self.store.unsettled():
            with suppress(StoreUnavailable):
                self.settle(incident)

    def published(self, incident: str) -> Path:
        return self.home / "published" / incident


def put_published(folder: Path, change: Change) -> None:
    kept = change.snapshot()
    if change.own_past() is None and kept.draft is not None:
        keep_published(change, working(Postmortem.model_validate_json(kept.draft), kept.items, kept.review))
    for one in newest(kept.publications):
        put_file(folder / file_name(change.review.id, one.audience, one.format), one.text)


def newest(publications: Iterable[Publication]) -> Iterable[Publication]:
    """Of those that stand, the last one for each audience in each format."""
    standing = (one for one in publications if one.retracted_at is None)
    return {(one.audience, one.format): one for one in standing}.values()


def take_away(folder: Path) -> None:
    """Raises StoreUnavailable where a file stays."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        remedy = "look at the rights of the folder and try again"
        raise StoreUnavailable(str(folder), f"what was published cannot be taken away ({error.strerror})", remedy) from None
