"""A related incident: a past one that shares this one's mechanism, with the passages that say why."""

from pipeline.domain.model import Model


class Reason(Model):
    passage: str
    matches: tuple[str, ...] = ()


class OpenAction(Model):
    action: str
    owner: str | None = None
    due: str | None = None
    ticket: str | None = None


class RelatedIncident(Model):
    id: str
    title: str
    score: float
    reasons: tuple[Reason, ...] = ()
    shared: tuple[str, ...] = ()
    helped: str | None = None
    open_action_items: tuple[OpenAction, ...] = ()
    url: str | None = None
