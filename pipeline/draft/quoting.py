"""Passages -> Statements: quotes with roles for names, and computed sentences, each with its evidence.

A quote is one or two whole sentences of one piece of evidence; where the first leans on what was said before it ("it",
"that"), the
sentence before goes with it.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from pipeline.domain.material import Person
from pipeline.domain.statement import ContributingFactor, FactorCategory, ResponseAction, Statement, StatementBasis
from pipeline.draft.lead_ins import without_lead_in
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage, overlap
from pipeline.text.identity import content_id
from pipeline.text.names import role_of, with_roles, words_of

ACTOR = re.compile(r"(\b\w*(?:by|user|author|owner|actor|requester)=)([\w.\-]+)")
LONGEST = 340
ALIKE = 0.6
LEANS = frozenset(
    [
        "it",
        "it's",
        "its",
        "that",
        "that's",
        "this",
        "these",
        "those",
        "they",
        "them",
        "he",
        "she",
        "which",
        "who",
        "and",
        "so",
        "but",
        "then",
        "because",
        "also",
        "there",
        "here",
        "the",
    ]
) - {"the", "here"}


def words_of_quote(book: Notebook, passage: Passage, *, onward: bool = False) -> str:
    """The passage, with the sentence before it where it leans on that, as it may stand outside the timeline; `onward` adds
    the next one.
    """
    text = passage.text
    if passage.words and passage.words[0] in LEANS:
        before = next((p for p in book.by_piece.get(passage.id, ()) if p.place == passage.place - 1), None)
        if before and not before.question and not before.plan and len(before.text) + len(text) <= LONGEST:
            text = f"{before.text} {text}"
    if onward:
        for following in book.by_piece.get(passage.id, ()):
            if following.place == passage.place + 1 and not following.question and not following.plan:
                if len(text) + len(following.text) <= LONGEST:
                    text = f"{text} {following.text}"
                break
    return in_roles(book, without_lead_in(text))


def in_roles(book: Notebook, text: str) -> str:
    roles = book.story.incident.roles

    def field(match: re.Match[str]) -> str:
        person = book.roster.resolve(match.group(2)) or _run_together(book, match.group(2))
        return f"{match.group(1)}[{role_of(person, roles)}]" if person else match.group()

    return with_roles(ACTOR.sub(field, text) if "=" in text else text, book.roster, roles)


def _run_together(book: Notebook, handle: str) -> Person | None:
    """Whose name a handle without its separators is: "annamaria" for Anna-Maria."""
    plain = "".join(words_of(handle))
    held = [
        p for p in book.roster.people if plain in {"".join(words_of(form)) for form in (p.name, p.name.split(" ")[0], *p.aliases)}
    ]
    return held[0] if len(held) == 1 else None


def quote(book: Notebook, section: str, passage: Passage, *, onward: bool = False) -> Statement:
    """A quoted statement of this section."""
    return quoted(section, words_of_quote(book, passage, onward=onward), (passage.id,))


def quoted(section: str, text: str, evidence: Sequence[str]) -> Statement:
    cited = tuple(dict.fromkeys(evidence))
    return Statement(id=content_id("statement", section, text, *cited), text=text, evidence=cited, basis=StatementBasis.QUOTED)


def computed(section: str, text: str, evidence: Iterable[str]) -> Statement:
    cited = tuple(dict.fromkeys(evidence))
    return Statement(id=content_id("statement", section, text, *cited), text=text, evidence=cited, basis=StatementBasis.COMPUTED)


def factor(statement: Statement, category: FactorCategory) -> ContributingFactor:
    return ContributingFactor(**statement.model_dump(), category=category)


def response(statement: Statement, result: str | None) -> ResponseAction:
    return ResponseAction(**statement.model_dump(), result=result)


def choose(
    passages: Iterable[Passage], score: Callable[[Passage], float], most: int, least: float, alike: float = ALIKE
) -> list[Passage]:
    """At most `most` passages that score `least` or more, best first.

    None that says again what a better one says, no rows of tables, no lines that only lead to the next.
    """
    rated = sorted(((score(p), p) for p in passages), key=lambda r: (-r[0], r[1].order, r[1].place))
    chosen: list[Passage] = []
    for value, passage in rated:
        if passage.text.startswith("|") or passage.text.endswith(":"):
            continue
        if value < least or len(chosen) >= most:
            break
        if not any(overlap(passage, held) >= alike or leaning(passage, held) for held in chosen):
            chosen.append(passage)
    return chosen


def leaning(one: Passage, other: Passage) -> bool:
    """Neighbors in one piece, of which the later already brings the earlier along."""
    first, second = sorted((one, other), key=lambda p: p.place)
    return one.id == other.id and second.place - first.place == 1 and second.words[0] in LEANS


def in_order(passages: Iterable[Passage]) -> list[Passage]:
    return sorted(passages, key=lambda p: (p.order, p.place))
