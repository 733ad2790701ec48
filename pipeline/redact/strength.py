"""Tells a secret from an ordinary word, a variable, a mask or an identifier, by its shape alone."""

import re
from base64 import b64decode
from itertools import pairwise

_REFERENCE = re.compile(
    r"""^(?:\$|%\w+%|<|\{|\[|\*{2,}|x{3,}$|X{3,}$|\.{2,}|•|…|~?/|\./|arn:|vault:|env:|ref\+|secrets?[/:.]|projects/|op://|os\.|process\.|env\.|"""
    r"""config\.|settings\.|self\.|var\.|data\.|https?://|file:|ENC\[|!|@[A-Za-z])|\(|\)$|REDACTED|redacted|MASKED"""
)
_STRUCTURE = re.compile(r"[{}()<>,;|:]|=\w|@\d|\.[^/]*/|/[^.]*\.")
_HEX = re.compile(r"(?:0x)?[0-9a-fA-F]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_QUANTITY = re.compile(r"[~<>=+-]*\d[\d.,:/_-]*(?:T[\d:.]+)?(?:[a-zA-Z%]{0,4}|seconds|minutes|hours|days|million|tokens)")
_IDENTIFIER = re.compile(r"[A-Za-z]+\d*(?:[-_./:]+(?:[A-Za-z]*\d*|\d+[a-z]?))*")
_ORDINARY_WORDS = """
    1password lastpass bitwarden oauth2 oauth absent active admin again already any auth bad basic bearer being blank both
    broken cached case changed changeme correct created default deleted denied disabled empty enabled env environment error
    exists expired expires expiring failed failing false fine from generated gone good hardcoded here incorrect invalid
    leaked locked managed many missing needed never new nil no none not now null of off ok okay old optional outdated
    pending plain private public refresh refreshed regenerated rejected removed renewed required reset restored revoked
    rotated same secret see set shared stale still stored string stuff suspended task tbd test the there this true unchanged
    undefined unknown unset updated used user vault valid value was weak with work working works wrong yes yet password
    passwd token key change changes rotation rotating authentication authorization credential credentials
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())

_NAMES_WITH_NUMBERS_TEXT = """
    jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august september october november
    december mon tue wed thu fri sat sun release version build debian ubuntu alpine windows postgresql mysql python java
    node kernel linux mozilla chrome firefox safari content header request response error sprint phase stage step part
"""
_NAMES_WITH_NUMBERS = frozenset(_NAMES_WITH_NUMBERS_TEXT.split())


def is_reference(value: str) -> bool:
    """A variable, path, mask or call that stands where a secret would: `$TOKEN`, `<password>`, `****`, `os.environ[...]`."""
    return bool(_REFERENCE.search(value)) or len(set(value)) <= 2


def is_ordinary(value: str) -> bool:
    """A word, a number with its unit, a time or a uuid, none of which is a secret."""
    bare = value.strip(".,;:!?'\"`()").lower()
    return bare in _ORDINARY or bool(_QUANTITY.fullmatch(value) or _UUID.fullmatch(value))


def is_identifier(value: str) -> bool:
    """A name as services, hosts and files have: words and numbers joined by dashes, dots or slashes."""
    return bool(_IDENTIFIER.fullmatch(value))


def is_structure(value: str) -> bool:
    """A path, a package version, code or a list: something put together of parts."""
    return bool(_STRUCTURE.search(value))


def classes(value: str) -> int:
    """How many of lower case, upper case, digits and symbols (other than those of identifiers) stand in the value."""
    symbols = any(not c.isalnum() and c not in "-_./: " for c in value)
    return any(map(str.islower, value)) + any(map(str.isupper, value)) + any(map(str.isdigit, value)) + symbols


def is_assigned_secret(value: str) -> bool:
    """What stands after `PASSWORD=`: anything that is no reference and no ordinary word."""
    return len(value) >= 4 and not is_reference(value) and not is_ordinary(value)


def is_stated_secret(value: str) -> bool:
    """What stands after "the password is": letters with digits, symbols or inner capitals, at least six long."""
    if len(value) < 6 or is_reference(value) or is_ordinary(value):
        return False
    inner = value[1:]
    mixed = any(c.isdigit() for c in value) or any(c in "!#$%^&*+=?~@" for c in value.rstrip("?!"))
    return any(c.isalpha() for c in value) and (mixed or (any(c.isupper() for c in inner) and any(c.islower() for c in value)))


def is_stated_token(value: str) -> bool:
    """What stands after "the token is": as a password, but no name of a service or file, as often mentioned with tokens."""
    return is_stated_secret(value) and not is_identifier(value) and not is_structure(value)


def is_strong(value: str) -> bool:
    """A value that is hardly anything but a secret, wherever it stands: at least three classes, and no identifier."""
    if len(value) < 8 or is_reference(value) or is_identifier(value) or is_ordinary(value) or is_structure(value):
        return False
    return classes(value) >= 3


def is_flagged_secret(value: str) -> bool:
    """What stands after a flag of one letter, most of which take names, ports and paths: three classes, or random."""
    return (
        len(value) >= 8 and not is_reference(value) and not is_structure(value) and classes(value) >= 3 and not is_ordinary(value)
    )


def is_key_material(value: str) -> bool:
    """A key as machines make them: at least 16 letters and digits mixed, and neither a name nor a uuid."""
    if len(value) < 16 or is_reference(value) or is_ordinary(value) or is_structure(value) or is_identifier(value):
        return False
    return any(map(str.isdigit, value)) and any(map(str.isalpha, value))


def is_passphrase(value: str) -> bool:
    """Words and a number with a capital among them, as people make passwords: "Quiet-lamp-48"; no date, release or header."""
    parts = list(value.replace("_", "-").replace(".", "-").split("-"))
    words = [part for part in parts if part.isalpha() and len(part) >= 3]
    mixed = [part for part in parts if not part.isalpha() and not part.isdigit()]
    numbers = [part for part in parts if part.isdigit()]
    if classes(value) < 3 or any(word.lower() in _NAMES_WITH_NUMBERS or word.isupper() for word in words) or len(numbers) > 1:
        return False
    return (len(words) >= 2 and bool(numbers)) or (bool(words) and any(map(_is_mixed, mixed)))


def _is_mixed(part: str) -> bool:
    """ "m4Ro" and "Vapor91", not "v2" or "pg1"."""
    return classes(part) == 3


def is_random(value: str) -> bool:
    """A long mix of upper case, lower case and digits that changes between them all the time, as words and ids do not."""
    if _HEX.fullmatch(value) or is_reference(value) or sum(c.isdigit() for c in value) < 3:
        return False
    shapes = ["d" if c.isdigit() else "u" if c.isupper() else "l" for c in value if c.isalnum()]
    changes = sum(a != b for a, b in pairwise(shapes))
    return len(set(shapes)) == 3 and changes >= len(shapes) // 3 and not _is_readable_base64(value)


def is_scattered(value: str) -> bool:
    """Lower-case letters with digits strewn all over, and no hexadecimal number."""
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(value))
    return len(value) >= 16 and not _HEX.fullmatch(value) and sum(map(str.isdigit, value)) >= 4 and changes >= len(value) // 3


def _is_readable_base64(value: str) -> bool:
    """Ids of APIs are often names in base64, which hide nothing."""
    try:
        return b64decode(value + "=" * (-len(value) % 4), validate=True).decode("ascii").isprintable()
    except ValueError:
        return False


def is_distinctive(value: str) -> bool:
    """Whether the value, found once, means the same secret wherever else it stands."""
    return len(value) >= 12 or (len(value) >= 6 and classes(value) >= 2 and not _QUANTITY.fullmatch(value))
