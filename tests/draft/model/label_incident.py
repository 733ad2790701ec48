"""A small incident that models are asked about, with what it takes to ask."""

import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.incident import Incident, Role
from pipeline.domain.material import Person, RedactedMaterial
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.draft import write
from pipeline.draft.model.sections import Sentence
from pipeline.draft.model.wording import Wording
from pipeline.timeline.metrics import measure
from pipeline.transcript.page import page_of
from pipeline.transcript.pseudonyms import Pseudonyms

DAY = datetime.datetime(2026, 3, 9, tzinfo=datetime.UTC)
PEOPLE = (
    Person("Ilse Marten", ("ilse",), title="Print engineer"),
    Person("Goran Vidal", ("goran",), title="Site lead"),
)


def at(clock: str) -> datetime.datetime:
    hour, minute = map(int, clock.split(":"))
    return DAY + datetime.timedelta(hours=hour, minutes=minute)


def piece(id: str, clock: str, author: str, text: str, **fields) -> Evidence:
    return Evidence(id=id, at=at(clock), author=author, text=text, source=Source(file="chat.json"), **fields)


PIECES = (
    piece("e1", "08:00", "Ilse Marten", "address-checker 4.2 is out on all hosts"),
    piece("e2", "08:40", "Beacon", "label errors above 5 %", kind=EvidenceKind.ALERT, automated=True),
    piece("e3", "08:42", "Goran Vidal", "looking. maybe the printer vendor is down again?"),
    piece("e4", "08:50", "Goran Vidal", "vendor is fine, not them"),
    piece("e5", "09:05", "Ilse Marten", "found it: 4.2 rejects postal codes with letters. 2,310 label requests were rejected"),
    piece("e6", "09:10", "Goran Vidal", "Ilse rolled address-checker back to 4.1 and labels print again"),
    piece("e7", "09:20", "Ilse Marten", "correction: it was 1,980 requests, forget 2,310, I had counted retries"),
    piece(
        "e8",
        "09:30",
        "Goran Vidal",
        "we had no test with letters in postal codes. the staged rollout was good, it held the other site back",
    ),
    piece("e9", "09:40", "Goran Vidal", "closing this. nine stores called in twelve minutes"),
)


def moment(clock: str, id: str) -> Moment:
    return Moment(at=at(clock), basis=Basis.STATED, evidence=(id,))


INCIDENT = Incident(
    id="INC-3",
    title="labels do not print",
    severity="SEV2",
    services=("address-checker",),
    started_at=moment("08:00", "e1"),
    detected_at=moment("08:40", "e2"),
    mitigated_at=moment("09:10", "e6"),
    resolved_at=moment("09:40", "e9"),
    roles=(Role(role="incident commander", name="Goran Vidal"),),
    participants=("Ilse Marten", "Goran Vidal"),
)
STORY = Story(
    incident=INCIDENT,
    metrics=measure(INCIDENT),
    timeline=(),
    questions=(),
    refuted=frozenset({"e3"}),
    superseded=(("e5", "e7"),),
)
MATERIAL = RedactedMaterial(evidence=PIECES, people=PEOPLE)
BY_ID = {each.id: each for each in PIECES}


def draft() -> Postmortem:
    return write(MATERIAL, STORY, engine="llm")


def wording() -> Wording:
    """References m1 to m9 stand for e1 to e9."""
    pseudonyms = Pseudonyms(PEOPLE, INCIDENT.roles)
    return Wording(STORY, page_of(PIECES, pseudonyms), pseudonyms, BY_ID)


def said(text: str, *references: str, section: str = "impact") -> Sentence:
    return wording().said(section, text, references)
