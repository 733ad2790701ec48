"""Postmortem -> a few lines of plain text for the terminal: what was found, and what is left to the owner."""

from collections import Counter
from collections.abc import Iterable, Iterator

from pipeline.domain.action_item import Commitment
from pipeline.domain.finding import DraftFinding, Level
from pipeline.domain.incident import MomentName
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.statement import CheckStatus
from pipeline.render.choice import chosen, focus
from pipeline.render.clock import Clock
from pipeline.render.message import clean, shortened, spoken
from pipeline.render.view.facts import BASIS_LABELS, METRIC_LABELS, MOMENT_LABELS, length, metric_label
from pipeline.render.view.header import title
from pipeline.render.view.instants import told_plainly
from pipeline.render.view.record import checks

SHOWN_QUESTIONS = 5
SHOWN_ACTIONS = 8
WIDTH = 110


def summary(document: Postmortem, clock: Clock) -> str:
    """Plain text of at most some forty lines, ending with a line break."""
    blocks = [
        _incident(document),
        _moments(document, clock),
        _metrics(document),
        _found(document),
        _actions(document),
        _asked(document, clock),
    ]
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def _line(text: str) -> str:
    return shortened(" ".join(spoken(clean(text)).split()), WIDTH)


def _incident(document: Postmortem) -> Iterator[str]:
    incident = document.incident
    yield _line(f"{incident.id + ': ' if incident.id else ''}{title(incident) or 'Untitled incident'}")
    level = f" (level {incident.severity_level})" if incident.severity_level else ""
    kind = f"{'near miss, ' if incident.near_miss else ''}{incident.kind.value.replace('_', ' ')}"
    yield _line(
        f"  severity {incident.severity or 'not known'}{level} · {kind} · {', '.join(incident.services) or 'no service named'}"
    )


def _moments(document: Postmortem, clock: Clock) -> Iterator[str]:
    yield f"Moments (times {clock.zone})"
    for name in MomentName:
        moment = document.incident.moment(name)
        said = (
            f"{clock.time(moment.at, moment.precision, moment.basis, day=True)}, {BASIS_LABELS[moment.basis]}"
            if moment
            else "not known"
        )
        yield f"  {MOMENT_LABELS[name]:<14} {said}"


def _metrics(document: Postmortem) -> Iterator[str]:
    yield "Metrics"
    for name in METRIC_LABELS:
        metric = getattr(document.metrics, name)
        label = metric_label(name, near_miss=document.incident.near_miss)
        yield f"  {label:<22} {'not known' if metric.seconds is None else length(metric)}"


def _found(document: Postmortem) -> Iterator[str]:
    events, keys = counted(len(document.timeline), "event"), sum(event.key for event in document.timeline)
    pieces, factors = len(document.evidence), counted(len(document.contributing_factors), "contributing factor")
    yield f"Found: {events}, {keys} of them key, from {counted(pieces, 'piece')} of evidence; {factors}"
    found = [check.status for check in checks(document)]
    passed, failed = found.count(CheckStatus.SUPPORTED), found.count(CheckStatus.UNSUPPORTED)
    yield f"Checked: {counted(passed, 'sentence')} supported by their evidence, {failed} unsupported"
    if taken_out := sum(redaction.count for redaction in document.redactions):
        yield f"Taken out: secrets and personal data, in {counted(taken_out, 'place')}"


def _actions(document: Postmortem) -> Iterator[str]:
    counts = {kind: [a for a in document.action_items if a.commitment is kind] for kind in Commitment}
    yield "Actions: " + ", ".join(f"{len(items)} {kind.value}" for kind, items in counts.items())
    committed = counts[Commitment.COMMITTED]
    for item in committed[:SHOWN_ACTIONS]:
        facts = ", ".join(filter(None, (item.owner or "no owner", f"due {item.due}" if item.due else "", item.ticket)))
        yield f"  - {shortened(_line(item.action), WIDTH - 40)} ({_line(facts)})"
    if len(committed) > SHOWN_ACTIONS:
        yield f"  ... and {len(committed) - SHOWN_ACTIONS} more"


def _asked(document: Postmortem, clock: Clock) -> Iterator[str]:
    moments = tuple(moment for name in MomentName if (moment := document.incident.moment(name)))
    looked_at = focus(chosen(document.incident), document)
    asked = [told_plainly(question.text, clock, moments) for question in document.questions]
    asked += [area.question for area in looked_at.areas] if looked_at else []
    if not asked:
        yield "Nothing is left to ask."
        return
    yield f"Asks the owner {counted(len(asked), 'question')}"
    for question in asked[:SHOWN_QUESTIONS]:
        yield f"  ? {_line(question)}"
    if len(asked) > SHOWN_QUESTIONS:
        yield f"  ... and {len(asked) - SHOWN_QUESTIONS} more"


def linted(findings: Iterable[DraftFinding]) -> str:
    levels = Counter(found.finding.level for found in findings)
    if not levels:
        return "the lint finds nothing to ask in this draft."
    said = ", ".join(counted(levels[level], level.value) for level in Level)
    return f"the lint finds {said} in this draft."


def counted(number: int, one: str) -> str:
    """`1 event`, `12 events`."""
    return f"{number} {one if number == 1 else one + 's'}"
