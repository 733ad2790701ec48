"""Whether the actions of a document answer its causes: by an id, a note that it is done or accepted, or words they share."""

from collections.abc import Iterable

from pipeline.lint.action_items import ActionItem
from pipeline.lint.late import late
from pipeline.text.markdown import Block

WORD = late(r"[a-z][a-z0-9]{2,}(?:['-][a-z0-9]+)*")
SETTLED = late(
    r"\b(?:accept(?:ed|able)|won't (?:fix|do)|will not (?:fix|change)|out of (?:scope|our (?:hands|control))|already|since then"
    r"|(?:was|were|been|is|now|has) (?:since )?(?:fixed|resolved|corrected|replaced|removed|added|reverted)|fixed (?:in|by|with)"
    r"|[A-Z]{2,8}-\d+|AI-?\d+|A\d+\b)|->|→|#\d+",
)
COMMON = frozenset(
    """
    the and for that this with from was were are has had have not but its their our all any can could would should will did
    does been being which when while then than there here they them into onto over under out off one two only also more most
    some such very because due cause caused causes factor root issue issues incident problem problems outage time error
    errors fail failed failure new old lack lacking missing without after before during make made use used using get got set
    need needs needed no non team teams service services system systems change changes changed process ensure add improve
    update check work working able way
    """.split()
)
STEM = 5


def terms(text: str) -> set[str]:
    """The telling words of a text, cut to their first letters so that "monitored" meets "monitoring"."""
    return {word[:STEM] for word in WORD.findall(text.lower().replace("’", "'")) if word not in COMMON}


def unanswered(causes: Iterable[Block], items: Iterable[ActionItem]) -> list[Block]:
    """The causes of which no action says a word."""
    acted = {term for item in items for term in terms(item.raw)}
    return [
        cause
        for cause in causes
        if not SETTLED.search(cause.text) and len(terms(cause.text)) > 1 and not terms(cause.text) & acted
    ]
