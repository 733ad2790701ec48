"""The work of a pull job: lines -> a folder for each target among the incident's sources; once it is whole it counts as one.

<home>/incidents/<id>/sources/<target>/      as pipeline/pull writes it; its journal lets a pull that was stopped go on

What is not open to all makes the incident restricted, to its owner, its readers and who pulled it. A key is in the environment of
the process, or in the keyring: in no request, result, log or audit entry.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipeline.doctor import home
from pipeline.domain.actor import Actor, Role
from pipeline.domain.incident import Visibility
from pipeline.domain.job import Job, JobKind
from pipeline.errors import BadOption, NotPulled, PostmortemError, StoreUnavailable
from pipeline.jobs import launching
from pipeline.jobs.pull_lines import folder_of, line_of, targets_of
from pipeline.jobs.steps import Steps, now
from pipeline.pull import JOURNALS, Pulled
from pipeline.pull import pull as pull_one
from pipeline.pull.target import Target
from pipeline.pulling import means_for, servers
from pipeline.settings import Settings
from pipeline.store.reviews import Change, Reviews

OF_THE_COMMAND = (
    ("run the same command again", "pull again"),
    ("stop with Ctrl-C, and the same command goes on", "a pull that is stopped goes on when you pull again"),
    ("give --again to read", "pull it again and read"),
    ("give another folder, or --again to read", "discard it first, or pull it again and read"),
    ("found with --again", "found by reading all of it anew"),
    ("with --ca-file", "with POSTMORTEM_CA_FILE"),
)


def pull(job: Job, store: Reviews, settings: Settings, steps: Steps) -> dict[str, Any]:
    """`job.request` has `lines`, whether to read all of it `again`, and whether to `draft` after that. What can be pulled is kept
    whatever becomes of the rest. Raises NotPulled with what could not."""
    assert job.incident is not None
    actor, folder = store.sign_in(job.by, now()), home(settings) / "incidents" / job.incident / "sources"
    targets = [target for line in job.request["lines"] for target in targets_of(line, settings)]
    found, notes, problems, telling = list[Target](), list[str](), list[str](), Telling(steps, len(targets))
    names = {(one.tool, one.ids) for one in targets}
    for target in targets:
        place = folder / folder_of(target)
        try:
            make(place)
            pulled = pull_one(target, place, means_for(target, settings, telling), servers(settings), job.request["again"])
        except PostmortemError as problem:
            problems.append(sentence(problem))
        else:
            keep(store, actor, job.incident, target, pulled, place, settings)
            found, names = [*found, *pulled.offered], names | pulled.names
            notes += [*told(pulled), *telling.last]
        telling.over()
    if problems:
        raise NotPulled(tuple(dict.fromkeys(problems)))
    if job.request["draft"]:
        launching.start(store, actor, JobKind.DRAFT, job.incident, {}, settings, now())
    offered = dict.fromkeys(line_of(one, settings) for one in found if (one.tool, one.ids) not in names)
    return {"notes": list(map(here, notes)), "offered": list(offered)}


class Telling:
    """How it goes, as steps of the job. What should be known stands beside the states that follow; `last` is what was said at the
    end of a target, which counts when it is over too."""

    def __init__(self, steps: Steps, targets: int) -> None:
        self.steps, self.targets, self.past = steps, targets, 0
        self.said, self.last = "", list[str]()

    def say(self, sentence: str) -> None:
        self.said = here(sentence)
        self.progress("")
        self.last = [self.said]

    def progress(self, state: str) -> None:
        self.last = []
        self.steps.say(". ".join(filter(None, (state, self.said))), self.past, self.targets)

    def wait(self, state: str, seconds: float) -> None:
        del seconds
        self.progress(state)

    def over(self) -> None:
        self.said, self.last, self.past = "", [], self.past + 1


def make(place: Path) -> None:
    try:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        remedy = "free some space, or set POSTMORTEM_HOME to another folder"
        raise StoreUnavailable(str(place), f"the folder cannot be made ({error.strerror})", remedy) from None


def keep(store: Reviews, actor: Actor, incident: str, target: Target, pulled: Pulled, place: Path, settings: Settings) -> None:
    """One transaction: a source that is not open to all is there for nobody who may not know of it."""
    size, digest = summed(place)
    with store.change(actor, incident, needs=Role.OWNER, at=now()) as change:
        change.add_source(place.name, size, digest, str(place))
        what = {"line": line_of(target, settings), "sha256": digest, **pulled.haul.counts}
        change.audit("pull", place.name, after=what)
        if pulled.haul.restricted and change.review.visibility is not Visibility.RESTRICTED:
            restrict(change)


def restrict(change: Change) -> None:
    """What was published of it is found by its readers alone from now on, too."""
    before = {"visibility": change.review.visibility, "readers": change.review.readers}
    names = (*change.review.readers, change.review.owner, change.actor.name)
    readers = tuple(dict.fromkeys(name for name in names if name))
    change.set_review(visibility=Visibility.RESTRICTED, readers=readers)
    change.audit("visibility", before=before, after={"visibility": Visibility.RESTRICTED, "readers": readers})


def summed(place: Path) -> tuple[int, str]:
    """The bytes of what was pulled, and a sum over names and contents; the journal is no part of it."""
    size, total = 0, hashlib.sha256()
    for file in sorted(place.rglob("*")):
        if file.is_file() and JOURNALS not in file.relative_to(place).parts:
            data = file.read_bytes()
            size += len(data)
            total.update(file.relative_to(place).as_posix().encode() + b"\0" + data)
    return size, total.hexdigest()


def told(done: Pulled) -> Iterator[str]:
    """What came of one target, and what did not."""
    counts = ", ".join(f"{count:,} {what if count != 1 else what.removesuffix('s')}" for what, count in done.haul.counts.items())
    yield f"{done.haul.what}: {counts}."
    if done.haul.restricted:
        yield f"{done.haul.what} is not open to all: only the owner and the readers may know of this incident."
    yield from (f"{done.haul.what} has a gap: {gap}." for gap in done.haul.gaps)
    yield from (f"{done.haul.what}: {left}." for left in done.haul.left_out)


def sentence(problem: PostmortemError) -> str:
    if isinstance(problem, BadOption) and problem.option == "--out":
        return here(f"What was pulled cannot be kept: {problem.remedy}.")
    return here(str(problem))


def here(told: str) -> str:
    """Without the words of the command line, which nobody can give at a desk."""
    for words, others in OF_THE_COMMAND:
        told = told.replace(words, others)
    return told
