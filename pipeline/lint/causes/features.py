"""A line of a causes section -> the set of its features for the learned models.

    features("Nobody owns the certificate.") -> {"nobody", "nobody_owns", "NEG>CTRL", ...}

Words, pairs and gapped pairs of words; the classes of lexicon.py, and which of them stands within a few words behind which; the
tense of the line.
"""

import re
from itertools import pairwise

from pipeline.lint.causes.lexicon import classes
from pipeline.lint.late import late

WORD = late(r"[a-z]+(?:['-][a-z]+)*|\d+|[,;:]")
LABEL = late(
    r"^[\s*_>#-]*(?:\d+[.)]\s*)?(?:the\s+)?(?:most likely |probable |immediate |direct |root |underlying |deeper |technical "
    r"|main |proximate |actual )?(?:cause|causes|trigger|rc|rca|factor|factors|contributing factors?|root cause analysis)[*_]*"
    r"(?:\s*[:–—-]+|\s+(?:is|was)\b(?: that\b)?)[\s*_]*",
    re.IGNORECASE,
)
REACH = 5
OPENING = 3


def unlabelled(text: str) -> str:
    """The line without a leading "Root cause:"."""
    match = LABEL.match(text)
    rest = text[match.end() :] if match else text
    return rest if rest.strip() else text


def words_of(text: str) -> list[str]:
    plain = unlabelled(text).lower().replace("’", "'").replace("`", " ")
    return ["0" if word.isdigit() else word for word in WORD.findall(plain)]


def features(text: str) -> set[str]:
    """The features of one line, empty for a line without words."""
    words = words_of(text)
    known = classes()
    kinds = [known.get(word, ()) for word in words]
    edged = ["^", *words, "$"]
    found = set(words)
    found.update([f"{a}_{b}" for a, b in pairwise(edged)])
    found.update([f"{a}_*_{b}" for a, b in zip(edged, edged[2:], strict=False)])
    found.update([f"p:{word[:5]}" for word in words if len(word) > 5])
    for index, here in enumerate(kinds):
        if here:
            near = {other for later in kinds[index + 1 : index + 1 + REACH] for other in later}
            for kind in here:
                found.add(kind)
                found.update([f"{kind}>{other}" for other in near])
                if index < OPENING:
                    found.add(f"^{kind}")
    for subject, verb in pairwise(words[:4]):
        if "NEG" in known.get(subject, ()) and verb.endswith("s") and len(verb) > 3:
            found.add("no-one-does")
    found.update(shape(words, kinds))
    return found


def shape(words: list[str], kinds: list[tuple[str, ...]]) -> set[str]:
    """Length, tense and how many clauses."""
    count = len(words)
    present = sum(["HAVE" in kind for kind in kinds])
    past = sum(["HAD" in kind or (word.endswith("ed") and len(word) > 4) for word, kind in zip(words, kinds, strict=True)])
    controls = sum(["CTRL" in kind for kind in kinds])
    negations = sum(["NEG" in kind or "LACK" in kind for kind in kinds])
    length = "4" if count <= 4 else "9" if count <= 9 else "16" if count <= 16 else "26" if count <= 26 else "99"
    found = {f"length={length}", f"controls={min(controls, 3)}", f"negations={min(negations, 2)}"}
    found.add(f"verbs={'both' if present and past else 'present' if present else 'past' if past else 'none'}")
    found.add(f"negations={min(negations, 1)},controls={min(controls, 1)},verbs={'past' if past and not present else 'other'}")
    if "," in words or ";" in words:
        found.add(f"clauses,negations={min(negations, 1)}")
    return found
