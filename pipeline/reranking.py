"""The path of `related --rerank`: what was found -> names and secrets hidden -> compared by a model -> in its order.

    rerank(library, asked, desk, k, may_see_all) -> answers with at most k incidents, and notes on what the model did not compare

Where it gives no answer the order stays as it was. Restricted incidents are compared only where the model may see them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.asking import Answer, Library
from pipeline.deep import hiding
from pipeline.domain.asked import Asked
from pipeline.domain.incident import Visibility
from pipeline.domain.past_incident import PastIncident
from pipeline.lint.document import read_markdown
from pipeline.llm.task import Desk, Outcome
from pipeline.related.likeness import cut, telling
from pipeline.related.model import Candidate, Comparison, ordered, task

SHOWN = 1500
"""Characters of an incident that are compared."""
ALONE = "{count} of {all} searches are in the order without the model: {reason}."
NOT_SHOWN = "Restricted incidents were not shown to the model on another machine; --allow-remote allows it."


def rerank(
    library: Library, asked: Sequence[tuple[Asked, Answer]], desk: Desk, k: int, may_see_all: bool
) -> tuple[list[Answer], tuple[str, ...]]:
    whole = {one.id: one for one in library.whole({found.id for _, answer in asked for found in answer.related})}
    seen = {id: text_of(one) for id, one in whole.items() if may_see_all or one.visibility is not Visibility.RESTRICTED}
    questions = {
        place: cut(one.text, SHOWN)
        for place, (one, answer) in enumerate(asked)
        if answer.related and (may_see_all or not one.restricted)
    }
    hide = hiding_all(whole.values(), [*seen.values(), *questions.values()])
    candidates = {
        place: [Candidate(found, hide(seen[found.id]) if found.id in seen else None) for found in asked[place][1].related]
        for place in questions
    }
    outcomes = desk.ask([task(hide(text), candidates[place], label(text)) for place, text in questions.items()])
    order = {
        place: tuple(ordered(candidates[place], outcome.answer))
        for place, outcome in zip(questions, outcomes, strict=True)
        if outcome.answer
    }
    answers = [replace(answer, related=order.get(place, answer.related)[:k]) for place, (_, answer) in enumerate(asked)]
    kept_back = len(seen) < len(whole) or len(questions) < sum(bool(answer.related) for _, answer in asked)
    return answers, (*failures(outcomes, len(asked)), *([NOT_SHOWN] if kept_back else []))


def hiding_all(incidents: Iterable[PastIncident], texts: Sequence[str]) -> Callable[[str], str]:
    """Takes people, secrets and personal data out of exactly these texts."""
    people = tuple(dict.fromkeys(name for one in incidents for name in people_of(one)))
    return hiding([read_markdown(text, "", people) for text in texts], texts)


def failures(outcomes: Sequence[Outcome[Comparison]], searches: int) -> list[str]:
    reasons = dict.fromkeys(outcome.failure.reason.rstrip(".") for outcome in outcomes if outcome.failure)
    failed = sum(outcome.failure is not None for outcome in outcomes)
    return [ALONE.format(count=failed, all=searches, reason=reason) for reason in reasons]


def label(text: str) -> str:
    return cut(" ".join(text.split()), 40)


def text_of(incident: PastIncident) -> str:
    return cut("\n".join([incident.title, *telling(incident)]), SHOWN)


def people_of(incident: PastIncident) -> list[str]:
    """Those that the incident itself names as people."""
    return [name for name in (*(action.owner for action in incident.actions), *incident.readers) if name]
