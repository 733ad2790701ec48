"""Written accounts (status updates, reports): the label under which each sentence stands, and what only promises or begs pardon.

labelled(["Root Cause: A bad route.", "It was pushed at noon.", "Next steps: ..."])
    -> ("root cause", "A bad route."), ("root cause", "It was pushed at noon."), ("next steps", "...")
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum


class Label(StrEnum):
    """What a part of an account is about; `ASIDE` holds facts for forms, advice and requests."""

    IMPACT = "impact"
    CAUSE = "root cause"
    MITIGATION = "mitigation"
    NEXT_STEPS = "next steps"
    DETECTION = "detection"
    STORY = "account"
    ASIDE = "aside"


MEANT: tuple[tuple[Label, re.Pattern[str]], ...] = tuple(
    (label, re.compile(pattern))
    for label, pattern in (
        (
            Label.ASIDE,
            r"\b(?:start|end|duration|tracking|feedback|workarounds?|eta|regions?|zones?|services and features|customers make|"
            r"for more|note|additional details|ticket|components?|posted|published|severity|status)\b",
        ),
        (
            Label.NEXT_STEPS,
            r"next steps?|how are we|what (?:are|will) we|prevent|action items?|improvements?|follow|in progress"
            r"|already completed|(?:short|long)(?:er)?[ -]term",
        ),
        (Label.CAUSE, r"\bcause|went wrong|why did (?:this|it) happen|^why|^reason\b"),
        (Label.IMPACT, r"\bimpact|symptom|affected|who was affected"),
        (Label.MITIGATION, r"mitigat|resolution|respon|remediat|^fix$"),
        (Label.DETECTION, r"detect"),
        (Label.STORY, r"what happened|summary|description|diagnosis|background|overview|details|timeline|update"),
    )
)
"""Which words of a label tell what it is about; the first that fits."""
LABEL = re.compile(r"[\W_]*(?P<label>[A-Z][A-Za-z/'’ \-]{2,90}?)[*_ ]*(?::|\?$)[*_]*(?:\s+|$)")
HEDGED = re.compile(r"\b(?:preliminary|suspected|likely|probable|possible|potential|initial)\b")
PROMISE = re.compile(
    r"\b(?:will (?:be )?(?:\w+ )?(?:provid|post|publish|shar|follow|continu|updat|keep|send|return|merg|mad)\w*"
    r"|(?:we|engineers|the team|our \w+) (?:will|hope|aim|intend|anticipate|plan)\b|we(?:'|’)ll\b"
    r"|next (?:status )?update\b|etas?\b"
    r"|estimated (?:time|completion|resolution)|(?:is|are|we|would) expect(?:s|ed|ing)?\b|anticipat\w+|stay (?:tuned|informed)"
    r"|as soon as|please\b|thank(?:s| you)\b|bearing? with|appreciate|patience|apolog\w+|sorry\b|regret\b|inconvenience"
    r"|no (?:new|additional|further) \w+|subject to change|(?:do not|don(?:'|’)t) have .{0,40}(?:information|update|details)"
    r"|contact (?:us|support|your)|reach out|none at this time|refer to|committed to|out of the woods|good news|right track"
    r"|wanted to provide an update|we(?:'|’)re continuing our|keeping a (?:watchful )?eye|learn more|recommend\w*|click\b"
    r"|best knowledge)",
    re.IGNORECASE,
)


def labelled(sentences: Iterable[str]) -> Iterator[tuple[Label | None, str]]:
    """The sentences, each with the label it stands under; a label is dropped unless it says how sure the author is."""
    current: Label | None = None
    for sentence in sentences:
        text = sentence
        while (match := LABEL.match(text)) and (meant := meaning(match["label"])):
            current = meant
            if HEDGED.search(match["label"].lower()):
                break
            text = text[match.end() :]
        if text:
            yield current, text.replace("**", "").lstrip("|-•– ")


def meaning(label: str) -> Label | None:
    """What a label is about; None where it is no label that accounts of incidents use."""
    words = label.lower()
    return next((meant for meant, pattern in MEANT if pattern.search(words)), None)


def promises(text: str) -> bool:
    """Whether a sentence of an account promises, expects, thanks or begs pardon, so that it states no fact of the incident."""
    return PROMISE.search(text) is not None
