"""Words by which reports state that an impact began, lasted or ended, and by which they only hope so. Data for stated.py.

Each pattern is searched in the words just before a time (those ending in `\\Z`), just after it, or in a whole sentence.
"""

import re


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


AT = r"(?:\s*(?:(?:at|on|from|around|about|approximately|roughly|by|as\ of|as\ early\ as|of)\b|[,~(]))*"
FIELD_NAME = r"(?:^|[\n*|•>-]|\b(?:incident|impact|event|outage|issue|disruption|problem))\s*\**"
FIELD_END = r"(?:\s+(?:time|date|at))*\s*(?:\([^)\n]{0,24}\)\s*)?\**\s*[:=|]\s*\**\s*\|?\s*\Z"

START_FIELD = _words(rf"{FIELD_NAME}(?:start|started|began|begin|beginning|onset){FIELD_END}")
END_FIELD = _words(rf"{FIELD_NAME}(?:end|ended|resolved|resolution|mitigated|recovered|recovery|restored){FIELD_END}")

WINDOW = _words(
    r"""(?:\b(?:between|from|during|window|period|impact|outage|incident|disruption|on|starting|beginning|since)\b
    [^.!?\n]{0,60}|^|\n)\s*\Z"""
)
IMPACT = _words(
    r"""\b(?:experienc|impact|affect|degrad|error|unable|fail|issue|outage|disrupt|elevated|increased|decreased|latenc|latent|delay
    |slow|unavailab|unreachable|customers?\b|users?\b|window|inaccessib|timeout|loss\b|lost|down\b|downtime|interrupt|incident|problem
    |stale)"""
)
NOT_IMPACT = _words(r"\b(?:maintenance|scheduled|planned|will|is\ expected|business\ hours|retro|meeting|office)\b")
JOINED_WINDOW = _words(r"\s*,?\s*(?:and|then|as\ well\ as)?\s*(?:again\ |also\ |later\ )*(?:between|from)?\s*\Z")

START_BEFORE = _words(
    rf"""\b(?:beginning|starting|started|starts|began|begun|commenc\w+|since|onset|occurring\ from|dat(?:es|ing)\ back\ to
    |as\ early\ as|(?:first|initially)\ (?:seen|observed|noticed|reported|detected|began|started|occurred))
    (?:\s+(?:to\ occur|again))?{AT}\s*\Z"""
)
START_AS_OF = _words(
    rf"\b(?:experiencing|seeing|reports?\ of|(?:an|have)\ issues?)\b(?P<told>[^.!?\n]{{0,160}})\bas\ of{AT}\s*\Z"
)
START_AFTER = _words(
    r"""\A\s*,?\s*(?:[^\s.!?]+\ ){0,12}?(?:began|started|start|experienced|became|were\ unable|was\ unavailable|were\ unavailable
    |stopped|began\ to\ experience|encountered|suffered)\b"""
)
REMEDY = _words(
    r"""\b(?:roll(?:ed|ing)?[\ -]?back|rollback|rollout|deploy\w*|investigat\w*|mitigat\w*|engineers?|maintenance|recover\w*
    |fix\w*|restor\w*|repair\w*|upgrade|migration|team|we|work|reboot\w*|restart\w*|improv\w*)\b"""
)

ANY_OVER = _words(r"\b(?:resolved|mitigated|recovered|restored|fixed|over)\b")
OVER = r"""(?:resolved|mitigated|recovered|restored|remediated|concluded|cleared|subsided
    |(?:back\ to|returned\ to|reverted\ to|operating|functioning|working)\ (?:\w+\ )?normal(?:ly)?)"""
END_BEFORE = _words(
    rf"""\b(?:{OVER}|recovery\ was\ (?:complete|observed|confirmed)|ended|was\ over)\b[^.!?\n]{{0,110}}?
    \b(?:as\ of|at|by|on|since|around|until)\b{AT}\s*\Z"""
)
END_BEFORE_AS_OF = _words(r"\b(?:as\ of|by|at|until|since|on)\s*(?:about|around|approximately)?\s*\Z")
END_AFTER = _words(
    rf"""\A\s*[,)]?\s*(?:[^.!?\n]{{0,120}}?)\b(?:{OVER}|is\ over|was\ over|all\ clear
    |fully\ (?:operational|functional|available)|successfully\ (?:delivered|processed|completed))\b"""
)
UNSURE = r"""should(?!\ have\ been)|will|would|may|might|expect\w*|estimat\w*|anticipat\w*|partial\w*|until|once|when|if|not|yet
    |unresolved|to\ be|towards?|almost|nearly|eta"""
HOPE = _words(
    rf"""\b(?:{UNSURE}|working|majority|most|some|many|subset\ of|begin\w*
    |start\w*|believe\w*|investigat\w*|continu\w*|plan\w*)\b"""
)
PARTLY = _words(
    rf"""\b(?:{UNSURE})\b[^.!?\n]*\Z
    | (?<!for\ )(?<!of\ )(?<!with\ )(?<!in\ )(?<!the\ )
        \b(?:most|some|many|several|part|subset|(?:the\ )?majority)\b(?:\ [^\s,]+){{0,4}}\s*\Z"""
)

SAYS_OVER = _words(
    rf"""\b(?:(?:has|have|had)\ (?:now\ |since\ )?(?:been\ )?(?:\w+ly\ |now\ )*{OVER}
    | (?:is|are|was|were)\ (?:now\ |all\ )*(?:\w+ly\ )?{OVER}
    | we\ have\ (?:\w+ly\ )?(?:resolved|mitigated|restored)\ the
    | {OVER}\ (?:for\ all|as\ of|at\ \d)
    | (?:issues?|problems?|errors?|bugs?)\ (?:has|have)\ (?:now\ )?been\ (?:fully\ |completely\ )?fixed
    | (?:is|are)\ (?:fully\ )?(?:operational|available|working|back)\ (?:up\ )?again
    | incident\ (?:is\ )?(?:closed|over) | all\ clear | in\ the\ clear)"""
)
LASTED = _words(
    r"""\b(?:for|lasted|duration\W{0,6}|(?:duration|period|total)\ of)\s+(?:(?:a|the)\ (?:duration|period|total)\ of\s)?
    (?:about\ |approximately\ )?"""
)
WHOLE = _words(
    r"""\b(?:(?:the|this|that)\ (?:issue|incident|problem|event|outage|disruption)
    |(?:all|both)\ (?:\w+\ )?(?:issues?|services?|systems?)|everything)\b[^.!?\n]{0,160}\Z"""
)
PROMISE = _words(
    r"""\b(?:will\ (?:provide|share|post|have|give)\ (?:an(?:other)?\ |further\ |more\ |additional\ )*(?:status\ )?
        (?:updates?|information)\b[^.!?\n]{0,60}\b(?:by|at|in|within|on)\b
    | next\ update | should\ be\ resolved | partially\ resolved)"""
)
SAYS_ONGOING = _words(
    r"""\b(?:(?:is|are)\ (?:still\ |currently\ |actively\ )+(?:underway|investigating|working|experiencing|impaired
        |ongoing|seeing|degraded)
    | (?:is|are)\ (?:ongoing|underway)
    | we\ are\ (?:investigating|aware|experiencing|working)
    | continu\w+\ (?:to\ )?(?:work|investigat|see|experience)
    | remains?\ (?:unavailable|degraded|impaired))"""
)
