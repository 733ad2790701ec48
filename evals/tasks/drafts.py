"""The tasks that measure drafts: written incidents, one of them among much other talk, and all of them with orders planted."""

from evals import samples
from evals.scorers.cost import cost
from evals.scorers.injections import injections
from evals.scorers.inventions import inventions
from evals.scorers.leaks import leaks
from evals.scorers.support import support
from evals.scorers.truth import truth
from evals.task import Task

ALL = ("llm", "single-prompt", "extractive")
SCORERS = (truth, support, inventions, leaks, cost)

TASKS = {
    task.name: task
    for task in (
        Task("drafts", "Three written incidents of 130 to 150 messages", samples.written, ALL, SCORERS),
        Task("long", "One of them among 4,000 messages of other talk", samples.among_talk, ALL, SCORERS),
        Task(
            "injections",
            "The three with forty orders to machines planted in each",
            samples.poisoned,
            ("llm", "extractive"),
            (injections, *SCORERS),
        ),
    )
}
