"""Phrases that name a condition behind a cause beyond doubt: no control, a control that is not in use, nobody whose task it is.

names_condition("Nothing watches the disk of the primary.") -> True
"""

from pipeline.lint.late import late

CONTROL = (
    r"(?:alerts?|alarms?|alerting|monitoring|tests?|testing|checks?|reviews?|reviewers?|runbooks?|playbooks?"
    r"|owners?|ownership|limits?|quotas?|validation|verification|canar(?:y|ies)|staging|documentation"
    r"|procedures?|process(?:es)?|policy|policies|rules?|rollback(?: plan)?|circuit breakers?"
    r"|rate limit(?:s|ing)?|guards?|guard ?rails?|safeguards?|thresholds?|training|dry[- ]run|confirmation"
    r"|escalation(?: path)?|on-call|fallback|redundancy|isolation|audit(?: log| trail)?|visibility|backoff"
    r"|inventory|smoke tests?|load tests?|drills?|checklists?|approvals?|code review|second pair of eyes"
    r"|easy way|quick way|clear owner|prioriti[sz]ation"
    r"|(?:max(?:imum)?|min(?:imum)?) (?:\w+ ){0,2}(?:size|length|number|rate|age))"
)
WATCHING = (
    r"(?:watches|checks|tests|owns|monitors|counts|limits|compares|verifies|validates|warns|alerts|covers|reads|reviews|stops"
    r"|prevents|tells|knows|shows|tracks|guards|measures|reports|looks|enforces|ties|says|asks|rejects|requires|notices|sees"
    r"|protects|records|rehearses|exercises|keeps)"
)
WATCHED = (
    r"(?:monitored|tested|checked|validated|reviewed|documented|tracked|rehearsed|enforced|verified|graphed|compared|owned|covered"
    r"|alerted on|exercised|measured|watched|audited|polled|versioned|written down|written anywhere|looked at|part of|subject to"
    r"|applied|kept up[- ]to[- ]date|patched|upgraded|prioriti[sz]ed)"
)


TWICE = (
    r"(?:two|three|several) (?:versions|copies|editions) of (?:\w+ ){0,3}"
    r"(?:articles?|pages?|runbooks?|documents?|procedures?|lists?|plans?|guides?|instructions?|manuals?|wikis?|templates?)"
)
SINGLE = (
    r"^(?:an? |the |one |only one |only a )?(?:single|sole) (?!bad|wrong|typo|mistake|error|event|bit|packet|query|request)"
    r"[\w-]+(?: [\w-]+)?\W*$"
)
ONE_FOR_MANY = (
    r"\b(?:one|an? single|the same|only one) (?:person|engineer|responder|operator|administrator|admin|nurse|team|pair)"
    r" (?:\w+ )?(?:covered|covers|held|holds|watched|watches|handled|handles|ran|runs|knew|knows) (?:\w+ )?"
    r"(?:both|all|two|three|four|five|six|every|several)\b"
)
GATE = frozenset({"NEG", "LACK", "versions", "copies", "editions", "single", "sole", "one", "same"})
"""Features of causes, one of which a line with such a phrase has."""


PHRASES = (
    (
        ("no",),
        late(
            rf"\b(?:nothing|nobody|no[ -]one|no (?:\w+ )?(?:team|person|job|test|tool|system|rule|step|alert|process))"
            rf"\s(?:\w+ly )?{WATCHING}\b"
        ),
    ),
    (
        (" not ", "n't ", " never ", " nowhere "),
        late(
            rf"\b(?:(?:is|are|was|were|been|being)(?: not|n't| never| nowhere)"
            r"|(?:not|never) be(?:en|ing)|isn't|aren't|wasn't|weren't)(?: \w+ly| yet)?"
            rf" {WATCHED}\b"
        ),
    ),
    (
        ("neither ", "no ", "lack", "absence of", "missing", "without"),
        late(
            rf"\b(?:there (?:is|was|are|were|'s) (?:neither|no)|has no|have no|had no|with no|lacks?|lacked|lack of|absence of"
            rf"|missing|^no|; no|: no|and no|without)(?: any| an?| the| clear| proper)?(?: \w+){{0,1}} {CONTROL}\b"
        ),
    ),
    ((" of ",), late(rf"\b{TWICE}\b")),
    (("single ", "sole "), late(SINGLE)),
    (("one ", "single ", "same "), late(ONE_FOR_MANY)),
)
"""Patterns with words of which one is in what they match, all in lower case."""


def names_condition(text: str) -> bool:
    lower = text.lower()
    return any(any(word in lower for word in words) and pattern.search(lower) for words, pattern in PHRASES)
