"""A review -> whether a postmortem has to be written, and why (the post-mortem process, "When to conduct")."""

from pipeline.domain.incident import IncidentKind
from pipeline.domain.review import Duty, Review

MAJOR = 2
"""Severity levels up to this one are P0 and P1: 1 and 2."""
ALWAYS = {
    IncidentKind.SECURITY: "Security incidents always need a postmortem, whatever their severity.",
    IncidentKind.DATA_LOSS: "Losses of data always need a postmortem, whatever their severity.",
}


def is_major(review: Review) -> bool:
    """Whether it is of severity level 1 or 2."""
    return review.severity_level is not None and review.severity_level <= MAJOR


def duty(review: Review, recurring: bool = False) -> tuple[Duty, str]:
    """The duty and a sentence that says why. `recurring`: it is linked to one that happened before; the plan may say so too, or
    that a process let it through."""
    if is_major(review):
        return Duty.REQUIRED, f"Incidents of severity level {review.severity_level} always need a postmortem."
    if why := ALWAYS.get(review.kind):
        return Duty.REQUIRED, why
    if review.near_miss:
        return Duty.RECOMMENDED, "Near misses are worth a postmortem: the same learning, and nobody was hurt."
    if recurring or review.plan.recurs:
        return Duty.RECOMMENDED, "An incident that recurs is worth a postmortem."
    if review.plan.process_failure or review.kind is IncidentKind.DEPLOYMENT:
        return Duty.RECOMMENDED, "Failures of a process, such as a deployment, are worth a postmortem."
    if review.severity_level is None:
        return Duty.RECOMMENDED, "No severity is known; until one is set, a postmortem is recommended."
    return (
        Duty.OPTIONAL,
        f"A single incident of severity level {review.severity_level} usually needs none, unless it was complex.",
    )
