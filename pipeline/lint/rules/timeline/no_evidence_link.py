"""A row of a timeline claims something and shows nothing for it: no link, number, id or quoted message.

Off by default: most teams keep the evidence elsewhere.

Why: each row should rest on a graph, a log line, a page or a message, so that a reader can check it.
Question: what shows this, and where can a reader see it?

Bad:
    10:05 UTC error rate high
    10:12 UTC database slow
    10:20 UTC customers complain
Good:
    10:05 UTC 5xx at 7% ([graph](https://graphs.example.com/d/5xx))
    10:12 UTC p99 write 4.1 s ([query](https://graphs.example.com/q/9))
    10:20 UTC 14 tickets ([queue](https://tickets.example.com/q/payments))
    10:22 UTC restart of `edge-proxy` ends
Source: PagerDuty, Postmortem documentation, "Writing": a metric or page for each entry.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.late import late
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.timeline import Row, timeline
from pipeline.text.markdown import Block

SHOWN = late(r"://|\]\(|`|\d|\"|“|#\w|<@|\[\^")


def check(document: Document) -> Iterator[Hit]:
    for row in timeline(document):
        if row.timed and not SHOWN.search(row.text):
            block, start, end = claim(row)
            if end > start:
                yield Hit(block, start, end, "This row shows nothing for what it says.")


def claim(row: Row) -> tuple[Block, int, int]:
    """Where what happened is written."""
    own = row.block.text[row.after : row.last].rstrip()
    if own or not row.told:
        return row.block, row.after, row.after + len(own)
    return row.told[0], 0, len(row.told[0].text)


RULE = Rule(level=Level.SUGGESTION, scope=Scope.DOCUMENT, check=check, default=False)
