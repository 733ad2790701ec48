"""Remarks that put an incident on a person, others or the speaker: events at most, never quoted in the analysis (design:
rule 10).
"""

import re

from pipeline.text.blame import accuses

BLAMING = re.compile(
    r"\b(?:my|your|his|her|their|our) (?:bad|fault|mistake|mess|screw-?up|stupidity)\b"
    r"|\b(?:i|you|he|she|they|we) (?:\w+ )?(?:forgot|screwed|messed up|broke (?:it|this|everything)|botched|misjudged"
    r"|didn'?t (?:look|check|read|notice|think|bother|ask|tell)|should'?ve|should have|caused it|did this)\b"
    r"|\b(?:it was|that was|because of) (?:me|you|him|her)\b"
    r"|\b(?:who|somebody|someone) (?:the hell |on earth )?(?:did this|broke|changed .{0,40}without"
    r"|pushed .{0,40}without|approved this|made it)\b"
    r"|\b(?:negligence|stupid|human error)\b"
    r"|\bi wrote (?:that|this|it)\b|\bi\b[^.]{0,60}\b(?:and|but) didn'?t (?:look|check|read|notice|think|ask|tell)\b"
    r"|\bapologi[sz]e|\bapolog(?:y"
    r"|ies)\b|\bsorry\b|\bunfair\b|\bout of line\b|\bblame\b|\bi was wrong\b|\bi had it backwards\b"
    r"|\bnobody bothered\b|\bthird time (?:you|he"
    r"|she|they)\b|\bliab(?:le|ility)\b",
    re.IGNORECASE,
)
OATH = re.compile(r"\b(?:fuck\w*|shit\w*|damn|wtf|kurwa|bloody|crap|lol|haha\w*|lmao|omg|rofl|ugh|argh|eureka)\b", re.IGNORECASE)


def blames(text: str) -> bool:
    """Whether the sentence blames somebody, or takes the blame."""
    return accuses(text) or BLAMING.search(text) is not None


def unfit(text: str) -> bool:
    """Whether the sentence swears or jokes in so many words."""
    return OATH.search(text) is not None
