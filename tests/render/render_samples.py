"""Postmortems to render, built from the domain's models: a full one, a near miss, one of which little is known, a hostile one."""

from datetime import UTC, date, datetime

from pipeline.domain.action_item import ActionCategory, ActionItem, ActionStatus, Commitment, Horizon, Priority
from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.incident import Incident, IncidentKind, Link, MomentName, Role
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.postmortem import (
    Detection,
    DetectionMethod,
    Lessons,
    Postmortem,
    Provenance,
    Question,
    Redaction,
    SourceSummary,
    Why,
)
from pipeline.domain.related import OpenAction, Reason, RelatedIncident
from pipeline.domain.statement import (
    Check,
    CheckStatus,
    ContributingFactor,
    FactorCategory,
    ResponseAction,
    Statement,
    StatementBasis,
)
from pipeline.domain.timeline import Event, Metric, Metrics, Phase

SUPPORTED = Check(status=CheckStatus.SUPPORTED)


def at(clock: str, day: int = 4) -> datetime:
    return datetime.fromisoformat(f"2026-05-{day:02}T{clock}+00:00").astimezone(UTC)


def piece(id: str, clock: str | None, author: str, text: str, **more: object) -> Evidence:
    chat = {
        "channel": "inc-paint-shop",
        "source": Source(file="export.zip", locator=f"inc-paint-shop/2026-05-04.json, message {id}"),
    }
    return Evidence.model_validate({"id": id, "at": at(clock) if clock else None, "author": author, "text": text, **chat, **more})


def said(id: str, text: str, *evidence: str, **more: object) -> Statement:
    return Statement.model_validate(
        {"id": id, "text": text, "evidence": evidence, "basis": StatementBasis.QUOTED, "check": SUPPORTED, **more}
    )


def moment(clock: str, basis: Basis, *evidence: str, precision: Precision = Precision.SECOND) -> Moment:
    return Moment(at=at(clock), basis=basis, precision=precision, evidence=evidence)


def measured(incident: Incident) -> Metrics:
    def between(start: MomentName, end: MomentName) -> Metric:
        first, last = incident.moment(start), incident.moment(end)
        seconds = int((last.at - first.at).total_seconds()) if first and last else None
        return Metric(seconds=seconds, start=start, end=end, start_at=first, end_at=last)

    name = MomentName
    recovered = name.MITIGATED if incident.mitigated_at else name.RESOLVED
    return Metrics(
        time_to_detect=between(name.STARTED, name.DETECTED),
        time_to_acknowledge=between(name.DETECTED, name.ACKNOWLEDGED),
        time_to_mitigate=between(name.STARTED, name.MITIGATED),
        impact_duration=between(name.STARTED, recovered),
        time_to_resolve=between(name.STARTED, name.RESOLVED),
        duration=between(name.STARTED, name.RESOLVED),
    )


EVIDENCE = (
    piece(
        "log:deploy.log:12", "09:12:31", "slipway", "deploy color-mixer 2.18.0 to 100%", kind=EvidenceKind.DEPLOY, channel=None
    ),
    piece(
        "alert:1",
        "09:21:05",
        "watcher",
        "FIRING: mixer_error_rate > 5% for 5m",
        kind=EvidenceKind.ALERT,
        channel=None,
        automated=True,
    ),
    piece("chat:2", "09:23:40", "Ines Moreau", "I have the page. Error rate is at 38% and flat | same in both halls"),
    piece("chat:3", "09:31:02", "Kwame Boateng", "could be the pigment feed? it had a hiccup on Friday"),
    piece("chat:4", "09:40:18", "Ines Moreau", "not the feed: it answers in 40ms, and `feed.status` is green since 08:00"),
    piece(
        "chat:5",
        "09:52:44",
        "Kwame Boateng",
        "found it, 2.18.0 reads the ratio table from the new path:\n```\nERROR ratio table missing\n  path=/etc/mixer/ratios.v2"
        "\n\n\n  fallback=none\n```\nand that path exists on staging only. see https://wiki.example/mixer_paths?id=7",
        edited=True,
    ),
    piece("chat:6", "10:04:10", "Ines Moreau", "rolling back to 2.17.3"),
    piece("chat:7", "10:11:55", "Ines Moreau", "error rate under 1%, both halls are painting again"),
    piece("chat:8", "10:48:00", "Ines Moreau", "resolved. 214 car bodies have to be repainted"),
    piece("chat:9", "11:02:19", "Kwame Boateng", "I will add a start-up check for the ratio table by Friday, MIX-481"),
    piece("chat:10", "11:03:27", "Ines Moreau", "we could mirror the paths of staging and production one day"),
    piece("chat:11", "11:05:01", "Kwame Boateng", "paging the whole plant for this? no, we won't do that"),
    piece("chat:12", "11:06:30", "Ines Moreau", "the rollback button did exactly what it should. \\o/"),
)

INCIDENT = Incident(
    id="INC-77",
    title="Mixer 2.18.0 paints *grey* | both halls",
    severity="SEV2",
    severity_level=2,
    kind=IncidentKind.DEPLOYMENT,
    status="resolved",
    services=("color-mixer", "hall_control"),
    regions=("plant-west",),
    started_at=moment("09:14:00", Basis.INFERRED, "log:deploy.log:12", "alert:1", precision=Precision.MINUTE),
    detected_at=moment("09:21:05", Basis.RECORD, "alert:1"),
    acknowledged_at=moment("09:23:40", Basis.STATED, "chat:2"),
    mitigated_at=moment("10:11:55", Basis.STATED, "chat:7"),
    resolved_at=moment("10:48:00", Basis.STATED, "chat:8"),
    roles=(Role(role="incident commander", name="Ines Moreau", evidence=("chat:2",)),),
    participants=("Ines Moreau", "Kwame Boateng"),
    links=(Link(label="Status page", url="https://status.example/inc/77"), Link(label="odd", url="javascript:alert(1)")),
)


def event(id: str, clock: str, phase: Phase, text: str, *evidence: str, **more: object) -> Event:
    fields = {
        "id": id,
        "at": at(clock),
        "phase": phase,
        "text": text,
        "evidence": evidence,
        "basis": Basis.RECORD,
        "check": SUPPORTED,
    }
    return Event.model_validate({**fields, **more})


TIMELINE = (
    event("e1", "09:12:31", Phase.LEAD_UP, "color-mixer 2.18.0 deployed to 100%", "log:deploy.log:12", key=True, basis=Basis.LOG),
    event(
        "e2",
        "09:14:00",
        Phase.IMPACT_START,
        "First bodies leave the booth grey",
        "alert:1",
        key=True,
        precision="minute",
        basis="inferred",
    ),
    event("e3", "09:21:05", Phase.DETECTION, "Alert: mixer_error_rate > 5% for 5m", "alert:1", key=True),
    event("e4", "09:23:40", Phase.ACKNOWLEDGEMENT, "Ines Moreau: error rate is at 38% | same in both halls", "chat:2", key=True),
    event("e5", "09:31:02", Phase.DIAGNOSIS, "Kwame Boateng suspects the pigment feed", "chat:3"),
    event("e6", "09:40:18", Phase.DIAGNOSIS, "The pigment feed is ruled out: `feed.status` is green", "chat:4", key=True),
    event("e7", "09:52:44", Phase.DIAGNOSIS, "The ratio table is missing at the path that 2.18.0 reads", "chat:5", key=True),
    event("e8", "10:04:10", Phase.MITIGATION, "Roll back to 2.17.3", "chat:6", "chat:7", key=True, until=at("10:11:55")),
    event("e9", "10:48:00", Phase.RESOLUTION, "Resolved", "chat:8", key=True),
    event("e10", "07:30:00", Phase.COMMUNICATION, "Repaint shift begins", "chat:8", at=at("07:30:00", day=5)),
)

ACTIONS = (
    ActionItem(
        id="a1",
        action="Add a start-up check for the ratio table",
        owner="Kwame Boateng",
        due=date(2026, 5, 8),
        priority=Priority.P1,
        category=ActionCategory.PREVENT,
        horizon=Horizon.SHORT,
        success_criteria="a mixer without a ratio table refuses to start",
        ticket="MIX-481",
        commitment=Commitment.COMMITTED,
        accepted=True,
        evidence=("chat:9",),
        check=SUPPORTED,
    ),
    ActionItem(
        id="a2",
        action="Alert on grey bodies",
        commitment=Commitment.COMMITTED,
        depends_on=("a1",),
        status=ActionStatus.IN_PROGRESS,
    ),
    ActionItem(
        id="a3",
        action="Mirror the paths of staging and production",
        commitment=Commitment.PROPOSED,
        category=ActionCategory.PROCESS,
        evidence=("chat:10",),
        check=SUPPORTED,
    ),
    ActionItem(id="a4", action="Page the whole plant", commitment=Commitment.DECLINED, evidence=("chat:11",), check=SUPPORTED),
)

FULL = Postmortem(
    incident=INCIDENT,
    metrics=measured(INCIDENT),
    authors=("Ines Moreau",),
    summary=(
        said("s1", "Mixer 2.18.0 could not find its ratio table and painted bodies grey from about 09:14.", "chat:5", "alert:1"),
        said("s2", "Rolling back to 2.17.3 ended it.", "chat:6", "chat:7"),
    ),
    impact=(
        said("i1", "“214 car bodies have to be repainted”", "chat:8"),
        said(
            "i2",
            "About 300 bodies were affected.",
            "chat:8",
            check=Check(status=CheckStatus.UNSUPPORTED, problems=("300 is not in the evidence",)),
        ),
    ),
    timeline=TIMELINE,
    what_happened=(
        said("w1", "“found it, 2.18.0 reads the ratio table from the new path:\n```\nERROR ratio table missing\n```”", "chat:5"),
    ),
    immediate_cause=(said("c1", "The path of the ratio table exists on staging only.", "chat:5"),),
    contributing_factors=(
        ContributingFactor(
            id="f1",
            text="The service starts without its ratio table.",
            evidence=("chat:5", "chat:9"),
            basis=StatementBasis.QUOTED,
            category=FactorCategory.TECHNICAL,
            check=SUPPORTED,
        ),
        ContributingFactor(
            id="f2",
            text="Staging and production have different paths.",
            evidence=("chat:5",),
            basis=StatementBasis.QUOTED,
            category=FactorCategory.PROCESS,
            check=SUPPORTED,
        ),
    ),
    why_it_took_so_long=(said("l1", "The pigment feed was examined first, for 9 min.", "chat:3", "chat:4"),),
    detection=Detection(
        method=DetectionMethod.MONITORING, statements=(said("d1", "An alert on the error rate fired.", "alert:1"),)
    ),
    response_actions=(
        ResponseAction(
            id="r1",
            text="[incident commander] rolled back to 2.17.3",
            evidence=("chat:6",),
            basis=StatementBasis.QUOTED,
            result="the error rate fell under 1%",
            check=SUPPORTED,
        ),
    ),
    worked_well=(said("ww", "“the rollback button did exactly what it should. \\o/”", "chat:12"),),
    could_be_improved=(said("ci", "Nothing checks at start-up that the ratio table is there.", "chat:9"),),
    action_items=ACTIONS,
    lessons=Lessons(technical=(said("lt", "A missing table has to stop the start, not the paint.", "chat:9"),)),
    five_whys=(Why(why="Why were bodies grey?", because=said("y1", "The mixer had no ratio table.", "chat:5")),),
    related=(
        RelatedIncident(
            id="PM-12",
            title="Mixer without pigments",
            score=0.81,
            reasons=(Reason(passage="the table was missing after the deploy", matches=("table", "missing")),),
            shared=("color-mixer", "missing file"),
            helped="rollback",
            open_action_items=(OpenAction(action="check files at start-up", owner="Kwame Boateng", ticket="MIX-201"),),
            url="https://wiki.example/pm/12",
        ),
    ),
    questions=(
        Question(id="q1", about="why_not_detected_sooner", text="Why did 7 min pass between the first grey body and the alert?"),
        Question(id="q2", about="started_at", text="Nobody states when it began; is 09:14 right?", evidence=("alert:1",)),
        Question(id="q3", about="revenue_impact", text="Is there a figure for the cost of repainting?", evidence=("chat:8",)),
        Question(id="q4", about="lessons.process", text="What did the team learn about its process?"),
        Question(id="q5", about="action_items", text="Who owns the alert on grey bodies?"),
    ),
    evidence=EVIDENCE,
    redactions=(Redaction(placeholder="[EMAIL-1]", kind="email_address", count=3),),
    provenance=Provenance(
        engine="extractive",
        version="0.1.0",
        sources=(SourceSummary(file="export.zip", format="slack-export", evidence=11, dropped=("2 joins",)),),
        notes=("1 channel was left out: it does not speak of the incident",),
    ),
)

NEAR_MISS = FULL.model_copy(
    update={
        "incident": INCIDENT.model_copy(update={"near_miss": True, "severity": None, "severity_level": None, "started_at": None}),
        "metrics": measured(INCIDENT.model_copy(update={"started_at": None})),
        "impact": (),
        "contributing_factors": (),
    }
)

NOTHING = Incident(title="Something was slow")
SILENT = Postmortem(
    incident=NOTHING,
    metrics=measured(NOTHING),
    questions=(Question(id="q", about="immediate_cause", text="What caused it?"),),
    provenance=Provenance(engine="extractive", version="0.1.0"),
)
