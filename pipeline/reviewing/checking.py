"""Words that a person wrote -> what in them stands nowhere in the evidence that they cite. It is shown, and stops nobody."""

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
    """Those whose words are a person's, and that cite something to check them against."""
    return [item for item in items if item.decision in BY_PEOPLE and item.part not in NO_WORDS and cited(item) and reworded(item)]


def reworded(item: Item) -> bool:
    return item.drafted is None or text_of(item) != text_of(item.model_copy(update={"value": item.drafted}))


def cited(item: Item) -> list[str]:
    return item.value.get("because", item.value).get("evidence", [])


def checked(item: Item, document: Postmortem, evidence: Mapping[str, Evidence]) -> Check:
    """As if a model had written them: whatever is not in the evidence, nor computed of the incident, is named."""
    story = Story(document.incident, document.metrics, (), ())
    said = Statement(id=item.id, text=text_of(item), evidence=tuple(cited(item)), basis=StatementBasis.MODEL)
    return check(said, evidence, story)
