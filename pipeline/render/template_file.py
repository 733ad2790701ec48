"""The template as the user named it: whether it can be used, and what is in a file. Knows nothing of what fills templates."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from pipeline.domain.incident import Incident
from pipeline.errors import BadOption
from pipeline.render.choice import BUILT_IN, chosen
from pipeline.render.front_matter import OPTION, Front, apart

LARGEST_TEMPLATE = 1_000_000


def check_template(name: str | None, format: str = "md") -> None:
    """Whether a document of this format can take the template, before anything is drafted. Raises BadOption where it cannot."""
    if not is_file(name):
        return
    if opened(name).body is not None and format == "html":
        raise only_markdown(name)


def front_of(name: str | None) -> Front:
    """What the template says of audience and sections; nothing where it is built in or has no front matter. Raises BadOption."""
    return opened(name).front if is_file(name) else Front()


def is_file(name: str | None) -> TypeGuard[str]:
    return bool(name) and name not in BUILT_IN


def named(name: str | None, incident: Incident) -> str:
    """What lays the document out: the template named, or the built-in one for the incident where none is named, or where a file
    has neither sections nor a body."""
    if not is_file(name):
        return name or chosen(incident)
    file = opened(name)
    return name if file.body is not None or file.front.sections else chosen(incident)


@dataclass(frozen=True)
class TemplateFile:
    """A file of the user's. `body` is None where it has front matter alone: then its sections are written by built-in parts."""

    front: Front
    body: str | None


def opened(name: str) -> TemplateFile:
    """The user's template. Raises BadOption where there is none, or where its front matter cannot be used."""
    front, body = apart(_text(name), name)
    return TemplateFile(front or Front(), body if front is None or body.strip() else None)


def _text(name: str) -> str:
    file = Path(name)
    try:
        if file.is_file() and file.stat().st_size > LARGEST_TEMPLATE:
            raise BadOption(OPTION, name, "a template has at most 1 MB; choose another file")
        return file.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise BadOption(OPTION, name, f"no such file; take a Jinja file, or one of {known()}") from None
    except UnicodeDecodeError:
        raise BadOption(OPTION, name, "it is not UTF-8 text; save it as UTF-8") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path is not usable"
        raise BadOption(OPTION, name, f"it cannot be read ({reason}); choose another file") from None


def only_markdown(name: str) -> BadOption:
    return BadOption(
        OPTION, name, f"a file with a body fills --format md only; for html leave the body out, or choose one of {known()}"
    )


def known() -> str:
    return ", ".join(BUILT_IN)
