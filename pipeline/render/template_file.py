"""The template as the user named it: whether it can be used, and the text of a file. Knows nothing of what fills templates."""

from pathlib import Path

from pipeline.errors import BadOption
from pipeline.render.choice import BUILT_IN

OPTION = "--template"
LARGEST_TEMPLATE = 1_000_000


def check_template(name: str | None, format: str = "md") -> None:
    """Whether a document of this format can take the template, before anything is drafted. Raises BadOption where it cannot."""
    if name is None or name in BUILT_IN:
        return
    read(name)
    if format == "html":
        raise only_markdown(name)


def read(name: str) -> str:
    """The text of the user's template. Raises BadOption where there is none."""
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
    return BadOption(OPTION, name, f"a file fills --format md only; for html choose one of {known()}")


def known() -> str:
    return ", ".join(BUILT_IN)
