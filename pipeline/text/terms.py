"""Terms: the words that tie texts together - identifiers (hosts, builds, tickets, settings) and content words.

identifiers("LED-815: raise pool_size on bk-pg-2") -> {"led-815", "pool_size", "bk-pg-2"}
"""

import re

JOINED = re.compile(r"[A-Za-z0-9]++(?:[-_.:][A-Za-z0-9]++)++")
CAPITALS = re.compile(r"\b[A-Z][A-Z0-9]{2,}+\b|\b\w*[a-z][A-Z]\w*")
NUMBERED = re.compile(r"\b(?:build|version|release|pr) ?#?(\d[\w.]*)")
NUMBERED_WORDS = ("build", "version", "release", "pr")
CLOCK_OR_NUMBER = re.compile(r"[\d.,:/-]+(?:am|pm|z|s|ms|gb|mb|kb|min|h|x|k)?", re.IGNORECASE)
CONTENT = re.compile(r"[a-z]{4,}")
ZONES_AND_NOISE = frozenset(
    "utc gmt cet cest pst pdt est edt ist bst sev sev1 sev2 sev3 todo eta fyi asap faq e.g i.e http https www warn info error fatal debug post get put"
    " and the not for you all any are was".split()
)
STOP = frozenset(
    "about above after again against also although always among another around back because been before being below between both came cannot come could "
    "does doing done down during each either else even ever every everybody everyone everything first from further gets give goes going gone good have "
    "having here hers himself however into itself just keep know last least less like long look made make many maybe mean might mine minute minutes more most much must "
    "need never next nobody none nothing once only other others ours over part people please probably quite rather really right said same says seem seems "
    "should show since some somebody someone something still such sure take than that thats their them then there these they thing things think this those "
    "though through time today told tomorrow took under until upon used using very want wants well went were what whatever when where whether which while whole "
    "will with within without would yeah year years yesterday your yours update looking looks thanks thank sorry okay hello team guys everyone channel message "
    "morning evening night hour hours week month day days monday tuesday wednesday thursday friday saturday sunday".split()
)


def identifiers(text: str) -> frozenset[str]:
    """Names that only systems have, in lower case: hosts, settings, tickets, builds, error codes."""
    found = JOINED.findall(text)
    if not text.islower():
        found += CAPITALS.findall(text)
    names = {f for name in found if (f := name.lower()) not in ZONES_AND_NOISE and not CLOCK_OR_NUMBER.fullmatch(f)}
    if any(word in text for word in NUMBERED_WORDS):
        names.update(NUMBERED.findall(text))
    return frozenset(names)


def content_words(text: str) -> frozenset[str]:
    """Words of four letters and more that carry meaning, plural `s` cut off."""
    return frozenset(
        w[:-1] if w.endswith("s") and not w.endswith("ss") else w for w in CONTENT.findall(text.lower()) if w not in STOP
    )
