"""Checks a statement against the evidence it cites (design: rule 3). In: any statement of any engine. Out: Check, problems
as sentences.

    check(statement, evidence_by_id, story) -> supported | unsupported

Ids are looked up here, everything else that can be wrong in a word in text/grounding.py. A quoted statement must stand in one
piece of evidence but for roles in brackets; a computed one may also use the incident's moments, metrics and fields.
"""

from collections.abc import Iterable, Mapping

from pipeline.domain.evidence import Evidence
from pipeline.domain.statement import Check, CheckStatus, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.text.grounding import Known, known_from, stands_in, unknown_names, unknown_numbers, unknown_quotes


def check(statement: Statement, evidence_by_id: Mapping[str, Evidence], story: Story) -> Check:
    """The statement's check. A statement of a person is not checked; one that cites nothing is unsupported."""
    if statement.basis is StatementBasis.PERSON:
        return Check(status=CheckStatus.UNCHECKED)
    problems = tuple(dict.fromkeys(_problems(statement, evidence_by_id, story)))
    return Check(status=CheckStatus.UNSUPPORTED if problems else CheckStatus.SUPPORTED, problems=problems)


def _problems(statement: Statement, evidence_by_id: Mapping[str, Evidence], story: Story) -> Iterable[str]:
    if not statement.evidence:
        yield "It cites no evidence."
    for id in statement.evidence:
        if id not in evidence_by_id:
            yield f"The cited evidence {id} does not exist."
    pieces = [evidence_by_id[id] for id in statement.evidence if id in evidence_by_id]
    if not pieces:
        return
    known = known_from(pieces, None if statement.basis is StatementBasis.QUOTED else story)
    yield from _strange_words(statement, pieces, known, story)
    yield from unknown_numbers(statement.text, known)
    people = (*story.incident.participants, *(role.name for role in story.incident.roles))
    yield from unknown_names(statement.text, known, people)


def _strange_words(statement: Statement, pieces: list[Evidence], known: Known, story: Story) -> Iterable[str]:
    """A quoted statement, and every inner quote of another, has to stand in one piece of the evidence."""
    if statement.basis is StatementBasis.QUOTED:
        if not any(stands_in(statement.text, piece.text) for piece in pieces):
            yield "These words do not stand in the cited evidence."
        return
    yield from unknown_quotes(statement.text, known, (story.incident.title, *(piece.text for piece in pieces)))
