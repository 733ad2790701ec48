"""Keys of tools: from the environment, else from the system's keyring where the extra `keyring` is installed; never from a flag.

In: a tool's name. Out: a Secret, which shows itself nowhere, and takes itself out of texts.
"""

import os
import re
from collections.abc import Mapping
from typing import Protocol, cast
from urllib.parse import quote

from pipeline.errors import BadOption, NoKey

SERVICE = "postmortem"
HIDDEN = "***"


class Secret:
    """A key. Only `reveal` gives it, and only wire.py calls that.

    It takes itself out of texts: as it is, as it is `sent` (base64 of a name and a key), and as either stands in an address.
    """

    __slots__ = ("_forms", "_value")

    def __init__(self, value: str, sent: str = "") -> None:
        self._value = value
        plain = {value, sent.rstrip("=")} - {""}
        quoted = {quote(one, safe="") for one in plain}
        self._forms = sorted({*plain, *quoted, *map(lower_case, quoted)}, key=len, reverse=True)

    def reveal(self) -> str:
        return self._value

    def scrubbed(self, text: str) -> str:
        for form in self._forms:
            text = text.replace(form, HIDDEN)
        return text

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (HIDDEN,)


def lower_case(quoted: str) -> str:
    """`%2b` for `%2B`: both are written."""
    return re.sub(r"%[0-9A-F]{2}", lambda code: code[0].lower(), quoted)


def variable_of(tool: str) -> str:
    """`POSTMORTEM_SLACK_TOKEN`"""
    return f"POSTMORTEM_{tool.upper()}_TOKEN"


def key_of(tool: str, environment: Mapping[str, str] | None = None) -> Secret | None:
    """The key of a tool, None where there is none. Raises BadOption, without the key in it, for what cannot be one."""
    value = (os.environ if environment is None else environment).get(variable_of(tool), "").strip() or from_keyring(tool)
    if value and not (value.isascii() and value.isprintable() and " " not in value):
        raise BadOption("The setting", variable_of(tool), "its value is no key: it has spaces or signs that no key has")
    return Secret(value) if value else None


def needed(tool: str, product: str, environment: Mapping[str, str] | None = None) -> Secret:
    """The key of a tool that answers to nobody without one. Raises NoKey."""
    if secret := key_of(tool, environment):
        return secret
    raise NoKey(product, variable_of(tool))


class Keyring(Protocol):
    def get_password(self, service_name: str, username: str) -> str | None: ...


def from_keyring(tool: str) -> str:
    """`keyring set postmortem slack` puts one there. Empty where there is no keyring, or it stays locked."""
    try:
        import keyring  # pyright: ignore[reportMissingImports]
        from keyring.errors import KeyringError  # pyright: ignore[reportMissingImports, reportUnknownVariableType]
    except ImportError:
        return ""
    try:
        return cast(Keyring, keyring).get_password(SERVICE, tool) or ""
    except KeyringError:
        return ""
