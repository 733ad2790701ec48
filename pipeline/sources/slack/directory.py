"""The users of a workspace: who a user id is, including guests that the list of users does not have."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.domain.material import Person
from pipeline.sources.payload import Json, mapping, names, text


@dataclass
class Directory:
    """People by user id. `listed` says whether there was a list of users, so that who is not in it is an outsider."""

    people: dict[str, Person] = field(default_factory=dict[str, Person])
    listed: bool = False

    def add_users(self, users: Iterable[Json]) -> None:
        """Users as in users.json, org_users.json or users.list."""
        for user in users:
            if id := text(user, "id"):
                self.people[id] = person_of(id, user)
                self.listed = True

    def name_of(self, id: str) -> str | None:
        person = self.people.get(id)
        return person.name if person else None

    def author_of(self, message: Json) -> Person | None:
        """Who wrote a message, None for one without a user. A user that is not listed is remembered as an outsider."""
        id = text(message, "user") or text(mapping(message.get("comment")), "user")
        if not id or id in self.people:
            return self.people.get(id)
        outsider = self.listed or is_foreign(message)
        self.people[id] = person_of(id, {"profile": mapping(message.get("user_profile"))}, outsider)
        return self.people[id]


def person_of(id: str, user: Json, outsider: bool = False) -> Person:
    """A user object, or what a message says of its author, as a Person named by the fullest name there is."""
    profile = mapping(user.get("profile"))
    name = (
        text(profile, "real_name") or text(user, "real_name") or text(profile, "display_name", "name") or text(user, "name") or id
    )
    aliases = names(
        (
            text(profile, "display_name"),
            text(user, "name") or text(profile, "name"),
            text(profile, "first_name"),
            text(profile, "real_name_normalized"),
            id,
        )
    )
    return Person(
        name=name,
        aliases=tuple(alias for alias in aliases if alias != name),
        title=text(profile, "title"),
        timezone=text(user, "tz") or None,
        outsider=outsider or bool(user.get("is_stranger")),
        bot=user.get("is_bot") is True or id == "USLACKBOT",
    )


def is_foreign(message: Json) -> bool:
    """Whether a message came from another workspace (a shared channel)."""
    home, origin = (
        text(message, "team"),
        text(message, "user_team", "source_team") or text(mapping(message.get("user_profile")), "team"),
    )
    return bool(home and origin and home != origin)
