"""A finding of the lint -> HTML: the rule, what it says, the words it rests on, what to ask instead."""

from app.pieces.markup import block, mute, text
from pipeline.reviewing.look import Placed
from pipeline.text.sentences import sentences


def finding(one: Placed) -> str:
    found = one.finding.finding
    quote = f" <q>{text(found.excerpt)}</q>" if found.excerpt else ""
    asks = block("", text(found.question)) if found.question else ""
    answered = block("", mute(f"waived by {one.waiver.by}: {one.waiver.reason}")) if one.waiver else ""
    level = "suggestion" if one.waiver else found.level.value
    return block(f"pm-finding {level}", mute(f"{found.rule} "), text(found.message), quote, asks, answered)


def id_of(one: Placed) -> str:
    found = one.finding.finding
    return "\n".join((found.rule, one.part, one.item, found.excerpt, str(found.line), str(found.column)))


def instead(words: str, excerpt: str, way: str) -> str:
    """The words with another way to say the sentence that holds the excerpt; the way alone where there is no such sentence."""
    said = next((one for one in sentences(words) if excerpt and excerpt in one and one in words), "")
    return words.replace(said, way, 1) if said else way
