"""The YAML of front matter -> what it says, in bounded time: what refers to itself over and over is refused."""

from typing import Any

MOST_ALIASES = 20
"""With few of them, what is written once cannot stand for more than can be held."""
DEEPEST = 50


class BadYaml(Exception):
    """`line` is the 0-based line where it begins to be none, None where that is not known."""

    def __init__(self, line: int | None = None):
        self.line = line
        super().__init__()


def load_yaml(text: str) -> Any:
    """Raises BadYaml for what is no YAML, nests too deep or has too many aliases."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parse: Any = yaml.parse  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    aliases = depth = 0
    try:
        for event in parse(text, loader):
            aliases += isinstance(event, yaml.AliasEvent)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if aliases > MOST_ALIASES or depth > DEEPEST:
                raise BadYaml(event.start_mark.line)
        return yaml.load(text, loader)
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError, TypeError, AttributeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise BadYaml(mark.line if mark else None) from None
