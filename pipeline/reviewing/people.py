"""Who works at the desk."""

from pipeline.domain.actor import Actor
from pipeline.reviewing.bench import Bench


class People(Bench):
    def sign_in(self, name: str) -> Actor:
        """Who has this name; somebody new may own reviews, the very first one is the admin. Raises BadOption for no name."""
        return self.store.sign_in(name, self.clock())

    def people(self, actor: Actor) -> list[Actor]:
        return self.store.people(actor)

    def set_person(self, actor: Actor, person: Actor) -> Actor:
        """Their role and teams. Raises NotAllowed unless an admin asks, BadOption where no admin would be left."""
        return self.store.set_person(actor, person, self.clock())
