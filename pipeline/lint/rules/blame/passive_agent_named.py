"""A change is told in the passive, with the person who made it at the end.

Looks outside timelines and action items. Credit (reported by, found by, fixed by) is none of its concern, nor are teams,
services and people outside.

Why: in the analysis the name says nothing that the change does not say, and readers stop at it. "Abstract to an inspecific
responder" is what PagerDuty advises.
Question: how does such a change reach production, and what would have shown its effect?

Bad:
    The index was dropped by Katya during cleanup.
    The faulty rule was approved by @lwei.
    Traffic was moved by an SRE who was new to the cell.
    The firewall policy had been changed by one of the admins on 2 March.
Good:
    The index was dropped by the weekly cleanup job.
    The rule passed review; the diff view hides generated lines.
    Traffic moved to cell C at 09:12 UTC under the documented drain procedure.
    The stale entry was found by Katya and reported by a customer.
    Releases are approved by a reviewer in the deploy tool.
    The pods were deleted by the operator within 10 seconds.
    The node was restarted by 09:50 UTC, by hand, and changed by default.
Source: PagerDuty postmortem guide, "Writing"; Howie guide.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.people import Kind
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence, lowered
from pipeline.lint.subjects import Subject, phrase_at

CHANGES = frozenset(
    """
    pushed deployed deleted merged approved reverted changed run dropped moved removed applied disabled enabled executed modified
    edited updated upgraded configured misconfigured committed released restarted rebooted stopped killed introduced wiped cleared
    truncated overwritten renamed revoked rotated drained switched closed started launched installed uploaded unplugged done made
    performed initiated rescheduled signed rolled shut turned added set bumped flipped
    """.split()
)
ELSEWHERE = frozenset({SectionKind.TIMELINE, SectionKind.ACTIONS, SectionKind.GENERAL, SectionKind.WENT_WELL})
ROW = re.compile(r"\W{0,6}(?:\d{4}-\d\d-\d\d\W{1,3})?\d{1,2}[:.]\d\d")
MACHINES = frozenset(
    {"operator", "operators", "manager", "scheduler", "controller", "author", "owner", "owners", "pilot", "assistant"}
)
"""Roles that are as often programs, or no one in particular."""
ANYBODY = frozenset(
    {"anyone", "anybody", "everyone", "everybody", "nobody", "no-one", "human", "humans", "hand", "whoever", "who"}
)


@cache
def change() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<done>(?:was|were|been|got|being) (?:\w+ly )?)?(?P<verb>{'|'.join(sorted(CHANGES))})\b"
        r"(?: (?:out|down|off|up|on))? (?:(?!by\b)[\w-]+ ){0,4}?by (?=(?P<who>[@\w]))"
    )


def check(sentence: Sentence) -> Iterator[Hit]:
    text = sentence.text
    if CHANGES.isdisjoint(sentence.words) or sentence.section.kind in ELSEWHERE or ROW.match(sentence.block.text):
        return
    for match in change().finditer(lowered(text)):
        agent = phrase_at(text, match.start("who"), sentence.people)
        if agent.kind is Kind.PERSON and (agent.named or (match["done"] and is_somebody(text, agent))):
            start, verb = sentence.start + match.start("verb"), match["verb"].lower()
            yield Hit(
                sentence.block,
                start,
                sentence.start + agent.end,
                f'names who did it: "{" ".join(text[match.start("verb") : agent.end].split())}"',
                suggestions=(
                    f'End before "by": say what was {verb} and when, and what made it possible.',
                    "Name the tool, the procedure or the kind of role instead.",
                ),
            )


def is_somebody(text: str, agent: Subject) -> bool:
    word = text[agent.start : agent.end].lower()
    return word not in MACHINES and word not in ANYBODY


RULE = Rule(level=Level.SUGGESTION, scope=Scope.SENTENCE, check=check, triggers=frozenset({"by"}))
