"""A timeline does not say how the incident was noticed, or when it was over.

Times in the front matter (`started_at`, `detected_at`, `mitigated_at`, `resolved_at`) count, and so does a section on detection
or on the resolution. Timelines of fewer than three rows are left alone.

Why: without the first sign, the detection and the recovery nobody can tell how long it lasted or what took the time.
Question: what showed that it had begun, that it was noticed, and that users had recovered?

Bad:
    | ## Timeline (UTC)
    |
    | - 10:02 page received by storage
    | - 10:09 second responder joins
    | - 10:31 found cause: lock table full

    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 09:44 first 5xx
    | - 10:02 page received
    | - 10:31 found cause: lock table full

    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 09:50 queue grows to 40k
    | - 10:20 rollback
    | - 10:26 rates normal
Good:
    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 09:44 first 5xx
    | - 10:02 page received
    | - 10:20 rollback
    | - 10:26 rates normal

    | ## Timeline (UTC)
    |
    | - 09:44 first evidence; the start is unknown
    | - 10:02 probe-eu alerts
    | - 10:26 mitigated by a restart
    | - 11:30 resolved

    | ---
    | detected_at: 2026-03-02T10:02:00Z
    | resolved_at: 2026-03-02T10:26:00Z
    | ---
    |
    | ## Timeline (UTC)
    |
    | - 09:41 deploy 88
    | - 09:44 first 5xx
    | - 10:20 rollback
Source: Beyer et al., Site Reliability Engineering, chapter 15; Howie guide (detection and escalation).
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.document import Document
from pipeline.lint.moments import Moment, opens_with_notice, tells
from pipeline.lint.rule import Hit, Rule, Scope
from pipeline.lint.sections import SectionKind
from pipeline.lint.timeline import Row, timeline
from pipeline.text.markdown import Block

FEWEST = 3
GIVEN = {
    Moment.BEGAN: ("started_at", "start", "began_at"),
    Moment.DETECTED: ("detected_at", "detection", "ttd", "time_to_detect"),
    Moment.RECOVERED: ("resolved_at", "mitigated_at", "recovered_at", "ended_at", "end"),
}
TOLD = {Moment.DETECTED: SectionKind.DETECTION, Moment.RECOVERED: SectionKind.RESOLUTION}
SAYS = {
    Moment.BEGAN: "when it began",
    Moment.DETECTED: "how it was noticed",
    Moment.RECOVERED: "when it was over",
}


def check(document: Document) -> Iterator[Hit]:
    rows = [row for row in timeline(document) if row.timed]
    if len(rows) < FEWEST or not document.of(SectionKind.TIMELINE):
        return
    missing = [moment for moment in SAYS if not elsewhere(document, moment) and not told(rows, timeline(document), moment)]
    if missing:
        block = heading_of(rows[0])
        says = " or ".join(SAYS[moment] for moment in missing)
        yield Hit(block, 0, len(block.text), f"No row of this timeline says {says}.")


def elsewhere(document: Document, moment: Moment) -> bool:
    if any(document.front.get(field) for field in GIVEN[moment]):
        return True
    return moment in TOLD and bool(document.of(TOLD[moment]))


def told(rows: list[Row], every: list[Row], moment: Moment) -> bool:
    if moment is Moment.BEGAN:
        return not opens_with_notice(rows[0].text) or any(tells(row.text, moment) for row in every)
    if moment is Moment.RECOVERED and any(row.until is not None for row in rows):
        return True
    return any(tells(row.text, moment) for row in every)


def heading_of(row: Row) -> Block:
    return row.section.heading or row.block


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check)
