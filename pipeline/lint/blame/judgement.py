"""Patterns and the learned model together: what a sentence says about people, resting on which words, how sure.

    Judge(roster).read(sentence, known) -> [Judgement(signal=OMISSION, subject=Ana, start=0, end=22, sure=True)]

What a pattern meets is sure. Where no pattern is met and others than "we" are spoken of, the model alone may say that the
sentence blames: then the finding rests on the clause that weighs most, and is less sure.
"""

from collections.abc import Set
from dataclasses import dataclass
from functools import lru_cache
from math import log

from pipeline.lint.blame.certainty import certainty, worth_asking
from pipeline.lint.blame.excuses import denies, explains, plans
from pipeline.lint.blame.features import classes, features, tokens
from pipeline.lint.blame.patterns import Match, called_by, matches, triggers
from pipeline.lint.blame.signals import Signal
from pipeline.lint.model import model
from pipeline.lint.people import Kind, Roster
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence
from pipeline.lint.subjects import TOKEN, Subject

MORE_UNDER_CAUSES = 1.0
"""Under causes people stand beside conditions, and the rules of the family `cause` look at them too."""
FEWEST = 3
"""So many words that are no names has a sentence for the model: "Ana Lima" and "I want @ana" say too little."""
OTHERS = frozenset("NRTP")
"""Classes of words (features.py) for somebody who is spoken of."""
ADDRESSED = frozenset({"you", "your"})
KINDS = {"N": Kind.PERSON, "R": Kind.PERSON, "P": Kind.PERSON, "T": Kind.TEAM, "S": Kind.SELF}
OWNERS = {
    Signal.VIOLATION: "blame/procedure-violation",
    Signal.VERDICT: "blame/character-judgement",
    Signal.ERROR: "blame/human-error-label",
    Signal.MINDSET: "blame/folk-model-label",
    Signal.MODAL: "hindsight/counterfactual-modal",
    Signal.IF_ONLY: "hindsight/if-only",
}
OF_PERSONS = {
    Signal.FAILURE: "blame/person-failure-verb",
    Signal.SLIP: "blame/person-failure-verb",
    Signal.OMISSION: "blame/person-omission",
    Signal.CAUSE: "blame/person-as-cause",
}


@dataclass(slots=True)
class Judgement:
    """One signal in a sentence, about `subject`, resting on text[start:end] of the sentence."""

    sentence: Sentence
    signal: Signal
    subject: Subject
    start: int
    end: int
    sure: bool

    @property
    def rule(self) -> str:
        """The name of the rule that speaks about it: by signal, and by who the subject is."""
        if self.signal in OWNERS:
            return OWNERS[self.signal]
        if self.subject.kind is Kind.SELF:
            return "blame/self-blame"
        if self.subject.kind is Kind.TEAM:
            return "blame/team-blame"
        return OF_PERSONS[self.signal]


@dataclass(frozen=True, slots=True)
class Gate:
    """Words that decide cheaply whether a text may blame. `known` are all of them."""

    alone: frozenset[str]
    others: frozenset[str]
    us: frozenset[str]
    beside: frozenset[str]
    known: frozenset[str]

    def opens(self, words: Set[str]) -> bool:
        """Whether there is a word that blames alone, one for others, or one for us and one that blames beside people."""
        if not (self.alone.isdisjoint(words) and self.others.isdisjoint(words)):
            return True
        return not (self.us.isdisjoint(words) or self.beside.isdisjoint(words))

    def calls(self, words: Set[str]) -> bool:
        """Whether a pattern may be met: there is a word that blames alone, or one for people and one that blames beside them."""
        if not self.alone.isdisjoint(words):
            return True
        return not self.beside.isdisjoint(words) and not (self.us.isdisjoint(words) and self.others.isdisjoint(words))


@lru_cache(maxsize=64)
def gate(roster: Roster) -> Gate:
    """The gate for an incident with these people."""
    beside, alone = triggers()
    letters = classes()
    names = [form.lower() for form in roster.forms]
    named = frozenset([*names, *(f"{name}'s" for name in names)])
    others = named.union(word for word, letter in letters.items() if letter in "RTP" and word not in ADDRESSED)
    us = frozenset(word for word, letter in letters.items() if letter == "S")
    return Gate(frozenset(alone), others, us, frozenset(beside), called_by() | others | us)


class Judge:
    """Reads the sentences of one document that the gate opens for.

    What patterns meet is said at once. What the model alone says waits for the end: of many sentences about people a few look
    like reproach by chance, so the bar rises with how many were read for each that looks so.
    """

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.gate = gate(roster)
        self.asked = 0
        self.doubtful: list[tuple[float, Sentence, set[str]]] = []

    def read(self, sentence: Sentence, known: Set[str]) -> list[Judgement]:
        """What a sentence surely says about people, each signal at most once. `known` are its words that the gate knows."""
        others = not self.gate.others.isdisjoint(known)
        people = others or not self.gate.us.isdisjoint(known)
        found = list(matches(sentence.text, known, self.roster, people=people))
        if others and not found:
            self.ask(sentence)
        return _by_patterns(sentence, found)

    def ask(self, sentence: Sentence) -> None:
        """Keeps the sentence if the model takes it for blame."""
        self.asked += 1
        if not worth_asking(model("screen").score(sentence.words), sentence.text, sentence.words):
            return
        words, letters = _said(*tokens(sentence.text, self.roster))
        if sum(word[0].isalpha() for word in words) < FEWEST:
            return
        told = features(words, letters)
        sure = certainty(model("sentence").score(told), sentence.text, words, letters)
        if sentence.section.kind is SectionKind.CAUSES:
            sure -= MORE_UNDER_CAUSES
        if sure > 0 and not (plans(sentence.text) or explains(sentence.text) or denies(sentence.text)):
            self.doubtful.append((sure, sentence, told))

    def remaining(self) -> list[Judgement]:
        """What the model alone says of the document, once it was read."""
        if not self.doubtful:
            return []
        bar = log((self.asked - len(self.doubtful) + 1) / len(self.doubtful))
        return [_by_model(sentence, self.roster, told) for sure, sentence, told in self.doubtful if sure > bar]


def _said(words: list[str], letters: list[str]) -> tuple[list[str], list[str]]:
    """The tokens without the name of who said it; none where nobody else is spoken of: "Ana: I would not do that"."""
    if letters[:1] != ["N"] or words[1:2] != [":"]:
        return words, letters
    return (words[2:], letters[2:]) if OTHERS.intersection(letters[2:]) else ([], [])


def _by_patterns(sentence: Sentence, found: list[Match]) -> list[Judgement]:
    kept: dict[Signal, Match] = {}
    for match in found:
        kept.setdefault(match.signal, match)
    return [
        Judgement(
            sentence,
            match.signal,
            match.subject,
            min(match.start, match.subject.start or match.start),
            max(match.end, match.subject.end),
            sure=True,
        )
        for match in kept.values()
    ]


def _by_model(sentence: Sentence, roster: Roster, known: set[str]) -> Judgement:
    """The clause that weighs most, the signal its words are nearest to, and the first human in it or before it."""
    text = sentence.text
    learned = model("sentence")
    clauses = _clauses(text)
    start, end = max(clauses, key=lambda clause: learned.score(features(*tokens(text[clause[0] : clause[1]], roster))))
    signals = model("signal")
    signal = max(Signal, key=lambda one: signals.score(sorted(f"{one}={feature}" for feature in known)))
    return Judgement(sentence, signal, _human(text, start, end, roster), start, end, sure=False)


def _clauses(text: str) -> list[tuple[int, int]]:
    """Pieces of at least four words between commas and the like; the whole text where there are none."""
    cuts = [0, *(match.start() for match in TOKEN.finditer(text) if match[0] in ",;:—–()"), len(text)]
    pieces: list[tuple[int, int]] = []
    start = 0
    for cut in cuts[1:]:
        if len(text[start:cut].split()) >= 4:
            pieces.append((start, cut))
            start = cut
    stripped = [(a + len(text[a:b]) - len(text[a:b].lstrip(" ,;:—–()")), b) for a, b in pieces]
    return [(a, a + len(text[a:b].rstrip())) for a, b in stripped] or [(0, len(text))]


def _human(text: str, start: int, end: int, roster: Roster) -> Subject:
    for a, b in ((start, end), (0, len(text))):
        _, letters = tokens(text[a:b], roster)
        letter = next((letter for letter in letters if letter in KINDS), "")
        if letter:
            return Subject(KINDS[letter], start, end, named=letter == "N", sure=False)
    return Subject(Kind.PERSON, start, end, sure=False)
