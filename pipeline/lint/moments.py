"""What a row of a timeline tells by its words: that the trouble was noticed, that it was eased, that it was over.

    tells("page received by storage on-call", Moment.DETECTED)  -> True

By words alone; a row may tell several moments or none. Enough to say that no row tells one; not to say when it was.
"""

import re
from enum import StrEnum
from functools import cache

from pipeline.lint.late import late


class Moment(StrEnum):
    DETECTED = "detection"
    MITIGATED = "mitigation"
    RECOVERED = "recovery"
    BEGAN = "start"

    __hash__ = str.__hash__


WORDS = {
    Moment.DETECTED: (
        r"alert\w{0,3} alarm\w{0,2} paged? pages paging pager\w{0,4} detect\w{0,3} notic\w{1,4} report(?:s|ed|ing)? "
        r"discover\w{0,3} complain\w{0,4} tweets? tickets? spot(?:s|ted)? pinged? pingdom icinga nagios pagerduty opsgenie "
        r"observ\w{1,4} reali[sz]\w{1,4} notif\w{1,7} opened declared raised aware identif\w{1,4} flagged problem critical "
        r"messages? mail(?:s|ed)? emails? asks? found finds receive[sd]? sees? saw informed disclosed tells? told "
        r"fir(?:es|ed|ing) witness\w{0,3} triggered reached"
    ),
    Moment.MITIGATED: (
        r"mitigat\w{1,4} roll(?:s|ed|ing)?[_-]?back rollback revert\w{0,3} restart\w{0,3} workaround fail(?:s|ed)?[_-]?over "
        r"fix\w{0,3} patch\w{0,3} disabl\w{1,3} block\w{0,3} drain\w{0,3} depool\w{0,3} repool\w{0,3} "
        r"scal(?:e|es|ed|ing)[_-](?:up|out|down) reboot\w{0,3} kill(?:s|ed)? remov\w{1,3} stopp\w{2,3} replac\w{1,3} "
        r"throttl\w{1,3} switch\w{0,3}"
    ),
    Moment.RECOVERED: (
        r"recover\w{0,3} restor\w{1,5} resolv\w{1,3} resolution mitigated normal\w{0,4} back_(?:up|online|in|to) baseline "
        r"clear(?:s|ed)? healthy over ends? ended closed? closes fixed fix(?:es|ing)_the stable stabili\w{1,4} solved "
        r"(?:is|are|was|were|be)_(?:up|ok|fine|good|available|reachable|back) work(?:s|ing) c[ao]mes?_back "
        r"no_(?:more|longer|further) subsid\w{1,3} complet\w{1,3} done finish\w{0,3} ok up_again drops? available succe\w{1,9} "
        r"return(?:s|ed)? stops? stopped disappear\w{0,3} published released"
    ),
    Moment.BEGAN: (
        r"start\w{0,3} beg[aiu]n\w{0,4} first deploy\w{0,6} merg\w{1,3} releas\w{1,3} chang\w{1,3} roll(?:s|ed|ing)?_out rollout "
        r"rais\w{1,3} rises? rose since"
    ),
}
"""By words or beginnings of words, separated by spaces; an underscore stands for a space."""


@cache
def pattern(moment: Moment) -> re.Pattern[str]:
    words = "|".join(WORDS[moment].split()).replace("_", " ")
    return re.compile(rf"\b(?:{words})\b")


def tells(text: str, moment: Moment) -> bool:
    return pattern(moment).search(text.lower()) is not None


OPENING = 70
"""So many characters of a row say what it is about, up to the end of its first clause."""
CLAUSE = late(r"[;,]\s|\.\s|\s[-–—]+\s")


@cache
def noticing() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:page[sd]?\b|paging|alert(?:s|ed)?\b|alarms?\b|call opened|incident (?:is |was )?(?:opened|declared|raised|created)"
        r"|tweet|ticket|complain|report(?:s|ed)\b|reports? (?:of|from|that|in)\b|notic(?:e|es|ed)\b|pagerduty|opsgenie|icinga"
        r"|detect(?:s|ed)\b|observ(?:e|es|ed)\b|reach(?:es|ed) out)"
    )


def opens_with_notice(text: str) -> bool:
    """Whether a row is about somebody or something noticing the trouble, and not about the trouble or a change itself."""
    opening = CLAUSE.split(text[:OPENING], maxsplit=1)[0]
    return bool(noticing().search(opening.lower())) and not tells(opening, Moment.BEGAN)
