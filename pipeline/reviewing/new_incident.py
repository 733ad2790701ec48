"""A new incident: what the dropped files are read as, the review of it, its files on the disk."""

import re
import shutil
import uuid
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.resources import as_file, files
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.domain.actor import Actor, Role
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan, Review
from pipeline.errors import BadOption, PostmortemError, StoreUnavailable
from pipeline.reviewing.formats import check_format, check_plan
from pipeline.reviewing.pulling import Pulling
from pipeline.reviewing.recognising import Recognised, recognised
from pipeline.reviewing.source_files import KeptFile, Upload, keep_files, lent, remove
from pipeline.store.reviews import Change

SAMPLE = "checkout-config-rollout"
SAMPLE_TITLE = "Booking checkout errors (sample)"
LONGEST_ID, LONGEST_TITLE, MOST_OF_A_TITLE = 60, 300, 10_000
UNFIT = re.compile(r"[^a-z0-9]+")


class NewIncident(Pulling):
    def recognised(self, uploads: Sequence[Upload], options: DraftOptions | None = None) -> Recognised:
        """What the files are read as; nothing is kept."""
        with lent(uploads) as paths:
            return recognised(paths, options or DraftOptions(), self.settings)

    def create(
        self,
        actor: Actor,
        title: str,
        uploads: Sequence[Upload] = (),
        options: DraftOptions | None = None,
        visibility: Visibility = Visibility.INTERNAL,
        readers: Collection[str] = (),
        plan: Plan | None = None,
        lines: Sequence[str] = (),
        draft: bool = False,
    ) -> Review:
        """A review with its files, owned by the actor or whom the plan names; all of it, or nothing. What the `lines` say is
        being pulled then, and with `draft` the first one is under way, unless no job could be started: then it waits for
        somebody to start it. Raises NotAllowed, BadOption, NoKey, StoreUnavailable."""
        title, options, plan = " ".join(title.split()), options or DraftOptions(), plan or Plan()
        if not title or len(title) > LONGEST_TITLE:
            raise BadOption("The title", title[:60], f"give one of 1 to {LONGEST_TITLE} characters")
        check_format(options.template, self.settings)
        check_plan(plan, self.settings)
        lines = lines and self.pulled(lines)
        self.store.permit(actor, Role.OWNER)
        begun: dict[str, Any] = {"title": title, "visibility": visibility, "readers": tuple(readers), "plan": plan}
        for id in ids_of(title, visibility):
            review = Review(id=id, created_at=self.clock(), created_by=actor.name, **begun)
            with suppress(FileExistsError):
                review = self._create_as(actor, review, uploads, options)
                break
        else:
            raise BadOption("The title", title, "give another one: too many incidents have it")
        with suppress(PostmortemError):
            if lines:
                self.start_pull(actor, review.id, lines, then_draft=draft)
            elif draft:
                self.start_draft(actor, review.id)
        return review

    def add_sources(self, actor: Actor, incident: str, uploads: Sequence[Upload], options: DraftOptions | None = None) -> Review:
        """More files, and how they are read; a draft that is started then is made of all. Nobody waits while they are copied."""
        check_format(options and options.template, self.settings)
        self.store.review(actor, incident)
        self.store.permit(actor, Role.OWNER)
        kept = keep_files(self.folder(incident) / "sources", uploads)
        with let_go(*(file.path for file in kept)), self.change(actor, incident) as change:
            add(change, kept, options)
        return self.store.review(actor, incident)

    def set_options(self, actor: Actor, incident: str, options: DraftOptions) -> None:
        """How the sources are read and drafted from now on."""
        check_format(options.template, self.settings)
        with self.change(actor, incident) as change:
            before = change.options()
            change.set_options(options.model_dump(mode="json"))
            change.audit("set options", before=before, after=options)

    def discard(self, actor: Actor, incident: str, source: str) -> None:
        """One of the files: it goes from the disk. What was drafted from it stays."""
        with self.change(actor, incident) as change:
            change.remove_source(source)
            change.audit("discard", source)
        path = self.folder(incident) / "sources" / source
        with suppress(FileNotFoundError):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def sample(self, actor: Actor) -> Review:
        """The bundled incident, its draft under way."""
        with as_file(files("pipeline") / "samples" / SAMPLE) as sample:
            uploads = [(path.name, path) for path in sorted(sample.iterdir()) if not path.name.startswith(".")]
            return self.create(actor, SAMPLE_TITLE, uploads, draft=True)

    def folder(self, incident: str) -> Path:
        return self.home / "incidents" / incident

    def _create_as(self, actor: Actor, review: Review, uploads: Sequence[Upload], options: DraftOptions) -> Review:
        """Raises FileExistsError where the id is another's."""
        folder = self.folder(review.id)
        make_folder(folder)
        with let_go(folder):
            kept = keep_files(folder / "sources", uploads)
            try:
                with self.store.beginning(actor, review, self.clock()) as change:
                    change.set_review(owner=review.plan.owner or change.review.owner)
                    add(change, kept, options)
            except BadOption as error:
                if error.option == "id":
                    raise FileExistsError from error
                raise
        return change.review


def ids_of(title: str, visibility: Visibility) -> Iterator[str]:
    """Made of the title, and numbered where that is taken. That of a restricted one is made so that no other title ever meets it.
    Of one that became restricted later, or that was given a plain name before, a number may tell that there is something."""
    plain = UNFIT.sub("-", title.casefold()).strip("-")[:LONGEST_ID].strip("-") or "incident"
    if visibility is Visibility.RESTRICTED:
        plain = f"{plain}-{uuid.uuid4().hex[:8]}"
    return chain([plain], (f"{plain}-{number}" for number in range(2, MOST_OF_A_TITLE)))


def add(change: Change, kept: Sequence[KeptFile], options: DraftOptions | None) -> None:
    for file in kept:
        change.add_source(file.name, file.size, file.sha256, str(file.path))
    if options is not None:
        change.set_options(options.model_dump(mode="json"))
    change.audit("add sources", after=[{"name": file.name, "size": file.size, "sha256": file.sha256} for file in kept])


@contextmanager
def let_go(*paths: Path) -> Generator[None]:
    """Whatever goes wrong within, nothing stays of what was copied for it."""
    try:
        yield
    except BaseException:
        for path in paths:
            remove(path)
        raise


def make_folder(folder: Path) -> None:
    """Raises FileExistsError where it is there, StoreUnavailable where it cannot be made."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.mkdir(mode=0o700)
    except FileExistsError:
        raise
    except OSError as error:
        remedy = "free some space, or set POSTMORTEM_HOME to another folder"
        raise StoreUnavailable(str(folder), f"the folder cannot be made ({error.strerror})", remedy) from None
