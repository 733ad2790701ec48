"""Records and chat pulled at the desk: lines that a person gave -> what they mean, and a job that pulls it into the incident."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.domain.actor import Actor
from pipeline.domain.job import Job, JobKind, JobState
from pipeline.errors import BadOption, NoKey
from pipeline.jobs.pull_lines import folder_of, line_of, targets_of
from pipeline.jobs.pulling import Telling
from pipeline.jobs.steps import Steps
from pipeline.pull.target import Target
from pipeline.pulling import means_for
from pipeline.reviewing.drafts import Drafts
from pipeline.reviewing.look import Look
from pipeline.settings import Settings

LONGEST_LINE, MOST_LINES = 600, 50


@dataclass(frozen=True)
class AskedFor:
    """`lines` are what is meant, each once and in its plainest words; `missing` the tools whose keys are not set, with the
    variables; `problems` sentences on lines that mean nothing, and on tools that cannot be asked."""

    lines: tuple[str, ...] = ()
    missing: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pullable:
    """`before` are the lines of the incident that can be pulled again, those that were stopped too; `found` lines of what they
    point at, not pulled yet; `notes` sentences of the last pull."""

    before: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Pulling(Drafts):
    def asked_for(self, lines: Sequence[str]) -> AskedFor:
        """What the lines mean and whether it can be pulled; nothing is asked of anybody. No key is read from a line."""
        targets, missing, problems = dict[str, Target](), list[tuple[str, str]](), list[str]()
        for line in filter(None, (line.strip() for line in lines)):
            try:
                if len(line) > LONGEST_LINE:
                    raise BadOption("The line", f"{line[:60]}...", f"write at most {LONGEST_LINE} characters")
                for target in targets_of(line, self.settings):
                    targets[line_of(target, self.settings)] = target
                    means_for(target, self.settings, Telling(Steps(), 0))
            except NoKey as problem:
                missing.append((problem.service, problem.variable))
            except BadOption as problem:
                told = str(problem).lstrip("-")
                problems.append(told[:1].upper() + told[1:])
        if len(targets) > MOST_LINES:
            problems.append(f"These are {len(targets)} things to pull; give at most {MOST_LINES} at once.")
        return AskedFor(tuple(targets), tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(problems)))

    def start_pull(self, actor: Actor, incident: str, lines: Sequence[str], again: bool = False, then_draft: bool = False) -> Job:
        """Pulls what the lines say into the incident, as further sources of it, and drafts it then if that is wished. What was
        stopped goes on; `again` reads all of it anew. Raises BadOption and NoKey before anything is asked of anybody."""
        self.store.review(actor, incident)
        return self._start(actor, JobKind.PULL, incident, lines=self.pulled(lines), again=again, draft=then_draft)

    def pulled(self, lines: Sequence[str]) -> list[str]:
        """The lines as they are pulled. Raises BadOption and NoKey for what cannot be."""
        found = self.asked_for(lines)
        if found.problems or not (found.lines or found.missing):
            raise BadOption("The lines", "", "; ".join(found.problems) or "say what to pull, one thing a line")
        if found.missing:
            raise NoKey(*found.missing[0])
        return list(found.lines)

    def pullable(self, look: Look) -> Pullable:
        """What the incident's pulls left to do."""
        jobs = [job for job in look.jobs if job.kind is JobKind.PULL]
        sources = {one.name for one in look.sources}
        asked = dict.fromkeys(line for job in jobs for line in job.request["lines"])
        done = {line for job in jobs if job.state is JobState.DONE for line in job.request["lines"]}
        before = tuple(line for line in asked if line not in done or names(line, self.settings) & sources)
        results = [job.result for job in jobs if job.result]
        found = dict.fromkeys(line for result in results for line in result["offered"] if line not in before)
        return Pullable(before, tuple(found), tuple(results[0]["notes"]) if results else ())


def names(line: str, settings: Settings) -> set[str]:
    """The sources that a line stands for; none where the settings do not know its server any more."""
    try:
        return {folder_of(target) for target in targets_of(line, settings)}
    except BadOption:
        return set()
