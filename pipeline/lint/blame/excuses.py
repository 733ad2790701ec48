"""What in the rest of a sentence takes the blame out of a pattern: an explanation by a condition, doubt, a worse world."""

import re

from pipeline.lint.blame.signals import Signal
from pipeline.lint.people import Kind
from pipeline.lint.subjects import Subject

BECAUSE = re.compile(
    r"\b(?:because|since|as|given that|due to|owing to)\b"
    r"(?! (?:I|we|he|she|they|nobody|no one|of (?:a |an |the )?(?:human|lack))\b)[^.;]{8,}",
    re.IGNORECASE,
)
SO = re.compile(
    r"(?:,? so(?: that)?|, (?:and )?(?:therefore|hence|thus|which is why|meaning(?: that)?)|as a result,?|because of that)"
    r"\s+(?:the |an? |our |their )?$",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"\b(?:unlikely|doubt|could only|never|not sure|can(?:no|')t know|unclear|whether|wonder|impossible|no way"
    r"|hardly|almost|nearly|mystery|in case|assum(?:e|ing)|planned to)\b|\bif (?:we|i|they) (?:could|can|did)\b",
    re.IGNORECASE,
)
WORSE = re.compile(
    r"\b(?:worse|(?:way|much|even|far) (?:longer|later)|larger|bigger|more (?:severe|serious|data|customers|damage)|so lucky"
    r"|disaster|catastroph\w+|luckily|fortunately)\b|\bhad (?:\w+ ){1,3}not\b|\bif (?:\w+ ){1,3}(?:had not|hadn't)\b",
    re.IGNORECASE,
)
SUSPECTED = re.compile(
    r"\b(?:assumed|suspected|thought|believed|wondered)\b[^.]{0,40}$|\b(?:possible|potential|not|no|never|nor|isn't|wasn't)"
    r" (?:a |an |any |by |due to |the |from )?$",
    re.IGNORECASE,
)
PURPOSE = re.compile(r"\bso (?:that )?\w+ $", re.IGNORECASE)
AWAY = re.compile(
    r"\bbeing (?:\w+ ){0,2}(?:on (?:vacation|holiday|leave)|away|absent|off|out|unavailable|asleep|ill|sick)\b", re.IGNORECASE
)
GUARDED = re.compile(r"\b(?:risks?|prevent\w*|protect\w*|avoid\w*|mitigat\w*|reduc\w+|prone|malice|against)\b", re.IGNORECASE)
NEAR = 60
NEGATION = re.compile(r"\b(?:did|had|was|were|could)(?:n['’]t| not)\b", re.IGNORECASE)
PLAN = re.compile(
    r"\b(?:should|need to|must|ought to|have to) (?:\w+ly |also |all |both )?(?!have (?:\w+ly )?\w+ed\b)\w+", re.IGNORECASE
)

DENIAL = re.compile(
    r"^\W*(?:this|it|that|there|nobody|no one|neither|none)\b(?: \w+){0,3}? (?:not|no|nobody'?s?|isn't|wasn't|is|was|were|at)"
    r"(?: \w+){0,2}? (?:errors?|faults?|mistakes?|blame|negligence|carelessness)\b[^,;:]{0,25}$",
    re.IGNORECASE,
)
DID_NOT_FAIL = re.compile(
    r"^\W*(?:nobody|no[ -]one|none of \w+) (?:was |were |had )?(?:hurt|harmed|lost|missed|forgot|broke|ignored|bypassed|rushed"
    r"|panicked|neglected|overlooked|caused|blamed|careless|negligent|reckless)\b[^,;:]{0,40}$",
    re.IGNORECASE,
)
NO = re.compile(r"\b(?:not|no|nobody|no one|neither|none|isn't|wasn't)\b", re.IGNORECASE)

NOBODY = re.compile(r"nobody|no[ -]one|none of (?:us|them|the \w+)", re.IGNORECASE)
DONE_BY_NOBODY = frozenset({Signal.FAILURE, Signal.SLIP, Signal.VERDICT, Signal.CAUSE, Signal.VIOLATION})
"""Signals that say what somebody did: of nobody they deny it."""

WE_THE_SERVICE = re.compile(
    r"\bwe (?:have |had )?failed to "
    r"(?:serve|service|deliver|process|provide|accept|respond to|return|handle|route|complete|meet)\b",
    re.IGNORECASE,
)
"""Where "the service" may stand for "we"."""
APOLOGY = re.compile(r"\b(?:sorry|apologi[sz]e|apologies|regret)\b", re.IGNORECASE)
UNWILLING = re.compile(r"\b(?:did(?: not|n['’]t)|do(?: not|n['’]t)) (?:want|wish|intend) to\b", re.IGNORECASE)


def excused(text: str, match: re.Match[str], signal: Signal, about: Subject) -> bool:
    """Whether the sentence excuses what the pattern met. Looks at most a few dozen words around it."""
    if denies(text) or (signal in DONE_BY_NOBODY and NOBODY.fullmatch(text[about.start : about.end].strip())):
        return True
    if about.kind is Kind.SELF and us_excused(text, match, signal):
        return True
    before = text[max(0, (about.start or match.start()) - NEAR) : match.start()]
    if signal is Signal.OMISSION:
        explained = SO.search(text[max(0, about.start - NEAR) : about.start]) if about.end else None
        return bool(explained or BECAUSE.search(text[match.end() : match.end() + 3 * NEAR]))
    if signal is Signal.CAUSE:
        return bool(AWAY.search(text, match.end(), match.end() + 2 * NEAR))
    if signal in (Signal.MODAL, Signal.IF_ONLY):
        wanted = match[0].startswith(("could", "might")) and PURPOSE.search(before)
        return bool(wanted or DOUBT.search(before) or WORSE.search(text))
    if signal is Signal.ERROR:
        return bool(SUSPECTED.search(before) or GUARDED.search(before))
    return False


def us_excused(text: str, match: re.Match[str], signal: Signal) -> bool:
    """Whether what is said of us is said of the service, or is an apology, or what we did not want."""
    if signal is Signal.FAILURE:
        return WE_THE_SERVICE.search(text) is not None
    if signal is Signal.CAUSE:
        return APOLOGY.search(text) is not None
    return UNWILLING.search(text, max(0, match.start() - NEAR), match.end() + NEAR) is not None


def plans(text: str) -> bool:
    """Whether the sentence says what should be or be done: advice and wishes, which the model takes for reproach."""
    return PLAN.search(text) is not None


def explains(text: str) -> bool:
    """Whether the sentence gives a condition as the reason for what was not done."""
    negation = NEGATION.search(text)
    return negation is not None and BECAUSE.search(text, negation.end()) is not None


def denies(text: str) -> bool:
    """Whether the sentence says no more than that nobody is at fault: "This was not human error"."""
    return DID_NOT_FAIL.match(text) is not None or (DENIAL.match(text) is not None and NO.search(text) is not None)
