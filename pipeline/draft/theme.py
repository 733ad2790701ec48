"""Theme: the words of the explanation that held, and of the action that ended the incident; what ties a passage to this
incident's cause.
"""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage
from pipeline.text.cues import own_words
from pipeline.text.terms import content_words, identifiers

CAUSE_HEADING = re.compile(r"\b(?:root )?cause\b|^why (?:it happened|this happened)|^why$|^trigger")
FIX_REACH = timedelta(minutes=50)
GENERIC = frozenset(["cause", "incident", "impact", "update", "found", "minute", "hour", "customer", "alert", "status"])


@dataclass(frozen=True)
class Theme:
    """`fix`: identifiers of the actions just before mitigation. `words`: of the notes, the title and documents' cause
    sections.
    """

    fix: frozenset[str]
    words: frozenset[str]
    explained: bool = False
    """Whether notes or documents are among the sources of the words; the title alone says little."""

    def ties(self, passage: Passage) -> float:
        """How many words a passage shares with the explanation, and identifiers with the fix: 0 to 2."""
        return 0.2 * min(5, len(passage.content & self.words)) + 0.5 * min(2, len(passage.identifiers & self.fix))


def theme_of(book: Notebook) -> Theme:
    incident = book.story.incident
    ends = incident.mitigated_at or incident.resolved_at
    fixes = [
        p.text
        for p in book.passages
        if ends
        and p.piece.at
        and ends.at - FIX_REACH <= p.piece.at <= ends.at
        and (p.machine or p.has("acted"))
        and not p.question
    ]
    explained = [p.text for p in book.passages if (p.note and not p.has("hypothesis")) or CAUSE_HEADING.search(p.heading)]
    words = Counter(word for text in (*explained, incident.title) for word in content_words(text) | identifiers(text))
    return Theme(
        frozenset(i for text in fixes for i in identifiers(own_words(text))), frozenset(words) - GENERIC, bool(explained)
    )
