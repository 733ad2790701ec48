"""Passages of a past incident -> the sentence that says what somebody did that ended or eased it, None where none says so.

Where the part is about recovery, what was done is enough; anywhere else the sentence must say its effect as well. A trigger, a
symptom, a plan, an attempt that changed nothing, and a bare time are never what helped: silence is better than these.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.domain.past_incident import PartKind, Passage

DONE = re.compile(
    r"\b(?:re-?(?:start|boot|load|deploy|install|creat|add|issu|enabl|pool|instat|rout|direct|plac|mov|duc|vok|new|siz)e?d"
    r"|restored (?:\S+ )?(?:back|from|to)|(?:release|version|backup|snapshot|database|setting|password)s? (?:was|were) restored"
    r"|re(?:verted|paired|set|built|imaged|wrote|configured|placed|leased)|roll(?:ed|ing)[ -]back|(?:hot-?)?patched|shed|locked"
    r"|(?:switch|turn)ed (?:\S+ ){0,8}?(?:off|on|back|over|to)|fail(?:ed|ing) (?:\S+ ){0,3}?over to|shut (?:\S+ ){0,3}?down"
    r"|(?:took|taken) (?:\S+ ){0,5}?out of|put (?:\S+ ){0,4}?back|(?:un)?mounted|added|appended|killed|tuned|isolated|bypassed"
    r"|terminated|stopped|paused|suspended|disabled|enabled|deleted|cleared|cleaned|purged|flushed|freed|truncated|drained"
    r"|d(?:e-?)?pooled|cordoned|evicted|increased|raised|lowered|doubled|decreased|limited|scaled|resized|expanded|extended"
    r"|renewed|rotated|swapped|(?:up|down)graded|updated|pinned|deployed|shipped|merged|applied|(?:un)?blocked|banned|throttled"
    r"|moved|migrated|promoted|corrected|changed|adjusted|quarantined|introduced|implemented|modified|power-?cycled|bounced"
    r"|synced|copied|imported|backported|cherry-?picked|undid|undone)\b",
    re.IGNORECASE,
)
DOING = re.compile(
    r"\b(?:restart|reboot|reload|(?:re)?deploy|reinstall|recreat|re-creat|reissu|enabl|disabl|revert|repair|rebuild|patch|fix"
    r"|replac|remov|reduc|revok|renew|(?:re-?)?add|kill|terminat|stopp|paus|suspend|delet|clear|clean|purg|flush|free|truncat"
    r"|drain|depool|cordon|evict|increas|rais|lower|doubl|limit|scal|resiz|expand|extend|rotat|swapp|upgrad|downgrad|updat|pinn"
    r"|shipp|merg|apply|(?:un)?block|bann|throttl|shedd|mov|migrat|promot|correct|chang|adjust|tun|isolat|bypass|introduc|modify"
    r"|mount|switch|turn|resett|sett|report|shutt)ing\b|\broll(?:ing)?[ -]?back (?:of|to|fixed|resolved|solved|helped)\b"
    r"|\b(?:re-?start|re-?boot|revert|fail-?over|power[ -]cycle|hot-?fix|upgrade|downgrade|reset|redeploy(?:ment)?|re-?creation"
    r"|removal|deletion) (?:of|to|fixed|resolved|restored|solved|helped|brought)\b",
    re.IGNORECASE,
)
EASED = re.compile(
    r"\b(?:resolv(?:ed|es|ing)|fix(?:ed|es)|mitigat(?:ed|es|ing)|restor(?:ed|es|ing)|recover(?:ed|s|y|ing)|solv(?:ed|es|ing)"
    r"|remed(?:ied|ies)|(?:is|was|were) contained|able to (?:fix|resolve|restore|recover|start)|alleviat\w+|eased|reliev\w+"
    r"|subsid\w+|helped|unblocked|(?:back|return\w*) to (?:normal|life|health\w*)|back (?:up|online|to work\w*)|came back"
    r"|stabili[sz]ed|work(?:s|ed|ing)? (?:\w+ )?again|(?:up|normal|healthy|available|stable) again|normali[sz]ed|healthy"
    r"|(?:issue|problem|errors?|alerts?|outage|incident)s? (?:\w+ )?(?:stopped|ended|ceased|disappeared|gone|cleared|dropped)"
    r"|went away|stopped the|put an end|ended the|brought (?:\S+ ){0,4}?back|took effect)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    rf"{EASED.pattern}|\b(?:normal|again|over|green|no (?:more|further)|gone|zero|drained|accepted|succeeds?)\b", re.IGNORECASE
)
"""What the next line of a timeline says when the one before it ended the trouble."""
UNTRUE = re.compile(
    r"\?|n['’]t\b|\b(?:not|never|without|nothing|neither|unable|unsuccessful\w*|inconclusive|no (?!longer|more)\w+|in vain"
    r"|only (?:partly|briefly)|fail(?:s|ed|ing)? to|could|would|should|might|may|will|cannot|must|if|unless|tr(?:y|ied|ies|ying)"
    r"|attempt\w*|consider\w*|plan(?:s|ned|ning)?|propos\w+|hop(?:e|ed|ing)|believ\w+|suggest\w*|(?:in order )?to be"
    r"|need(?:s|ed)? to|ha(?:s|d|ve) to|let's|caus(?:ed|es|ing)|trigger\w*|led to|lead(?:s|ing) to|due to|result(?:ed|s|ing) in"
    r"|worse|accident\w*|incorrect\w*|erroneous\w*|errant|mistak\w+|unintention\w*|inadvert\w*|broke|crash(?:ed|es)|in a loop"
    r"|loop(?:ed|ing)|ran out|stopped (?:\w+ing|because)|began to|started (?:to|fail\w*|return\w*)|first reaction|hypothesis"
    r"|assum\w+|suspect\w*|long[- ]?term|follow-?up|kept|made the|was down|(?:takes?|took) (?:much )?longer|found|noticed"
    r"|vulnerable|all times|ensure|recovery - \w+|status|when the|allows?|factors|still|but|however|unfortunately|todo)\b",
    re.IGNORECASE,
)
"""What tells a trigger, a plan, a guess, or something done that changed nothing."""
BY_SOMEBODY = re.compile(
    r"(?:^\W*(?:\w+ly )?|\b(?:was|were|been|being|got|is|are|we|i|they|he|she|teams?|engineers?|admins?|operators?|on-call|by)"
    rf" (?:\w+ ){{0,2}}?)(?:{DONE.pattern}|{DOING.pattern})",
    re.IGNORECASE,
)
"""What was done to something or by people; "a script that removed them" is neither."""
HELPED_IN = (PartKind.RESPONSE, PartKind.SUMMARY, PartKind.TIMELINE, PartKind.CAUSE, PartKind.OTHER)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"'(\d])|\n")
STAMP = re.compile(
    r"^\W*(?:\d\d? [A-Z][a-z]{2,8} (?=\d\d?:\d\d))?"
    r"(?:(?:\d{4}-\d\d-\d\d|\d\d?:\d\d)(?::\d\d)?\S{0,4}[\s,:|–—-]*(?:[A-Z]{2,4}T?\b[\s,:|–—-]*)?)+"
)
"""The days, times and zones that a line of a timeline begins with."""
WHOLE = re.compile(r"[\"'(]?[A-Z].*[.!][\"')]?", re.DOTALL)
FEWEST = 4
"""Words of a sentence that says what ended something."""
LONGEST = 300


def helped(passages: Sequence[Passage]) -> str | None:
    """The first sentence of what is said of recovery, else one from elsewhere that says the effect; of a timeline the last."""
    recovery = [s for s in told(passages, PartKind.RESOLUTION) if acted(s)]
    best = [s for s in recovery if EASED.search(s)] or [s for s in recovery if BY_SOMEBODY.search(s)]
    for kind in HELPED_IN:
        best = (
            best or [s for s in told(passages, kind) if acted(s) and EASED.search(s)][:: -1 if kind is PartKind.TIMELINE else 1]
        )
    best = best or last_before_the_end(passages)
    return shortened(best[0]) if best else None


def told(passages: Sequence[Passage], kind: PartKind) -> list[str]:
    return [s for passage in passages if passage.kind is kind for s in sentences(passage.text)]


def acted(sentence: str) -> bool:
    return bool(DONE.search(sentence) or DOING.search(sentence)) and not UNTRUE.search(sentence)


def last_before_the_end(passages: Sequence[Passage]) -> list[str]:
    """The line of a timeline that tells an act, where the next line tells that it was over."""
    lines = [STAMP.sub("", line).strip() for p in passages if p.kind is PartKind.TIMELINE for line in p.text.split("\n")]
    ends = [act for act, after in pairwise(lines) if DONE.search(act) and not UNTRUE.search(act) and OVER.search(after)]
    return [line for line in reversed(ends) if len(line.split()) >= FEWEST]


def sentences(text: str) -> list[str]:
    """The whole ones, without the times that they begin with."""
    bare = (STAMP.sub("", one).strip() for one in SENTENCE.split(text))
    return [one for one in bare if len(one.split()) >= FEWEST and WHOLE.fullmatch(one)]


def shortened(sentence: str) -> str:
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= LONGEST else sentence[:LONGEST].rsplit(None, 1)[0] + " …"
