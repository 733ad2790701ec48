"""Secrets that are known by their own shape, whatever stands around them: prefixes of vendors, JWTs, keys, URLs with a password.

These are what detect-secrets (known_formats.py) lacks or knows only in older forms.
"""

import re
from collections.abc import Iterator

from pipeline.redact.finding import Detector, Finding, Group, Kind, by_pattern
from pipeline.redact.strength import is_ordinary, is_random, is_reference, is_scattered

_PREFIXES = {
    "sk-": r"sk-(?:proj-|svcacct-|admin-|ant-|or-)?[A-Za-z0-9_\-]{18,}",
    "xox": r"xox[a-z]-[A-Za-z0-9\-]{8,}",
    "xapp-": r"xapp-[A-Za-z0-9\-]{10,}",
    "gh": r"gh[pousr]_[A-Za-z0-9]{16,}",
    "github_pat_": r"github_pat_[A-Za-z0-9_]{20,}",
    "glpat-": r"glpat-[A-Za-z0-9_\-.]{16,}",
    "aiza": r"AIza[A-Za-z0-9_\-]{30,}",
    "ya29.": r"ya29\.[A-Za-z0-9_\-.]{20,}",
    "gocspx-": r"GOCSPX-[A-Za-z0-9_\-]{20,}",
    "hf_": r"hf_[A-Za-z0-9]{24,}",
    "do": r"do[opr]_v1_[a-f0-9]{32,}",
    "shp": r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,}",
    "npm_": r"npm_[A-Za-z0-9]{30,}",
    "pypi-": r"pypi-[A-Za-z0-9_\-]{30,}",
    "nra": r"NRA[KAL]-[A-Za-z0-9]{20,}",
    "hvs.": r"hv[sb]\.[A-Za-z0-9_\-]{20,}",
    "glsa_": r"glsa_[A-Za-z0-9_]{24,}",
    "glc_": r"glc_[A-Za-z0-9+/=]{24,}",
    "lin_api_": r"lin_api_[A-Za-z0-9]{20,}",
    "sntrys_": r"sntrys_[A-Za-z0-9+/=_]{20,}",
    "dapi": r"dapi[a-f0-9]{32}",
    "whsec_": r"whsec_[A-Za-z0-9+/=]{16,}",
    "age-secret-key-": r"AGE-SECRET-KEY-1[A-Z0-9]{40,}",
}
_VENDOR = r"(?<![A-Za-z0-9_])(?:" + "|".join(_PREFIXES.values()) + ")"

_STAGED = (
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{1,11}_(?:(?:live|secret|sk|pat|key|api)_(?=[A-Za-z0-9_\-]*\d)[A-Za-z0-9_\-]{12,}"
    r"|(?:test|prod|token|staging|svc)_(?=[A-Za-z_]*\d)(?=[0-9_]*[A-Za-z])[A-Za-z0-9]{16,})"
)
_STAGES = ("_live_", "_secret_", "_sk_", "_pat_", "_key_", "_api_", "_test_", "_prod_", "_token_", "_staging_", "_svc_")
_JWT = r"(?<![A-Za-z0-9])eyJ[A-Za-z0-9_\-]{8,4000}\.[A-Za-z0-9_\-]{8,}(?:\.[A-Za-z0-9_\-]*)?"
_BEARER = r"(?i:bearer|authorization:?\s+token|x-api-key:?|authorization:)[ \t]+(?P<secret>[A-Za-z0-9._~+/=\-]{12,})"
_BASIC = r"(?i:basic)[ \t]+(?P<secret>[A-Za-z0-9+/]{8,}={0,2})(?![\w])"
_URL_PASSWORD = r"""://[^\s:/?#@"'<>]*:(?P<secret>[^\s/"'<>|]+|(?!\d{1,5}/)[^\s"'<>|]+?)@(?=[\w\[$])"""
_URL_USER = r"://(?P<secret>[A-Za-z0-9_\-]{20,})@(?=[\w\[])"
_URL_QUERY = (
    r"(?i:[?&;#](?:access_token|refresh_token|id_token|token|api_?key|key|sig|signature|secret|client_secret|password|pwd|auth|"
    r"x-amz-signature|x-amz-security-token|code)=)(?P<secret>[^\s&#\"'<>|)]{8,})"
)
_ORACLE = r"(?i:jdbc:oracle:\w+:)[\w.$#\-]+/(?P<secret>[^\s@/\"'<>]{4,})@"
_KEY_ID = r"""[\"']private_key_id[\"']\s*:\s*[\"'](?P<secret>[0-9a-f]{16,64})[\"']"""
_UUID_KEY = (
    r"""(?i:(?:api|access|auth|secret|account|private)[_\-]?(?:key|token)|password|(?<![a-z])secret)"""
    r"""[\"']?[ \t]*[=:][ \t]*[\"'`]?"""
    r"""(?P<secret>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![\w\-])"""
)
_OLD_VAULT = r"(?<![\w.\-/])s\.[A-Za-z0-9]{24}(?![\w.])"
_PGPASS = (
    r"(?<![\w:.\-/])(?=[^\s:]*[A-Za-z*])[\w.*\-]+:(?:\d{2,5}|\*):[\w*\-.]+:[\w*.\-]+:"
    r"(?P<secret>(?:\\.|[^\s\"'`:\\])+)(?![^\s\"'`])"
)
_WEBHOOK = (
    r"https?://(?:hooks\.slack\.com/(?:services|workflows|triggers)|discord(?:app)?\.com/api/webhooks"
    r"|[\w.\-]+\.webhook\.office\.com/webhookb2|outlook\.office(?:365)?\.com/webhook|api\.telegram\.org/bot\d+"
    r"|events\.pagerduty\.com/integration|hooks\.zapier\.com/hooks|chat\.googleapis\.com/v1/spaces|mattermost\.[\w.\-]+/hooks"
    r"|[\w.\-]+/hooks/services)[/:][^\s\"'<>|)]+"
)
_AWS_PAIR = r"(?<![A-Za-z0-9/+_\-.:@])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=_\-.])"
_BARE = r"(?<![A-Za-z0-9_\-/+=.@:#%])[A-Za-z0-9_\-]{20,}(?![A-Za-z0-9_\-/+]|\.\w)"
_PREFIXED = (
    r"(?<![A-Za-z0-9_\-/+=.@#%])[A-Za-z][A-Za-z0-9]{1,9}[_\-](?:[A-Za-z0-9]{2,9}[_\-])?[A-Za-z0-9]{12,}"
    r"(?![A-Za-z0-9_\-/+]|\.\w)"
)
_KEY_LINE = r"(?m)^[ \t>]*(?P<secret>[A-Za-z0-9+/]{60,}={0,2})[ \t]*$"
_KEY_BEGIN = re.compile(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d")
_KEY_END = re.compile(r"-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|Private-MAC:[ \t]*\w+")
_KEY_BODY = re.compile(r"(?:(?:[\s>]++|\\n)*[A-Za-z0-9+/=]{16,}+)*")
"""No group of it is possessive: Python before 3.11.3 lets such a group take one character too many."""


def _private_keys(text: str) -> Iterator[Finding]:
    """Whole key blocks; of a block that was cut, the header and the lines of the key that are there."""
    at, ends = 0, _KEY_END.finditer(text)
    last = next(ends, None)
    while begin := _KEY_BEGIN.search(text, at):
        while last and last.start() < begin.end():
            last = next(ends, None)
        end = last or _KEY_BODY.match(text, begin.end())
        at = end.end() if end else begin.end()
        yield Finding(begin.start(), at, text[begin.start() : at], Kind.PRIVATE_KEY)


def _is_url_secret(value: str) -> bool:
    return not is_reference(value) and not (value.isdigit() and len(value) <= 5)


def _is_header_token(value: str) -> bool:
    return not is_reference(value) and not is_ordinary(value) and any(c.isdigit() for c in value)


def _is_key_line(value: str) -> bool:
    return any(map(str.islower, value)) and any(map(str.isupper, value)) and any(map(str.isdigit, value))


def _has_random_tail(value: str) -> bool:
    """Of mixed case, or of lower case and many digits after an underscore; a pod's name joins such a tail with a dash."""
    tail = re.split(r"[_\-]", value)[-1]
    return is_random(tail) or (f"_{tail}" in value and is_scattered(tail))


def _is_basic(value: str) -> bool:
    return _is_key_line(value) or value.endswith("=") or value.startswith(("YW", "dX", "ZG"))


GROUPS = (
    Group(
        re.compile(r"[a-z0-9_\-+/=.~]{8}"),
        (
            Detector(("-----begin", "putty-user-key"), _private_keys),
            by_pattern(Kind.TOKEN, tuple(_PREFIXES), _VENDOR),
            by_pattern(Kind.TOKEN, _STAGES, _STAGED),
            by_pattern(Kind.TOKEN, ("eyj",), _JWT),
            by_pattern(Kind.TOKEN, ("bearer", "authorization", "x-api-key"), _BEARER, _is_header_token),
            by_pattern(Kind.PASSWORD, ("basic ",), _BASIC, _is_basic),
            by_pattern(Kind.KEY, ("akia", "asia", "aws"), _AWS_PAIR, _is_key_line),
            by_pattern(Kind.KEY, ("private_key_id",), _KEY_ID),
            by_pattern(Kind.KEY, ("key", "token", "secret", "password"), _UUID_KEY),
            by_pattern(Kind.TOKEN, ("s.",), _OLD_VAULT, is_random),
            by_pattern(Kind.PASSWORD, ("jdbc:oracle:",), _ORACLE),
        ),
    ),
    Group(
        re.compile("://"),
        (
            by_pattern(Kind.WEBHOOK, ("hook", "telegram.org", "pagerduty.com/integ", "/v1/spaces"), _WEBHOOK),
            by_pattern(Kind.PASSWORD, ("@",), _URL_PASSWORD, _is_url_secret),
            by_pattern(Kind.TOKEN, ("@",), _URL_USER, is_random),
            by_pattern(
                Kind.TOKEN,
                ("token=", "key=", "sig", "secret=", "password=", "pwd=", "auth=", "code="),
                _URL_QUERY,
                _is_header_token,
            ),
        ),
    ),
    Group(
        re.compile(r":(?:\d{2,5}|\*):[^\s:]+:"),
        (by_pattern(Kind.PASSWORD, (":",), _PGPASS, lambda value: not is_reference(value)),),
    ),
    Group(
        re.compile(r"[a-z0-9_\-+/]{16}"),
        (
            by_pattern(Kind.TOKEN, ("",), _BARE, is_random),
            by_pattern(Kind.TOKEN, ("_", "-"), _PREFIXED, _has_random_tail),
            by_pattern(Kind.PRIVATE_KEY, ("",), _KEY_LINE, _is_key_line),
        ),
    ),
)
