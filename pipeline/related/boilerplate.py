"""What stands in every report and says nothing of the one at hand: courtesies of status pages, hints of templates, bare links.

said("We apologize for the inconvenience. The disk was full.") -> "The disk was full."
"""

import re

LINK = re.compile(r"\[([^\]\n]{0,300}+)\]\([^)\n]{0,2000}+\)")
URL = re.compile(r"<?https?://[^\s)>\]]+>?")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z*\"'(\[{])|\n+")
TELLS = re.compile(r"[^\W\d_]{2}|(?<![\d:./-])\d{3,}(?![\d:./-])")
"""A word of any script, or a figure that is no part of a day or time: a code, a ticket."""
COURTESIES = (
    r"we (?:sincerely |deeply |would like to |want to )?(?:apologi[sz]e|thank you|are sorry|appreciate your)\b",
    r"for everyone who (?:is|was) affected, we apologi[sz]e",
    r"(?:our )?(?:sincere )?apologies\b",
    r"thanks? (?:you )?for your patience",
    r"(?:we|an|the|our) (?:will |expect to )?(?:provide|give|post|share|publish|next|be providing|update)\b"
    r"[^.]*?\b(?:update|information|details|analysis|posted)\b",
    r"we (?:will|would like to) (?:conduct an internal|provide (?:some|more|a|an|further)|publish|post|share|keep you)\b",
    r"we (?:will|would like to) continue to (?:monitor|provide|update)\b",
    r"(?:an|the next|more|further) (?:update|information)s? will be\b",
    r"where we will provide\b",
    r"no further updates\b",
    r"please (?:note|reach out|visit|follow|see|refer|check|open|contact)\b",
    r"if you (?:have|are|experience|need|continue)\b",
    r"for (?:regular|more|further) (?:status |detailed )?(?:updates|information|details)\b",
    r"(?:our |the )?(?:engineering team|engineers|engineering teams|team)s? (?:continues?|is|are|(?:has|have) been) "
    r"(?:to )?(?:still )?(?:actively )?(?:investigat|work)\w*[^.]*\.?$",
    r"mitigation work is (?:currently|still) under ?way\b",
    r"(?:we do not have an|there is no) eta\b",
    r"we are (?:actively )?(?:working|continuing|still working) (?:to|towards?|on)\b[^.]*$",
    r"we (?:continue|are continuing) to (?:work|investigate|monitor)\b[^.]*$",
    r"(?:the|this) (?:issue|problem|incident|service)s? (?:has|have|was|is) (?:now )?(?:been )?(?:fully )?"
    r"(?:resolved|mitigated|over|closed)\b[^.]{0,90}\.?$",
    r"(?:the )?services? (?:is|are) (?:now )?operating normally",
    r"all times (?:are )?(?:in )?\(?[A-Z][\w/]{1,20}\)?\.?$",
    r"\(all times\b",
    r"we (?:currently )?(?:have no|do not have any) (?:further|additional|more)\b",
)
COURTESY = re.compile("|".join(COURTESIES), re.IGNORECASE)
EMPTY = re.compile(
    r"(?:\w+(?: \w+){0,2}:\s*)?[*_<({\[]*(?:tbd|tba|todo|n/?a|none|none at this time|nothing|unknown|not applicable"
    r"|to be (?:done|determined|filled in)|xxx+|\.{3,}|…|-+|see above|as above)[*_>)}\]]*[.!]?$",
    re.IGNORECASE,
)
HINT = re.compile(
    r"(?:short event description|what happened\?|what weaknesses did we learn|mention the problem|this (?:section|is a template)"
    r"|link to (?:all )?relevant|should (?:contain|describe)|describe (?:here|the)|fill in|add (?:a )?(?:link|graph)s? here"
    r"|<!--|use this section|replace this|write (?:down )?(?:how|what|the))",
    re.IGNORECASE,
)


def plain(line: str) -> str:
    """A line without the addresses of its links and without marks of emphasis."""
    line = URL.sub("", LINK.sub(r"\1", line)) if "http" in line or "](" in line else line
    return re.sub(r"\*\*|__|`|<br\s*/?>|^#+\s+", " ", line).strip()


def says_nothing(sentence: str) -> bool:
    """Whether the sentence could stand in any report."""
    bare = sentence.strip(" *_-|:>").strip()
    return not TELLS.search(bare) or bool(COURTESY.match(bare) or EMPTY.match(bare) or HINT.match(bare))


def said(text: str) -> str:
    """The text without the sentences that could stand in any report; lines stay lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        kept = " ".join(s for s in SENTENCE.split(plain(line)) if s and not says_nothing(s))
        if kept:
            lines.append(kept)
    return "\n".join(lines)
