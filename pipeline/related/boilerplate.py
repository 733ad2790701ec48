"""What stands in every report and says nothing of the one at hand: courtesies of status pages, hints of templates, bare links.

said("We apologize for the inconvenience. The disk was full.") -> "The disk was full."
"""

import re

LINK = re.compile(r"\[([^\]\n]*)\]\(\s*<?[^\s)>]*>?[^)\n]*\)")
URL = re.compile(r"<?https?://[^\s)>\]]+>?")
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z*\"'(\[{])|\n+")
WHEN = r"(?:[^.]*?)"
COURTESY = re.compile(
    r"we (?:sincerely |deeply |would like to |want to )?(?:apologi[sz]e|thank you|are sorry|appreciate your)\b"
    r"|for everyone who (?:is|was) affected, we apologi[sz]e|(?:our )?(?:sincere )?apologies\b"
    r"|thanks? (?:you )?for your patience"
    r"|(?:we|an|the|our) (?:will |expect to )?(?:provide|give|post|share|publish|next|be providing"
    r"|update)\b[^.]*?\b(?:update|information|details|analysis|posted)\b"
    r"|we (?:will|would like to) (?:conduct an internal|provide (?:some|more|a|an|further)|publish|post|share|keep you"
    r"|continue to (?:monitor|provide|update))\b"
    r"|(?:an|the next|more|further) (?:update|information)s? will be\b|where we will provide\b|no further updates\b"
    r"|please (?:note|reach out|visit|follow|see|refer|check|open|contact)\b|if you (?:have|are|experience|need|continue)\b"
    r"|for (?:regular|more|further) (?:status |detailed )?(?:updates|information|details)\b"
    r"|(?:our |the )?(?:engineering team|engineers|engineering teams|team)s? (?:continues?|is|are|(?:has"
    r"|have) been) (?:to )?(?:still )?(?:actively )?"
    r"(?:investigat|work)\w*[^.]*\.?$|mitigation work is (?:currently|still) under ?way\b|we do not have an eta\b"
    r"|there is no eta\b"
    r"|we are (?:actively )?(?:working|continuing|still working) (?:to|towards?|on)\b[^.]*$|we (?:continue"
    r"|are continuing) to (?:work|investigate|monitor)\b[^.]*$"
    r"|(?:the|this) (?:issue|problem|incident|service)s? (?:has|have|was|is) (?:now )?(?:been )?(?:fully )?(?:resolved"
    r"|mitigated|over|closed)\b[^.]{0,90}\.?$"
    r"|(?:the )?services? (?:is|are) (?:now )?operating normally|all times (?:are )?(?:in )?\(?[A-Z][\w/]{1,20}\)?\.?$"
    r"|\(all times\b"
    r"|we (?:currently )?(?:have no|do not have any) (?:further|additional|more)\b",
    re.IGNORECASE,
)
EMPTY = re.compile(
    r"(?:\w+(?: \w+){0,2}:\s*)?[*_<({\[]*(?:tbd|tba|todo|n/?a|none|none at this time|nothing|unknown|not applicable"
    r"|to be (?:done|determined|filled in)"
    r"|xxx+|\.{3,}|…|-+|see above|as above)[*_>)}\]]*[.!]?$",
    re.IGNORECASE,
)
HINT = re.compile(
    r"(?:short event description|what happened\?|what weaknesses did we learn|mention the problem|this (?:section"
    r"|is a template)|link to (?:all )?relevant"
    r"|should (?:contain|describe)|describe (?:here|the)|fill in|add (?:a )?(?:link|graph)s? here|<!--|use this section"
    r"|replace this|write (?:down )?(?:how|what|the))",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:\[?(?:investigating|identified|monitoring|resolved|update|summary|description|incident report)\]?\s*[:-]\s+)?"
    r"(?:(?:as of|at|on) [^,.]{4,40}, )?(?:we(?: are|'re| have been|'ve been)? (?:currently |now |still |also |actively "
    r"|continuing to )*"
    r"(?:investigat(?:e|ing)|experienc(?:e|ing)|aware of|seeing|look(?:ing)? into|observ(?:e|ing)|receiv(?:ed|ing) reports of)"
    r"|we(?: can| have)? (?:now )?confirm(?:ed)?(?: that)?|we(?: ha|')ve received a report of|between [^,.]{3,60}(?:AM"
    r"|PM|[A-Z]{2,4}),? we experienced)"
    r"(?: (?:an?|some|reports? of|a (?:major|minor)) (?:(?:potential |major |minor |intermittent )?(?:issues?|reports?"
    r"|problems?))(?: (?:with|of|where|affecting|impacting|in which|that))?)?\s+",
    re.IGNORECASE,
)


def plain(line: str) -> str:
    """A line without the addresses of its links and without marks of emphasis."""
    line = URL.sub("", LINK.sub(r"\1", line)) if "http" in line or "](" in line else line
    return re.sub(r"\*\*|__|`|<br\s*/?>|^#+\s+", " ", line).strip()


def says_nothing(sentence: str) -> bool:
    """Whether the sentence could stand in any report."""
    bare = sentence.strip(" *_-|:>").strip()
    return not re.search(r"[A-Za-z]{2}", bare) or bool(COURTESY.match(bare) or EMPTY.match(bare) or HINT.match(bare))


def said(text: str) -> str:
    """The text without the sentences that could stand in any report; lines stay lines."""
    lines: list[str] = []
    for line in text.split("\n"):
        kept = " ".join(s for s in SENTENCE.split(plain(line)) if s and not says_nothing(s))
        if kept:
            lines.append(kept)
    return "\n".join(lines)


def news(sentence: str) -> str:
    """A status update without its set opening ("We are investigating an issue with ..."); the sentence where nothing is left."""
    rest = LEAD.sub("", sentence, count=1)
    return rest if len(rest) > 2 else sentence
