"""What is asked of the owner after a model wrote: what the draft leaves open, what the model found open, and what people learned.

Learning is the people's work: a model only offers their own words, one question for each kind.
"""

from collections.abc import Iterable, Sequence

from pipeline.domain.postmortem import Postmortem, Question
from pipeline.draft.model.sections import held
from pipeline.draft.silence import question
from pipeline.text.terms import content_words

MOST_OF_MODEL = 6
ALIKE = 0.6
OFFERED = "Words from the evidence are quoted as candidates: keep, reword or add."
LEARNING = {
    "worked_well": ("worked_well", f"What worked well? {OFFERED}"),
    "lessons.technical": ("lessons", f"What did you learn technically? {OFFERED}"),
    "lessons.process": ("lessons", f"What did you learn about the process? {OFFERED}"),
    "lessons.communication": ("lessons", f"What did you learn about communication? {OFFERED}"),
}


def asked(draft: Postmortem, silent: Sequence[Question], told: Iterable[Question], asks_learning: bool) -> tuple[Question, ...]:
    """`silent` are the questions of what the draft does not say, `told` those of the model."""
    found = list(silent)
    of_model = 0
    for each in told:
        if of_model < MOST_OF_MODEL and not any(_alike(each, other) for other in found):
            found.append(each)
            of_model += 1
    if asks_learning:
        found += _on_learning(draft)
    return tuple({each.id: each for each in found}.values())


def _on_learning(draft: Postmortem) -> list[Question]:
    offered = {section: held(draft, section) for section in LEARNING}
    return [
        question(about, text, (id for statement in offered[section] for id in statement.evidence))
        for section, (about, text) in LEARNING.items()
        if offered[section]
    ]


def _alike(one: Question, other: Question) -> bool:
    """Whether both ask the same: in much the same words, or of one section about the same evidence."""
    if one.about == other.about and set(one.evidence) & set(other.evidence):
        return True
    first, second = content_words(one.text), content_words(other.text)
    return len(first & second) >= ALIKE * min(len(first), len(second)) if first and second else one.text == other.text
