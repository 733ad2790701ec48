"""The ways in which a sentence puts an incident on people, as the guidelines of the labelled data number them."""

from enum import StrEnum


class Signal(StrEnum):
    FAILURE = "failure"
    """S1: failed, forgot, overlooked, ignored, botched."""
    OMISSION = "omission"
    """S1: did not test, never looked, changed it without telling."""
    VIOLATION = "violation"
    """S1: bypassed a procedure, did it wrong or in the wrong order."""
    VERDICT = "verdict"
    """S2: a judgement of care, competence, character."""
    ERROR = "error"
    """S2: human error, somebody's mistake."""
    MINDSET = "mindset"
    """S2: complacency, lost awareness, inattention."""
    CAUSE = "cause"
    """S3: a human, or what they did, as the cause."""
    SLIP = "slip"
    """S5: a named person did harm by mistake."""
    MODAL = "modal"
    """S4: should have, could have, was supposed to."""
    IF_ONLY = "ifonly"
    """S4: if they had, had they, if only."""
