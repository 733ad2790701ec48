"""The small incident on its way out."""

from desk_of import decide_all, drafted, sign

from pipeline.domain.actor import Actor
from pipeline.domain.review import Readership, SignOffKind
from pipeline.reviewing import ReviewDesk


def approved(desk: ReviewDesk, owner: Actor, reviewer: Actor, **how: object) -> str:
    id = drafted(desk, owner, **how)
    decide_all(desk, owner, id)
    desk.submit(owner, id)
    sign(desk, owner, id, SignOffKind.OWNER)
    sign(desk, reviewer, id, SignOffKind.REVIEWER)
    desk.approve(owner, id)
    return id


def published(desk: ReviewDesk, owner: Actor, reviewer: Actor, **how: object) -> str:
    id = approved(desk, owner, reviewer, **how)
    desk.publish(owner, id, Readership.INTERNAL)
    return id
