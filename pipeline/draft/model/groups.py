"""Sections that belong together are asked for together, one task a group, all groups side by side.

Group.task(sheet, wishes) -> Task -> answer -> Group.read(answer, wording) -> Told: sentences and questions
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.domain.postmortem import DetectionMethod, Question
from pipeline.domain.wishes import Wishes
from pipeline.draft.model.answers import Answer, Candidate, Causes, Learning, Noticing, OpenPoint, Overview, Response, Said
from pipeline.draft.model.sections import LESSONS, Sentence, base
from pipeline.draft.model.sheet import Sheet
from pipeline.draft.model.wording import Wording
from pipeline.llm.task import Stage, Task
from pipeline.prompting import prompt

MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Told:
    """What a group's answer comes to. `method` only where the group is asked how it was noticed."""

    sentences: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()
    method: DetectionMethod | None = None


@dataclass(frozen=True)
class Group:
    """`prompt` is the file prompts/write/<name>.md, `sections` are written in this order."""

    name: str
    sections: tuple[str, ...]
    answer: type[Answer]
    read: Callable[..., Told]

    def wanted(self, wishes: Wishes) -> tuple[str, ...]:
        """The sections for which a model is to be asked."""
        return tuple(section for section in self.sections if wishes.wants(base(section)))

    def task(self, sheet: Sheet, wishes: Wishes) -> Task[Answer]:
        wanted = self.wanted(wishes)
        names = tuple(dict.fromkeys(map(base, wanted)))
        asked = prompt(
            f"write/{self.name}",
            **sheet.variables(wishes.audience),
            so_far=sheet.so_far(wanted),
            wanted=names,
            instructions=[(name, wishes.instructions[name]) for name in names if wishes.instructions.get(name)],
        )
        return Task(Stage.WRITE, asked, self.answer, self.name)


def _overview(answer: Overview, wording: Wording) -> Told:
    sentences = (*_plain("summary", answer.summary, wording), *_plain("impact", answer.impact, wording))
    return Told(sentences, _questions("impact", answer.questions, wording))


def _causes(answer: Causes, wording: Wording) -> Told:
    factors = (wording.factor("contributing_factors", f.text, f.evidence, f.category) for f in answer.contributing_factors)
    chain = (wording.said("five_whys", step.because, step.evidence, why=step.why) for step in answer.five_whys)
    sentences = (
        *_plain("what_happened", answer.what_happened, wording),
        *_plain("immediate_cause", answer.immediate_cause, wording),
        *factors,
        *chain,
    )
    return Told(sentences, _questions("contributing_factors", answer.questions, wording))


def _noticing(answer: Noticing, wording: Wording) -> Told:
    sentences = (
        *_plain("detection", answer.detection, wording),
        *_plain("why_not_detected_sooner", answer.why_not_detected_sooner, wording),
        *_plain("why_it_took_so_long", answer.why_it_took_so_long, wording),
    )
    return Told(sentences, _questions("detection", answer.questions, wording), answer.method)


def _response(answer: Response, wording: Wording) -> Told:
    deeds = (wording.deed("response_actions", deed.text, deed.evidence, deed.result) for deed in answer.response_actions)
    sentences = (*deeds, *_plain("could_be_improved", answer.could_be_improved, wording))
    return Told(sentences, _questions("response_actions", answer.questions, wording))


def _learning(answer: Learning, wording: Wording) -> Told:
    by_section: dict[str, Sequence[Candidate]] = {
        "worked_well": answer.worked_well,
        "lessons.technical": answer.technical,
        "lessons.process": answer.process,
        "lessons.communication": answer.communication,
    }
    return Told(tuple(wording.candidate(section, each) for section, candidates in by_section.items() for each in candidates))


def _plain(section: str, said: Sequence[Said], wording: Wording) -> Iterator[Sentence]:
    return (wording.said(section, each.text, each.evidence) for each in said)


def _questions(about: str, points: Sequence[OpenPoint], wording: Wording) -> tuple[Question, ...]:
    return tuple(wording.question(about, point) for point in points[:MOST_QUESTIONS])


GROUPS = (
    Group("overview", ("summary", "impact"), Overview, _overview),
    Group("causes", ("what_happened", "immediate_cause", "contributing_factors", "five_whys"), Causes, _causes),
    Group("detection", ("detection", "why_not_detected_sooner", "why_it_took_so_long"), Noticing, _noticing),
    Group("response", ("response_actions", "could_be_improved"), Response, _response),
    Group("learning", ("worked_well", *LESSONS), Learning, _learning),
)
