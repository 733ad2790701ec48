"""A review and whom it is for -> whose word is needed before it goes out, and which of these words were given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.domain.actor import folded
from pipeline.domain.incident import IncidentKind
from pipeline.domain.review import Readership, Review, SignOff, SignOffKind
from pipeline.review.duty import is_major


@dataclass(frozen=True)
class RequiredSignOff:
    kind: SignOffKind
    why: str


def required_sign_offs(review: Review, audiences: Iterable[str] = (Readership.INTERNAL,)) -> tuple[RequiredSignOff, ...]:
    """Whose word is needed for a version for any of these audiences, each with the reason as a sentence."""
    return tuple(_required(review, Readership.EXTERNAL in set(audiences)))


def _required(review: Review, outside: bool) -> Iterator[RequiredSignOff]:
    yield RequiredSignOff(SignOffKind.OWNER, "The owner answers for the final version.")
    if is_major(review):
        why = f"An incident of severity level {review.severity_level} is read by somebody who does not own it."
        yield RequiredSignOff(SignOffKind.REVIEWER, why)
    if review.kind is IncidentKind.SECURITY:
        yield RequiredSignOff(SignOffKind.LEGAL, "Security incidents go through legal review.")
    elif outside:
        yield RequiredSignOff(SignOffKind.LEGAL, "What is told outside goes through legal review.")
    if outside and review.severity_level == 1:
        yield RequiredSignOff(SignOffKind.EXECUTIVE, "Major incidents are told outside with the approval of the CEO or CTO.")


def is_given(required: RequiredSignOff, given: Iterable[SignOff], digest: str, owner: str | None) -> bool:
    """Whether the word was given on the document of this digest. The owner's is the owner's own, each other somebody else's."""
    approving = {folded(one.by) for one in given if one.kind is required.kind and one.approves and one.digest == digest}
    own = folded(owner)
    return own in approving if required.kind is SignOffKind.OWNER else bool(approving - {own})


def offered_sign_offs(
    by: str, owner: str | None, required: Iterable[RequiredSignOff], given: Iterable[SignOff], digest: str
) -> list[SignOffKind]:
    """As what this person may sign off, what is still missing first: as owner the owner alone, who is nobody else."""
    given = tuple(given)
    is_owner = folded(by) == folded(owner)
    missing = [one.kind for one in required if not is_given(one, given, digest, owner)]
    kinds = [kind for kind in SignOffKind if (kind is SignOffKind.OWNER) is is_owner]
    return sorted(kinds, key=lambda kind: kind not in missing)


def refusals(given: Iterable[SignOff], digest: str) -> list[SignOff]:
    """Words against the document of this digest."""
    return [one for one in given if not one.approves and one.digest == digest]
