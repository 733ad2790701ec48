"""Who is who among nicks: changes followed, ghosts and away suffixes taken for the same person, relay bots seen through."""

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.domain.material import Person

GUEST = re.compile(r"(?:guest|user|webchat|mibbit|anon|unaffiliated)[_-]?[0-9]*\Z", re.IGNORECASE)
GHOST = re.compile(
    r"[_`^]+\Z|[|_-]+(?:away|afk|brb|lunch|dinner|sleep|zzz+|gone|off|out|home|work|phone|mobile|laptop|m)\Z", re.IGNORECASE
)
BOT = re.compile(
    r"(?:\bbot|[a-z](?:bot|Bot|BOT)|Bot|serv|hook|alerts?|alertmanager|pager(?:duty)?|grafana|jenkins|nagios|icinga|statuspage)"
    r"[0-9]*[_|]*\Z",
    re.IGNORECASE,
)
NO_BOT = re.compile(r"(?:abbot|talbot|cabot|observ)\Z", re.IGNORECASE)
RELAY = re.compile(r"discord|matrix|telegram|gitter|slack|bridge|relay|xmpp|irc", re.IGNORECASE)
RELAYED = re.compile(r"<(?P<nick>[^<>\n]{1,40})> (?P<text>.*)", re.DOTALL)
FEW = 3


def is_bot(nick: str) -> bool:
    return BOT.search(nick) is not None and NO_BOT.search(nick) is None


def relays_among(messages: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Nicks that pass on what others wrote elsewhere, of pairs of nick and text: `<bridge> <ann> text`."""
    said: Counter[str] = Counter()
    passed_on: Counter[str] = Counter()
    for nick, text in messages:
        said[nick] += 1
        if text.startswith("<") and RELAYED.match(text):
            passed_on[nick] += 1
    return frozenset(
        nick
        for nick, count in passed_on.items()
        if count * 2 > said[nick] and (count >= FEW or RELAY.search(nick) or is_bot(nick))
    )


class Nicks:
    """Nicks in the order they are met, grouped by person."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._said: Counter[str] = Counter()

    def met(self, nick: str) -> None:
        self._parent.setdefault(nick, nick)
        self._said[nick] += 1

    def renamed(self, old: str, new: str) -> None:
        """A guest's nick is used by one after the other, so it says nothing about who somebody is."""
        if not GUEST.match(old) and not GUEST.match(new):
            self._join(old, new)

    def _find(self, nick: str) -> str:
        while (parent := self._parent.setdefault(nick, nick)) != nick:
            self._parent[nick] = nick = self._parent[parent]
        return nick

    def _join(self, one: str, other: str) -> None:
        first, second = self._find(one), self._find(other)
        if first != second:
            self._parent[second] = first

    def names(self) -> dict[str, str]:
        """Every nick with the name of its person: the nick that the person wrote most under, the first such."""
        by_plain: dict[str, str] = {}
        for nick in list(self._parent):
            plain = GHOST.sub("", nick).lower() or nick.lower()
            if plain == nick.lower():
                by_plain.setdefault(plain, nick)
        for nick in list(self._parent):
            if base := by_plain.get(GHOST.sub("", nick).lower()):
                self._join(base, nick)
        groups: dict[str, list[str]] = {}
        for nick in self._parent:
            groups.setdefault(self._find(nick), []).append(nick)
        return {nick: max(group, key=self._said.__getitem__) for group in groups.values() for nick in group}

    def people(self) -> tuple[Person, ...]:
        """A person for each who wrote something, in the order of their first appearance."""
        names = self.names()
        groups: dict[str, list[str]] = {}
        for nick, name in names.items():
            groups.setdefault(name, []).append(nick)
        return tuple(
            Person(name=name, aliases=tuple(nick for nick in nicks if nick != name), bot=is_bot(name))
            for name, nicks in groups.items()
            if any(self._said[nick] for nick in nicks)
        )
