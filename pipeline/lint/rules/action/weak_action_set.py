"""No action item of the document changes a system: all are documents, training, reminders, policies or talk.

Why: documents and training next to a safeguard are fine; alone they leave the next incident to attention and memory.
Question: what could be removed, blocked, automated or made to stop by itself?

Bad:
    | ## Action items
    |
    | - Actions: update wiki; hold a training; post a reminder.

    | ## Action items
    |
    | - Only action: new approval policy.

    | ## Action items
    |
    | - Discuss in retro
    | - Share this document
Good:
    | ## Action items
    |
    | - Turn on the bucket lock of `export-bucket` - @noor - 2026-05-02
    | - Document the lock on the wiki page "Exports" - @ken - 2026-05-02
    Block deploys while the canary error rate is above 1 % - @noor - 2026-05-02
    Delete the v1 endpoint - @noor - 2026-05-02
Source: RCA2, National Patient Safety Foundation, 2015 (action hierarchy).
"""

import re
from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem, action_items
from pipeline.lint.actions.reading import read
from pipeline.lint.actions.words import INQUIRE, TALK, singular, verb
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope

PAPER = frozenset(
    """wiki doc documentation document runbook policy training reminder guideline handbook workshop meeting procedure faq course
    postmortem presentation session awareness communication checklist email newsletter process retro playbook""".split()
)
WRITING = frozenset(
    """update write document post share hold add create schedule improve publish send organise
    organize run new provide""".split()
)
SPEAKING = INQUIRE | TALK | frozenset("train share teach educate announce document discipline raise".split())
MADE = frozenset(
    """automate automatic automatically block reject enforce script alert test lint ci tool limit remove page gate template
    check""".split()
)
LABEL = late(r"^(?:only )?actions?(?: items?)?: ?", re.IGNORECASE)


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.section.title.lower().startswith("what ")]
    if items and all(_weak(item) for item in items):
        first = items[0]
        count = "the only action item is" if len(items) == 1 else f"all {len(items)} action items are"
        yield Hit(first.block, first.start, first.end, f"{count} a document, training, a policy or talk")


def _weak(item: ActionItem) -> bool:
    return all(_paper(part) for part in LABEL.sub("", item.written).split(";") if part.strip())


def _paper(text: str) -> bool:
    rest = [token.low for token in read(text).whole]
    if not rest or any(word in MADE for word in rest):
        return False
    head = verb(rest[0])[1]
    return head in SPEAKING or ((head in WRITING or not verb(rest[0])[0]) and any(singular(word) in PAPER for word in rest[:7]))


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check, profiles={"external": False})
