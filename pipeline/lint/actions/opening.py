"""Where the promise of an action item begins: behind its status, priority, ticket, owner and "we should".

opening(text, tokens(text)) for "Status: Done - T123 - We should page on lag"  -> the index of "page", subject "we"
"""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.lint.actions.tokens import DATE, HANDLE, MARK, MONTHS, NUMBER, TICKET, URL, WORD, Token
from pipeline.lint.actions.words import verb

STATES = frozenset(
    """done completed complete closed fixed merged resolved unresolved declined pending ongoing on-going stalled invalid wontfix
    todo planned blocked started wip almost partly partially""".split()
)
TRACKERS = frozenset("phab phabricator bugzilla gerrit jira bug task issue ticket pr status bz".split())
RANKS = frozenset("p0 p1 p2 p3 p4 high medium low critical immediate immediately short-term long-term medium-term prio".split())
PRONOUNS = frozenset("we i they you somebody someone everyone everybody all let us it".split())
CLIPPED = {"we'll": "we", "i'll": "i", "let's": "let", "we're": "we", "they'll": "they", "we've": "we", "i've": "i", "i'd": "i"}
MODALS = frozenset(
    """should must shall will would could can may might need needs have has had plan plans intend want ought are is going am
    to be able also probably really now still all definitely not do""".split()
)
REAL_MODALS = frozenset("should must shall will would could can may might need needs ought to".split())
FILLERS = frozenset(
    """please also possibly probably maybe perhaps ideally eventually additionally similarly finally then and or so again to
    however therefore otherwise at some point over the coming next""".split()
)
STARTS = frozenset("try trying attempt aim aiming start starting plan planning strive".split())
ROLES = frozenset(
    """team ops management manager engineering on-call oncall vendor operator operators engineer engineers admin admins
    maintainer responder developer developers devs dev security legal support procurement staff everyone facilities
    board""".split()
)


class Opening(NamedTuple):
    """`at` is the index of the promise's first token; `subject` who is to do it, where a pronoun, role or name says so."""

    at: int
    subject: str


def opening(text: str, found: Sequence[Token]) -> Opening:
    index = _prefix(found)
    subject, index = _subject(text, found, index)
    return Opening(_fillers(found, index), subject)


def _low(found: Sequence[Token], index: int) -> str:
    return found[index].low if index < len(found) else ""


def _kind(found: Sequence[Token], index: int) -> str:
    return found[index].kind if index < len(found) else ""


def _prefix(found: Sequence[Token]) -> int:
    """Behind marks, links, tickets, numbering, states and ranks."""
    index, last, after_state = 0, len(found) - 1, False
    while index < last:
        token = found[index]
        following = _kind(found, index + 1)
        if token.kind in (MARK, URL, TICKET, HANDLE, DATE):
            index += 1
        elif token.kind == NUMBER and _low(found, index + 1) in (".", ")", "]"):
            index += 2
        elif token.low in TRACKERS and (following in (MARK, TICKET, NUMBER, URL)):
            after_state = token.low == "status"
            index += 3 if following == MARK and _kind(found, index + 2) in (TICKET, NUMBER) else 2
        elif token.low in ("not", "in", "almost", "vague") and _low(found, index + 1) in ("done", "progress", "suggestion"):
            after_state, index = True, index + 2
        elif token.low in STATES and (after_state or following in (MARK, TICKET, URL) or _capital(found, index)):
            after_state, index = True, index + 1
        elif token.low in RANKS and following == MARK:
            index += 1
        elif (token.low in ("by", "until") and _kind(found, index + 1) in (DATE, NUMBER)) or (
            token.kind == WORD and token.low in MONTHS and following in (DATE, NUMBER)
        ):
            index += 2
        else:
            break
    return index if index < len(found) else 0


def _capital(found: Sequence[Token], index: int) -> bool:
    """Whether a state is followed by a word in capitals, as in "Done Ban the client": told by a gap-free guess on the verb."""
    return index == 0 and found[0].low in ("done", "declined", "unresolved") and _kind(found, 1) == WORD


def _subject(text: str, found: Sequence[Token], index: int) -> tuple[str, int]:
    first = _low(found, index)
    if first in CLIPPED:
        return CLIPPED[first], _modals(found, index + 1)
    if first in PRONOUNS and first != "all":
        return first, _modals(found, index + 1)
    for size in (1, 2, 3, 4):
        following = _low(found, index + size)
        words = [token.low for token in found[index : index + size]]
        if following == "to" and _kind(found, index + size + 1) == WORD and verb(_low(found, index + size + 1))[0]:
            named = all(text[token.start].isupper() for token in found[index : index + size]) and not verb(words[0])[0]
            if named or (words[-1] in ROLES and not verb(words[0])[0]):
                return " ".join(words), index + size + 1
            break
        if following in REAL_MODALS and following != "to" and words[-1] in ROLES and not verb(words[0])[0]:
            return " ".join(words), _modals(found, index + size)
    return "", index


def _modals(found: Sequence[Token], index: int) -> int:
    while index < len(found) - 1 and found[index].low in MODALS:
        index += 1
    return index


def _fillers(found: Sequence[Token], index: int) -> int:
    while index < len(found) - 1:
        low = found[index].low
        if (
            low in FILLERS
            or (found[index].kind == MARK and low in ",:*")
            or (low.endswith("ly") and verb(found[index + 1].low)[0])
            or (low in STARTS and (found[index + 1].low == "to" or found[index + 1].low.endswith("ing")))
        ):
            index += 1
        else:
            break
    return index
