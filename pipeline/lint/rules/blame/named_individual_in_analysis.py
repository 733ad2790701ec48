"""A person is named in the causes, the lessons or the summary, whatever is said about them.

Off unless asked for, on in the profile external. Names are those of the roster and the front matter, and handles; credit and
thanks, owners and authors are left alone.

Why: what is learned holds for everybody who might have been there; a name ties it to one of them.
Question: what would be the same if somebody else had been on shift?

Bad:
    Olu was the only one awake.
    Only Beatriz knows how partitions are moved.
    @sven rolled the cluster while the lock was held.
Good:
    One person covered three rotations that night.
    The knowledge of how partitions are moved sits with one person.
    The lock table shrinks as in Berg's law: by half each hour. Reported by Beatriz.
Source: PagerDuty postmortem guide, "Writing": anonymise in the analysis.
"""

import re
from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.people import Roster
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence

WORD = re.compile(r"(?<![\w.@/])@?[^\W\d_][\w'’-]*")
CREDIT = re.compile(
    r"\b(?:thank\w*|kudos|credit|props|grateful|authors?|owners?|written|prepared|reported|attendees|participants|commander|scribe"
    r"|responders?|contact|awards?|wins|follow|twitter|mastodon)\b",
    re.IGNORECASE,
)
WORDS = frozenset(["will", "mark", "grant", "may", "rob", "bill", "art", "drew", "hope", "dawn", "chase", "rich"])
"""First names that begin a sentence as often as words of the language."""
DOES = re.compile(r" (?:was|were|is|had|has|did|could|would|[a-z]{2,20}(?:ed|s)|[A-Z]\w+)\b")
EPONYM = re.compile(r"(?:['’]s)? (?:law|laws|hash|filter|scale|equation|theorem|algorithm|razor|effect)\b", re.IGNORECASE)


def check(sentence: Sentence) -> Iterator[Hit]:
    if "what happened" in sentence.section.title.lower() or CREDIT.search(sentence.text):
        return
    for start, end in names(sentence.text, sentence.people):
        name = sentence.text[start:end]
        yield Hit(
            sentence.block,
            sentence.start + start,
            sentence.start + end,
            f'"{name}" is named where the analysis could speak of a role.',
            suggestions=(f'Put the role in place of "{name}": the responder, the reviewer, one person on shift.',),
        )


def names(text: str, people: Roster) -> Iterator[tuple[int, int]]:
    """Each name once, a first name and a surname together."""
    found: list[tuple[int, int]] = []
    for match in WORD.finditer(text):
        word = match[0]
        known = word[0] == "@" or (word in people and word[0].isupper() and not EPONYM.match(text, match.end()))
        if known and found and match.start() == found[-1][1] + 1:
            found[-1] = found[-1][0], match.end()
        elif known and not is_word(text, match) and not (word.endswith(("'s", "’s")) and EPONYM.match(text, match.end())):
            found.append(match.span())
    yield from found


def is_word(text: str, match: re.Match[str]) -> bool:
    """Whether it only looks like a name, as in "Will the lock be freed?"."""
    first = not any(letter.isalpha() for letter in text[: match.start()])
    return first and match[0].lower() in WORDS and not DOES.match(text, match.end())


RULE = Rule(
    level=Level.SUGGESTION,
    scope=Scope.SENTENCE,
    check=check,
    default=False,
    profiles={"external": True},
    sections=frozenset({SectionKind.CAUSES, SectionKind.WHYS, SectionKind.LESSONS, SectionKind.SUMMARY}),
)
