"""How this desk is set up, for whoever reads it there: what doctor says, and each setting with its name."""

from dataclasses import dataclass, fields

from pipeline.doctor import examine
from pipeline.domain.actor import Actor, Role
from pipeline.llm.config import shown
from pipeline.reviewing.bench import Bench
from pipeline.settings import PREFIX, SECRET

OK = "ok"
KEPT_TO_ITSELF = "set, not shown"


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at, and what to do where it is not `ok`."""

    ok: bool
    text: str


@dataclass(frozen=True)
class Setting:
    """`variable` is its name in the environment, `key` in postmortem.toml; `value` None where nobody set it. No key is shown."""

    key: str
    variable: str
    value: str | None


class Configuration(Bench):
    def doctor(self, actor: Actor) -> tuple[Examined, ...]:
        """What `postmortem doctor` says. Services are asked, which takes seconds where one does not answer."""
        self.store.permit(actor, Role.VIEWER)
        return tuple(Examined(line.startswith(OK), line[2:].strip()) for line in examine(self.settings))

    def configured(self, actor: Actor) -> tuple[Setting, ...]:
        self.store.permit(actor, Role.VIEWER)
        told = ((field.name, getattr(self.settings, field.name)) for field in fields(self.settings))
        return tuple(Setting(key, f"{PREFIX}{key.upper()}", readable(key, value)) for key, value in told)


def readable(key: str, value: str | None) -> str | None:
    if value and key == SECRET:
        return KEPT_TO_ITSELF
    return shown(value) if value and key.endswith("_url") else value
