"""What a sentence for customers may not hold: people and their roles, other customers, names of components inside the house."""

from collections.abc import Iterable, Iterator

from pipeline.domain.incident import Incident
from pipeline.domain.statement import ResponseAction
from pipeline.draft.model.english import without_compounds
from pipeline.draft.model.sections import Sentence
from pipeline.text.grounding import PLACEHOLDER, ROLE
from pipeline.text.terms import CAPITALS, CLOCK_OR_NUMBER, JOINED, identifiers

NAMES = "It has {}; a text for customers names no person, no role and no other customer."
INSIDE = "It names {}, which customers do not know; of components only those of the incident may be named{}."


def outside_problems(sentence: Sentence, incident: Incident) -> Iterator[str]:
    said = sentence.statement.result if isinstance(sentence.statement, ResponseAction) else sentence.why
    text = f"{sentence.statement.text} {said or ''}"
    for found in dict.fromkeys([*PLACEHOLDER.findall(text), *ROLE.findall(text)]):
        yield NAMES.format(found)
    known = (*incident.services, *incident.regions)
    bare = ROLE.sub(" ", PLACEHOLDER.sub(" ", text))
    for name in inside_names(bare, known):
        yield INSIDE.format(name, f": {', '.join(incident.services)}" if incident.services else "")


def inside_names(text: str, known: Iterable[str]) -> list[str]:
    """Words that look like names of components ("order-api", "poolSize") and are none of the known ones, in order."""
    shown = " ".join(known).lower()
    text = without_compounds(text)
    found = [name for name in JOINED.findall(text) if not CLOCK_OR_NUMBER.fullmatch(name)]
    found += [name for name in CAPITALS.findall(text) if not name.isupper()]
    return [name for name in dict.fromkeys(found) if name.lower() not in shown and name.lower() in identifiers(text)]
