"""Small conversations after an incident, built line by line."""

from datetime import UTC, datetime, timedelta

from pipeline.domain.action_item import ActionItem
from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.incident import Incident, MomentName
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.story import Story
from pipeline.domain.timeline import Metric, Metrics
from pipeline.draft.actions import find_actions

ENDED = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
"""A Monday."""
PEOPLE = tuple(
    Person(name=name, timezone=zone)
    for name, zone in (
        ("Ana Lima", "Europe/Lisbon"),
        ("Ben Otto", "Europe/Berlin"),
        ("Dana Katz", "Europe/Berlin"),
        ("Hana Kimura", "Europe/Berlin"),
        ("Eun Seo", "Asia/Seoul"),
    )
)
NOTHING = Metric(seconds=None, start=MomentName.STARTED, end=MomentName.DETECTED)


def moment(at: datetime) -> Moment:
    return Moment(at=at, basis=Basis.RECORD)


def story(ended: datetime | None = ENDED) -> Story:
    incident = Incident(
        started_at=moment(ENDED - timedelta(hours=2)),
        mitigated_at=moment(ended) if ended else None,
        resolved_at=moment(ended) if ended else None,
    )
    return Story(incident, Metrics(**dict.fromkeys(Metrics.model_fields, NOTHING)), (), ())


class Talk:
    """Messages a minute apart, from half an hour after the incident on."""

    def __init__(self, start: datetime = ENDED + timedelta(minutes=30)):
        self.at = start
        self.said: list[Evidence] = []
        self.thread: str | None = None

    def later(self, **delta: int) -> "Talk":
        self.at += timedelta(**delta)
        return self

    def say(self, author: str, text: str, channel: str = "incident", thread: str | None = None, **fields: object) -> "Talk":
        self.at += timedelta(minutes=1)
        piece = Evidence(
            id=f"m{len(self.said)}",
            at=self.at,
            author=author,
            kind=EvidenceKind.MESSAGE,
            text=text,
            channel=channel,
            thread=thread,
            source=Source(file="chat"),
            **fields,
        )
        self.said.append(piece)
        return self

    def call(self) -> "Talk":
        self.say("Hana Kimura", "Follow-ups please, in the thread")
        self.thread = self.said[-1].id
        return self

    def reply(self, author: str, text: str, **fields: object) -> "Talk":
        return self.say(author, text, thread=self.thread, **fields)

    def under(self, author: str, text: str) -> "Talk":
        """A reply to the first message."""
        return self.say(author, text, thread=self.said[0].id)

    def items(self, *documents: Evidence) -> tuple[ActionItem, ...]:
        return find_actions(RedactedMaterial(evidence=(*self.said, *documents), people=PEOPLE), story())


def only(items: tuple[ActionItem, ...]) -> ActionItem:
    (item,) = items
    return item
