"""What a detector finds: a stretch of text, what kind of thing stands there, and what it is called in a placeholder."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a placeholder stands for. The first five are secrets, which win over personal data where both match."""

    TOKEN = "token"
    PASSWORD = "password"
    KEY = "key"
    PRIVATE_KEY = "private key"
    WEBHOOK = "webhook"
    CARD = "card"
    IBAN = "iban"
    EMAIL = "e-mail"
    PHONE = "phone"
    IP = "ip"
    GUEST = "guest"
    CUSTOMER = "customer"

    @property
    def secret(self) -> bool:
        return self in SECRETS


SECRETS = frozenset({Kind.TOKEN, Kind.PASSWORD, Kind.KEY, Kind.PRIVATE_KEY, Kind.WEBHOOK})


@dataclass(frozen=True)
class Finding:
    start: int
    end: int
    value: str
    kind: Kind


Search = Callable[[str], Iterable[Finding]]


@dataclass(frozen=True)
class Detector:
    """Looks at a text only if one of `needles` stands in it in lower case, which spares most texts most detectors."""

    needles: tuple[str, ...]
    search: Search


def by_pattern(kind: Kind, needles: Iterable[str], pattern: str, accept: Callable[[str], bool] | None = None) -> Detector:
    """A detector whose finding is the group `secret` of the pattern (else the whole match), if `accept` agrees."""
    compiled = re.compile(pattern)
    group = "secret" if "secret" in compiled.groupindex else 0

    def search(text: str) -> Iterator[Finding]:
        for match in compiled.finditer(text):
            if match[group] and (accept is None or accept(match[group])):
                yield Finding(match.start(group), match.end(group), match[group], kind)

    return Detector(tuple(needles), search)


@dataclass(frozen=True)
class Group:
    """Detectors that are tried only where the sign is found: one cheap look for many."""

    sign: re.Pattern[str]
    detectors: tuple[Detector, ...]


def stands(needles: Iterable[str], text: str) -> bool:
    for needle in needles:  # noqa: SIM110 - asked dozens of times of every text, and `any` costs three times as much
        if needle in text:
            return True
    return False


def run(groups: Iterable[Group], text: str) -> list[Finding]:
    """All findings of the detectors in the text, overlapping or not."""
    lowered = text.lower()
    found: list[Finding] = []
    for group in groups:
        if group.sign.search(lowered):
            for detector in group.detectors:
                if stands(detector.needles, lowered):
                    found.extend(detector.search(text))
    return found


ORDER = {kind: place for place, kind in enumerate(Kind)}


def without_overlaps(findings: Iterable[Finding]) -> list[Finding]:
    """In order of the text; of findings that overlap the secret wins, then the longer, then the first."""
    ranked = sorted(findings, key=lambda f: (not f.kind.secret, f.start - f.end, f.start, ORDER[f.kind]))
    taken = Taken(max((f.end for f in ranked), default=0))
    return sorted((f for f in ranked if taken.take(f.start, f.end)), key=lambda f: f.start)


class Taken:
    """Which places of a text are taken: spans are accepted as long as they touch no accepted one."""

    def __init__(self, length: int):
        self._places = bytearray(length)

    def take(self, start: int, end: int) -> bool:
        if 1 in self._places[start:end]:
            return False
        self._places[start:end] = b"\x01" * (end - start)
        return True
