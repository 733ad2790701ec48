"""The past incidents that are kept: who may know of which, and documents that somebody adds to them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path

from pipeline.corpus import find
from pipeline.domain.actor import Actor, Role
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident
from pipeline.errors import BadOption
from pipeline.keeping import keep
from pipeline.reviewing.past_search import PastSearch
from pipeline.reviewing.source_files import Upload, lent
from pipeline.store import open_store
from pipeline.store.documents import OURS

UPLOADED = "upload:{}"


@dataclass(frozen=True)
class Added:
    """What became of the documents, by id, and a sentence for each that did not go in."""

    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


class PastIncidents(PastSearch):
    def past(self, actor: Actor) -> tuple[PastIncident, ...]:
        """Those that the actor may know of, without their parts; the newest first, those without a date last."""
        known = self._library(actor).incidents
        dated = [one for one in known if one.started_at]
        undated = [one for one in known if not one.started_at]
        return (*sorted(dated, key=lambda one: (one.started_at, one.id), reverse=True), *undated)

    def add_past(self, actor: Actor, uploads: Sequence[Upload]) -> Added:
        """Documents of past incidents, which are found from now on; one that was there before is replaced. Raises NotAllowed
        unless an owner asks, StoreUnavailable."""
        self.store.note(actor, Role.OWNER, "add past incidents", self.clock(), after={"files": len(uploads)})
        mine = {one.id for one in self.past(actor) if not one.source.startswith(OURS)}
        store = open_store(self.home)
        others = store.digests().keys() - mine

        def named(read: PastIncident) -> PastIncident:
            """Under an id that takes nothing away from anybody, and without the place where it lay for a moment. That of a
            restricted one is such that no other document ever meets it: what meets nothing tells of nothing."""
            id = read.id
            if id in others or (read.visibility is Visibility.RESTRICTED and id not in mine):
                id = f"{id}-{uuid.uuid4().hex[:8]}"
            return read.model_copy(update={"id": id, "source": UPLOADED.format(Path(read.source).name)})

        with lent(uploads) as paths:
            kept = keep(store, find(paths), named=named, among=mine)
            folders = {f"{path.parent}/" for path in paths}
        problems = tuple(without(str(problem), folders) for problem in kept.problems)
        return Added(tuple(kept.added), tuple(kept.replaced), tuple(kept.unchanged), problems)

    def add_sample_past(self, actor: Actor) -> Added:
        """The bundled postmortems, of the trade that the sample incident is of."""
        with as_file(files("pipeline") / "samples" / "past") as folder:
            return self.add_past(actor, [(path.name, path) for path in sorted(folder.iterdir())])

    def remove_past(self, actor: Actor, id: str) -> None:
        """A document that was added; one that was published here goes when it is retracted. Raises NotAllowed unless an owner
        asks, BadOption for one that is not theirs to remove."""
        self.store.permit(actor, Role.OWNER)
        found = next((one for one in self.past(actor) if one.id == id and not one.source.startswith(OURS)), None)
        if found is None:
            raise BadOption("The past incident", id, "choose one that was added as a document; a published one is retracted")
        told = None if found.visibility is Visibility.RESTRICTED else id  # everybody reads the log
        self.store.note(actor, Role.OWNER, "remove past incident", self.clock(), after=told)
        open_store(self.home).remove([id])


def without(sentence: str, folders: set[str]) -> str:
    for folder in folders:
        sentence = sentence.replace(folder, "")
    return sentence
