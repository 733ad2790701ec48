"""The report defends, excuses or plays down what happened.

Why: a report that justifies itself has stopped looking: "works as designed" ends the question where it gets interesting, and
"only a few users" spares a number that somebody needs.
Question: what would change if this were taken as it was, with its number?

Bad:
    It was not our fault that the upstream API changed.
    In our defence, the documentation says nothing about it.
    We had no choice but to wait for the vendor.
    The lockout works as designed.
    Only a small number of customers were affected.
    This was merely a minor hiccup during the switch.
Good:
    The upstream API dropped a field on 2 March; no contract test reads it.
    The manual page does not name the limit of 64 locks.
    The vendor restored the link at 11:20 UTC; there was no second link.
    The lockout counts retries of one client as separate attempts.
    Only a small share of requests failed: 0.4% between 09:44 and 10:26 UTC.
    The alert worked as designed and paged within 40 seconds.
    The fault lies in the cable between racks 4 and 5.
Source: incident response guides on defensive postmortems: justifying decisions instead of learning from them.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.domain.finding import Level
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.sentences import Sentence, lowered

ELSEWHERE = frozenset({SectionKind.WENT_WELL, SectionKind.TIMELINE, SectionKind.ACTIONS, SectionKind.GENERAL})
NOT = "(?:were|was|are|am) not|(?:were|was|are)n['’]t|cannot be|can['’]t be|could not be"
BLAME = r"(?:really |entirely )?(?:to blame|at fault|responsible(?: for (?:this|that|the))?|blamed)"
FOREKNOWN = "foreseen|predicted|anticipated|prevented|avoided|known"
FEW = "small|tiny|minor|limited|negligible|very small|relatively small|handful|few|minimal|very few"
PART = r"number|percentage|fraction|share|subset|portion|minority|part|set|group|amount|of|our|the|total|all|\w+"
SUFFERED = r"(?:user|customer|request|client|account|tenant|order|site|visitor|merchant)s?|people"


@cache
def defending() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:not|never|isn['’]t|wasn['’]t|hardly) (?:really |entirely |strictly |actually )?(?:our|my|their) fault\b"
        r"|\bno fault of (?:our|my|their) own\b|\bno fault of ours\b"
        rf"|\b(?:we|i|the team) (?:{NOT}) {BLAME}\b"
        r"|\bin (?:our|my|their|the team['’]s) defen[cs]e\b|\bin all fairness\b|\b(?:to be fair|in fairness) to (?:us|the team)\b"
        r"|\b(?:had|have|left us with|there was) no (?:other )?choice\b"
        r"|\b(?:outside|beyond|out) (?:of )?our (?:control|hands|responsibility)\b"
        r"|\bnothing (?:that )?(?:we|anyone|anybody|i|the team) could (?:have|do)\b"
        rf"|\bcould(?: not|n['’]t) (?:possibly )?have (?:been )?(?:{FOREKNOWN})\b|\bno way (?:we|anyone|anybody|i) could have\b"
        r"|\b(?:impossible|no way) to (?:have )?(?:foreseen?|predict(?:ed)?|anticipated?)\b"
        r"|\bwas (?:simply |just |completely )?(?:unforeseeable|unavoidable|inevitable)\b|\bas expected given\b"
        r"|\b(?:works|is working|are working|behaves|is behaving) (?:exactly |just )?as (?:designed|intended)\b"
        r"|\bblown out of (?:all )?proportion\b|\b(?:not|no|n['’]t) (?:a |that |such a |really a )?big (?:a )?deal\b"
    )


@cache
def playing_down() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:only|just|merely) (?:affected |impacted |hit |touched )?(?:a )?(?:{FEW})(?: (?:{PART})){{0,3}}? (?:{SUFFERED})\b"
        r"|\bmerely (?:a|an|caused|affected|slowed|delayed|inconvenienced|annoying|cosmetic)\b"
        r"|\b(?:minor|small|little|slight|tiny|brief|mere) (?:hiccup|glitch|inconvenience|annoyance|mishap|snag|bump)(?:e?s)?\b"
        r"|\b(?:hardly|barely) (?:anyone|anybody|any users?|any customers?) (?:noticed|was affected|were affected)\b"
    )


CHECKED = re.compile(
    r"\b(?:now|again|verif\w{1,4}|confirm\w{0,3}|ensures?|make sure|check\w{0,3}|if|whether|that)\b", re.IGNORECASE
)
"""What is found to work as it was designed to is no defence."""


def check(sentence: Sentence) -> Iterator[Hit]:
    if sentence.section.kind in ELSEWHERE:
        return
    text = lowered(sentence.text)
    match = defending().search(text)
    if match and not (match[0].endswith(("designed", "intended")) and CHECKED.search(text, 0, match.start())):
        yield hit(
            sentence, match, "defends; say what happened and what would have changed it.",
            "Name the condition: what depends on it, what was known about it, what covers for it.",
        )  # fmt: skip
    elif (match := playing_down().search(text)) and not any(letter.isdigit() for letter in text):
        yield hit(
            sentence, match, "plays it down; give the number.", "<n> of <m> users for <t> minutes; <what> failed for them."
        )  # fmt: skip


def hit(sentence: Sentence, match: re.Match[str], message: str, reframe: str) -> Hit:
    start, end = sentence.start + match.start(), sentence.start + match.end()
    words = " ".join(sentence.text[match.start() : match.end()].split())
    return Hit(sentence.block, start, end, f'"{words}" {message}', suggestions=(reframe,))


RULE = Rule(
    level=Level.SUGGESTION,
    scope=Scope.SENTENCE,
    check=check,
    triggers=frozenset(
        """
        fault ours blame blamed responsible defence defense fairness fair choice control hands responsibility nothing foresee
        foreseen predict predicted anticipate anticipated prevented avoided known unforeseeable unavoidable inevitable
        designed intended given proportion deal small tiny minor limited negligible handful few minimal merely hiccup hiccups
        glitch glitches inconvenience inconveniences annoyance annoyances mishap mishaps snag snags bump bumps hardly barely
        """.split()
    ),
)
