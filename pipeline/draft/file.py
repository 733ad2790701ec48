"""A file that `draft --format json` wrote, edited by people or not -> Postmortem."""

from pathlib import Path

from pydantic import ValidationError

from pipeline.domain.postmortem import Postmortem
from pipeline.errors import UnreadableSource

LARGEST = 200_000_000
WRITE_ONE = "give a file that `postmortem draft --format json` wrote"


def read_draft(path: Path) -> Postmortem:
    """Raises UnreadableSource, with the place of the first thing that is wrong, for what is no Postmortem."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise UnreadableSource(str(path), "a draft has at most 200 MB", WRITE_ONE)
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except FileNotFoundError:
        raise UnreadableSource(str(path), "there is no such file", WRITE_ONE) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "the path is not usable"
        raise UnreadableSource(str(path), f"it cannot be read ({reason})", WRITE_ONE) from None
    try:
        return Postmortem.model_validate_json(data)
    except ValidationError as error:
        raise _refusal(str(path), error) from None


def _refusal(file: str, error: ValidationError) -> UnreadableSource:
    first, *others = error.errors(include_url=False, include_context=False, include_input=False)
    problem = " ".join(first["msg"].split()).rstrip(".")
    if first["type"] == "json_invalid":
        return UnreadableSource(file, f"this is not valid JSON ({problem.removeprefix('Invalid JSON: ')})", WRITE_ONE)
    if not first["loc"] or any(len(one["loc"]) == 1 and one["type"] == "missing" for one in (first, *others)):
        return UnreadableSource(file, "this is JSON but no postmortem", WRITE_ONE)
    place = ".".join(map(str, first["loc"]))[:200]
    return UnreadableSource(file, f"it does not fit the schema ({problem})", "mend it there, or write it again", place)
