"""Fills a template, built in or the user's own, and says what is wrong with one that does not work.

Templates run in Jinja's sandbox with undefined names as errors; everything they can print is already escaped.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import jinja2
from jinja2.sandbox import SandboxedEnvironment

from pipeline.errors import BadOption
from pipeline.render.choice import ALONE, BUILT_IN, layout
from pipeline.render.front_matter import OPTION
from pipeline.render.template_file import known, opened

FOLDER = Path(__file__).parent.parent / "templates"


@lru_cache(maxsize=1)
def environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def render(name: str, context: Mapping[str, object]) -> str:
    """Fills a built-in template, or the user's own file. Raises BadOption with one sentence for whatever is wrong with that."""
    if name in BUILT_IN or name in ALONE:
        return environment().get_template(f"{layout(name)}.md.j2").render(context)
    file = opened(name)
    if file.body is None:
        return environment().get_template("sections.md.j2").render(context, sections=file.front.sections)
    try:
        return environment().from_string(file.body).render(context)
    except jinja2.TemplateSyntaxError as error:
        raise BadOption(OPTION, name, f"correct line {error.lineno}: {_sentence(error.message)}") from None
    except jinja2.TemplateNotFound as error:
        raise BadOption(OPTION, name, f"it builds on {error.name!r}, which is not one of {known()}") from None
    except jinja2.TemplateError as error:
        raise BadOption(OPTION, name, f"correct the template: {_sentence(error.message)}") from None
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
        if _is_ours(error):
            raise
        raise BadOption(OPTION, name, f"correct the template: {_sentence(str(error))}") from None


def _sentence(message: str | None) -> str:
    return " ".join((message or "it fails").split()).rstrip(".")


def _is_ours(error: BaseException) -> bool:
    """Whether an error was raised by our own code and not by what the template asks for: then it is our bug."""
    trace = error.__traceback__
    last = ""
    while trace is not None:
        last, trace = trace.tb_frame.f_code.co_filename, trace.tb_next
    return last.startswith(str(FOLDER.parent)) and last != __file__
