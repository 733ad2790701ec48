"""A new incident: what the dropped files are read as, the review of it, its files on the disk."""

import re
import shutil
import uuid
from collections.abc import Collection, Sequence
from contextlib import suppress
from importlib.resources import as_file, files
from pathlib import Path

from pipeline.domain.actor import Actor
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Review
from pipeline.errors import BadOption, PostmortemError, StoreUnavailable
from pipeline.reviewing.pulling import Pulling
from pipeline.reviewing.recognising import Recognised, recognised
from pipeline.reviewing.source_files import Upload, keep_files, lent

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
    ) -> Review:
        """A review with its files, owned by the actor. Raises NotAllowed, BadOption, StoreUnavailable."""
        title = " ".join(title.split())
        if not title or len(title) > LONGEST_TITLE:
            raise BadOption("The title", title[:60], f"give one of 1 to {LONGEST_TITLE} characters")
        review = self._create(actor, title, visibility, tuple(readers))
        return self.add_sources(actor, review.id, uploads, options or DraftOptions())

    def add_sources(self, actor: Actor, incident: str, uploads: Sequence[Upload], options: DraftOptions | None = None) -> Review:
        """More files, and how they are read; a draft that is started then is made of all."""
        with self.change(actor, incident) as change:
            kept = keep_files(self.folder(incident) / "sources", uploads)
            for file in kept:
                change.add_source(file.name, file.size, file.sha256, str(file.path))
            if options is not None:
                change.set_options(options.model_dump(mode="json"))
            told = [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in kept]
            change.audit("add sources", after=told)
        return self.store.review(actor, incident)

    def set_options(self, actor: Actor, incident: str, options: DraftOptions) -> None:
        """How the sources are read and drafted from now on."""
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
            review = self.create(actor, SAMPLE_TITLE, uploads)
        self.start_draft(actor, review.id)
        return review

    def folder(self, incident: str) -> Path:
        return self.home / "incidents" / incident

    def _create(self, actor: Actor, title: str, visibility: Visibility, readers: tuple[str, ...]) -> Review:
        """Under an id made of the title, and numbered where that is taken. That of a restricted one is made so that no other
        title ever meets it: a number tells nobody of it."""
        now = self.clock()
        plain = UNFIT.sub("-", title.casefold()).strip("-")[:LONGEST_ID].strip("-") or "incident"
        if visibility is Visibility.RESTRICTED:
            plain = f"{plain}-{uuid.uuid4().hex[:8]}"
        for id in (plain, *(f"{plain}-{number}" for number in range(2, MOST_OF_A_TITLE))):
            review = Review(id=id, title=title, visibility=visibility, readers=readers, created_at=now, created_by=actor.name)
            with suppress(FileExistsError):
                return self._create_as(actor, review)
        raise BadOption("The title", title, "give another one: too many incidents have it")

    def _create_as(self, actor: Actor, review: Review) -> Review:
        """Raises FileExistsError where the id is another's."""
        folder = self.folder(review.id)
        make_folder(folder)
        try:
            return self.store.create(actor, review, self.clock())
        except PostmortemError as error:
            folder.rmdir()
            if isinstance(error, BadOption) and error.option == "id":
                raise FileExistsError from error
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
