"""The users that payloads name: who an account is. Server versions know people by `name` and `key`, the cloud by `accountId`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.material import Person
from pipeline.sources.payload import Json, items, mapping, names, text

IDS = ("accountId", "name", "key")
DEEPEST = 12


@dataclass
class Users:
    by_account: dict[str, str] = field(default_factory=dict[str, str])
    people: dict[str, Person] = field(default_factory=dict[str, Person])

    def learn(self, value: object, depth: int = 0) -> None:
        """Every object with a `displayName` inside the value."""
        node = mapping(value)
        if name := text(node, "displayName"):
            self._add(name, node)
        if depth < DEEPEST:
            for inner in (*node.values(), *items(value)):
                if isinstance(inner, dict | list):
                    self.learn(inner, depth + 1)  # pyright: ignore[reportUnknownArgumentType]

    def _add(self, name: str, node: Json) -> None:
        accounts = names(text(node, id) for id in IDS)
        for account in accounts:
            self.by_account.setdefault(account, name)
        zone, bot = text(node, "timeZone"), text(node, "accountType") == "app"
        aliases = tuple(account for account in accounts if account != name)
        self.people.setdefault(name, Person(name, aliases=aliases, timezone=zone or None, bot=bot))

    def among(self, wanted: Iterable[str]) -> tuple[Person, ...]:
        return tuple(self.people[name] for name in names(wanted) if name in self.people)


def is_app(user: Json) -> bool:
    return text(user, "accountType") == "app"
