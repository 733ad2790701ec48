"""A sentence -> the words for the work in it: without its day, whom it calls, who takes it and what is said aside.

"I'll do the CI check: every bundle must parse. By 27 March" -> "The CI check: every bundle must parse"
"""

import re

from pipeline.draft.actions.lexicon import Act
from pipeline.draft.actions.remarks import Remark, Sentence, stems
from pipeline.text.times.mention import DueMention

LONGEST = 200
MARKER = re.compile(r"(?::[a-z0-9_+-]+:|[-•*·>]|\d+[.)])\s*")
INTERJECTION = re.compile(
    r"(?:yes|yep|yeah|ok|okay|sure|also|and|so|then|but|or|well|agreed|no(?=\s*[:,.;–—-])|right"
    r"|btw|imo|fwiw|fyi|just|action item|action|todo"
    r"|suggestion|proposal|(?:random |wild |just an |an |another )?ideas?)(?:\s*[:,.;–—-]+\s*|\s+)",
    re.IGNORECASE,
)
PREFACE = re.compile(
    r"(?:maybe|perhaps|please|pls|plz|i think|i guess|i suggest|i propose|i want"
    r"|i would (?:love|like)|i['’]d (?:say|suggest|love|like)"
    r"|what about|how about|why not|why don['’]?t we|what if we|(?:it )?would be (?:nice|good|great) (?:to|if we))\b[\s,:]*",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"(?:(?:i|we)(?:['’]ll| will| can| could| shall| should| need to| must| have to| want to"
    r"|['’]m going to| am going to|['’]re going to|['’]m gonna)?"
    r"|(?:someone|somebody|anyone) (?:should|could|needs to|has to|must|ought to|can|please)"
    r"|(?:can|could|would|will|should|shall) (?:you|we|i|someone|somebody|anyone|u)|can['’]?t we|let['’]?s|let me|will|you)"
    r"(?: also| then| just| now| maybe| please| simply)*\s*(?:[:,]\s*|\s+)",
    re.IGNORECASE,
)
TAKING = re.compile(r"(?:take on|pick up|commit to|take|own|do|handle|grab|drive)(?:\s*:\s*|\s+)", re.IGNORECASE)
CLOSING = re.compile(
    r"(?:[\s,;:(–—-]+(?:is |are |that['’]s |it['’]s )?(?:mine|ours|on me|i take (?:it|that|this)|i do (?:it|that|this)"
    r"|pls|please)"
    r"|\s*[,;:(–—-]+\s*(?:me|ok|right|who|done|too|then)"
    r"|\s*:[a-z0-9_+-]+:|\s*[\U0001f300-\U0001faff✅🙏]|[\s,;:.!?–—-])+[)\s]*$",
    re.IGNORECASE,
)
ASIDE = re.compile(
    r"[,;(–—-]+\s*(?:and )?(?:i['’]?ll (?:remind|ping|tell|nudge|let) (?:you|u|him|her|them)\b[^,;]*"
    r"|(?:a )?(?:small|big|tiny|quick) (?:thing|one)|i need it(?: (?:right )?now)?|(?:it|that)['’]s (?:my|our) \w+ anyway"
    r"|i have [^,;]{0,40} anyway|i swear|swear|i promise|just an idea|(?:the )?same (?:thing|problem) (?:will|would) happen[^,;]*"
    r"|thanks|thank you|thx|ty|if (?:that|this)['’]s ok(?:ay)?)[\s.!)]*$",
    re.IGNORECASE,
)
"""What a speaker adds that is no part of the work."""
BEFORE_DAY = re.compile(
    r"[\s,;:(–—-]*(?:\b(?:done|ready|finished|in|merged|due|latest|and|will be)\b\s*)*"
    r"(?:\b(?:by|until|till|before|on|for|due|latest)\b\s*)?(?:\bthe\b\s*)?$",
    re.IGNORECASE,
)
LONGEST_ENDING = 80
"""Only so many characters are looked at for what closes a sentence, which keeps the search linear."""
GIVEN = re.compile(r"^(?:takes|owns|is taking|picks up|handles|does)\s+", re.IGNORECASE)
POINTER = re.compile(r"^(?:that|this) one\s*:\s*", re.IGNORECASE)
LEADS = (MARKER, INTERJECTION, PREFACE)


def imperative(s: Sentence, due: DueMention | None, remark: Remark) -> str:
    """The sentence without its day, whom it calls, who takes it and how."""
    text = without_lead(without_day(s.text, due), remark)
    if s.text != text and remark.assigned:
        text = GIVEN.sub("", text)
    subject = SUBJECT.match(text)
    if subject is None:
        return trimmed(text)
    rest = text[subject.end() :]
    taking = TAKING.match(rest) if s.does(Act.TAKE) else None
    if taking and len(stems(rest)) > 1:
        rest = rest[taking.end() :]
        rest = POINTER.sub("", rest)
    return trimmed(rest if rest.strip(" .!?") else text)


def without_lead(text: str, remark: Remark) -> str:
    """The text without names that are called, marks and words that only lead up to it."""
    names = {remark.text[m.start : m.end] for m in remark.mentions}
    before = ""
    while before != text:
        before = text
        for called in sorted(names):
            text = text.removeprefix(called).lstrip(" ,:") if text.startswith(called) else text
        for lead in LEADS:
            text = text[found.end() :] if (found := lead.match(text)) else text
    return text or before


def without_day(text: str, due: DueMention | None) -> str:
    """The text without the day at its end."""
    if due is None or stems(text[due.end :]):
        return text
    return without_ending(BEFORE_DAY, text[: due.start])


def without_ending(ending: re.Pattern[str], text: str) -> str:
    found = ending.search(text, max(0, len(text) - LONGEST_ENDING))
    return text[: found.start()] if found else text


def trimmed(text: str) -> str:
    text = shortened(without_ending(CLOSING, without_ending(ASIDE, " ".join(text.replace("*", "").split()))))
    first = text.split(" ", 1)[0].rstrip(":,")
    return text[:1].upper() + text[1:] if first.isalpha() and first.islower() else text


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
