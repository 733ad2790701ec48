"""What else a postmortem of one kind of incident has to look at: headed questions to the owner, by the name of the template.

A question is asked only where the sections that would answer it are empty.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.domain.postmortem import Postmortem


@dataclass(frozen=True)
class Area:
    """`answered_by` are the fields of the document in which an answer would stand."""

    heading: str
    question: str
    answered_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Focus:
    title: str
    areas: tuple[Area, ...]


def open_focus(focus: Focus | None, document: Postmortem) -> Focus | None:
    """The focus with the areas of which the document says nothing yet; None where there are none."""
    if focus is None:
        return None
    areas = tuple(area for area in focus.areas if not any(_filled(document, field) for field in area.answered_by))
    return Focus(focus.title, areas) if areas else None


def _filled(document: Postmortem, field: str) -> bool:
    held: object = document
    for name in field.split("."):
        held = getattr(held, name)
    return held not in (None, ())


CAUSE = ("immediate_cause", "contributing_factors")
RESPONSE, UNDETECTED, IMPACT = ("response_actions",), ("why_not_detected_sooner",), ("impact",)
PROCESS, TECHNICAL = ("action_items", "lessons.process"), ("action_items", "lessons.technical")
FOCUS: Mapping[str, Focus] = MappingProxyType(
    {
        "deployment": Focus(
            "Deployment Failure",
            (
                Area("What Broke in the Deployment", "Which change was deployed, and which part of it broke?", CAUSE),
                Area(
                    "Why Testing Didn't Catch It",
                    "Which test, check or canary would have shown it, and why was it absent, skipped or green?",
                    ("contributing_factors", *UNDETECTED),
                ),
                Area(
                    "Rollback Effectiveness",
                    "Was there a way back, how long did it take from the decision to the effect, and did it work the first time?",
                    RESPONSE,
                ),
                Area(
                    "Deployment Process Improvements",
                    "What should the process do by itself next time: stages, gates, automatic rollback?",
                    PROCESS,
                ),
            ),
        ),
        "infrastructure": Focus(
            "Infrastructure Failure",
            (
                Area("Infrastructure Component That Failed", "Which component failed, how, and what depended on it?", CAUSE),
                Area(
                    "Monitoring and Alerting Gaps",
                    "Which signal was there before anybody was alerted, and why did it reach nobody?",
                    UNDETECTED,
                ),
                Area(
                    "Failover and Redundancy",
                    "Did failover and redundancy work as designed, when were they last tried, and what did they not cover?",
                    RESPONSE,
                ),
                Area(
                    "Architecture Improvements",
                    "Which change of the architecture would keep the failure of this component from reaching users?",
                    TECHNICAL,
                ),
            ),
        ),
        "security": Focus(
            "Security Incident",
            (
                Area(
                    "Attack Vector or Vulnerability",
                    "How did it come in, or which weakness made it possible, and is that way closed everywhere?",
                    CAUSE,
                ),
                Area(
                    "Detection and Response Time",
                    "What was reachable from the first exposure to containment, and which log shows whether it was used?",
                    ("metrics.time_to_detect.seconds",),
                ),
                Area(
                    "Data Exposure and Impact", "Whose data could be read or changed, which kinds, and how is that known?", IMPACT
                ),
                Area(
                    "Security Improvements",
                    "Which control would have prevented it or shown it earlier, and which credentials were rotated?",
                    TECHNICAL,
                ),
                Area(
                    "User Communication",
                    "Who has to be told, by when, by law and by contract, and what were they told?",
                    ("lessons.communication",),
                ),
            ),
        ),
        "data-loss": Focus(
            "Data Loss",
            (
                Area("How Data Was Lost", "Which data, over which span of time, and by which step were they lost?", CAUSE),
                Area(
                    "Backup and Recovery Process",
                    "Which backup was used, how old was it, how long did the restore take, and when was it last practiced?",
                    RESPONSE,
                ),
                Area(
                    "Data Integrity Verification",
                    "How was it verified that what was recovered is complete and right, and what is still unverified?",
                ),
                Area(
                    "Prevention Measures",
                    "What makes the same loss impossible: soft deletion, confirmation, isolation, rights?",
                    TECHNICAL,
                ),
                Area(
                    "User Impact and Communication", "Which users lost what, what were they told, and what are they owed?", IMPACT
                ),
            ),
        ),
    }
)
