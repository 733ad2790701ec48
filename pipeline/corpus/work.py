"""Whether an item of a list of actions is a piece of work: no telling of what happened, and no step of writing the report itself.

is_work("Alert on the age of the oldest message") -> True, is_work("It took us too long to notice.") -> False
"""

import re

SENTENCE = re.compile(r"(?<=[.!?])\s+")
REPORT = r"(?:post-?mortem|post-incident review|(?:after[- ]action|incident) (?:report|review)|retrospective|rca|write-?up)s?"
WRITING = re.compile(
    r"\W*(?:write|draft|finish|complete|fill (?:in|out)|file|publish|share|post|send|hold|schedule|conduct)(?: up| out)?"
    rf"(?: (?:an?|the|this|our|internal|blameless|final|public|incident)){{0,3}} {REPORT}"
    r"(?: (?:about|on|of|for|to|with|in|by|within|https?)\b.*|\s*[^\w\s].*)?",
    re.IGNORECASE | re.DOTALL,
)
"""Not the template of a report, nor what is to change in how reports are written: that is work."""
STATE = re.compile(
    r"\W*(?:(?:all|the|this) ){0,2}(?:incident|sections?|(?:incident )?title|post-?mortem|timeline|action(?:able)? items?"
    r"|(?:incident|after[- ]action) report)\b[^.]*\b(?:is|are|has|have)\b",
    re.IGNORECASE,
)
"""A box of a template, which is ticked once the report is as it says."""
SUBJECT = (
    r"(?:it|we|i|they|he|she|there|this|that|the|these|those|our|some|nobody|no one|nothing)\b(?:[ -](?!to\b)[^\s,;:.]+){0,6}?"
)
TOLD = re.compile(
    rf"\W*(?:(?:\w+ly|however|as \w+|in this case),? )?(?:{SUBJECT}|\w+)"
    r" (?:was|were|wasn't|weren't|took|did|didn't|had|hadn't|went|got|missed|noticed|happened|began)\b",
    re.IGNORECASE,
)
"""A sentence with a subject, in the past."""
WISHED = re.compile(
    r"\b(?:(?:should|must|could|would|might|ought to)(?!(?:n't| not)? have (?:been|had|\w+ed|\w+en)\b)|shall|may|will|won't"
    r"|going to|let's|todo|need(?:s|ed)?|want(?:s|ed)?|plan(?:s|ned)?|require[sd]?|better"
    r"|recommend\w*|suggest\w*|propos\w*|task|ticket)\b|['’]ll\b",
    re.IGNORECASE,
)
"""What tells that something is still to be done."""


def is_work(text: str) -> bool:
    if WRITING.fullmatch(text) or (STATE.match(text) and not WISHED.search(text)):
        return False
    return not all(TOLD.match(sentence) and not WISHED.search(sentence) for sentence in SENTENCE.split(text))
