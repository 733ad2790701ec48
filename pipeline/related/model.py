"""Related incidents as a model compares them: Candidates -> Task -> Comparison -> the order, each with the words it goes by.

A model only says which are of the same mechanism and quotes the past incident; a quotation that does not stand there is dropped,
and with it the claim of sameness. What it does not mention keeps its place behind what it does. Texts come in hidden already.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from pipeline.domain.related import Reason, RelatedIncident
from pipeline.llm.task import Answer, Stage, Task
from pipeline.prompting import prompt
from pipeline.text.instructions import without_instructions
from pipeline.text.unseen import without_unseen

PROMPT = "related/rerank"
FENCE = re.compile(r"<(?=[\s/]*evidence)", re.IGNORECASE)
REFERENCE = re.compile(r"^(?=c\d+ \|)", re.MULTILINE)
FEWEST = 12
"""Characters of a quotation that says something."""


class Sameness(StrEnum):
    SAME = "same"
    ALIKE = "alike"
    DIFFERENT = "different"


class Compared(Answer):
    """One past incident beside what is asked about."""

    incident: str = Field(description="The past incident's reference, such as c2.")
    sameness: Sameness
    quote: str = Field(description="Words of the past incident, copied exactly; empty where none tells.")


class Comparison(Answer):
    compared: list[Compared]


@dataclass(frozen=True)
class Candidate:
    """`text` is what the model sees of a past incident; None: it does not see this one."""

    found: RelatedIncident
    text: str | None


ORDER = (Sameness.SAME, Sameness.ALIKE, None, Sameness.DIFFERENT)
"""None stands for those that the model was not shown or did not mention."""


def task(asked: str, candidates: Sequence[Candidate], label: str) -> Task[Comparison]:
    shown = [(reference, fenced(text)) for reference, text in references(candidates)]
    return Task(Stage.RELATED, prompt(PROMPT, asked=fenced(asked), candidates=shown), Comparison, label)


def references(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    return [(f"c{number}", one.text) for number, one in enumerate(candidates, 1) if one.text is not None]


def fenced(text: str) -> str:
    """The text as a model may see it: it can neither end the evidence nor give orders, and begins no entry of its own."""
    clean = without_instructions(without_unseen(text))
    return REFERENCE.sub(" ", FENCE.sub("‹", clean))


def ordered(candidates: Sequence[Candidate], answer: Comparison) -> list[RelatedIncident]:
    """All candidates: of the same mechanism first, in the model's order, then as ORDER says; each with what it quoted."""
    by_reference = dict(zip([f"c{number}" for number in range(1, len(candidates) + 1)], candidates, strict=True))
    judged: dict[str, Sameness] = {}
    found: dict[str, RelatedIncident] = {}
    for one in answer.compared:
        reference = one.incident.strip().strip("[]()").lower()
        candidate = by_reference.get(reference)
        if candidate is None or candidate.text is None or reference in judged:
            continue
        quote = standing(one.quote, candidate.text)
        judged[reference] = Sameness.ALIKE if one.sameness is Sameness.SAME and not quote else one.sameness
        found[reference] = (
            quoting(candidate.found, quote) if quote and one.sameness is not Sameness.DIFFERENT else candidate.found
        )
    places = [*judged, *(reference for reference in by_reference if reference not in judged)]
    places.sort(key=lambda reference: ORDER.index(judged.get(reference)))
    return [found.get(reference, by_reference[reference].found) for reference in places]


def standing(quote: str, text: str) -> str:
    """The quotation as it stands in the text, whatever its spaces and its case; empty where it does not."""
    words = quote.strip().strip("“”\"'…. ").split()
    match = re.search(r"\s+".join(map(re.escape, words)), fenced(text), re.IGNORECASE) if words else None
    return " ".join(match[0].split()) if match and len(match[0]) >= FEWEST else ""


def quoting(found: RelatedIncident, quote: str) -> RelatedIncident:
    """The incident with the quotation as its first reason, within the passage that holds it where there is one."""
    held = [one for one in found.reasons if quote.lower() in " ".join(one.passage.split()).lower()]
    first = held[0].model_copy(update={"matches": (quote, *held[0].matches)}) if held else Reason(passage=quote, matches=(quote,))
    return found.model_copy(update={"reasons": (first, *(one for one in found.reasons if one not in held[:1]))})
