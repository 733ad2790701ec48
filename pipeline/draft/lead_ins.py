"""What people say before they say something: "and", "fwiw", "note for the write-up:", "15 min update:".

A quote may leave it out as a whole piece (selecting is allowed, changing words is not); what follows has to stand by itself.
"""

import re

FEWEST_WORDS = 4
LEAD_IN = re.compile(
    r"(?:"
    r"(?:and|but|so|also|plus|oh|ok|okay|well|anyway|yeah|yep|yes|right|fwiw|btw|fyi|tbh|ftr|ps|p\.s\.)\b[,:]?(?:\s+-)?\s+"
    r"(?!(?:that|this|far|it|is|was|are|were|do|did|does|long|much|many)\b)"
    r"|(?:(?:a|one|another|late|last|small|quick|side|short|final|first|second|my|more|other|general)\s+){0,2}"
    r"(?:notes?|thoughts?|remarks?|details?|observations?|things?|nits?|reminder|additions?|point|heads[ -]?up)"
    r"(?:\s+(?:for|to|on|from|about)\s+[^:.!?]{2,40})?\s*:\s+"
    r"|(?:for|from|in)\s+(?:the|our|my|whoever|who|everyone|those|pm|completeness)\b[^:,.!?]{0,32}:\s+"
    r"|(?:final|last|latest)\s+(?:word\s+)?(?:for|from)\s+[^:.!?]{2,30}:\s+"
    r"|(?:\d+\s?-?min(?:ute)?s?\s+)?(?:status\s+|quick\s+|short\s+)?(?:update|recap|summary so far)(?:\s+#?\d+)?\s*:\s+"
    r")",
    re.IGNORECASE,
)


def without_lead_in(text: str) -> str:
    """The text from where it says something; unchanged where too little would be left."""
    bare = text
    while match := LEAD_IN.match(bare):
        bare = bare[match.end() :]
    return bare if len(bare.split()) >= FEWEST_WORDS else text
