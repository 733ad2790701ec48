"""A question asks who did it, or why a person did or did not.

Why: "who" looks for somebody, and "why" about a person is heard as "justify yourself" and drifts to "who". How and what find
what was on the screen, in the tool and in the plan.
Question: how did it come about, and what did people have in front of them?

Bad:
    Who signed off on this?
    Why didn't Farid roll back at once?
    Whose fault was the stale cache?
    Why did the engineer restart the wrong host?
    Who approved the change, and when?
Good:
    How did the change reach production?
    What signals did the responder have at 14:10?
    How does an entry become stale, and what shows it?
    Who was affected?
    Who is told when the page is not acknowledged?
    Why did the pod restart?
    Why was the replica 40 minutes behind?
Source: PagerDuty postmortem guide, blameless culture; Allspaw, The Infinite Hows; Etsy Debriefing Facilitation Guide.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.people import Kind
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sentences import Sentence
from pipeline.lint.subjects import phrase_at

WORD = re.compile(r"[@\w'’-]+")
ASKED = re.compile(r"[^?]{0,400}\?")
TROUBLE = "outage|incident|failure|mistake|error|bug|change|mess|loss|downtime"
DID = (
    "signed off|approved|authori[sz]ed|pushed|merged|deployed|released|committed|deleted|dropped|removed|changed|ran|executed"
    "|broke|caused|did (?:this|that|it)|made (?:the|this|that)|let (?:this|that|it)|allowed|decided|forgot|failed|missed|ignored"
    "|screwed|messed|skipped|introduced|wrote (?:the|this|that)|reviewed|granted|(?:is|was|were) (?:to blame|at fault|supposed to"
    f"|meant to|in charge|responsible for (?:the|this|that) (?:{TROUBLE}))"
)
WHOSE = "fault|mistake|error|change|commit|idea|decision|deploy|job|responsibility|pull request|pr|typo|bug|code|oversight"
AUXILIARY = "did|had|has|have|was|were|would|could|do|does"
PRONOUN = re.compile(r"(?:you|he|she|they|nobody|no one|no-one|somebody|someone|anybody|anyone|everyone)\b", re.IGNORECASE)
MODIFIES = re.compile(
    r"['’]s|[ -](?:pod|service|api|account|job|node|role|console|page|tool|group|dashboard|e-?mail|process|review|rota)s?\b",
    re.IGNORECASE,
)


@cache
def who() -> re.Pattern[str]:
    return re.compile(
        rf"\bwho (?:(?:actually|originally|exactly|had|has) ){{0,2}}(?:{DID})\b|\bwhose (?:{WHOSE})\b", re.IGNORECASE
    )


@cache
def why() -> re.Pattern[str]:
    return re.compile(rf"\bwhy (?:{AUXILIARY})(?:n['’]t)? (?:not )?(?P<who>(?:[@\w'’-]+ ?){{1,4}})", re.IGNORECASE)


def check(sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    for asked in ASKED.finditer(text):
        for match in who().finditer(text, asked.start(), asked.end()):
            yield hit(sentence, match.start(), match.end(), "asks who.", "How did it come about, and what let it through?")
        for match in why().finditer(text, asked.start(), asked.end()):
            if end := person_at(sentence, match.start("who"), match.end("who")):
                message = "asks a person for reasons."
                yield hit(sentence, match.start(), end, message, "What did the screen, the alert or the plan say at that time?")


def person_at(sentence: Sentence, start: int, stop: int) -> int:
    """Where the person ends that text[start:stop] begins with, 0 where it begins with none or with a thing of theirs."""
    text = sentence.text
    if match := PRONOUN.match(text, start):
        return match.end()
    end, named = 0, False
    for word in WORD.finditer(text, start, stop):
        found = phrase_at(text[: word.end()], start, sentence.people)
        if found.kind is Kind.PERSON and found.end == word.end():
            end, named = word.end(), found.named
        elif end:
            break
    return 0 if end and not named and MODIFIES.match(text, end) else end


def hit(sentence: Sentence, start: int, end: int, message: str, question: str) -> Hit:
    words = " ".join(sentence.text[start:end].split())
    reframe = "Begin with How or What, and with a thing: the change, the alert, the tool."
    return Hit(sentence.block, sentence.start + start, sentence.start + end, f'"{words}" {message}', question, (reframe,))


RULE = Rule(level=Level.SUGGESTION, scope=Scope.SENTENCE, check=check, triggers=frozenset({"who", "whose", "why"}))
