"""What a model answers when it is asked for sections, their repair and their audit. Field descriptions are part of the prompt."""

from enum import StrEnum

from pydantic import Field

from pipeline.domain.postmortem import DetectionMethod
from pipeline.domain.statement import FactorCategory
from pipeline.llm.task import Answer

CITING = "References of all pieces that the text rests on, 1 to 5, such as m12."


class Said(Answer):
    text: str = Field(description="One sentence, two at most.")
    evidence: list[str] = Field(description=CITING)


class Factor(Answer):
    text: str = Field(description="One condition or missing control, and what it made possible, worse or longer.")
    category: FactorCategory
    evidence: list[str] = Field(description=CITING)


class Step(Answer):
    """One answer of the chain of whys."""

    why: str = Field(description="The question, about the answer before: “Why could ...?”")
    because: str = Field(description="The answer, one sentence.")
    evidence: list[str] = Field(description=CITING)


class Deed(Answer):
    """Something that the responders did."""

    text: str = Field(description="What was done and to what end, one sentence.")
    result: str | None = Field(description="What came of it, as the evidence says; null if it does not say.")
    evidence: list[str] = Field(description=CITING)


class OpenPoint(Answer):
    text: str = Field(description="A question to the owner: what the evidence leaves open and a reader will ask.")
    evidence: list[str] = Field(description="References of the pieces that raise it; may be empty.")


class Candidate(Answer):
    quote: str = Field(description="One or two whole sentences copied from one message, word for word.")
    evidence: str = Field(description="The reference of that message.")


class Overview(Answer):
    summary: list[Said]
    impact: list[Said]
    questions: list[OpenPoint]


class Causes(Answer):
    what_happened: list[Said]
    immediate_cause: list[Said]
    contributing_factors: list[Factor]
    five_whys: list[Step]
    questions: list[OpenPoint]


class Noticing(Answer):
    method: DetectionMethod
    detection: list[Said]
    why_not_detected_sooner: list[Said]
    why_it_took_so_long: list[Said]
    questions: list[OpenPoint]


class Response(Answer):
    response_actions: list[Deed]
    could_be_improved: list[Said]
    questions: list[OpenPoint]


class Learning(Answer):
    worked_well: list[Candidate]
    technical: list[Candidate]
    process: list[Candidate]
    communication: list[Candidate]


class Mended(Answer):
    """One statement with its problems mended."""

    id: str = Field(description="The id of the statement, such as s3.")
    text: str = Field(description="The new text; for a chain of whys the answer.")
    beside: str | None = Field(description="The new result, or the new question why, where the statement has one; else null.")
    evidence: list[str] = Field(description=CITING)
    duplicate_of: str | None = Field(
        description="The id of another statement of the same section that already says all of it: this one is dropped. Else null."
    )


class Repair(Answer):
    statements: list[Mended]


class Fault(StrEnum):
    """What an audit may find."""

    CONTRADICTION = "contradiction"
    CAUSE_WITHOUT_SUPPORT = "cause_without_support"
    GUESS_AS_FACT = "guess_as_fact"
    ACTION_WITHOUT_FACTOR = "action_without_factor"


class AuditFinding(Answer):
    fault: Fault
    statement: str = Field(description="The id of the statement or action item that is wrong, such as s7 or a2.")
    other: str | None = Field(description="For a contradiction between two statements: the id of the other. Else null.")
    evidence: list[str] = Field(description="References of the pieces that show it. Empty only for action_without_factor.")
    reason: str = Field(description="What is wrong, one neutral sentence, without times and figures.")


class Audit(Answer):
    findings: list[AuditFinding]
