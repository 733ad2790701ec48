"""Words that a person wrote, or gave other evidence -> what in them stands nowhere in it. It is shown, and stops nobody."""

from collections.abc import Iterable, Mapping

from pipeline.domain.evidence import Evidence
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import FACTS, QUESTIONS, RELATED, Decision, Item
from pipeline.domain.statement import Check, Statement, StatementBasis
from pipeline.domain.story import Story
from pipeline.draft.ground import check
from pipeline.review import text_of

BY_PEOPLE = (Decision.EDITED, Decision.ADDED)
NO_WORDS = (FACTS, QUESTIONS, RELATED)


def written(items: Iterable[Item]) -> list[Item]:
    """Those whose words or evidence are a person's, and that cite something to check them against."""
    return [item for item in items if item.decision in BY_PEOPLE and item.part not in NO_WORDS and cited(item) and differs(item)]


def differs(item: Item) -> bool:
    """Whether it says something else than the draft, or rests on something else."""
    drafted = item.model_copy(update={"value": item.drafted}) if item.drafted else None
    return drafted is None or (text_of(item), cited(item)) != (text_of(drafted), cited(drafted))


def cited(item: Item) -> list[str]:
    return item.value.get("because", item.value).get("evidence", [])


def checked(item: Item, document: Postmortem, evidence: Mapping[str, Evidence]) -> Check:
    """As if a model had written them: whatever is not in the evidence, nor computed of the incident, is named."""
    story = Story(document.incident, document.metrics, (), ())
    said = Statement(id=item.id, text=text_of(item), evidence=tuple(cited(item)), basis=StatementBasis.MODEL)
    return check(said, evidence, story)
