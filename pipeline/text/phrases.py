"""Phrases as data, found in time linear in the words of a text.

A phrase is words with spaces between: `roll~ back`, `not|n't the|our deploy`, `no .. effect`, `# of #`.

    word        the word itself          a|b     one of them
    verb~       its inflected forms      ?word   may be missing
    ..          up to three words        #       a number

    PhraseBook({"refuted": ["ruled out", ...]}).find(words("ruled out: the cert is fine")) -> {"refuted"}
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+(?:[.,:]\d+)*|[?!/%]|->|→")
GAP = 3
IRREGULAR = {
    "be": ("is", "are", "was", "were", "be", "been", "being", "am"),
    "break": ("breaks", "broke", "broken", "breaking"),
    "bring": ("brings", "brought", "bringing"),
    "build": ("builds", "built", "building"),
    "come": ("comes", "came", "coming"),
    "cut": ("cuts", "cutting"),
    "do": ("does", "did", "done", "doing"),
    "fall": ("falls", "fell", "fallen", "falling"),
    "find": ("finds", "found", "finding"),
    "get": ("gets", "got", "gotten", "getting"),
    "give": ("gives", "gave", "given", "giving"),
    "go": ("goes", "went", "gone", "going"),
    "have": ("has", "had", "having", "have"),
    "hit": ("hits", "hitting"),
    "hold": ("holds", "held", "holding"),
    "keep": ("keeps", "kept", "keeping"),
    "lose": ("loses", "lost", "losing"),
    "make": ("makes", "made", "making"),
    "put": ("puts", "putting"),
    "run": ("runs", "ran", "running"),
    "see": ("sees", "saw", "seen", "seeing"),
    "send": ("sends", "sent", "sending"),
    "set": ("sets", "setting"),
    "rebuild": ("rebuilds", "rebuilt", "rebuilding"),
    "reset": ("resets", "resetting"),
    "shed": ("sheds", "shedding"),
    "shut": ("shuts", "shutting"),
    "stand": ("stands", "stood", "standing"),
    "spin": ("spins", "spun", "spinning"),
    "stop": ("stops", "stopped", "stopping"),
    "take": ("takes", "took", "taken", "taking"),
    "tell": ("tells", "told", "telling"),
    "think": ("thinks", "thought", "thinking"),
    "throw": ("throws", "threw", "thrown", "throwing"),
    "turn": ("turns", "turned", "turning"),
    "wake": ("wakes", "woke", "woken", "waking"),
    "write": ("writes", "wrote", "written", "writing"),
}
DOUBLED = frozenset(
    (
        *("cap", "clip", "drop", "flap", "flip", "grep", "map"),
        *("pin", "plan", "rig", "rip", "ship", "skip", "slip"),
        *("spot", "stop", "swap", "trip", "unplug"),
    )
)
"""Verbs whose last letter is doubled before -ed and -ing."""


def words(text: str) -> list[str]:
    """Lower-case words; numbers as `#`; `?`, `!`, `/`, `%` and arrows as words of their own."""
    return ["#" if w[0].isdigit() else w for w in WORD.findall(text.lower().replace("’", "'"))]


def inflections(verb: str) -> tuple[str, ...]:
    """`restart` -> restart, restarts, restarted, restarting."""
    if verb in IRREGULAR:
        return (verb, *IRREGULAR[verb])
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    stem = verb + verb[-1] if verb in DOUBLED else verb
    plural = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return verb, plural, stem + "ed", stem + "ing"


def word_list(file: str) -> frozenset[str]:
    """The words of a data file beside this module, white space between them."""
    return frozenset(files("pipeline.text").joinpath(file).read_text(encoding="utf-8").split())


def phrase_lists(package: str, file: str) -> dict[str, list[str]]:
    """Lists of phrases from a data file: `name:` on a line, its phrases indented below, commas between; `#` starts a comment."""
    blocks: dict[str, str] = {}
    name = ""
    for line in files(package).joinpath(file).read_text(encoding="utf-8").splitlines():
        if line.startswith(" "):
            blocks[name] += line
        elif line and not line.startswith("#"):
            name = line.rstrip(":")
            blocks[name] = ""
    return {name: [" ".join(phrase.split()) for phrase in block.split(",") if phrase.strip()] for name, block in blocks.items()}


Pattern = tuple[frozenset[str] | None, ...]
"""Words to choose from at each place; None stands for a gap."""


@dataclass
class _Tails:
    """How phrases that begin with one word go on: names of those that end there, the others by second word.

    `gapped` are those that go on with a gap, whatever the second word; they stand in each list of `by_second` too.
    """

    ended: list[str] = field(default_factory=list[str])
    by_second: dict[str, list[tuple[str, Pattern]]] = field(default_factory=dict[str, list[tuple[str, Pattern]]])
    gapped: list[tuple[str, Pattern]] = field(default_factory=list[tuple[str, Pattern]])

    def add(self, name: str, rest: Pattern) -> None:
        if not rest:
            self.ended.append(name)
        elif rest[0] is None:
            for those in (self.gapped, *self.by_second.values()):
                those.append((name, rest))
        else:
            for second in rest[0]:
                self.by_second.setdefault(second, [*self.gapped]).append((name, rest))

    def going_on(self, second: str) -> list[tuple[str, Pattern]]:
        return self.by_second.get(second, self.gapped)


class PhraseBook:
    """Named lists of phrases, compiled for `find`."""

    def __init__(self, lists: Mapping[str, Iterable[str]]):
        self._by_first: dict[str, _Tails] = {}
        for name, phrases in lists.items():
            for pattern in dict.fromkeys(p for phrase in phrases for p in _variants(phrase.split())):
                for first in pattern[0] or ():
                    self._by_first.setdefault(first, _Tails()).add(name, pattern[1:])

    def find(self, text_words: Sequence[str]) -> frozenset[str]:
        """The names of the lists of which some phrase stands in the words."""
        found: set[str] = set()
        by_first, last = self._by_first, len(text_words) - 1
        for at, word in enumerate(text_words):
            if tails := by_first.get(word):
                found.update(tails.ended)
                if at < last:
                    for name, rest in tails.going_on(text_words[at + 1]):
                        if name not in found and (len(rest) == 1 or _end(rest, text_words, at + 1)):
                            found.add(name)
        return frozenset(found)

    def spans(self, text_words: Sequence[str], name: str) -> list[tuple[int, int]]:
        """Where the phrases of one list stand: word offsets, end exclusive."""
        spans: list[tuple[int, int]] = []
        for at, word in enumerate(text_words):
            if tails := self._by_first.get(word):
                following = text_words[at + 1] if at + 1 < len(text_words) else ""
                ends = [_end(rest, text_words, at + 1) for n, rest in tails.going_on(following) if n == name]
                if longest := max(ends, default=0) or (at + 1 if name in tails.ended else 0):
                    spans.append((at, longest))
        return spans


def _variants(tokens: list[str]) -> list[Pattern]:
    """The phrase with and without its optional words."""
    variants: list[Pattern] = [()]
    for token in tokens:
        if token == "..":
            variants = [(*v, None) for v in variants]
            continue
        optional, token = token.startswith("?"), token.lstrip("?") or "?"
        choice = frozenset(w for part in token.split("|") for w in (inflections(part[:-1]) if part.endswith("~") else (part,)))
        variants = [(*v, choice) for v in variants] + (variants if optional else [])
    return [v for v in variants if v]


def _end(pattern: Sequence[frozenset[str] | None], text_words: Sequence[str], at: int) -> int:
    """The offset behind the match of the pattern at `at`, or 0."""
    for position, choice in enumerate(pattern):
        if choice is None:
            rest = pattern[position + 1 :]
            head = rest[0] if rest else None
            for start in range(at, at + GAP + 1):
                may = head is None or (start < len(text_words) and text_words[start] in head)
                if may and (end := _end(rest, text_words, start)):
                    return end
            return 0
        if at >= len(text_words) or text_words[at] not in choice:
            return 0
        at += 1
    return at
