"""Bytes of a file -> text or parsed JSON, with a remark where the encoding had to be guessed.

A file that is no text, or JSON that is cut or broken, raises UnreadableSource with the place.
"""

import codecs
import json
import re
from typing import Any, cast

from pipeline.errors import UnreadableSource

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longer marks stand before those that they begin with."""

SAVE_AS_UTF8 = "save it as UTF-8 and try again"
MOST_UNUSUAL_BYTES = 0.3
"""A file in a one-byte encoding is mostly ASCII; with more bytes above it than this it is taken for binary data."""

CONTROL_BYTES = re.compile(rb"[\x00\x01\x04-\x06\x0e\x10-\x15\x17-\x1a\x1c\x7f]")
"""Control characters that text never holds (chat clients write colors and styles with some of the others)."""

SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")


def decode(data: bytes, name: str) -> tuple[str, str | None]:
    """The text, newlines as `\\n`, and a remark if the encoding was guessed. Raises UnreadableSource."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, name), None
    if b"\x00" in data[:65536]:
        raise UnreadableSource(name, "this is binary data, or text in UTF-16 without a mark that says so", SAVE_AS_UTF8)
    try:
        return _newlines(data.decode("utf-8")), None
    except UnicodeDecodeError as error:
        return _decode_single_bytes(data, name, error.start)


def _decode_marked(data: bytes, encoding: str, name: str) -> str:
    try:
        return _newlines(data.decode(encoding))
    except UnicodeDecodeError as error:
        problem = f"it says that it is {encoding.upper()}, and is not"
        raise UnreadableSource(name, problem, SAVE_AS_UTF8, f"byte {error.start + 1}") from None


def _decode_single_bytes(data: bytes, name: str, first: int) -> tuple[str, str]:
    unusual = sum(byte > 127 for byte in data[:65536])
    if CONTROL_BYTES.search(data) or unusual > MOST_UNUSUAL_BYTES * min(len(data), 65536):
        raise UnreadableSource(name, "this is no text in UTF-8, UTF-16 or Latin-1", SAVE_AS_UTF8, f"byte {first + 1}")
    lines = [_decode_line(line) for line in data.split(b"\n")]
    return _newlines("\n".join(lines)), f"{name}: not in UTF-8; what is not was read as Latin-1 (Windows-1252)."


def _decode_line(line: bytes) -> str:
    for encoding in ("utf-8", "cp1252"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return line.decode("latin-1")


def _newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def parse_json(text: str, name: str) -> Any:
    """Parsed JSON; NaN and Infinity become None, lone surrogates U+FFFD. Raises UnreadableSource with line and column."""
    try:
        parsed = json.loads(text, parse_constant=lambda _: None)
    except json.JSONDecodeError as error:
        raise _broken_json(error, text, name) from None
    except RecursionError:
        raise UnreadableSource(name, "the JSON is nested too deeply", "export it again") from None
    except ValueError:
        raise UnreadableSource(name, "the JSON holds a number of thousands of digits", "export it again") from None
    return _without_surrogates(parsed) if SURROGATE_ESCAPE.search(text) else parsed


def _broken_json(error: json.JSONDecodeError, text: str, name: str) -> UnreadableSource:
    if not text.strip():
        return UnreadableSource(name, "the file is empty", "export it again, or leave it out")
    place = f"line {error.lineno}, column {error.colno}"
    if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
        return UnreadableSource(name, "the JSON ends in the middle, so the file is cut", "export or download it again", place)
    return UnreadableSource(name, f"this is not valid JSON ({error.msg})", "correct it, or export it again", place)


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_without_surrogates(item) for item in cast(list[Any], value)]
    if isinstance(value, dict):
        pairs = cast(dict[str, Any], value).items()
        return {_without_surrogates(key): _without_surrogates(item) for key, item in pairs}
    return value
