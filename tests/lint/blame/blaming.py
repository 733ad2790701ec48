"""What the patterns find in a sentence: signals with the kind of their subject. The learned model has no part in it."""

from pipeline.lint.blame.patterns import matches
from pipeline.lint.people import Roster
from pipeline.lint.sentences import MARKS, mask

PEOPLE = ("Ana Pereira", "Łukasz Nowak", "Katya Orlova", "Farid Haddad", "@dkim")


def blame(text: str, people: tuple[str, ...] = PEOPLE) -> set[tuple[str, str]]:
    masked = mask(text)
    words = set(masked.translate(MARKS).lower().split())
    return {(match.signal.value, match.subject.kind.value) for match in matches(masked, words, Roster(people))}


def signals(text: str, people: tuple[str, ...] = PEOPLE) -> set[str]:
    return {signal for signal, _ in blame(text, people)}
