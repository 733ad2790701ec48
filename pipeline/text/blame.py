"""What people say of each other in a chat: who is to blame, that they are sorry, an oath. In: a text. Out: whether it does.

    accuses("your fault again")     of others: not told in the timeline
    blames("sorry, I forgot")       of others or of the speaker: an event at most, never quoted in the analysis (design: rule 10)
    unfit("wtf")                    not for a report, whoever is meant

These are manners of speech. What a report may not say as its own, in whatever words, is the lint's to judge; stages that need
it are given the lint's test (`Refuses`) by the path.
"""

import re
from collections.abc import Callable

Refuses = Callable[[str], bool]
"""Whether a report may not say a sentence as its own."""

ACCUSING = re.compile(
    r"\b(?:your|his|her|their) (?:fault|mess|mistake|screw-?up|stupidity)\b"
    r"|\b(?:tired|sick) of\b|\bcleaning up after\b|\blooking at you\b|\bfat[- ]?fingered\b|\bnot to be that (?:guy|person)\b"
    r"|\bwithout (?:telling|asking|testing|checking|thinking)\b|\bnothing happened with (?:it|that)\b"
    r"|\b(?:you|he|she|they) (?:\w+ )?(?:forgot|screwed|messed up|botched|never (?:check|test|read|ask)\w*"
    r"|should(?:'ve| have) \w+ed)\b"
    r"|\bwho (?:the hell |on earth )?(?:did this|broke|approved this)\b"
    r"|\bwho (?:changed|pushed|merged|deployed) .{0,60}\bwithout\b"
    r"|\b(?:careless|sloppy|incompetent|lazy|negligent|clueless|reckless|irresponsible|idiot\w*|moron)\b"
    r"|\b(?:rookie mistake|shame on)\b"
    r"|\b(?:the )?intern could\b|\bwhat (?:an?|a complete) (?:idiot|joke|clown)\b|\bthis is how you lose\b",
    re.IGNORECASE,
)

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


def accuses(text: str) -> bool:
    """Whether the text blames somebody other than its speaker."""
    return ACCUSING.search(text) is not None


def blames(text: str) -> bool:
    """Whether the sentence blames somebody, or takes the blame."""
    return accuses(text) or BLAMING.search(text) is not None


def unfit(text: str) -> bool:
    """Whether the sentence swears or jokes in so many words."""
    return OATH.search(text) is not None
