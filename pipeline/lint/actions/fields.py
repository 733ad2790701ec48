"""Owner and due date of an action item, wherever they stand: in cells of their own, below it, or among its words."""

import re
from functools import cache

from pipeline.lint.action_items import ActionItem, stated
from pipeline.lint.actions.reading import read
from pipeline.lint.actions.tokens import DATE, MONTHS, tokens

NOBODY = frozenset(
    """we us all everyone everybody anyone someone somebody team engineering eng on-call oncall tbd tba tbc todo owner unassigned
    nobody none done open closed pending issue yes no the a and or see link pr asap ongoing soon various multiple each it i they
    people staff developers engineers ops management sprint in progress wip status merged needs requested unknown n/a""".split()
)
NO_DATE = frozenset("asap soon ongoing tbd tba tbc todo later eventually none unknown continuous immediately".split())


@cache
def _owner() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:owners?|assignees?|assigned(?: to)?|dri|resp(?:onsible)?\.?|lead|who|action on)\b\*{0,2}\s?[:=]\s?\*{0,2}"
        r"(?P<label>[^\s,;|)*][^,;|)\n]{0,40})"
        r"|(?<![\w.`/])@(?P<handle>[A-Za-z][\w.-]{0,40})"
        r"|[-–—(,.:;]\s?(?P<tail>[A-Z][\w'’.-]{1,20}(?: (?:[A-Z][\w'’.-]{0,20}|van|de|der|von)){0,3}|[\w/-]{2,20} team)"
        r"(?=\s?(?:[,)]|[-–—]\s|$))"
        r"|^\W{0,6}(?:the )?(?P<team>[A-Za-z][\w/-]{1,20}(?: [\w/-]{1,20})? (?:team|squad|guild|group))\b"
    )


@cache
def _due() -> re.Pattern[str]:
    return re.compile(
        r"\bq[1-4]\b|\bh[12]\b|\bwithin \w{1,6} (?:hours?|days?|weeks?|months?)\b|\b(?:sprint|iteration|week|kw|cw) ?\d"
        r"|\bw\d{2}\b|\b(?:by|until|before|on|this|due|next)\s(?:mon|tues|wednes|thurs|fri|satur|sun)day\b"
        r"|\bby (?:the )?end of (?:the )?(?:day|week|month|quarter|year|sprint \d|" + "|".join(sorted(MONTHS)) + r")"
        r"|\b(?:today|tomorrow|tonight|this week|this month|this quarter)\b"
        r"|\b\d{1,2}[./]\d{1,2}\.?(?![\d%])|\b\d+ (?:days|weeks)(?=\s?[,)|]|$)"
    )


def owners(item: ActionItem) -> list[str]:
    """Who is named: more than one where a cell names several people."""
    if item.owner and stated(item.owner):
        named = [part.strip() for part in re.split(r"[,&+;]|\s/\s|\sand\s", item.owner)]
        return [name for name in named if name and not _nobody(name)]
    for match in _owner().finditer(item.raw):
        name = match[match.lastgroup or 0].strip(" *.")
        if stated(name) and not _nobody(name):
            return [name]
    return _subject(item.written)


def _nobody(name: str) -> bool:
    low = name.lower().strip("@*_ \t\u00a0")
    first = low.split()[:1]
    return not first or low in NOBODY or first[0] in NOBODY - {"the", "ops", "engineering"} or first[0] in MONTHS


def _subject(text: str) -> list[str]:
    """The one who is "to add an alert" or "will add" it, if that is a name or a named team."""
    subject = read(text).subject
    return [subject] if subject.split() and subject.split()[0] not in NOBODY and subject not in NOBODY | {"you", "let"} else []


def due(item: ActionItem) -> str:
    """The words that say until when, "" where none do."""
    if item.due and stated(item.due) and item.due.strip().lower() not in NO_DATE:
        return item.due
    text = item.raw
    for token in tokens(text) if any(map(str.isdigit, text)) else ():
        if token.kind == DATE:
            return token.low
    match = _due().search(text.lower())
    return match[0] if match else ""
