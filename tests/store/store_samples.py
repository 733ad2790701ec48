"""Incidents to keep."""

import datetime

from pipeline.domain.incident import IncidentKind, Visibility
from pipeline.domain.past_incident import Part, PartKind, Passage, PastAction, PastIncident


def incident(id: str = "PM-1", **fields: object) -> PastIncident:
    values: dict[str, object] = {
        "title": "The pool of connections ran dry",
        "parts": (
            Part(kind=PartKind.CAUSE, heading="Root cause", text="An export held its transactions open."),
            Part(kind=PartKind.TIMELINE, heading="Timeline", text="- 07:02 first errors\n- 07:54 over"),
        ),
        "services": ("ledger", "booking"),
        "team": "payments",
        "severity": "SEV2",
        "severity_level": 2,
        "kind": IncidentKind.CAPACITY,
        "started_at": datetime.datetime(2025, 11, 4, 7, 2, tzinfo=datetime.UTC),
        "visibility": Visibility.RESTRICTED,
        "readers": ("Ana Lima", "payments"),
        "actions": (
            PastAction(action="Set a timeout", owner="Bo Ek", due=datetime.date(2025, 12, 1), ticket="LED-641", open=True),
            PastAction(action="Add an alert", open=False),
            PastAction(action="Talk about it"),
        ),
        "url": "https://example.org/pm-1",
        "source": "/srv/pm-1.md",
        "digest": f"digest of {id}",
    }
    return PastIncident.model_validate({"id": id, **values, **fields})


def passages(id: str = "PM-1", count: int = 3, words: str = "held its transactions open") -> list[Passage]:
    return [
        Passage(id=f"{id}#{n}", incident=id, kind=PartKind.CAUSE, heading="Cause", text=f"{words} {n}", text_hash=f"{words} {n}")
        for n in range(count)
    ]
