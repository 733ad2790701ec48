"""The path of `lint --deep`: files -> their sentences, names and secrets hidden -> asked of a model -> files with its verdicts.

    read_deeply(tasks, desk) -> tasks that the lint then checks as always, and a note for what the model did not read

What a model could not be asked about the lint reads alone; what cannot be read at all the lint itself complains of.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Visibility
from pipeline.domain.material import Material, Person
from pipeline.errors import InputError
from pipeline.lint import deep, files
from pipeline.lint.check import Task
from pipeline.lint.document import Document
from pipeline.lint.read import read_document
from pipeline.lint.source import Source as Text
from pipeline.redact import redact
from pipeline.transcript.page import shown
from pipeline.transcript.pseudonyms import Pseudonyms

if TYPE_CHECKING:
    from pipeline.llm.task import Desk

ALONE = "{count} of {all} files were linted without the model: {reason}."
NOWHERE = Source(file="")


def read_deeply(tasks: Sequence[Task], desk: "Desk") -> tuple[list[Task], tuple[str, ...]]:
    """The tasks with what the desk's model says of their sentences, and why it says nothing of some."""
    opened = [(place, document) for place, task in enumerate(tasks) if (document := document_of(task))]
    documents = [document for _, document in opened]
    asked = deep.passages(documents)
    hide = hiding(documents, (text for passage in asked for text in (passage.text, passage.heading)))
    outcomes = desk.ask(deep.tasks(asked, hide))
    said = deep.verdicts(asked, outcomes, hide, len(documents))
    read = list(tasks)
    for (place, _), verdicts in zip(opened, said, strict=True):
        read[place] = tasks[place]._replace(verdicts=verdicts)
    reasons = dict.fromkeys(outcome.failure.reason.rstrip(".") for outcome in outcomes if outcome.failure)
    alone = sum(verdicts is None for verdicts in said)
    return read, tuple(ALONE.format(count=alone, all=len(said), reason=reason) for reason in reasons)


def restricted(tasks: Iterable[Task]) -> str | None:
    """The path of the first document that says of itself that few may read it."""
    for task in tasks:
        document = document_of(task)
        if document and str(document.front.get("visibility", "")).strip().lower() == Visibility.RESTRICTED:
            return task.path
    return None


def document_of(task: Task) -> Document | None:
    try:
        text, _ = files.decode(files.load(task.path) if task.data is None else task.data, task.path)
        return read_document(Text(files.plain(text)), task.path, task.options, task.named)
    except InputError:
        return None


def hiding(documents: Iterable[Document], texts: Iterable[str]) -> Callable[[str], str]:
    """Takes out of these texts what must not leave the machine: secrets, personal data, the documents' people."""
    people = [Person(name) for name in dict.fromkeys(name for document in documents for name in document.roster)]
    pseudonyms = Pseudonyms(people)
    pieces = tuple(Evidence(id=text, text=text, source=NOWHERE) for text in dict.fromkeys(texts))
    redacted = redact(replace(Material(), evidence=pieces, people=tuple(people)))
    hidden = {piece.id: pseudonyms.hide(shown(piece.text)) for piece in redacted.evidence}

    def hide(text: str) -> str:
        return hidden[text] if text in hidden else pseudonyms.hide(text)

    return hide
