"""The text of an action item, read once: where its promise begins, what it says first, which patterns it is of."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.lint.actions.opening import opening
from pipeline.lint.actions.patterns import careful, circular, punitive, words_of
from pipeline.lint.actions.tokens import DATE, HANDLE, MARK, Token, tokens

FIELDS = frozenset("owner owners due assignee resp eta deadline responsible date dri ticket".split())


class Reading(NamedTuple):
    """`whole` is the promise without owner and dates, `first` its first sentence; `subject` is who is to do it."""

    text: str
    subject: str
    whole: Sequence[Token]
    first: Sequence[Token]
    punitive: bool
    careful: bool
    circular: bool


@lru_cache(maxsize=1024)
def read(text: str) -> Reading:
    found = tokens(text)
    begin = opening(text, found)
    whole = [token for token in without_fields(found[begin.at :]) if token.kind != DATE and token.kind != HANDLE]
    first = first_sentence(whole, text)
    line = words_of(first)
    sanction = punitive(found, text, words_of(found))
    return Reading(text, begin.subject, whole, first, sanction, careful(first, line), circular(first, line))


def without_fields(rest: Sequence[Token]) -> Sequence[Token]:
    """Up to a labelled owner or date: "(owner: TBD)"."""
    for index in range(2, len(rest) - 1):
        if rest[index + 1].low == ":" and rest[index].low in FIELDS:
            return rest[: index - (rest[index - 1].kind == MARK)]
    return rest


def first_sentence(rest: Sequence[Token], text: str) -> Sequence[Token]:
    """What an item says first; what follows explains it more often than it adds to it."""
    for index in range(3, len(rest) - 1):
        if rest[index].kind == MARK and rest[index].low in ".!?" and text[rest[index + 1].start].isupper():
            return rest[: index + 1]
    return rest
