"""Errors that are shown to the user without a traceback. Anything else is our bug and keeps its traceback.

    PostmortemError
    ├── InputError              exit 2: what was given is wrong
    │   ├── UnreadableSource    a file that cannot be read: not there, cut, too large, wrong encoding
    │   ├── UnknownFormat       a file of no format we read
    │   ├── WrongFormat         a file that is not of the format that --as names
    │   ├── PartOfExport        one file of an export that says nothing without the others
    │   ├── UnsupportedFormat   a file of a format that we know by name and do not read yet
    │   ├── EmptySource         nothing of an incident in it
    │   ├── MissingTimeFacts    times without a date or a zone; says which flag to give
    │   ├── BadOption           a flag or setting whose value is wrong
    │   ├── UnknownIncident     an id that no past incident has
    │   ├── UnknownReview       an id that no review has, or none that this person may know of
    │   ├── NotAllowed          something that a person's role does not let them do
    │   ├── Conflict            somebody else has changed what a person was changing
    │   ├── ChangedSince        a word on something that is not any more what the person read
    │   ├── WrongState          something that a review in this state does not allow
    │   └── StillBlocked        something that has to wait for what stands in its way
    └── ServiceError            exit 3: a service that was asked for is not reachable
        ├── EngineUnavailable   a drafting engine that is not there
        ├── EmbedderUnavailable what makes vectors of texts is not there, or does not answer
        ├── IndexUnavailable    an index of past incidents that can be neither read nor built
        ├── StoreUnavailable    where past incidents are kept: locked, full, read-only, broken, made by a newer version
        ├── RemoteRefused       an incident of few readers, and a model on another machine
        ├── NoAnswer            a tool that was asked for its records and does not answer, or asks to come back much later
        ├── NotPulled           things that were to be pulled at the desk, and could not be
        └── FellBack            --strict, and a part of the draft that the model gave no answer for

Each subclass carries facts as fields and builds its own sentence: what is wrong, where, what to do.
"""

from typing import Any


class PostmortemError(Exception):
    """The base. `str()` of it is the sentence that the user reads."""

    exit_code = 1


class InputError(PostmortemError):
    exit_code = 2


class UnreadableSource(InputError):
    def __init__(self, file: str, problem: str, remedy: str, place: str = ""):
        self.file, self.problem, self.remedy, self.place = file, problem, remedy, place
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {problem}; {remedy}.")


class UnknownFormat(InputError):
    def __init__(self, file: str, known: tuple[str, ...], others: bool = False):
        self.file, self.known, self.others = file, known, others
        leave = ", or leave the file out" if others else ""
        remedy = f"name it with --as ({', '.join(known)}) or convert it to the generic JSON{leave}"
        super().__init__(f"{file}: this is no format that is known here; {remedy}.")


class WrongFormat(InputError):
    """`likely` is what the file looks like instead, empty where that is not known; `likely_format` its name for --as."""

    def __init__(self, file: str, format: str, product: str, likely: str = "", likely_format: str = ""):
        self.file, self.format, self.likely_format = file, format, likely_format
        looks = f"it looks like {likely}: leave --as out, or give --as {likely_format}" if likely else "leave --as out"
        super().__init__(f"{file}: nothing in it reads as {format} ({product}); {looks}.")


class PartOfExport(InputError):
    def __init__(self, file: str, part: str):
        self.file, self.part = file, part
        super().__init__(f"{file}: this is {part} and holds no message; give the export's folder or zip.")


class UnsupportedFormat(InputError):
    def __init__(self, file: str, product: str, remedy: str = "convert it to the generic JSON, or leave the file out"):
        self.file, self.product, self.remedy = file, product, remedy
        super().__init__(f"{file}: this looks like {product}, which is not supported yet; {remedy}.")


class EmptySource(InputError):
    def __init__(self, file: str, format: str):
        self.file, self.format = file, format
        super().__init__(f"{file}: the {format} holds no message or record; export it again, or leave the file out.")


class MissingTimeFacts(InputError):
    def __init__(self, file: str, what: str, flag: str, place: str = ""):
        self.file, self.what, self.flag, self.place = file, what, flag, place
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: the times have no {what}; give {'them' if ' and ' in flag else 'it'} with {flag}.")


class BadOption(InputError):
    def __init__(self, option: str, value: str, remedy: str):
        self.option, self.value, self.remedy = option, value, remedy
        super().__init__(f"{option} {value!r} cannot be used; {remedy}.")


class OtherRange(BadOption):
    """What is asked for is there from another range of time."""


class UnknownIncident(InputError):
    def __init__(self, id: str, near: str = ""):
        self.id, self.near = id, near
        did = f"did you mean {near!r}" if near else "`postmortem corpus list` shows those that are kept"
        super().__init__(f"No past incident has the id {id!r}; {did}.")


class UnknownReview(InputError):
    """The same for a review that is not there and for one that only others may know of."""

    def __init__(self, id: str):
        self.id = id
        super().__init__(f"There is no review with the id {id!r} that you may open; the inbox shows those that you may.")


class NotAllowed(InputError):
    """`what` is what was tried, `role` the role of who tried it."""

    def __init__(self, what: str, role: str, remedy: str = "ask an admin for a role that may"):
        self.what, self.role, self.remedy = what, role, remedy
        super().__init__(f"{what} is not allowed as {role}; {remedy}.")


class Conflict(InputError):
    """`now` is what stands there (None: it was removed), `yours` what was to replace it (None: it was to be removed):
    domain.review.Items, both whole."""

    def __init__(self, now: Any, yours: Any):
        self.now, self.yours = now, yours
        who = (now and now.by) or "somebody"
        done = "changed" if now else "removed"
        what = f"{(yours or now).id!r} in {(yours or now).part!r}"
        super().__init__(f"{what}: {who} has {done} it since you opened it; look at both texts and choose one.")


class ChangedSince(InputError):
    """`what` is not as the person saw it who said a word on it."""

    def __init__(self, what: str):
        self.what = what
        super().__init__(f"{what} has changed since you saw it; read it as it is now, and say it again.")


class WrongState(InputError):
    """`what` was tried with a review that is in `state`."""

    def __init__(self, what: str, state: str, remedy: str):
        self.what, self.state, self.remedy = what, state, remedy
        super().__init__(f"{what} is not possible while the review is {state.replace('_', ' ')}; {remedy}.")


class StillBlocked(InputError):
    """`what` waits for what `first` says has to be done, and for `others` after that: sentences."""

    def __init__(self, what: str, first: str, *others: str):
        self.what, self.blocks = what, (first, *others)
        more = f" ({len(others)} more after that)" if others else ""
        super().__init__(f"{what} is not possible yet: {first.rstrip('.')}{more}.")


class NoKey(InputError):
    def __init__(self, service: str, variable: str):
        self.service, self.variable = service, variable
        super().__init__(f"{service} is asked with a key, and none is set; set {variable} (its rights: docs/pull.md).")


class PullRefused(InputError):
    """`what` was asked of the service; `word` is the service's own word for the problem, where it has one."""

    def __init__(self, service: str, what: str, problem: str, remedy: str, word: str = ""):
        self.service, self.what, self.problem, self.remedy, self.word = service, what, problem, remedy, word
        super().__init__(f"{service}, {what}: {problem}; {remedy}.")


class ServiceError(PostmortemError):
    exit_code = 3


class EngineUnavailable(ServiceError):
    def __init__(self, engine: str, reason: str, remedy: str):
        self.engine, self.reason, self.remedy = engine, reason, remedy
        super().__init__(f"The engine {engine!r} is not available: {reason}; {remedy}.")


class EmbedderUnavailable(ServiceError):
    def __init__(self, embedder: str, reason: str, remedy: str):
        self.embedder, self.reason, self.remedy = embedder, reason, remedy
        super().__init__(f"The embedder {embedder!r} is not available: {reason}; {remedy}.")


class StoreUnavailable(ServiceError):
    def __init__(self, file: str, problem: str, remedy: str):
        self.file, self.problem, self.remedy = file, problem, remedy
        super().__init__(f"{file}: {problem}; {remedy}.")


class IndexUnavailable(ServiceError):
    def __init__(self, place: str, reason: str, remedy: str = "free some space, or set POSTMORTEM_HOME to another folder"):
        self.place, self.reason, self.remedy = place, reason, remedy
        super().__init__(f"The index in {place} is not available: {reason}; {remedy}.")


class RemoteRefused(ServiceError):
    """`why` says what makes the incident one of few readers."""

    def __init__(self, why: str, model: str):
        self.why, self.model = why, model
        remedy = "give --allow-remote if this incident may, or ask none"
        super().__init__(f"{why}, and {model} would be asked on another machine; {remedy}.")


class NoAnswer(ServiceError):
    def __init__(self, service: str, host: str, problem: str, remedy: str = "run the same command again: it goes on from here"):
        self.service, self.host, self.problem, self.remedy = service, host, problem, remedy
        super().__init__(f"{service} at {host} {problem}; {remedy}.")


class NotPulled(ServiceError):
    """`problems` are the sentences that say what could not be pulled, and why."""

    def __init__(self, problems: tuple[str, ...]):
        self.problems = problems
        super().__init__(" ".join(problems))


class FellBack(ServiceError):
    """`notes` are the sentences that say which parts fell back, and why."""

    def __init__(self, notes: tuple[str, ...]):
        self.notes = notes
        remedy = "What was answered is kept: try again, or leave --strict out."
        super().__init__(f"Nothing was written because of --strict. {' '.join(notes)} {remedy}")
