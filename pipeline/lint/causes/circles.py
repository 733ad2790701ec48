"""Whether a sentence gives as cause only what it gave as effect.

"Latency rose due to high latency."    cause and effect share their noun, and all else is a general word for failing
"""

from pipeline.lint.causes.features import LABEL
from pipeline.lint.late import late
from pipeline.lint.sentences import Sentence, lowered

LINK = late(r"\b(?:because of|because|due to|was caused by|were caused by|is caused by|caused by|was that|is that)\b")
MORE = late(r"\s*\S")
CONTENT = late(r"[a-z][a-z'-]+|\d+")
SMALL = frozenset(
    """
    the a an of in on at to for from with by and or was were is are be been being it its this that these those there had has
    have which who when while during after before as not no did do does our their your all some any very so then also again
    still too root cause causes reason main incident
    """.split()
)
GENERAL = frozenset(
    """
    down unavailable unavailability available failed fail fails failing failure failures error errors erroneous outage
    outages problem problems issue issues incident broken broke break breaking breakage stopped stop working work works
    worked slow slowness slower high higher elevated increased increase rose rising low degraded degradation disrupted
    disruption interruption interrupted offline unreachable inaccessible unresponsive responding respond malfunction
    malfunctioned service services server servers system systems went going gone became become getting got unstable
    instability bad poor not could access reached
    """.split()
)
BARE = frozenset(
    """
    service services job jobs system systems site website application applications app apps api apis server servers database
    deployment release process script platform backend frontend request requests login checkout product software component
    pipeline build task tasks
    """.split()
)
FEW = 5
LONGEST = 160


def circle(sentence: Sentence) -> tuple[int, int] | None:
    """Where in the block the circular words stand, None where the cause says something new or more follows."""
    text = sentence.block.text[sentence.start : sentence.end]
    if len(text) > LONGEST or MORE.match(sentence.block.text, sentence.end):
        return None
    if match := LABEL.match(text):
        words = content(text[match.end() :])
        if 0 < len(words) <= FEW and words & GENERAL and words <= GENERAL | BARE and not _numbered(text):
            return sentence.start + match.end(), sentence.end
    link = LINK.search(lowered(text))
    if link is None:
        return None
    effect, cause = content(text[: link.start()]), content(text[link.end() :])
    shared = {_stem(word) for word in effect} & {_stem(word) for word in cause}
    new = {word for word in cause - GENERAL if _stem(word) not in {_stem(known) for known in effect}}
    if effect and cause and shared and not new:
        return sentence.start + link.start(), sentence.end
    return None


def content(text: str) -> set[str]:
    return {word for word in CONTENT.findall(text.lower().replace("’", "'")) if word not in SMALL}


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def _numbered(text: str) -> bool:
    return any(letter.isdigit() for letter in text)
