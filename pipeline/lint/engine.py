"""A document and the rules that are on -> findings, in the order of the text. One pass over the sentences for all rules.

What the document itself asks to ignore (suppressions.py) is taken out here, so that every door shows the same.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from pipeline.domain.finding import Finding, Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import mask, split, words_of
from pipeline.text.markdown import CELL, PROSE

if TYPE_CHECKING:
    from pipeline.lint.blame.judgement import Judge, Judgement
    from pipeline.lint.verdict import Place

LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.SUGGESTION: 2}


@dataclass(slots=True, eq=False, repr=False)
class Found:
    """A finding and the hit it came from; `ignored` is the reason why it is not shown, None where it is."""

    finding: Finding
    hit: Hit
    ignored: str | None = None


@dataclass(slots=True, eq=False, repr=False)
class Examined:
    """What is shown and what the document asks to ignore, each in the order of the text."""

    shown: list[Found] = field(default_factory=list[Found])
    ignored: list[Found] = field(default_factory=list[Found])


class Engine:
    """Holds the rules that are on, ready to run: made once, used for every document."""

    def __init__(self, rules: Sequence[Rule], levels: dict[str, Level] | None = None) -> None:
        self.levels = levels or {}
        self.names = frozenset(rule.name for rule in rules)
        self.by_scope: dict[Scope, list[Rule]] = {scope: [r for r in rules if r.scope is scope] for scope in Scope}
        of_sentences = self.by_scope[Scope.SENTENCE]
        self.untriggered = [rule for rule in of_sentences if not rule.triggers]
        self.triggered: dict[str, list[Rule]] = {}
        for rule in of_sentences:
            for word in rule.triggers:
                self.triggered.setdefault(word, []).append(rule)
        self.gate = frozenset(self.triggered)
        self.judged = {rule.name: rule for rule in self.by_scope[Scope.JUDGEMENT]}

    def lint(self, document: Document) -> list[Finding]:
        """The findings, by line, column and rule."""
        return [found.finding for found in self.examine(document).shown]

    def examine(self, document: Document) -> Examined:
        """The findings with their hits, those that the document asks to ignore apart."""
        found = [Found(self.finding(document, rule, hit), hit) for rule, hit in self.hits(document)]
        if "pm-ignore" not in document.source and "lint" not in document.front:
            return Examined(sorted(found, key=order))
        from pipeline.lint.suppressions import suppress, suppressions

        asked = suppressions(document)
        suppress(found, asked, self.names)
        of_suppressions = run(self.by_scope[Scope.SUPPRESSION], asked)
        found += [Found(self.finding(document, rule, hit), hit) for rule, hit in of_suppressions]
        found.sort(key=order)
        return Examined([f for f in found if f.ignored is None], [f for f in found if f.ignored is not None])

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        yield from self.in_sentences(document)
        if of_actions := self.by_scope[Scope.ACTION]:
            items = action_items(document)
            yield from run(of_actions, items)
        yield from run(self.by_scope[Scope.DOCUMENT], (document,))
        if document.verdicts:
            yield from run(self.by_scope[Scope.DEEP], places(document))

    def in_sentences(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        judge = self.judge_of(document)
        owners = {id(item.owner_cell) for item in action_items(document)}
        vocabulary = union(self.gate, judge.gate.known) if judge else self.gate
        for section in document.sections:
            section.people = document.people
            for block in section.blocks:
                if (block.kind is not PROSE and block.kind is not CELL) or block.quoted or id(block) in owners:
                    continue
                text = mask(block.text)
                words = words_of(text)
                known = vocabulary.intersection(words)
                if not (self.untriggered or not self.gate.isdisjoint(known) or (judge and judge.gate.opens(known))):
                    continue
                for sentence in split(text, block, section, words):
                    if sentence.words is not words:
                        known = vocabulary.intersection(sentence.words)
                    for rule in self.due(known, section.kind):
                        for hit in rule.check(sentence):
                            yield rule, hit
                    if judge and judge.gate.opens(known):
                        yield from self.spoken(judge.read(sentence, known))
        if judge and not document.verdicts:  # a model that has read the sentence knows better than learned weights
            yield from self.spoken(judge.remaining())

    def judge_of(self, document: Document) -> "Judge | None":
        """Who reads what is said about people; None where no rule is on that asks."""
        if not self.judged:
            return None
        from pipeline.lint.blame.judgement import Judge

        return Judge(document.people)

    def spoken(self, judgements: "Iterable[Judgement]") -> Iterator[tuple[Rule, Hit]]:
        for judgement in judgements:
            if rule := self.judged.get(judgement.rule):
                for hit in rule.check(judgement):
                    yield rule, hit

    def due(self, known: Set[str], kind: SectionKind) -> list[Rule]:
        """The rules that look at a sentence with these words in a section of this kind, each once."""
        if not self.untriggered and self.gate.isdisjoint(known):
            return []
        found = {rule.name: rule for word in known if word in self.triggered for rule in self.triggered[word]}
        return [rule for rule in (*self.untriggered, *found.values()) if not rule.sections or kind in rule.sections]

    def finding(self, document: Document, rule: Rule, hit: Hit) -> Finding:
        level = self.levels.get(rule.name) or hit.level or rule.level
        if rule.unfinished and document.draft and rule.name not in self.levels:
            level = Level.SUGGESTION
        question = hit.question or question_of(rule.manual)
        message = as_sentence(hit.message)
        if hit.block is None:
            return Finding(rule.name, level, message, document.path, 1, 1, 1, 1, "", question, hit.suggestions)
        line, column = document.place(hit.block, hit.start)
        end_line, end_column = document.place(hit.block, hit.end)
        excerpt = " ".join(hit.block.text[hit.start : hit.end].split())
        return Finding(
            rule.name, level, message, document.path, line + 1, column + 1, end_line + 1, end_column + 1, excerpt,
            question, hit.suggestions,
        )  # fmt: skip


def places(document: Document) -> Iterator["Place"]:
    from pipeline.lint.verdict import Place

    blocks = list(document.all_blocks())
    for verdict in document.verdicts.found if document.verdicts else ():
        yield Place(blocks[verdict.block], verdict)


@lru_cache(maxsize=8)
def union(some: frozenset[str], others: frozenset[str]) -> frozenset[str]:
    """Both; most documents have no roster, and ask for the same."""
    return some | others


def as_sentence(message: str) -> str:
    """A rule's message with a capital and a full stop, whichever it was written with."""
    return message[:1].upper() + message[1:].rstrip(".") + "."


@cache
def question_of(manual: str) -> str:
    """What a rule asks where a hit asks nothing of its own."""
    from pipeline.lint.manual import page

    question = page(manual).question
    return question[:1].upper() + question[1:]


def order(found: Found) -> tuple[int, int, int, int, str, str]:
    finding = found.finding
    return finding.line, finding.column, finding.end_line, finding.end_column, finding.rule, finding.message


def run(rules: Iterable[Rule], things: Iterable[Any]) -> Iterator[tuple[Rule, Hit]]:
    kept = list(things)
    for rule in rules:
        for thing in kept:
            for hit in rule.check(thing):
                yield rule, hit
