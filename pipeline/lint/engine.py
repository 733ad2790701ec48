"""A document and the rules that are on -> findings, in the order of the text. One pass over the sentences for all rules."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pipeline.domain.finding import Finding, Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import MARKS, mask, split
from pipeline.text.markdown import CELL, PROSE

LEVELS = {Level.ERROR: 0, Level.WARNING: 1, Level.SUGGESTION: 2}


class Engine:
    """Holds the rules that are on, ready to run: made once, used for every document."""

    def __init__(self, rules: Sequence[Rule], levels: dict[str, Level] | None = None) -> None:
        self.levels = levels or {}
        self.by_scope: dict[Scope, list[Rule]] = {scope: [r for r in rules if r.scope is scope] for scope in Scope}
        of_sentences = self.by_scope[Scope.SENTENCE]
        self.untriggered = [rule for rule in of_sentences if not rule.triggers]
        self.triggered: dict[str, list[Rule]] = {}
        for rule in of_sentences:
            for word in rule.triggers:
                self.triggered.setdefault(word, []).append(rule)
        self.gate = frozenset(self.triggered)

    def lint(self, document: Document) -> list[Finding]:
        """The findings, by line, column and rule."""
        found = [self.finding(document, rule, hit) for rule, hit in self.hits(document)]
        return sorted(found, key=lambda f: (f.line, f.column, f.end_line, f.end_column, f.rule, f.message))

    def hits(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        yield from self.in_sentences(document)
        if of_actions := self.by_scope[Scope.ACTION]:
            items = action_items(document)
            yield from run(of_actions, items)
        yield from run(self.by_scope[Scope.DOCUMENT], (document,))

    def in_sentences(self, document: Document) -> Iterator[tuple[Rule, Hit]]:
        gate, untriggered = self.gate, self.untriggered
        for section in document.sections:
            for block in section.blocks:
                if (block.kind is not PROSE and block.kind is not CELL) or block.quoted:
                    continue
                text = mask(block.text)
                words = text.translate(MARKS).lower().split()
                if not untriggered and gate.isdisjoint(words):
                    continue
                for sentence in split(text, block, section):
                    for rule in self.due(sentence.words):
                        if not rule.sections or section.kind in rule.sections:
                            for hit in rule.check(sentence):
                                yield rule, hit

    def due(self, words: Iterable[str]) -> list[Rule]:
        """The rules that a sentence with these words triggers, each once."""
        triggered = self.triggered
        found = list(self.untriggered)
        for word in words:
            if word in triggered:
                found.extend(rule for rule in triggered[word] if rule not in found)
        return found

    def finding(self, document: Document, rule: Rule, hit: Hit) -> Finding:
        level = self.levels.get(rule.name) or hit.level or rule.level
        if hit.block is None:
            return Finding(rule.name, level, hit.message, document.path, 1, 1, 1, 1, "", hit.question, hit.suggestions)
        line, column = document.place(hit.block, hit.start)
        end_line, end_column = document.place(hit.block, hit.end)
        excerpt = " ".join(hit.block.text[hit.start : hit.end].split())
        return Finding(
            rule.name, level, hit.message, document.path, line + 1, column + 1, end_line + 1, end_column + 1, excerpt,
            hit.question, hit.suggestions,
        )  # fmt: skip


def run(rules: Iterable[Rule], things: Iterable[Any]) -> Iterator[tuple[Rule, Hit]]:
    kept = list(things)
    for rule in rules:
        for thing in kept:
            for hit in rule.check(thing):
                yield rule, hit
