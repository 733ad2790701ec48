"""Chat text -> sentences, as they stand: code blocks, quoted mail and the like set aside, greetings, mentions and emoji
cut off at the ends.

    sentences("@Ana ok. found it: cert expired at 09:14. lol") -> ["found it: cert expired at 09:14.", "lol"]

Nothing is reworded; what is cut is cut as a whole piece, so that a sentence can be found again in its evidence.
"""

import re

from pipeline.text.cues import QUOTED

CODE_BLOCK = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
MAIL_HEADER = re.compile(
    r"^[ \t]*(?:from|requester|to|subject|priority|queue|mood|source|plan|sent)\s*:.*$", re.IGNORECASE | re.MULTILINE
)
BREAK = re.compile(r"\n+|(?<=[.!?…])[\"”’)*_]*\s+(?=\S)")
SPACE = re.compile(r"\s+")
BOLD = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=\S)([^_\n]+?)(?<=\S)_(?![\w_])")
EMOJI = "\u200d\ufe0f\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
LEADING = re.compile(
    rf"^(?:@(?:here|channel|everyone)\b[,:]?\s*|[{EMOJI}]+\s*|:[a-z0-9_+-]+:\s*|[-•*·]\s+|\d+[.)]\s+(?=\D)"
    r"|(?:ok|okay|hi|hey|hello|hm+|um+|uh+|oh|ah+|aah+|well|yes|yeah|yep|ya|no|right|so|and|but|morning|good morning"
    r"|thanks|thank you|sorry|btw|fwiw|fyi)"
    r"(?:\s+(?:all|everyone|team|folks))?\s*(?:[.!,:;]+|\.\.\.|…|-|–)\s+)+",
    re.IGNORECASE,
)
TRAILING = re.compile(rf"(?:\s*(?:[{EMOJI}]+|:[a-z][a-z0-9_+-]*:|[:;]-?[)(/\\DPp]|<3|lol|haha|tada))+\s*$")
MENTION = re.compile(r"^@[\w.\-]+(?:[ \u00a0](?:[A-Z][\w'’\-]+|de|van|der|da|al))*[,:]?\s+")
ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|approx|ca|mr|mrs|ms|dr|no|nr|fig|min|max|incl|resp|st|inc|ltd|[a-z])|\d)\.$|\.\.$", re.IGNORECASE
)
NUMBERING = re.compile(r"\s*\d{1,2}\.")
LONGEST = 600
LONGEST_TRAILING = 80
"""Only so many characters are looked at for what ends a sentence, which keeps the search linear."""


def own_text(text: str) -> str:
    """What the author says: without code blocks, quoted lines and the headers of forwarded mail."""
    if "```" in text:
        text = CODE_BLOCK.sub("\n", text)
    if ">" in text or "&gt;" in text:
        text = QUOTED.sub("", text)
    return MAIL_HEADER.sub("", text) if ":" in text else text


def sentences(text: str) -> list[str]:
    """The sentences of what the author says, in order. Linear in the text."""
    found: list[str] = []
    for line in own_text(text).split("\n"):
        found.extend(cleaned for part in _split(line) if (cleaned := clean(part)))
    return found


def _split(line: str) -> list[str]:
    """Cuts behind `.`, `!`, `?` and space, but not behind an abbreviation, a number's dot, dots, or inside brackets."""
    parts: list[str] = []
    start = 0
    depth = 0
    at = 0
    last_bracket = line.rfind(")")
    for match in BREAK.finditer(line):
        depth = max(0, depth + line.count("(", at, match.end()) - line.count(")", at, match.end()))
        at = match.end()
        if (depth and at <= last_bracket) or _goes_on(line[start : match.start()], line[at : at + 1]):
            continue
        parts.append(line[start : match.end()])
        start = match.end()
    return [*parts, line[start:]]


def _goes_on(before: str, following: str) -> bool:
    if not before.endswith("."):
        return False
    if NUMBERING.fullmatch(before):
        return True
    last = before[-8:].split(" ")[-1]
    return bool(ABBREVIATION.search(last)) and (following.islower() or following.isdigit() or last.endswith(".."))


def clean(sentence: str) -> str:
    """The sentence without bold and italic marks, leading mentions, greetings and markers, and emoji at its ends."""
    text = SPACE.sub(" ", sentence).strip()
    if "*" in text or "_" in text:
        text = BOLD.sub(lambda m: m.group(1) or m.group(2), text)
    before = None
    while before != text:
        before = text
        text = LEADING.sub("", MENTION.sub("", text) if text.startswith("@") else text).lstrip()
    if trailing := TRAILING.search(text, max(0, len(text) - LONGEST_TRAILING)):
        text = text[: trailing.start()]
    text = text.rstrip()
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0]
