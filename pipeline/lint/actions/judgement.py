"""Whether an action item promises something that could be seen to be done; if not, which rule says so, and by which words.

The model decides between vague and specific; the patterns tell what kind of vague it is. Sanctions need no model.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.features import features
from pipeline.lint.actions.patterns import asked, forbidden, negated
from pipeline.lint.actions.reading import FIELDS, Reading, read
from pipeline.lint.actions.tokens import WORD, Token
from pipeline.lint.actions.words import COMPARATIVES, WEAK, verb
from pipeline.lint.model import model
from pipeline.lint.rule import Hit

LEARNED = "action"
BETWEEN = frozenset({"try", "to", "then", "also"})
POINTING = frozenset({"it", "them", "this", "that", "these", "those", "if", "as", "where", "when"})


class Judgement(NamedTuple):
    """`rule` is the rule that speaks, "" where none does; text[start:end] are the words it rests on; `head` its first verb."""

    rule: str
    start: int
    end: int
    head: str


@lru_cache(maxsize=1024)
def judge(text: str) -> Judgement:
    """`text` is the item as written."""
    item = read(text)
    words = item.first
    if all(token.kind != WORD or token.low in FIELDS for token in words):
        return Judgement("", 0, len(text), "")
    head, size = _head(words)
    rule = ""
    if item.punitive:
        rule, words = "punitive-action", item.whole
    elif (model(LEARNED).score(features(item)) > 0 and not (goes_on(words) or asks_whether(words))) or forbidden(words):
        rule = _kind(item, size)
        words = words[:size] if rule == "weak-verb" else words
    return Judgement(rule, words[0].start, words[-1].end, head)


def goes_on(words: Sequence[Token]) -> bool:
    """Whether a second verb promises a thing: "investigate the errors and deploy the change again", but not "and update it"."""
    for at, token in enumerate(words[1:-2], 1):
        if token.low in ("and", "then") and words[at - 1].kind == WORD:
            rest = [word for word in words[at + 1 :] if word.low not in BETWEEN]
            if (
                len(rest) > 1
                and verb(rest[0].low)[0] == "firm"
                and rest[0].low == verb(rest[0].low)[1]
                and rest[1].low not in POINTING
            ):
                return True
    return False


def asks_whether(words: Sequence[Token]) -> bool:
    """Whether it is one question to somebody who is named: "ask the vendor if the limit can be raised"."""
    lows = [token.low for token in words]
    return lows[:1] == ["ask"] and any(word in lows[2:6] for word in ("if", "whether"))


def _kind(item: Reading, weak: int) -> str:
    """What kind of vague it is; `weak` says of how many tokens its weak verb is."""
    if item.careful or asked(item.first, item.subject):
        return "vigilance-only"
    if item.circular or negated(item.first):
        return "circular-action"
    return "weak-verb" if weak else "no-end-state"


def _head(rest: Sequence[Token]) -> tuple[str, int]:
    """The words of a weak verb at the head, and how many tokens they are; "" and 0 where there is none."""
    first = rest[0].low if rest else ""
    following = rest[1].low if len(rest) > 1 else ""
    if (first, following) in PHRASES:
        return f"{first} {following}", 2
    base = verb(first)[1]
    return (first, 1) if base in WEAK and first not in COMPARATIVES else ("", 0)


PHRASES = frozenset(
    (
        ("make", "sure"), ("look", "into"), ("look", "at"), ("think", "about"), ("follow", "up"), ("reach", "out"),
        ("work", "on"), ("work", "with"), ("figure", "out"), ("find", "out"), ("talk", "to"), ("talk", "with"), ("check", "if"),
        ("check", "whether"), ("check", "with"), ("deal", "with"), ("keep", "investigating"), ("raise", "awareness"),
        ("get", "better"), ("come", "up"), ("looking", "into"), ("looking", "at"), ("working", "on"),
    )
)  # fmt: skip


def hits(
    item: ActionItem,
    rule: str,
    message: str | Callable[[Judgement], str],
    suggest: Callable[[Judgement], tuple[str, ...]] | None = None,
) -> Iterator[Hit]:
    """The one hit of an item that is judged to break `rule`; done items are not asked for their end any more."""
    if item.done:
        return
    found = judge(item.written)
    if found.rule == rule:
        said = message if isinstance(message, str) else message(found)
        suggestions = suggest(found) if suggest else ()
        yield Hit(item.block, item.start + found.start, item.start + found.end, said, suggestions=suggestions)
