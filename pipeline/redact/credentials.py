"""Secrets that are known by what stands before them: `PASSWORD=`, `--token`, "the password is", `mysql -p`.

The value alone may look like any word, so each form says how much of a secret's shape it asks for.
"""

import re
from collections.abc import Callable, Iterator

from pipeline.redact.finding import Detector, Finding, Kind, by_pattern
from pipeline.redact.strength import is_assigned_secret, is_identifier, is_ordinary, is_reference, is_stated_secret, is_strong

_ASSIGNMENT = re.compile(
    r"""(?P<name>(?<![\w\-.])[\w.\-]*(?i:passw(?:or)?d|passwd|pwd|passphrase|passcode|pass|secret|token|api[_\-]?key|access[_\-]?key|"""
    r"""private[_\-]?key|account[_\-]?key|auth[_\-]?key|encryption[_\-]?key|signing[_\-]?key|master[_\-]?key|license[_\-]?key|"""
    r"""shared[_\-]?key|deploy[_\-]?key|credentials?|credential)(?P<suffix>[\w.\-]*))["'`]?\]?"""
    r"""(?P<sep>[ \t]*(?::=|=>|={1,3}|:)[ \t]*)(?:(?P<quote>["'`])(?P<quoted>[^"'`\n]{1,400})(?P=quote)|"""
    r"""(?P<bare>[^\s"'`,;|<>]+))"""
)
_NEXT_PARAMETER = re.compile(r"&\w+=")
_NAME_OF_NO_SECRET = re.compile(
    r"(?i)(?:[_\-.]?(?:name|id|ids|file|path|url|uri|ttl|expiry|expires?(?:_?in|_?at)?|age|count|type|policy|version|length|len|ref|arn|"
    r"field|header|env|limit|bucket|usage|in|out|mount|prefix|endpoint|store|manager|rotation|rotated|auth|reset|service|s|"
    r"per_\w+|used|budget|size|status|state|check|error|errors|failures?|requests?|rate|window|hash|format|provider))$"
)
_FLAG = (
    r"""(?<![\w\-])--?(?i:password|passwd|pass|passphrase|token|api-?key|apikey|secret|access-token|auth-token|client-secret|"""
    r"""db-?pass(?:word)?|secret-key|private-key|root-password|admin-password|requirepass)"""
    r"""(?:=|[ \t]+)["'`]?(?P<secret>[^\s"'`]+)"""
)
_MYSQL = r"""\b(?:mysql\w*|mariadb[\w\-]*)\b[^\n|;]{0,200}?[ \t]-p["'`]?(?P<secret>[^\s"'`]+)"""
_TOOL = r"""\b(?:sshpass|docker login|mongo\w*|7z|zip|unzip)\b[^\n|;]{0,200}?[ \t]-[pP][ \t]?["'`]?(?P<secret>[^\s"'`]+)"""
_REDIS = r"""\bredis-cli\b[^\n|;]{0,200}?[ \t]-a[ \t]?["'`]?(?P<secret>[^\s"'`]+)"""
_CURL = r"""\b(?:curl|wget|http|https|xh)\b[^\n|;]{0,300}?[ \t](?:-u|--user|-a)[ \t=]?["'`]?[^\s:"'`]*:(?P<secret>[^\s"'`]+)"""
_SQL = r"""(?i:\bidentified[ \t]+by|\bpassword)[ \t]+'(?P<secret>[^'\n]{4,})'"""
_NETRC = r"""\blogin[ \t]+\S+[ \t\n]+password[ \t]+(?P<secret>\S+)"""

_PASSWORD_NOUN = r"\b(?:pass ?words?|passwd|passphrase|passcode|pwd?|pw|credentials?|creds)"
_TOKEN_NOUN = (
    r"\b(?:secrets?|tokens?|pass|"
    r"(?:api|access|secret|license|signing|encryption|private|recovery|admin|master|deploy|ssh|bot|service)[ -](?:key|code))"
)
_WORDS_BETWEEN = r"(?:[ \t]+[\w\-./@]+){0,5}?"
_IS = r"(?:[ \t](?:is|are|was)(?:[ \t](?:still|now|just))?(?=[\s:`])|[ \t]?:(?=[\s`*])|[ \t](?:=|->|→|-)(?=\s))"
_OPENING = r"""[\s"'`*_(:]{0,8}"""
_VALUE = r"""(?P<secret>[^\s"'`]{4,})"""
_STATED_PASSWORD = f"(?i){_PASSWORD_NOUN}{_WORDS_BETWEEN}{_IS}{_OPENING}{_VALUE}"
_STATED_TOKEN = f"(?i){_TOKEN_NOUN}{_WORDS_BETWEEN}{_IS}{_OPENING}{_VALUE}"
_QUOTED_PASSWORD = (
    rf"""(?i){_PASSWORD_NOUN}{_WORDS_BETWEEN}(?:{_IS}|[ \t](?:to|as))[ \t]?(?P<q>["'`])(?P<secret>[^\s"'`]{{6,}})(?P=q)"""
)
_NEAR_NOUN = rf"(?i)(?:{_PASSWORD_NOUN}|{_TOKEN_NOUN}){_WORDS_BETWEEN}[ \t]{_OPENING}{_VALUE}"
_PAIR = (
    r"""(?i)\b(?:creds?|credentials?|login|log in with|sign in with|user ?/ ?pass(?:word)?)\b[^\n]{0,40}?[ \t:(]["'`]?"""
    r"""[\w.@\-]+[ \t]?[/:][ \t]?(?P<secret>[^\s"'`/]{6,})"""
)
_AS_PASSWORD = (
    r"""(?i)(?<![^\s"'`(])(?P<secret>[^\s"'`]{6,})["'`]?[ \t]+(?:as|is|was)[ \t]+(?:the|a|its|my|our|your)[ \t]+"""
    r"""(?:\w+[ \t]+){0,2}(?:password|passphrase|token|api key|secret)\b"""
)


def _trimmed(value: str) -> str:
    """Without the punctuation of the sentence around it."""
    return value.rstrip(".,;:?*_)]}\"'`") or value


def _assignments(text: str) -> Iterator[Finding]:
    for match in _ASSIGNMENT.finditer(text):
        group = "bare" if match["quoted"] is None else "quoted"
        value = _NEXT_PARAMETER.split(match[group].rstrip(".,;)]}"))[0] if group == "bare" else match[group]
        if value and not (match["suffix"] and _NAME_OF_NO_SECRET.search(match["suffix"])) and _is_assigned(match, value):
            yield Finding(match.start(group), match.start(group) + len(value), value, _kind(match["name"]))


def _is_assigned(match: re.Match[str], value: str) -> bool:
    """Quotes or `=` mark a value; after a colon in prose any word may stand, so there the value must look like a secret."""
    if value.isdigit():
        return "pass" in match["name"].lower() and len(value) >= 4
    if " " in value:
        return False
    return is_assigned_secret(value) if "=" in match["sep"] or match["quoted"] else is_stated_secret(value)


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


def _is_stated_token(value: str) -> bool:
    return is_stated_secret(value) and not is_identifier(value)


def _is_quoted_password(value: str) -> bool:
    return not is_reference(value) and not is_ordinary(value)


DETECTORS = (
    Detector(("pass", "pwd", "secret", "token", "key", "credential"), _assignments),
    by_pattern(Kind.PASSWORD, ("-p", "-t", "-a", "-s", "-c", "-d", "-k", "-r"), _FLAG, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("mysql", "mariadb"), _MYSQL, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("sshpass", "docker login", "mongo", "7z", "zip"), _TOOL, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("redis-cli",), _REDIS, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("curl", "wget", "http", "xh "), _CURL, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("identified", "password '"), _SQL, is_assigned_secret),
    by_pattern(Kind.PASSWORD, ("login ",), _NETRC, is_assigned_secret),
    _stated(_STATED_PASSWORD, is_stated_secret, ("pass", "pw", "cred")),
    _stated(_STATED_TOKEN, _is_stated_token, ("secret", "token", "pass", "key", "code")),
    _stated(_QUOTED_PASSWORD, _is_quoted_password, ("pass", "pw", "cred")),
    _stated(_NEAR_NOUN, is_strong, ("pass", "pw", "cred", "secret", "token", "key", "code")),
    _stated(_PAIR, _is_stated_token, ("cred", "log", "sign in", "pass")),
    _stated(_AS_PASSWORD, is_stated_secret, ("as ", "is ", "was ")),
)
