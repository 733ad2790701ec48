"""The layouts that a document may take here: those that are built in, and the file that whoever set the desk up has named.

Any other path would show a file of this machine to whoever looks at the document.
"""

from pipeline.domain.review import Plan, Readership
from pipeline.errors import BadOption
from pipeline.render import BUILT_IN
from pipeline.settings import Settings

DEFAULT = "default"


def formats(settings: Settings) -> tuple[str, ...]:
    """Their names; DEFAULT, the first, leaves it to the settings and the kind of the incident."""
    own = () if settings.template in (None, *BUILT_IN) else (settings.template,)
    return (*BUILT_IN, *own)


def check_format(name: str | None, settings: Settings) -> None:
    """Raises BadOption for what is none; None leaves it open."""
    if name is not None and name not in formats(settings):
        raise BadOption("The format", name, f"choose one of {', '.join(formats(settings))}")


def check_plan(plan: Plan, settings: Settings) -> None:
    """Raises BadOption for an audience or a format that there is not, and for a plan for nobody."""
    if not plan.audiences:
        raise BadOption("The audience", "", f"choose {' or '.join(Readership)}, or both")
    if strange := set(plan.audiences) - set(Readership):
        raise BadOption("The audience", min(strange), f"choose {' or '.join(Readership)}")
    check_format(plan.format, settings)
