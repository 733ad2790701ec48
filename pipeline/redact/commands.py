"""Secrets on command lines: flags, and commands that take a password as a word.

The value alone may look like any word, so each form says how much of a secret's shape it asks for.
"""

import re

from pipeline.redact.finding import Group, Kind, by_pattern
from pipeline.redact.strength import is_assigned_secret, is_flagged_secret, is_key_material, is_passphrase, is_stated_token

_FLAG = (
    r"""(?<![\w\-])--?(?i:password|passwd|pass|passphrase|token|api-?key|apikey|secret|access-token|auth-token|client-secret|"""
    r"""db-?pass(?:word)?|secret-key|private-key|root-password|admin-password|requirepass)"""
    r"""(?:=|[ \t]+)["'`]?(?P<secret>[^\s"'`]+)"""
)
_MYSQL = r"""\b(?:mysql\w*|mariadb[\w\-]*)\b[^\n|;]{0,200}?[ \t]-p["'`]?(?P<secret>[^\s"'`]+)"""
_TOOL = r"""\b(?:sshpass|docker login|mongo\w*|7z|zip|unzip)\b[^\n|;]{0,200}?[ \t]-[pP][ \t]?["'`]?(?P<secret>[^\s"'`]+)"""
_REDIS = r"""\bredis-cli\b[^\n|;]{0,200}?[ \t]-a[ \t]?["'`]?(?P<secret>[^\s"'`]+)"""
_CURL = r"""\b(?:curl|wget|https?|xh)(?=[ ])[^\n|;]{0,300}?[ \t](?:-u|--user|-a)[ \t=]?["'`]?[^\s:"'`]*:(?P<secret>[^\s"'`]+)"""
_LETTER_FLAG = r"""[ \t]-[pPwWaAkKsStxXy][ \t]?["'`]?(?P<secret>[^\s"'`\-][^\s"'`]{7,})"""
_PERCENT = r"""[ \t]-U[ \t]?["'`]?[\w.\\@/\-]+%(?P<secret>[^\s"'`]{4,})"""
_OPENSSL = r"""-pass(?:in|out)?[ \t]+pass:(?P<secret>[^\s"'`]+)"""
_ANY_PASS_FLAG = r"""[ \t]--?\w*pass(?:word|phrase|wd|code)?(?:=|[ \t]+)["'`]?(?P<secret>(?!pass:)[^\s"'`\-][^\s"'`]{3,})"""
_SQLPLUS = r"""\b(?:sqlplus|expdp|impdp|rman|isql)\b[^\n|;]{0,100}?[ \t]["'`]?[\w]+/(?P<secret>[^\s"'`@]{4,})"""
_USER_COMMAND = (
    r"""\b(?:add_user|change_password|htpasswd[ \t]+-\w+[ \t]+\S+|vault[ \t]+login|requirepass|chpasswd|community|"""
    r"""key-string|AUTH|enable[ \t]+secret(?:[ \t]+\d)?)(?:[ \t]+[\w.\-]+)?[ \t]+["'`]?(?P<secret>[^\s"'`]{6,})"""
)
_PIPED = (
    r"""\becho[ \t]+(?:-\w+[ \t]+)?["'`]?(?:[\w.\-]+:)?(?P<secret>[^\s"'`|]{6,})["'`]?[ \t]*\|[^\n|]{0,80}"""
    r"""(?:stdin|chpasswd|sudo[ ]-S|passwd|login)"""
)
_TSIG = r"""(?i:hmac-\w+:)?[\w.\-]+:(?P<secret>[A-Za-z0-9+/]{20,}={0,2})(?![\w/+])"""
_SQL = r"""(?i:\bidentified[ \t]+by|\bpass(?:word|wd))[ \t]+'(?P<secret>[^'\n]{4,})'"""
_NETRC = r"""\blogin[ \t]+\S+[ \t\n]+password[ \t]+(?P<secret>\S+)"""

_PASSPHRASE = r"""(?<![^\s"'`:=])(?P<secret>[A-Za-z0-9]{2,}(?:[\-_.][A-Za-z0-9]{2,}){2,})(?![^\s"'`;,)])"""


GROUPS = (
    Group(re.compile(r"`|(?:^|\n)[ \t]*[$#>] "), (by_pattern(Kind.PASSWORD, ("-", "_", "."), _PASSPHRASE, is_passphrase),)),
    Group(
        re.compile(r"-\w*(?:pass|token|api|secret|auth|key|access|require)"),
        (
            by_pattern(
                Kind.PASSWORD,
                ("-pass", "-token", "-api", "-secret", "-a", "-client", "-db", "-root", "-req"),
                _FLAG,
                is_assigned_secret,
            ),
            by_pattern(Kind.PASSWORD, ("-pass",), _OPENSSL, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("pass",), _ANY_PASS_FLAG, is_assigned_secret),
        ),
    ),
    Group(
        re.compile(r" -[pwaksxyu]|--user"),
        (
            by_pattern(Kind.PASSWORD, ("-",), _LETTER_FLAG, is_flagged_secret),
            by_pattern(Kind.PASSWORD, ("%",), _PERCENT, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("mysql", "mariadb"), _MYSQL, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("sshpass", "docker login", "mongo", "7z", "zip"), _TOOL, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("redis-cli",), _REDIS, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("curl ", "wget ", "http ", "https ", "xh "), _CURL, is_assigned_secret),
        ),
    ),
    Group(
        re.compile(
            r"identified|pass|login|sqlplus|expdp|impdp|rman |isql|add_user|communit|key-string|auth |secret|echo |hmac|nsup|rndc"
        ),
        (
            by_pattern(Kind.KEY, ("hmac", "nsupdate", "dig ", "rndc"), _TSIG, is_key_material),
            by_pattern(Kind.PASSWORD, ("identified", "pass"), _SQL, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("login ",), _NETRC, is_assigned_secret),
            by_pattern(Kind.PASSWORD, ("sqlplus", "expdp", "impdp", "rman", "isql"), _SQLPLUS, is_assigned_secret),
            by_pattern(
                Kind.PASSWORD,
                ("add_user", "_password", "htpasswd", "login", "pass", "commun", "key-str", "auth", "secret"),
                _USER_COMMAND,
                is_stated_token,
            ),
            by_pattern(Kind.PASSWORD, ("echo ",), _PIPED, is_assigned_secret),
        ),
    ),
)
