"""Statements: sentences of a draft that cite the evidence they rest on (design: rules 2 and 3)."""

from enum import StrEnum

from pipeline.domain.model import Model


class StatementBasis(StrEnum):
    QUOTED = "quoted"
    COMPUTED = "computed"
    MODEL = "model"
    PERSON = "person"


class CheckStatus(StrEnum):
    SUPPORTED = "supported"
    UNSUPPORTED = "unsupported"
    UNCHECKED = "unchecked"


class Check(Model):
    status: CheckStatus = CheckStatus.UNCHECKED
    problems: tuple[str, ...] = ()


class Statement(Model):
    id: str
    text: str
    evidence: tuple[str, ...] = ()
    basis: StatementBasis
    check: Check = Check()


class FactorCategory(StrEnum):
    """Causes by category (the post-incident protocol's step 3)."""

    TECHNICAL = "technical"
    PROCESS = "process"
    PEOPLE = "people"
    ORGANIZATIONAL = "organizational"


class ContributingFactor(Statement):
    category: FactorCategory


class ResponseAction(Statement):
    """Something the responders did; `result` is what the evidence says came of it, None where it says nothing."""

    result: str | None = None
