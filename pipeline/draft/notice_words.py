"""How status updates and reports of providers word an effect, work under way, the end, a cause, a remedy, and what made it worse.

Each pattern is a list of alternatives, whole words, case aside.
"""

import re


def worded(alternatives: str) -> re.Pattern[str]:
    """A pattern of whole words: the alternatives of a text, semicolons between them."""
    listed = [" ".join(part.split()) for part in alternatives.split(";")]
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)


EFFECT = worded(r"""
    errors?; faults?; fail(?:s|ed|ing|ures?)?; latenc\w+; delay(?:s|ed)?; time-?outs?; timed out; unavailab\w+; unable;
    inaccessib\w+; unreachab\w+; degrad\w+; outages?; disrupt\w+; slow\w*; interrupt\w+; intermittent\w*; packet loss;
    missing; drop(?:s|ped); los(?:s|t); stuck; issues? (?:with|accessing|connecting|using|attempting|loading|in|affecting);
    difficult\w+; not (?:be )?(?:able|load|receiv|see|send)\w*; (?:can|could)(?:not|n't| not); elevated; increased;
    longer than; incorrect; inconsisten\w+; incomplete; impact(?:s|ed|ing)?; affected; cannot; problems?; late; backlog; wrong;
    down; broken;
    refused; throttl\w+; duplicat\w+; partial
""")

WORKING = worded(r"""
    investigat\w+; looking into; work(?:ing)? (?:to|on|towards?); monitor(?:ing)? (?:the|for|this|closely);
    continu(?:e|ing) to; underway; identified the (?:root )?(?:cause|issue|source)
""")

OVER = worded(r"""
    (?:has|have) (?:now )?been (?:fully )?(?:resolved|fixed|restored|mitigated);
    (?:is|was|were|are) (?:now )?(?:fully )?(?:resolved|fixed|restored|mitigated); (?:fully )?recovered; operating normally;
    back to normal; all clear; have resolved; returned to normal; subsided
""")

GUESS = worded(r"""
    believe; suspect\w*; appears?; seems?; likely; possibly; may be (?:due|caused); potential(?:ly)?
""")

DONE = worded(r"""
    (?:rolled|rolling) .{0,25}back; revert\w*; restart\w*; reboot\w*; redeploy\w*; fail(?:ed|ing) over; failover;
    scal(?:ed|ing); disabl(?:ed|ing); redirect(?:ed|ing); rerouted; rebalanc\w+; drained; isolat(?:ed|ing); remov(?:ed|ing);
    replac(?:ed|ing); correct(?:ed|ing); recycl(?:ed|ing); restored; implement(?:ed|ing); appl(?:ied|ying);
    deploy(?:ed|ing) (?:a|the|an); mitigat(?:ed|ing); paus(?:ed|ing);
    increas(?:ed|ing) (?:the )?(?:capacity|limit\w*|quota); add(?:ed|ing) (?:\w+ )?capacity; re-?configur\w+; fixed;
    repair(?:ed|ing); backfill(?:ed|ing); moved; blocked; patched; remediated; reset
""")

BY_HAND = worded(r"""
    we; engineers?; engineering; teams?; operators?; technicians?; staff; our
""")

UNDONE = worded(r"""
    will; would; should; to be; plan\w*; going to; continu\w+; working; underway; are (?:currently )?\w+ing;
    is (?:currently )?\w+ing
""")

WORSENED = worded(r"""
    contribut\w+; exacerbat\w+; amplif\w+; compounded; made (?:it )?worse; prolong\w+;
    delay(?:ed|ing) (?:the |our )?(?:detect|mitigat|recover|respon|resol|restor)\w*;
    (?:did not|didn't|not) (?:catch|detect|show|trigger|alert|account|factor|expect|anticipat)\w*;
    not (?:caught|detected|covered|validated|tested); without (?:\w+ )?(?:testing|validation|safeguards?|limits?); lack of;
    latent; unexpected(?:ly)?; unfortunately; cascad\w+; prevent(?:ed|ing) (?:the|our|auto)\w*; insufficient;
    took (?:longer|us time)
""")

SUBJECTS = "customers?|users?|clients?|people|projects?|instances|requests|members|workspaces|visitors|merchants|accounts"
SUFFERED = (
    r"experienc\w+|encounter\w*|receiv\w+|may|might|were|was|saw|see|seeing|unable|could|cannot|can't|failed|had|observ\w+"
    r"|fac(?:ed|ing)|notic\w+"
)
FELT = worded(rf"""
    (?:{SUBJECTS})\b.{{0,90}}?\b(?:{SUFFERED});
    we (?:experienced|saw|observed); (?:is|are|was|were) experiencing
""")

SEEN = worded(r"""
    (?:discovered|seen|noticed|observed|confirm(?:ed)?|identified)
    (?:that|an? (?:further |second |new )?(?:issue|problem)|(?:increased|elevated))
""")

DENIED = worded(r"""
    no (?:\w+ ){1,3}?(?:(?:is|are|was|were|has been|have been) )?(?:lost|affected|impact\w*|missing|harmed|exposed);
    (?:not|never) (?:be |been )?(?:affected|impacted|lost|exposed); unaffected; unimpacted
""")

COUNTED = re.compile(r"\d\s?%|\b\d[\d,.]* (?!(?:am|pm|utc|p?[sd]t|min|h)\b)[a-z]{4,}", re.IGNORECASE)

SPANNED = re.compile(r"\b(?:between|starting (?:at|on)|beginning (?:at|on)|from)\b[^.]{0,20}\d", re.IGNORECASE)

CAUSE_SAID = worded(r"""
    caused by; due to; as a result of; because(?: of)?; triggered (?:by|an?|the); attributed to; stemm(?:ed|ing) from;
    result(?:ed|ing) (?:from|in); led to; caus(?:ed|ing); which caused; introduced; contributed to;
    root cause .{0,60}\b(?:was|is|to be|as); identified .{0,50}as the .{0,20}cause; misconfigur\w+; regression; bug
""")

FOUND = worded("(?:discovered|determined|found|revealed|identified|confirmed|concluded) that")

CAUSE_NAMED = worded("root cause; caused by")

CAUSE_SOUGHT = re.compile(
    r"\b(?:investigat\w+|determin\w+|understand\w*|explor\w+|looking|working|identif\w+|isolat\w+|find|found|on|confirm\w*|discovered)"
    r" (?:into )?(?:\w+ )?(?:the |a |an )?(?:potential |likely |underlying |full |suspected |possible )*(?:root )?"
    r"(?:causes?|issue|source)\b(?! (?:was|is|to be|as)\b)(?!\s*:)",
    re.IGNORECASE,
)

REPORTED = worded(r"""
    (?:customers?|users?)(?: \w+)? (?:report(?:ed|s|ing)?|complain\w*|rais(?:ed|ing)|contact\w*);
    reports? (?:from|by|of)\b.{0,30}\b(?:customers?|users?)
""")

TOLD_BY_OTHERS = worded(r"""
    (?:notified|alerted|informed|told|reported to us) by (?:an? |our |the )?(?:[\w\-]+ ){0,3}?
    (?:vendor|partner|provider|supplier|third[- ]party|researcher|carrier)
""")

WATCHED = r"(?:monitor(?:ing|s)?|telemetry|alerts?|alerting|alarms?|probes?|health checks?)"
MEASURED = worded(rf"""
    {WATCHED}\b.{{0,60}}\b(?:detect|alert|flag|notif|notic|identif|page|observ|trigger)\w*;
    (?:alerted|detected|flagged|notified|identified|paged)\b.{{0,40}}\b(?:by|via|through|from|based on)\b.{{0,40}}\b{WATCHED}
""")
