"""Doors to the past incidents, with an incident at hand and without: search, what is similar to this one, linking one; and the
lint for any document.
"""

import threading

from pipeline.asking import Answer, Library
from pipeline.domain.actor import Actor
from pipeline.domain.asked import Filters, Reader
from pipeline.domain.finding import Finding
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import RELATED, Decision, Item
from pipeline.errors import BadOption
from pipeline.related.drafted import as_past
from pipeline.reviewing.bench import Clock
from pipeline.reviewing.board import Board
from pipeline.reviewing.deciding import accepted, place_in, put
from pipeline.reviewing.linked import refuse_link
from pipeline.reviewing.publishing import drafted
from pipeline.searching import Search, open_search
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.store.reviews import Reviews

AT_MOST = 5


class PastSearch(Board):
    def __init__(self, settings: Settings, store: Reviews, clock: Clock) -> None:
        super().__init__(settings, store, clock)
        self._opening = threading.Lock()
        self._open: tuple[str, Search] | None = None

    def search(self, actor: Actor, query: str, filters: Filters | None = None, k: int = AT_MOST) -> Answer:
        """Past incidents like what the query says (words, an alert, a pasted document), among those that the actor may read."""
        library = self._library(actor)
        return library.related(library.asked(query), filters or Filters(), k)

    def similar(self, actor: Actor, incident: str, filters: Filters | None = None, k: int = AT_MOST) -> Answer:
        """Past incidents of the mechanism of this one, as its document tells it now."""
        document = drafted(self.standing(actor, incident))
        library = self._library(actor)
        return library.related(library.like_document(as_past(document)), filters or Filters(), k)

    def link(self, actor: Actor, incident: str, related: RelatedIncident) -> Item:
        """The past incident stands in the document; one that was rejected before stands there again."""
        value = related.model_dump(mode="json")
        with self.change(actor, incident) as change:
            refuse_link(change, related.id, self.store.people(actor))
            now = change.item(RELATED, related.id)
            if now is not None:
                return put(change, "link", now, now.revision, accepted(now))
            place = place_in(change.items(RELATED), None)
            item = Item(part=RELATED, id=related.id, position=place, value=value, decision=Decision.ADDED)
            return put(change, "link", item, None, item)

    def lint_text(
        self, text: str, name: str = "document.md", profile: str = "internal", people: tuple[str, ...] = ()
    ) -> list[Finding]:
        """What the lint says of any document; by its name it is read as Markdown, HTML or JSON, by the profile for whom it is.
        `people` are the names of those who were there."""
        from pipeline.lint.check import Task, check
        from pipeline.lint.options import Options, Wanted

        report = check(Task(name, Options(profile=profile, roster=people), Wanted(), data=text.encode()))
        if report.problem:
            raise BadOption("The document", name, report.problem)
        return report.findings

    def explained(self, rule: str) -> str:
        """The manual page of a rule of the lint."""
        from pipeline.lint import registry
        from pipeline.lint.pages import as_text

        return as_text(registry.rule(rule))

    def _library(self, actor: Actor) -> Library:
        """Of what is kept now; the indexes stay open until that changes, or something is known of it that was not."""
        person = self.known(actor)
        stamp = open_store(self.home).stamp()
        with self._opening:
            if self._open is None or self._open[0] != stamp or self._open[1].is_outdated:
                self._open = stamp, open_search(self.settings, lasting=True)
            search = self._open[1]
        return Library(search, Reader((person.name, *person.teams)))
