"""The past incidents that are kept: files -> documents and passages in the store, and out again.

    keep(store, found, told) -> Kept     what is new or has changed goes in, a few documents at a time: nothing that was
                                         told is lost when the machine stops, and a second call goes on from there

Composes the readers, the chunker and the store. The indexes are no matter of this module.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from pipeline.corpus import Found, Read, read_files
from pipeline.domain.actor import folded
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import Passage, PastIncident
from pipeline.errors import UnreadableSource
from pipeline.related.passages import VERSION, passages
from pipeline.store import Store
from pipeline.store.documents import OURS

AT_ONCE, PATIENCE = 50, 1.0
"""So many documents, or seconds of work, are put into the store at once."""
CHUNKER = "chunker"
Told = Callable[[int, int, str], None]
"""Is told how many files of how many are done, and the one that is read now."""
Named = Callable[[PastIncident], PastIncident]
"""What was read -> as it is kept, under an id and a source that may be others."""


@dataclass
class Kept:
    """What became of the documents, by id; `problems` says what did not go in, `notes` what was passed over in what did."""

    added: list[str] = field(default_factory=list[str])
    replaced: list[str] = field(default_factory=list[str])
    unchanged: list[str] = field(default_factory=list[str])
    problems: list[UnreadableSource] = field(default_factory=list[UnreadableSource])
    notes: list[str] = field(default_factory=list[str])
    left_out: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return len(self.added) + len(self.replaced) + len(self.unchanged)


def as_read(incident: PastIncident) -> PastIncident:
    return incident


def keep(
    store: Store, found: Found, told: Told | None = None, named: Named = as_read, among: Collection[str] | None = None
) -> Kept:
    """`among` are the ids of those whose documents count as known (None: all); what is another's is no answer.
    Raises StoreUnavailable; what was put before that stays."""
    cut_anew(store)
    keeper = Keeper(store, Kept(problems=list(found.missing), left_out=found.left_out), named, among)
    for number, file in enumerate(found.files):
        if told:
            told(number, len(found.files), str(file))
        for read in read_files([file], keeper.known):
            keeper.take(read)
    keeper.put()
    if told:
        told(len(found.files), len(found.files), "")
    return keeper.kept


class Keeper:
    """Takes one document after the other and puts them into the store together."""

    def __init__(self, store: Store, kept: Kept, named: Named = as_read, among: Collection[str] | None = None) -> None:
        self.store, self.kept, self.named = store, kept, named
        self.digests = store.digests()
        self.known = {digest: id for id, digest in self.digests.items() if digest and (among is None or id in among)}
        self.seen: dict[str, str] = {}
        self.waiting: list[tuple[PastIncident, Sequence[Passage]]] = []
        self.since = monotonic()

    def take(self, read: Read) -> None:
        self.kept.notes.extend(read.notes)
        if read.problem:
            self.kept.problems.append(read.problem)
        elif read.known:
            self.unchanged(self.known[read.known], read.file)
        elif read.incident and not self.twice((incident := self.named(read.incident)).id, read.file):
            self.put_if_new(incident, read.file)
        if len(self.waiting) >= AT_ONCE or (self.waiting and monotonic() - self.since > PATIENCE):
            self.put()

    def unchanged(self, id: str, file: str) -> None:
        if not self.twice(id, file):
            self.kept.unchanged.append(id)

    def twice(self, id: str, file: str) -> bool:
        """Whether a document before this one has its id already; the later one is not taken."""
        before = self.seen.setdefault(id, file)
        if before != file:
            self.kept.problems.append(
                UnreadableSource(
                    file,
                    f"{before} has the same id, {id!r}",
                    'give this one an id of its own (`id:` in front matter, "id" in a record)',
                )
            )
        return before != file

    def put_if_new(self, incident: PastIncident, file: str) -> None:
        if incident.id not in self.digests:
            self.kept.added.append(incident.id)
        else:
            before = next(self.store.incidents([incident.id]), None)
            if before and said(before) == said(incident):
                self.kept.unchanged.append(incident.id)
                return
            if before and (refused := refusal(before, incident, file)):
                self.kept.problems.append(refused)
                return
            self.kept.replaced.append(incident.id)
        self.waiting.append((incident, passages(incident)))

    def put(self) -> None:
        self.store.put_all(self.waiting)
        self.waiting = []
        self.since = monotonic()


def refusal(before: PastIncident, after: PastIncident, file: str) -> UnreadableSource | None:
    """Why the one does not take the place of the other. Of what others may not read it says no more than that the id is taken."""
    if before.source == after.source:
        return None
    restricted, there = before.visibility is Visibility.RESTRICTED, Path(before.source).exists()
    if before.source.startswith(OURS) or (restricted and (there or not narrower(after, before))):
        remedy = "give this one an id of its own, or remove what has it first, as one of its readers"
        return UnreadableSource(file, f"its id, {after.id!r}, is taken", remedy)
    if there:
        remedy = f"give this one an id of its own, or run `postmortem corpus remove {after.id}` first"
        return UnreadableSource(file, f"{before.source} was added under the same id, {after.id!r}", remedy)
    return None


def narrower(one: PastIncident, other: PastIncident) -> bool:
    """Whether nobody reads the one who does not read the other."""
    return one.visibility is Visibility.RESTRICTED and {*map(folded, one.readers)} <= {*map(folded, other.readers)}


def said(incident: PastIncident) -> PastIncident:
    """What the document says, wherever it was read."""
    return incident.model_copy(update={"source": "", "digest": ""})


def cut_anew(store: Store, always: bool = False) -> None:
    """Cuts the incidents into passages again where another version of the chunker did it."""
    if store.versions().get(CHUNKER) == VERSION and not always:
        return
    ids = list(store.digests())
    for start in range(0, len(ids), AT_ONCE):
        store.cut(ids[start : start + AT_ONCE], passages)
    store.set_version(CHUNKER, VERSION)


def exported(incidents: Iterator[PastIncident]) -> Iterator[str]:
    """A line of JSON each, which can be added again."""
    for incident in incidents:
        yield incident.model_dump_json(exclude={"digest"}) + "\n"
