"""Personal data that is known by its shape: e-mail addresses, phone numbers, cards, IBANs and, if asked for, IP addresses."""

import ipaddress
import re
from collections.abc import Iterator

from pipeline.redact.finding import Detector, Finding, Group, Kind, by_pattern

_EMAIL = re.compile(
    r"(?<![\w.+\-@%])(?<!//)(?:mailto:)?(?P<local>[\w.+'\-]*\w[+\-]?)"
    r"(?:@|%40|[ ]?[(\[{][ ]?(?i:at)[ ]?[)\]}][ ]?)"
    r"(?P<domain>(?:(?:[^\W_]|-)+(?:\.|[ ]?[(\[{][ ]?(?i:dot)[ ]?[)\]}][ ]?))+[^\W\d_]{2,24})(?![\w@])"
)
_DOT = re.compile(r"[ ]?[(\[{][ ]?dot[ ]?[)\]}][ ]?")
_MACHINE_DOMAINS = (
    ".internal",
    ".local",
    ".localdomain",
    ".lan",
    ".svc",
    ".cluster",
    ".gserviceaccount.com",
    ".compute.amazonaws.com",
)
_LOGINS = frozenset({"git", "hg", "svn", "root", "ubuntu", "postgres", "ec2-user", "admin@"})
_REMOTE_SHELL = re.compile(r"\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|psql|pg_dump|mysql)\b[^\n|;]{0,120}$")

_INTERNATIONAL = (
    r"(?<![\w+.\-#=])(?P<secret>\+[1-9]\d{0,2}(?:[ .\-\u00a0/]?\(?\d{1,12}\)?){1,6})(?![\d%]|[.,:]\d|[ ]?(?:%|ms|MB|GB|rows))"
)
_DOUBLE_ZERO = r"(?<![\w+.\-/:#=])(?P<secret>00[1-9]\d{0,2}(?:[ \-\u00a0]\(?\d{1,5}\)?){2,6})(?![\d%]|[.,:]\d)"
_AMERICAN = r"(?<![\w+.\-/:#=$])(?P<secret>(?:1[ .\-])?(?:\(\d{3}\)[ ]?|\d{3}[.\-])\d{3}[.\-]\d{4})(?![\w\-]|\.\d)"
_GROUPED = r"(?<![\w+.\-/:#=$])(?P<secret>0\d{1,3}-\d{3,4}-\d{4}|0\d{1,4}[\-/]\d{6,8})(?![\w\-/]|\.\d)"
_AFTER_WORD = (
    r"(?i:\b(?:call(?:ed|s|ing)?|phone[ds]?|tel(?:ephone)?|mobile|mob|cell|fax|whatsapp|sms|ring|rang|"
    r"reach(?:able)?|dial|hotline|voicemail|(?:my|phone|his|her|their|direct|callback|contact) number)\b)"
    r"[^\d\n+]{0,30}?(?<![\w\-])(?P<secret>\(?0\d[\d \-/().\u00a0]{5,16}\d)(?![\d%:]|[.,]\d)"
)
_AFTER_STRICT_WORD = (
    r"(?i:(?:\b|_)(?:phone(?:_?(?:no|number))?|tel(?:ephone|efon|éfono|efone)?|tlf|msisdn|handy|gsm|celular|mobil[eo]?|cell|fax|whatsapp|"
    r"(?:call|ring|reach|text|phone) (?:me|us|him|her|them)|(?:my|his|her|their|phone|direct|callback) number)\b)[^\d\n+]{0,12}?"
    r"(?<![\w\-])(?P<secret>\(?\d[\d \-/().\u00a0]{5,16}\d)(?![\d%:]|[.,]\d)"
)
_LOCAL_AFTER_CALL = (
    r"\b(?i:call|ring|reach|text|phone|dial)\b[^\d\n+]{0,40}?(?<![\w\-])(?P<secret>\d{3}[\-.]\d{4})(?![\w\-]|\.\d)"
)
_BEFORE_WORD = (
    r"(?<![\w+.\-/:#=$])(?P<secret>\(?0\d[\d \-/().\u00a0]{6,15}\d)(?= (?i:(?:is|was) (?:my|his|her|their|the|our) (?:\w+ )?"
    r"(?:number|phone|mobile|cell|hotline)\b))"
)
_STATED_CARD = r"(?i:\b(?:card|visa|mastercard|amex|pan)\b)[^\d\n]{0,20}(?P<secret>\d(?:[ \-]?\d){12,18})(?!\d)"
_STATED_IBAN = r"(?i:\biban\b)[^\w\n]{0,3}(?P<secret>[A-Z]{2}\d{2}[ ]?(?:[A-Z0-9]{2,4}[ ]?){2,8}[A-Z0-9]{1,4})(?![A-Za-z0-9])"
_CARD = r"(?<![\w.+\-/#=])(?P<secret>[3-6]\d{3}(?:[ \-]?\d{2,6}){2,4})(?![\w%]|[.\-]\d)"
_IBAN = r"(?<![A-Za-z0-9])(?P<secret>[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,4})?)(?![A-Za-z0-9])"
_IP = re.compile(
    r"(?<![\w.:])(?<!\bversion )(?<!\brelease )(?<!\bbuild )"
    r"(?:(?P<four>\d{1,3}(?:\.\d{1,3}){3})(?![\w]|\.\d)|(?P<six>(?=[^\s\d]*\d)[0-9A-Fa-f:]*::?[0-9A-Fa-f:]{2,})(?![\w:]|\.\d))"
    r"|\bip-(?P<host>\d{1,3}(?:-\d{1,3}){3})(?![\w\-])"
)


def _emails(text: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        if _is_mail_address(text, match):
            yield Finding(match.start(), match.end(), match["local"] + "@" + match["domain"], Kind.EMAIL)


def _is_mail_address(text: str, match: re.Match[str]) -> bool:
    """Not a login on a machine: `git@host:path`, `ssh deploy@host`, `postgres@db-1.prod.internal`, `package@1.0.0.beta`."""
    domain = _DOT.sub(".", match["domain"].lower())
    if f".{domain}".endswith(_MACHINE_DOMAINS) or match["local"].lower() in _LOGINS:
        return False
    if not any(c.isalpha() for c in domain.split(".")[-2]):
        return False
    after = text[match.end() : match.end() + 2]
    if (after[:1] == ":" and after[1:].isalnum()) or (after[:1] == ":" and after[1:] in ("/", "~")):
        return False
    return not _REMOTE_SHELL.search(text, max(0, match.start() - 140), match.start())


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


def _is_international(value: str) -> bool:
    if "." in value and " " in value:
        return False
    return 8 <= len(_digits(value)) <= 15 and (len(_digits(value)) >= 10 or any(c in " .-(/" for c in value))


def _is_national(value: str) -> bool:
    return 8 <= len(_digits(value)) <= 15


def _is_local(value: str) -> bool:
    return 7 <= len(_digits(value)) <= 15


def luhn(digits: str) -> bool:
    """The check of payment card numbers (ISO/IEC 7812-1)."""
    doubled = [int(d) * (2 if i % 2 else 1) for i, d in enumerate(reversed(digits))]
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_card(value: str) -> bool:
    digits = _digits(value)
    lengths = {"3": (14, 15), "4": (13, 16, 19), "5": (16,), "6": (16, 19)}
    return len(digits) in lengths[digits[0]] and len(set(digits)) > 1 and luhn(digits)


def _is_iban(value: str) -> bool:
    """The check of ISO 13616: the number with its head moved to the end is 1 modulo 97."""
    compact = value.replace(" ", "")
    return 15 <= len(compact) <= 34 and int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1


def _ips(text: str) -> Iterator[Finding]:
    for match in _IP.finditer(text):
        value = match[match.lastgroup or 0]
        address = value.replace("-", ".")
        try:
            ipaddress.ip_address(address)
        except ValueError:
            continue
        yield Finding(match.start(match.lastgroup or 0), match.end(match.lastgroup or 0), address, Kind.IP)


EMAILS = Group(re.compile(r"@|%40|[(\[{] ?at ?[)\]}]"), (Detector(("",), _emails),))
NUMBERS = Group(
    re.compile(r"\d(?:[^\w\n]{0,3}\d){6}"),
    (
        by_pattern(Kind.PHONE, ("+",), _INTERNATIONAL, _is_international),
        by_pattern(Kind.PHONE, ("00",), _DOUBLE_ZERO, _is_national),
        by_pattern(Kind.PHONE, ("(", "-", "."), _AMERICAN),
        by_pattern(Kind.PHONE, ("0",), _GROUPED, _is_national),
        by_pattern(Kind.PHONE, (" 0", "(0", ":0"), _AFTER_WORD, _is_national),
        by_pattern(Kind.PHONE, ("number", "phone", "mobile", "cell", "hotline"), _BEFORE_WORD, _is_national),
        by_pattern(Kind.PHONE, ("call", "ring", "reach", "text", "phone", "dial"), _LOCAL_AFTER_CALL),
        by_pattern(
            Kind.PHONE,
            (
                "tel",
                "tlf",
                "msisdn",
                "handy",
                "gsm",
                "phone",
                "mobil",
                "cel",
                "fax",
                "whatsapp",
                " me",
                " us",
                " him",
                " her",
                " them",
                "number",
            ),
            _AFTER_STRICT_WORD,
            _is_local,
        ),
        by_pattern(Kind.CARD, ("card", "visa", "amex", "pan"), _STATED_CARD),
        by_pattern(Kind.IBAN, ("iban",), _STATED_IBAN),
        by_pattern(Kind.CARD, ("",), _CARD, _is_card),
        by_pattern(Kind.IBAN, ("",), _IBAN, _is_iban),
    ),
)
GROUPS = (EMAILS, NUMBERS)
IP_GROUP = Group(re.compile(r"\d\.\d|::|:[0-9a-f]|ip-\d"), (Detector(("",), _ips),))
