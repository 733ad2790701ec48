"""The front matter of a template file: for whom the document is, which sections it has, what is asked of a model for them.

    ---
    audience: customers
    sections: [summary, impact, timeline, action_items]
    instructions:
      summary: At most three sentences.
    model_off: [action_items]
    ---

In: the text of the file. Out: Front and the body below it. What is not known here is one sentence.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

from pipeline.domain.wishes import DRAFTED, Audience
from pipeline.errors import BadOption

OPTION = "--template"
AUDIENCES = tuple(map(str, Audience))
TIMELINE = "timeline"
SECTIONS = (*DRAFTED, TIMELINE, "supporting")
KEYS = ("audience", "sections", "instructions", "model_off")
FENCED = re.compile(r"---[ \t]*\n(?:(.*?)\n)??---[ \t]*(?:\n|\Z)", re.DOTALL)
LONGEST_AUDIENCE, LONGEST_INSTRUCTION = 200, 4_000


@dataclass(frozen=True)
class Front:
    """`audience` is one of AUDIENCES, or who reads it in words of the file's; None and () where the file does not say."""

    audience: str | None = None
    sections: tuple[str, ...] = ()
    instructions: Mapping[str, str] = field(default_factory=dict[str, str])
    model_off: frozenset[str] = frozenset()

    @property
    def off(self) -> frozenset[str]:
        """The sections for which no model is to be asked: those turned off, and those that the document does not have."""
        absent = frozenset(DRAFTED) - frozenset(self.sections) if self.sections else frozenset[str]()
        return self.model_off | absent


def apart(text: str, name: str) -> tuple[Front | None, str]:
    """The front matter (None where the file has none) and the body. Lines keep their numbers in the body, so that what is wrong
    with it is found. Raises BadOption for front matter that cannot be used."""
    match = FENCED.match(text)
    if match is None:
        return None, text
    return _front(match[1] or "", name), "\n" * match[0].count("\n") + text[match.end() :]


def _front(source: str, name: str) -> Front:
    import yaml

    try:
        value: object = yaml.safe_load(source)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 2}" if mark else "the front matter"
        raise BadOption(OPTION, name, f"correct {where}: the front matter is not valid YAML") from None
    except (RecursionError, ValueError):
        raise BadOption(OPTION, name, "the front matter is not valid YAML") from None
    if value is None:
        return Front()
    if not isinstance(value, dict):
        raise BadOption(OPTION, name, f"the front matter needs keys with values; known are {', '.join(KEYS)}")
    return _Reading(name).front(cast("dict[object, object]", value))


@dataclass(frozen=True)
class _Reading:
    """Reads the values of the file `name`; what cannot be used raises BadOption."""

    name: str

    def front(self, value: dict[object, object]) -> Front:
        given = {self.known("key", key, KEYS): held for key, held in value.items() if held is not None}
        return Front(
            audience=self.audience(given["audience"]) if "audience" in given else None,
            sections=tuple(dict.fromkeys(self.names("sections", given.get("sections", []), SECTIONS))),
            instructions=self.instructions(given.get("instructions", {})),
            model_off=frozenset(self.names("model_off", given.get("model_off", []), (*DRAFTED, TIMELINE))),
        )

    def audience(self, value: object) -> str:
        who = self.text("audience", value, LONGEST_AUDIENCE)
        if near := near_miss(who):
            raise self.wrong(f"the audience {who!r} is not known; did you mean {near!r}")
        return audience(who)

    def names(self, key: str, value: object, known: Iterable[str]) -> list[str]:
        if not isinstance(value, list):
            raise self.wrong(f"{key} needs a list of sections, such as [summary, impact]")
        return [self.known("section", each, known) for each in cast("list[object]", value)]

    def instructions(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            raise self.wrong("instructions needs a text for each section, such as summary: At most three sentences")
        texts = cast("dict[object, object]", value)
        return {
            self.known("section", section, DRAFTED): self.text(f"the instruction for {section}", each, LONGEST_INSTRUCTION)
            for section, each in texts.items()
        }

    def text(self, what: str, value: object, longest: int) -> str:
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{what} needs a text")
        if len(value) > longest:
            raise self.wrong(f"{what} is longer than {longest} characters; shorten it")
        return " ".join(value.split())

    def known(self, what: str, name: object, known: Iterable[str]) -> str:
        plain, names = re.sub(r"[\s-]+", "_", str(name).strip().lower()), tuple(known)
        if plain in names:
            return plain
        near = _near(plain, names)
        said = f"the {what} {str(name)[:60]!r} of the front matter cannot stand here"
        raise self.wrong(f"{said}; {f'did you mean {near!r}' if near else 'known are ' + ', '.join(names)}")

    def wrong(self, problem: str) -> BadOption:
        return BadOption(OPTION, self.name, problem)


def audience(who: str) -> str:
    """One of AUDIENCES, else the words as they are."""
    return who.lower() if who.lower() in AUDIENCES else who


def near_miss(who: str) -> str | None:
    """The audience that was probably meant by a word that is almost one."""
    return None if who.lower() in AUDIENCES else _near(who.lower(), AUDIENCES)


def _near(name: str, known: Iterable[str]) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), 1, 0.75)), None)
