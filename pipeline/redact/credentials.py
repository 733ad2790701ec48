"""Secrets that are known by the words before them: `PASSWORD=`, `api_key: `, "the password is".

The value alone may look like any word, so each form says how much of a secret's shape it asks for.
"""

import re
from collections.abc import Callable, Iterator

from pipeline.redact.finding import Detector, Finding, Group, Kind
from pipeline.redact.strength import (
    classes,
    is_assigned_secret,
    is_key_material,
    is_ordinary,
    is_passphrase,
    is_reference,
    is_stated_secret,
    is_stated_token,
    is_strong,
)

_ASSIGNMENT = re.compile(r"""(?<![\w\-.])(?P<name>[\w.\-]++)["'`]?\]?[ \t]*+(?P<sep>:=|=>|={1,3}|:)[ \t]*+""")
_VALUE = re.compile(r"""(?P<quote>["'`])(?P<quoted>[^"'`\n]{1,400})(?P=quote)|(?P<bare>[^\s"'`,;|<>]+)""")
_SECRET_NAME = re.compile(
    r"(?P<word>(?i:passw(?:or)?d|passwd|pwd|passphrase|passcode|secret|token|credentials?|"
    r"(?:api|access|private|account|auth|encryption|signing|master|license|shared|deploy|client|ssh|host|consumer|app|application|bot|admin|service|tls|hmac)[_\-]?key)|"
    r"(?<![A-Za-z])pass(?![a-z])|Pass(?![a-z])|(?<![YMR])PASS(?![A-Z]))(?P<suffix>s|\d+|[_\-.][\w.\-]*|[A-Z]\w*)?$"
)
_KEY_NAME = re.compile(
    r"(?i:(?:[a-z0-9][_\-]|^[_\-]?)(?:key|pat|auth|cred|tsig|psk|signature|webhook|jwt|cookie|session|sid|dsn))(?P<suffix>s|\d+)?$"
)
_NEXT_PARAMETER = re.compile(r"&\w+=")
_NAME_OF_NO_SECRET = re.compile(
    r"(?i)(?:[_\-.]?(?:name|id|ids|file|path|url|uri|ttl|expiry|expires?(?:_?in|_?at)?|age|count|type|policy|version|length|len|ref|arn|"
    r"field|header|env|limit|bucket|usage|in|out|mount|prefix|endpoint|store|manager|rotation|rotated|auth|reset|service|s|"
    r"per_\w+|used|budget|size|status|state|check|error|errors|failures?|requests?|rate|window|hash|format|provider))$"
)
_NOUN = re.compile(
    r"(?:\b|(?<=_))(?:(?P<password>pass ?words?|passwd|passphrase|passcode|pwd?|credentials?|creds|pin(?: code)?|otp|"
    r"(?:one[ -]time|2fa|mfa|unlock|door|access|security|verification|alarm|gate|backup) code)|"
    r"secrets?|tokens?|pass|(?<=_)key|"
    r"(?:api|access|secret|license|signing|encryption|private|recovery|admin|master|deploy|ssh|bot|service)[ -](?:key|code))"
    r"(?![\w\-])"
)
_CHUNK = re.compile(r"\S+")
_SAYS = frozenset({"is", "are", "was", ":", "=", "->", "→", "-", "'s", "’s", "is:", "'s:"})
_FILLERS = frozenset({"now", "still", "just", "```", "`", '"', "again:", "new"})
_QUOTES = "\"'`*_("
_GLUED = "=/\\@&+"
_FURTHEST = 7
"""How many words after "password" the secret itself may stand."""

_PAIR = (
    r"""(?i)\b(?:creds?|credentials?|login|log in with|sign in with|user ?/ ?pass(?:word)?)\b[^\n]{0,40}?[ \t:(]["'`]?"""
    r"""[\w.@\-]+(?::|[ \t]?/[ \t]?)(?P<secret>[^\s"'`/]{6,})"""
)
_AS_PASSWORD = (
    r"""(?i)(?<![^\s"'`(])(?P<secret>[^\s"'`]{6,})["'`]?[ \t]+(?:as|is|was)[ \t]+(?:the|a|its|my|our|your)[ \t]+"""
    r"""(?:\w+[ \t]+){0,2}(?:password|passphrase|token|api key|secret)\b"""
)


def _trimmed(value: str) -> str:
    """Without the punctuation of the sentence around it."""
    return value.rstrip(".,;:?*_)]}\"'`") or value


def _assignments(text: str) -> Iterator[Finding]:
    done = 0
    for match in _ASSIGNMENT.finditer(text):
        if match.start() < done:
            continue
        name = _SECRET_NAME.search(match["name"]) or _KEY_NAME.search(match["name"])
        found = _VALUE.match(text, match.end()) if name and not _NAME_OF_NO_SECRET.search(name["suffix"] or "") else None
        if not name or not found:
            continue
        group = "bare" if found["quoted"] is None else "quoted"
        value = _NEXT_PARAMETER.split(found["bare"].rstrip(".,;)]}"))[0] if group == "bare" else found["quoted"]
        if value and _is_assigned(name, value, marked=group == "quoted" or "=" in match["sep"]):
            done = found.start(group) + len(value)
            yield Finding(found.start(group), done, value, _kind(match["name"]))


def _is_assigned(name: re.Match[str], value: str, marked: bool) -> bool:
    """Quotes or `=` mark a value; after a colon in prose any word may stand, so there the value must look like a secret."""
    if name.re is _KEY_NAME:
        return is_key_material(value)
    word = name["word"].lower()
    if value.isdigit():
        return "pass" in word and len(value) >= 4
    if " " in value:
        return False
    if marked:
        return is_assigned_secret(value)
    if word in ("password", "passwd", "pwd", "passphrase", "passcode"):
        return is_stated_secret(value)
    return is_strong(value) if word == "pass" else is_stated_token(value)


def _kind(name: str) -> Kind:
    lowered = name.lower()
    if any(word in lowered for word in ("pass", "pw", "cred", "login")):
        return Kind.PASSWORD
    return Kind.KEY if "key" in lowered and "token" not in lowered else Kind.TOKEN


def _stated(pattern: str, accept: Callable[[str], bool], needles: tuple[str, ...]) -> Detector:
    """A detector for prose, where the punctuation of the sentence is no part of the secret."""
    compiled = re.compile(pattern)

    def search(text: str) -> Iterator[Finding]:
        for match in compiled.finditer(text):
            value, start = _trimmed(match["secret"]), match.start("secret")
            if accept(value):
                yield Finding(start, start + len(value), value, _kind(match[0].replace(match["secret"], "")))

    return Detector(needles, search)


def _prose(text: str) -> Iterator[Finding]:
    """ "the password for the box is X", "rotated the token to X", "new password: X": the secret within a few words."""
    lowered_text = text.lower()
    for noun in _NOUN.finditer(lowered_text if len(lowered_text) == len(text) else text):
        said = False
        for place, chunk in enumerate(_CHUNK.finditer(text, noun.end(), noun.end() + 200)):
            if (chunk[0][0] in _GLUED and place == 0 and len(chunk[0]) > 1) or (
                not said and "\n" in text[noun.end() : chunk.start()]
            ):
                break
            value = _trimmed(chunk[0].lstrip(_QUOTES))
            if _is_meant(value, chunk[0], noun["password"] is not None, said, place):
                start = text.index(value, chunk.start())
                yield Finding(start, start + len(value), value, _kind(noun[0]))
                break
            lowered = chunk[0].lower()
            if place >= _FURTHEST or (said and lowered not in _FILLERS) or chunk[0][-1] in ".!?;":
                break
            said = said or lowered in _SAYS or lowered[-1] == ":"


def _is_meant(value: str, chunk: str, password: bool, said: bool, place: int) -> bool:
    if len(value) < 4 or is_reference(value):
        return False
    if is_strong(value) or (password and place < _FURTHEST and is_passphrase(value)):
        return True
    if place == 0 and value.isalnum() and is_key_material(value):
        return True
    if said and password and value.isdigit() and 4 <= len(value) <= 10:
        return True
    if password and said and len(value) >= 6 and chunk[0] in _QUOTES:
        return not is_ordinary(value)
    if said:
        return is_stated_secret(value) if password else is_stated_token(value)
    return password and place == 0 and len(value) >= 8 and value.replace("_", "").isalnum() and classes(value) == 3


GROUPS = (
    Group(
        re.compile("pass|pwd|pw|pin|otp|secret|token|key|cred|code|auth|_pat|-pat|tsig|psk|signature|jwt|cookie|session|sid|dsn"),
        (Detector((":", "="), _assignments), Detector(("",), _prose)),
    ),
    Group(re.compile(r"cred|log|sign in|user ?/"), (_stated(_PAIR, is_stated_token, ("/", ":")),)),
    Group(
        re.compile(r"(?:as|is|was) (?:the|a|its|my|our|your) "),
        (_stated(_AS_PASSWORD, is_stated_secret, ("pass", "token", "key", "secret")),),
    ),
)
