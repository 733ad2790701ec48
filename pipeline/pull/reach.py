"""What a connector reaches its tool through: objects and lists, asked for step by step and kept in the ledger as they come.

In: a step's name, a path, its parameters. Out: what came, in this round or before the last one broke off; PullRefused where the
tool says no, with the right that is missing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.errors import PullRefused
from pipeline.pull.keys import variable_of
from pipeline.pull.ledger import Ledger, Page
from pipeline.pull.payload import Json, mappings, once, text, without
from pipeline.pull.wire import Answer, Wire

AT_ONCE = 100
"""Entries of a page, where a tool gives so many."""
MOST_BY_OFFSET = 10_000
"""No page reaches past as many entries (PagerDuty refuses it)."""
PERSONAL = ("email", "emailAddress", "avatarUrls")
"""What answers say of people and nothing here needs: it is not kept, not even in the journal."""
READINGS = 3
"""So often a list is read anew because entries went away meanwhile."""


class Telling(Protocol):
    """Who is told how it goes."""

    def say(self, sentence: str) -> None:
        """Something that should be known."""
        ...

    def progress(self, state: str) -> None:
        """How far it is now: each one takes the place of the one before."""
        ...

    def wait(self, state: str, seconds: float) -> None:
        """A state that stays for so long."""
        ...


@dataclass(frozen=True)
class Reach:
    wire: Wire
    ledger: Ledger
    telling: Telling
    rights: str = ""

    def one(
        self,
        step: str,
        path: str,
        parameters: Mapping[str, str | int] | None = None,
        key: str = "",
        what: str = "",
        optional: bool = False,
    ) -> Json:
        """One object, asked for once a round: the answer, or what stands under `key` of it.

        What the key may not read, or is not there, raises PullRefused, or is a gap where it is `optional`.
        """

        def ask(cursor: str) -> Page:
            del cursor
            try:
                answer = self.answer(path, parameters or {}, what or path)
            except PullRefused as problem:
                return missing(problem, step, optional)
            return Page([answer.node.get(key, {}) if key else answer.node])

        found = self.ledger.all(step, ask)
        return found[0] if found else {}

    def numbered(
        self,
        step: str,
        path: str,
        parameters: Mapping[str, str | int] | None = None,
        size: str = "per_page",
        optional: bool = False,
    ) -> list[Json]:
        """A list in pages that are numbered from 1; `size` is the parameter that says how many a page has.

        Each page is asked to be one shorter than the one before it, so that they overlap: pages of numbers alone would hide that
        an entry was deleted meanwhile and others moved up.
        """

        def window(page: int) -> Mapping[str, str | int]:
            return {**(parameters or {}), size: AT_ONCE + 1 - page, "page": page}

        def more(answer: Answer, items: list[Json], page: int) -> bool:
            link = answer.headers.get("link")
            return 'rel="next"' in link if link else len(items) > AT_ONCE - page

        return self.overlapping(step, path, window, more, AT_ONCE // 2, optional=optional)

    def overlapping(
        self,
        step: str,
        path: str,
        window: Callable[[int], Mapping[str, str | int]],
        more: Callable[[Answer, list[Json], int], bool],
        last: int,
        key: str = "",
        optional: bool = False,
        on: Callable[[list[Json]], int] | None = None,
    ) -> list[Json]:
        """A list in pages that overlap, each entry once, by its `id`. Their places count from 1 to `last`.

        From a page of such entries the next place is so much further `on`, else 1.
        Where a page does not reach back to the one before it, entries were deleted meanwhile and others may have been passed
        over: the list is read anew. What the key may not read raises PullRefused, or is a gap where it is `optional`.
        """

        def ask(cursor: str) -> Page:
            reading, page = map(int, (cursor or "1:1").split(":"))
            try:
                answer = self.answer(path, window(page), step)
            except PullRefused as problem:
                return missing(problem, step, optional)
            items, before = mappings(answer.node.get(key) if key else answer.content), self.ledger.now.steps.get(step, [])
            self.telling.progress(f"{step}: {len(once([*self.ledger.now.items(step), *items])):,}")
            if page > 1 and not ids(items) & ids(before[-1].items):
                broken = f"{step}: some may be missing, because others were deleted while they were read"
                return Page(items, f"{reading + 1}:1") if reading < READINGS else Page(items, gap=broken)
            if not more(answer, items, page):
                return Page(items)
            return (
                Page(items, f"{reading}:{page + (on(items) if on else 1)}")
                if page < last
                else Page(items, gap=f"{step}: there are more than these")
            )

        return once(self.ledger.all(step, ask))

    def by_cursor(
        self,
        step: str,
        path: str,
        parameters: Mapping[str, str | int],
        key: str,
        name: str = "",
        following: Callable[[Json], str] | None = None,
        optional: bool = False,
    ) -> list[Json]:
        """The list under `key`, each page asked for by the parameter `name` with what `following` finds in the answer before."""

        def ask(cursor: str) -> Page:
            try:
                answer = self.answer(path, {**parameters, **({name: cursor} if cursor else {})}, step).node
            except PullRefused as problem:
                return missing(problem, step, optional)
            items, place = mappings(answer.get(key)), following(answer) if following else ""
            self.telling.progress(f"{step}: {len(self.ledger.now.items(step)) + len(items):,}")
            return Page(items, place if items and place != cursor else "")

        return self.ledger.all(step, ask)

    def by_offset(
        self, step: str, path: str, parameters: Mapping[str, str | int], key: str, optional: bool = False
    ) -> list[Json]:
        """A list in pages by `offset`, asked for while the answer says `more`, and up to the most that is given so.

        What the key may not read raises PullRefused, or is a gap where it is `optional`.
        """

        def ask(cursor: str) -> Page:
            offset = int(cursor or 0)
            try:
                answer = self.answer(path, {**parameters, "offset": offset}, step)
            except PullRefused as problem:
                return missing(problem, step, optional)
            items = mappings(answer.node.get(key))
            self.telling.progress(f"{step}: {offset + len(items):,}")
            following = offset + len(items)
            if answer.node.get("more") is not True or not items:
                return Page(items)
            if following + AT_ONCE > MOST_BY_OFFSET:
                return Page(items, gap=f"{step}: only {following:,} are given, and there are more")
            return Page(items, str(following))

        return self.ledger.all(step, ask)

    def gaps(self, *lasting: str) -> tuple[str, ...]:
        """What could not be had. The gaps of `lasting` steps stay for good: later rounds ask only for what came since."""
        pages = [page for round in self.ledger.rounds for step in lasting for page in round.steps.get(step, [])]
        return tuple(dict.fromkeys([*(page.gap for page in pages if page.gap), *self.ledger.gaps()]))

    def answer(self, path: str, parameters: Mapping[str, str | int], what: str) -> Answer:
        """An answer of 200, without addresses and pictures of people. Raises PullRefused for any other."""
        answer = self.wire.get(path, parameters)
        if answer.status != 200:
            raise refused(answer, self.wire.service, what, self.rights, keyless=self.wire.secret is None)
        return replace(answer, content=without(answer.content, *PERSONAL))


def ids(items: list[Json]) -> set[str]:
    return {text(one, "id") for one in items}


def missing(problem: PullRefused, step: str, optional: bool) -> Page:
    """A gap for what is `optional` and refused. Raises the problem where it is not, or the key as such is not accepted."""
    if not optional or problem.word == "401":
        raise problem
    return Page([], gap=f"{step}: {problem.problem}")


def refused(answer: Answer, service: str, what: str, rights: str = "", keyless: bool = False) -> PullRefused:
    """Why an answer that is no 200 is one, for tools that say it by the status."""
    variable = variable_of(service.lower().replace(".", "").replace(" ", ""))
    give = f"give the key {rights} (docs/pull.md)" if rights else "give the key the rights that docs/pull.md lists for it"
    if keyless and answer.status in (401, 403, 404):
        give = f"set {variable} to a key with {rights or 'the rights'} (docs/pull.md)"
        problem = (
            "there is no such thing, or only a key may know of it" if answer.status == 404 else "nobody may read it without a key"
        )
        return PullRefused(service, what, problem, give, str(answer.status))
    scope = said_scope(answer)
    problem, remedy = {
        401: ("the key is not accepted", f"set {variable} to one that is"),
        403: (f"the key has no right to read it{f' ({service} asks for {scope})' if scope else ''}", give),
        404: ("there is no such thing, or the key may not know of it", "check the id, and what the key may read"),
        410: ("it was deleted", "leave it out"),
    }.get(answer.status, (f"the request is refused ({answer.status})", "check what was asked for"))
    return PullRefused(service, what, problem, remedy, str(answer.status))


def said_scope(answer: Answer) -> str:
    """The right that the answer itself says is missing (GitHub in a header, GitLab in the body)."""
    own = text(answer.node, "scope") if text(answer.node, "error") == "insufficient_scope" else ""
    return (own or answer.headers.get("x-accepted-github-permissions", ""))[:100]
