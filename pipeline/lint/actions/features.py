"""An action item -> the features its model weighs: what its verb promises, and the traces of an end that could be looked at."""

from collections.abc import Sequence

from pipeline.lint.actions.reading import Reading
from pipeline.lint.actions.tokens import CODE, MARK, NAME, NUMBER, QUOTE, TICKET, URL, WORD, Token
from pipeline.lint.actions.words import (
    COMPARATIVES,
    COMPLEMENTS,
    CONDITIONS,
    GENERIC,
    GLUE,
    HEDGES,
    MEASURES,
    PROOFS,
    RELATIONS,
    UNITS,
    singular,
    verb,
)  # fmt: skip

TRACES = {CODE: "code", NAME: "name", NUMBER: "number", QUOTE: "quote"}
STRONG = frozenset(
    ("t:code", "t:name", "t:number", "t:unit", "t:quote", "t:acronym", "t:condition", "t:proof", "t:measure", "t:paren")
)
SEQUELS = frozenset(
    "so but which who or e.g i.e especially including particularly because since maybe probably whether why how".split()
)
DEPENDENT = SEQUELS | CONDITIONS | RELATIONS
NOTHING = GENERIC | HEDGES | COMPARATIVES | RELATIONS | COMPLEMENTS | CONDITIONS | MEASURES
BUSY = frozenset(("class:inquire", "class:talk"))
NAMING = frozenset(
    """report test plan support use limit process design monitoring training handling logging testing work alarm check change
    update query documentation""".split()
)
NEGATIONS = frozenset("don't do not never no avoid cannot stop".split())
OBLIGATIONS = frozenset("should must needs need shall will has have could shouldn't mustn't can't".split())


def features(item: Reading) -> set[str]:
    rest, text = item.first, item.text
    if not rest:
        return {"empty"}
    head, result = _head(rest, item.subject)
    result |= _words(rest)
    first = _first_part(rest) if head in BUSY else 0
    if head in BUSY:
        result.add(f"{head}&parts:{1 + (first < len(rest))}")
    if 0 < first < len(rest):
        traces = _traces(rest[first:], text)
    else:
        traces = _traces(rest, text)
        if first:
            traces = {f"in:{trace}" for trace in traces}
    if len(rest) < len(item.whole):
        result |= {f"later:{trace}" for trace in _traces(item.whole[len(rest) :], text)}
    strong = len(traces & STRONG)
    for feature in (*traces, *_nouns(rest), f"traces:{min(strong, 4)}"):
        result.add(feature)
        result.add(f"{head}&{feature}")
    if text.rstrip(" .)*").endswith("?"):
        result.add("question")
    for name, found in (("careful", item.careful), ("circular", item.circular), ("punitive", item.punitive)):
        if found:
            result.add(f"p:{name}")
    return result


def _first_part(rest: Sequence[Token]) -> int:
    """Where a second part begins that might name a result: at "and" or a mark before a firm verb, or at a mark before something
    that could be looked at."""
    depth = 0
    for index in range(1, len(rest) - 1):
        low, following = rest[index].low, rest[index + 1]
        depth += (low == "(") - (low == ")")
        if depth or (low not in ("and", "then") and (rest[index].kind != MARK or low not in ";:,→–—-")):
            continue
        name = verb(following.low)[0] if not following.low.endswith("ing") else ""
        if name == "firm" or (name == "soft" and low in ("and", "then")):
            return index
        shown = (token.kind in TRACES or token.low in PROOFS for token in rest[index + 1 :])
        if low in ";:,→–—-" and following.low not in DEPENDENT and any(shown):
            return index
    return len(rest)


def _head(rest: Sequence[Token], subject: str) -> tuple[str, set[str]]:
    """The class of the first verb, and features of it."""
    result = {f"subject:{subject if subject in ('', 'we', 'i', 'let') else 'other'}"}
    low = [token.low for token in rest]
    at = 0
    while at < min(3, len(low) - 1) and low[at] in NEGATIONS and low[at] not in ("avoid", "stop"):
        at += 1
    first = low[at]
    kind, base = verb(first) if rest[at].kind == WORD else ("", "")
    following = low[at + 1] if len(low) > at + 1 else ""
    if at:
        kind = "not"
        result.add(f"not:{base}")
    elif first == "make" and following == "sure":
        kind, base = "ensure", "ensure"
    elif first == "keep":
        kind = "better" if following.endswith("ing") else "inquire" if low[at + 2 : at + 3] == ["eye"] else "firm"
    elif first in COMPARATIVES:
        kind = "better"
    elif kind and not _verb_first(first, following):
        kind = "noun"
    head = f"class:{kind}"
    result.add(head)
    if kind not in ("", "noun", "not"):
        result |= {
            f"head:{base}",
            f"head:{base}_{following}",
        }
        if first.endswith(("ing", "ed")):
            result.add(f"form:{first[-2:]}")
        if following in COMPLEMENTS or (low[at + 2 : at + 3] and low[at + 2] in COMPLEMENTS):
            result.add(f"complement&{kind}")
        result |= {f"{head}&then:{name}" for name in _second_verbs(rest)}
    else:
        result |= _clause(rest, low)
    return head, result


def _verb_first(first: str, following: str) -> bool:
    """Whether a word that is noun and verb stands as a verb: nouns come before "of", "for" or a verb, or stand in the plural."""
    if following in ("of", "for", "to", "on", "is", "are", "should", "must", ":", ""):
        return first not in NAMING
    return not (first.endswith("s") and not first.endswith("ss") and singular(first) != first)


def _second_verbs(rest: Sequence[Token]) -> set[str]:
    """Classes of the verbs that follow "and", "then", a comma or a semicolon: "Investigate and fix"."""
    rest = [token for token in rest if token.low not in ("try", "to")]
    return {
        name
        for index in range(1, len(rest) - 1)
        if rest[index].low in ("and", "then", ",", ";", ":") and (name := verb(rest[index + 1].low)[0])
        and rest[index + 1].kind == WORD and not rest[index + 1].low.endswith(("ing", "s"))
    }  # fmt: skip


def _clause(rest: Sequence[Token], low: list[str]) -> set[str]:
    """What an item says that begins with no verb: a thing that should do or be, a thing that does, or a thing alone."""
    for index, word in enumerate(low[:12]):
        if index and word in OBLIGATIONS and rest[index].kind == WORD:
            skipped = ("to", "be", "also", "always", "only", "probably", "not", "never", "able")
            after = [later for later in low[index + 1 : index + 6] if later not in skipped]
            result = {f"modal:{word}"}
            if after:
                name, base = verb(after[0])
                result |= {f"modal&{name}", f"modal&{base}"}
            ahead = low[index + 1 : index + 4]
            if "be" in ahead:
                result.add("modal:be")
            if "not" in ahead or "never" in ahead or word.endswith("n't"):
                result.add("modal:not")
            return result
    if any(
        verb(token.low)[0] and token.low.endswith(("s", "ed"))
        for token in rest[1:7]
        if token.kind == WORD and token.low not in GENERIC
    ):
        return {"shape:clause"}
    return {"shape:noun"}


def _words(rest: Sequence[Token]) -> set[str]:
    low = [singular(token.low) for token in rest[:16] if token.kind == WORD and len(token.low) > 1]
    return {f"w:{word}" for word in low if word not in GLUE and word not in RELATIONS}


def _nouns(rest: Sequence[Token]) -> set[str]:
    """How many words name something, and how many nothing."""
    words = [token.low for token in rest if token.kind == WORD]
    low = [singular(word) for word in words]
    content = [word for word in low[1:] if word not in GLUE]
    generic = sum(1 for word in content if word in GENERIC)
    things = len({word for word in content if len(word) > 1} - NOTHING)
    result = {f"generic:{min(generic, 2)}", f"things:{min(things, 2)}"}
    if content and not things:
        result.add("all:generic")
    if content and content[-1] in GENERIC:
        result.add("end:generic")
    compared = [
        index
        for index, word in enumerate(words)
        if word in COMPARATIVES and "than" not in words[index + 1 : index + 3] and words[index - 1 : index] != ["to"]
    ]
    if compared:
        result.add("hedge:head" if compared[0] < 4 else "hedge:late")
    if (words and words[-1] in HEDGES) or any(word in HEDGES for word in words):
        result.add("hedge")
    return result


def _traces(rest: Sequence[Token], text: str) -> set[str]:
    """Code, names, numbers with units, thresholds, conditions, proofs; those in brackets count as brackets alone."""
    result: set[str] = set()
    last, depth = len(rest) - 1, 0
    for index, token in enumerate(rest):
        if token.kind == MARK:
            depth += (token.low == "(") - (token.low == ")")
            if token.low == ":" and index < last and rest[index + 1].kind == WORD:
                result.add("t:colon")
            elif token.low in ";→>":
                result.add(f"t:{token.low}")
        elif token.kind in (URL, TICKET):
            result.add("t:ticket")
        elif depth > 0:
            result.add("t:paren")
        elif token.kind in TRACES:
            result.add(f"t:{TRACES[token.kind]}")
            if token.kind == NUMBER and (token.low.endswith("%") or (index < last and rest[index + 1].low in UNITS)):
                result.add("t:unit")
        else:
            result |= _word_traces(rest, index, text)
    return result


def _word_traces(rest: Sequence[Token], index: int, text: str) -> set[str]:
    low, result = rest[index].low, set[str]()
    if index and low in CONDITIONS:
        result.add("t:condition")
    if low in MEASURES:
        result.add("t:measure")
    if low in PROOFS:
        result.add("t:proof")
    if low in ("so", "that", "which", "because", "since") and index:
        result.add(f"t:{low}")
    piece = text[rest[index].start : rest[index].end]
    if index and len(piece) > 1 and piece.isupper():
        result.add("t:acronym")
    return result
