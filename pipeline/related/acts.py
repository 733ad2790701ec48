"""A sentence -> whether it says what somebody did, and whether it says that this ended or eased the trouble.

A trigger, a symptom, a plan, a guess, and what changed nothing are none of these.
"""

import re

DONE = re.compile(
    r"\b(?:re-?(?:start|boot|load|deploy|install|creat|add|issu|enabl|pool|instat|rout|direct|plac|mov|duc|vok|new|siz)e?d"
    r"|restored (?:\S+ )?(?:back|from)|(?:release|version|backup|snapshot|database|setting|password)s? (?:was|were) restored"
    r"|re(?:verted|paired|set|built|imaged|wrote|configured|placed|leased)|roll(?:ed|ing)[ -]back|(?:hot-?)?patched|shed|locked"
    r"|(?:switch|turn)ed (?:\S+ ){0,8}?(?:off|on|back|over|to)|fail(?:ed|ing) (?:\S+ ){0,3}?over to|shut (?:\S+ ){0,3}?down"
    r"|(?:took|taken) (?:\S+ ){0,5}?out of|put (?:\S+ ){0,4}?back|(?:un)?mounted|added|appended|killed|tuned|isolated|bypassed"
    r"|terminated|stopped|paused|suspended|disabled|enabled|deleted|cleared|cleaned|purged|flushed|freed|truncated|drained"
    r"|d(?:e-?)?pooled|cordoned|evicted|increased|raised|lowered|doubled|decreased|limited|scaled|resized|expanded|extended"
    r"|renewed|rotated|swapped|(?:up|down)graded|updated|pinned|deployed|shipped|merged|applied|(?:un)?blocked|banned|throttled"
    r"|moved|migrated|promoted|corrected|changed|adjusted|quarantined|introduced|implemented|modified|power-?cycled|bounced"
    r"|synced|copied|imported|backported|cherry-?picked|undid|undone|g?zipped|compressed|(?<=was )set|(?<=were )set"
    r"|fixed (?:the|our|its|all) (?!issue|problem|bug|outage|incident|error|cause)|made (?:\S+ ){0,4}?more robust"
    r"|ran (?:an?|the) (?:\S+ ){0,3}?(?:migration|script))\b"
    r"(?! (?:an? |the )?(?:ticket|issue|alarm|alert)\b)",
    re.IGNORECASE,
)
DOING = re.compile(
    r"\b(?:restart|reboot|reload|(?:re)?deploy|reinstall|recreat|re-creat|reissu|enabl|disabl|revert|repair|rebuild|patch|fix"
    r"|replac|remov|reduc|revok|renew|(?:re-?)?add|kill|terminat|stopp|paus|suspend|delet|clear|clean|purg|flush|free|truncat"
    r"|drain|depool|cordon|evict|increas|rais|lower|doubl|limit|scal|resiz|expand|extend|rotat|swapp|upgrad|downgrad|updat|pinn"
    r"|shipp|merg|apply|(?:un)?block|bann|throttl|shedd|mov|migrat|promot|correct|chang|adjust|tun|isolat|bypass|introduc|modify"
    r"|mount|switch|turn|resett|sett|shutt)ing\b|\broll(?:ing)?[ -]?back (?:of|to|fixed|resolved|solved|helped)\b"
    r"|\b(?:re-?start|re-?boot|revert|fail-?over|power[ -]cycle|hot-?fix|upgrade|downgrade|reset|redeploy(?:ment)?|re-?creation"
    r"|removal|deletion|repeat) (?:of|to|fixed|resolved|restored|solved|helped|brought)\b",
    re.IGNORECASE,
)
EASED = re.compile(
    r"\b(?:resolv(?:ed|es|ing)|fix(?:ed|es)|mitigat(?:ed|es|ing)|restor(?:ed|es|ing)|recover(?:ed|s|y|ing)|solv(?:ed|es|ing)"
    r"|remed(?:ied|ies)|(?:is|was|were) contained|able to (?:fix|resolve|restore|recover|start)|alleviat\w+|eased|reliev\w+"
    r"|subsid\w+|helped|unblocked|(?:back|return\w*) to (?:normal|life|health\w*)|back (?:up|online|to work\w*)|came back"
    r"|stabili[sz]ed|work(?:s|ed|ing)? (?:\w+ )?again|(?:up|normal|healthy|available|stable|ok|okay|fine) again|normali[sz]ed"
    r"|(?:issue|problem|errors?|alerts?|outage|incident)s? (?:\w+ )?(?:stopped|ended|ceased|disappeared|gone|cleared|dropped)"
    r"|healthy|went away|stopped the|put an end|ended the|brought (?:\S+ ){0,4}?back|took effect)\b",
    re.IGNORECASE,
)
UNTRUE = re.compile(
    r"\?|n['’]t\b|\b(?:(?<!to )not|never|without (?:an? |any )?(?:effect|success|improvement|result)|nothing|neither|unable"
    r"|unsuccessful\w*|inconclusive|no (?!longer|more)\w+|in vain|only (?:partly|briefly)|fail(?:s|ed|ing)? to|could|would|should"
    r"|might|may|will|cannot|must|if|unless|tr(?:y|ied|ies|ying)|attempt\w*|consider\w*|plan(?:s|ned|ning)?|propos\w+"
    r"|hop(?:e|ed|ing)|believ\w+|suggest\w*|(?:in order )?to be|need(?:s|ed)? to|ha(?:s|d|ve) to|let's|caus(?:ed|es|ing)"
    r"|trigger\w*|led to|lead(?:s|ing) to|due to|result(?:ed|s|ing) in|worse|accident\w*|incorrect\w*|erroneous\w*|errant"
    r"|mistak\w+|unintention\w*|inadvert\w*|broke|crash(?:ed|es)|in a loop|loop(?:ed|ing)|ran out|stopped (?:\w+ing|because)"
    r"|began to|started (?:to|fail\w*|return\w*)|first reaction|hypothesis|assum\w+|suspect\w*|long[- ]?term|follow-?up|kept"
    r"|(?<!we )made the|was down|(?:takes?|took) (?:much )?longer|found|noticed|vulnerable|all times|ensure|recovery - \w+"
    r"|(?:issue|bug|problem|regression|vulnerability) (?:is|was) introduced|begin|partial recovery|limited to"
    r"|(?:increased|reduced) (?:\S+ ){0,4}?(?:errors?|latenc\w+|delays?|faults?|failures?)|itself"
    r"|on (?:its|their) own|while (?:we|working)"
    r"|status|when the|slows|allows|factors|still|but|however|unfortunately|todo)\b|\bhere\W*$",
    re.IGNORECASE,
)
"""What tells a trigger, a plan, a guess, or something done that changed nothing."""
PREVENTS = re.compile(r"\bto (?:allow|prevent|protect|avoid)\b", re.IGNORECASE)
"""What was done for the next time, unless it is told as the resolution."""
ACT = rf"(?:{DONE.pattern}|{DOING.pattern})"
BY_SOMEBODY = re.compile(
    rf"^\W*(?:(?:\w+ly|an?|the|another|manual) ){{0,2}}{ACT}|\b(?:by|via|through|after) (?:[\w()]+ ){{0,3}}?{ACT}"
    r"|\b(?:was|were|been|being|got|is|are|we|i|they|he|she|teams?|engineers?|admins?|operators?|on-call)"
    rf" (?:\w+ ){{0,2}}?{DONE.pattern}"
    rf"|^\W*(?-i:[A-Z])\w+ (?:\w+ly |then )?(?=\w+ (?:the|all|an?|our|its|some)\b){DONE.pattern}"
    rf"|^\W*(?:we|i|they|(?:\w+ )?(?:team|engineers|admins)|(?-i:[A-Z])\w+) [^.;]{{0,90}}(?:, and|,| and) {DONE.pattern}",
    re.IGNORECASE,
)
"""What was done to something or by people; "a script that removed them" is neither."""
SAID_SO = re.compile(
    r"(?<!not )(?<!not been )\b(?i:resolved|fixed|mitigated|solved|addressed|remedied|repaired|restored|recovered|contained)\b"
    r"[^;\n]{0,30}? by:? \w+ing\b"
    r"|\b(?:fix|repair|resolution|solution|workaround|remedy) was (?:simply )?(?:to \w+|\w+ing)\b"
    r"|\b(?:was|were) \w+ed (?:\([^)]*\) )?to (?:restore|fix|resolve|mitigate)\b"
    r"|^\W*(?!During|Following|According|Regarding|\w*thing|Monitor|Investigat)(?:[A-Z][a-z]+ly [a-z]+|[A-Z][a-z]+)ing\b"
    r"[^.;]* (?:let|allowed|helped|worked|resolved|fixed|solved|restored|was successful)\b"
)
"""What says in so many words how it was resolved, whatever the act was."""
UNSURE = re.compile(
    r"\?|\b(?:was|is|has|have|had|could|did|ca)n['’]t\b|\b(?:never|would|should|could|might|may|will|must|cannot|tr(?:y|ied|ying)"
    r"|attempt\w*|plan(?:s|ned|ning)?|partly|briefly|need(?:s|ed)? to|hop(?:e|ed|ing))\b",
    re.IGNORECASE,
)


def acted(sentence: str) -> bool:
    """Whether it says what was done, and that this is no trigger, plan or attempt in vain."""
    return bool(DONE.search(sentence) or DOING.search(sentence)) and not UNTRUE.search(sentence)


def done_by_somebody(sentence: str) -> bool:
    return acted(sentence) and bool(BY_SOMEBODY.search(sentence))


def ended_it(sentence: str) -> bool:
    """Whether somebody did it and, in other words than those of the act, it helped."""
    if not acted(sentence) or PREVENTS.search(sentence):
        return False
    ends = {found.end() for found in BY_SOMEBODY.finditer(sentence)}
    acts = [found.span() for found in re.finditer(ACT, sentence, re.IGNORECASE) if found.end() in ends]
    effects = [found.span() for found in EASED.finditer(sentence)]
    return any(act[1] <= effect[0] or effect[1] <= act[0] for act in acts for effect in effects)


def said_so(sentence: str) -> bool:
    return bool(SAID_SO.search(sentence)) and not UNSURE.search(sentence)
