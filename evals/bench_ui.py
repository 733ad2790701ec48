"""The desk in a browser: how long its Draft page takes with 5,000 messages and 200 statements, for one person and for five.

    python -m evals.bench_ui

A made incident is put into the store; Chromium opens the page, accepts by a key and edits. Measured is from the press of the key
until the new state stands on the screen. Every decision that a screen showed is looked for in the store afterwards.
"""

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from evals.at_desk import Times, at_work, name
from evals.browsing import served
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Incident
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.domain.postmortem import Postmortem, Provenance
from pipeline.domain.review import Decision
from pipeline.domain.statement import Check, CheckStatus, Statement, StatementBasis
from pipeline.jobs.drafting import begin
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings
from pipeline.timeline.metrics import measure

MESSAGES, STATEMENTS, PEOPLE = 5_000, 200, 5
PAINT_BAR, ONE_BAR, MANY_BAR = 2.0, 0.5, 1.5
START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
OWNER = "Person 0"


def made(desk: ReviewDesk) -> str:
    """The id of an incident whose statements each cite three messages of a long channel."""
    owner = desk.sign_in(OWNER)
    review = desk.create(owner, "A long day of the checkout")
    messages = list(channel())
    with desk.change(owner, review.id) as change:
        begin(change, document(messages))
        change.put_evidence(messages)
        change.audit("draft", "1")
    return review.id


def channel() -> Iterator[Evidence]:
    for number in range(MESSAGES):
        yield Evidence(
            id=f"m{number}",
            at=START + timedelta(seconds=5 * number),
            author=f"Responder {number % 12}",
            text=f"checkout of region {number % 7} serves {number} requests a minute, the queue holds {number % 97}",
            channel=f"inc-{number % 3}",
            source=Source(file="made.json", locator=str(number)),
        )


def document(messages: list[Evidence]) -> Postmortem:
    incident = Incident(
        id="made",
        title="A long day of the checkout",
        severity="SEV2",
        severity_level=2,
        started_at=moment(0),
        detected_at=moment(9),
        mitigated_at=moment(80),
        resolved_at=moment(120),
    )
    said = [statement(number, messages) for number in range(STATEMENTS)]
    half = STATEMENTS // 2
    return Postmortem(
        incident=incident,
        metrics=measure(incident),
        summary=tuple(said[:half]),
        what_happened=tuple(said[half:]),
        evidence=tuple(messages[: 25 * STATEMENTS : 25]),
        provenance=Provenance(engine="extractive", version="1"),
    )


def moment(minutes: int) -> Moment:
    return Moment(at=START + timedelta(minutes=minutes), precision=Precision.MINUTE, basis=Basis.RECORD)


def statement(number: int, messages: list[Evidence]) -> Statement:
    cited = [messages[(25 * number + step) % MESSAGES] for step in range(3)]
    return Statement(
        id=f"s{number:03}",
        text=f"{name(number)}: {cited[0].text}.",
        evidence=tuple(one.id for one in cited),
        basis=StatementBasis.QUOTED,
        check=Check(status=CheckStatus.SUPPORTED),
    )


def together(url: str, incident: str) -> list[Times]:
    """Five people, each with a Chromium of their own, each at their own statements of one incident."""
    call = [sys.executable, "-m", "evals.at_desk", url, incident]
    share = STATEMENTS // 2 // PEOPLE
    people = [subprocess.Popen([*call, str(n), str(share * n)], stdout=subprocess.PIPE) for n in range(PEOPLE)]
    return [Times(**json.loads(one.communicate()[0])) for one in people]


def lost(desk: ReviewDesk, incident: str, people: list[Times]) -> list[str]:
    """What a screen said was decided, and the store does not have."""
    items = [item for part in desk.look(desk.sign_in(OWNER), incident).parts.values() for item in part]
    decided = {item.value.get("text", "")[: len(name(0))] for item in items if item.decision is not None}
    texts = {item.value.get("text") for item in items if item.decision is Decision.EDITED}
    wanted = [one for times in people for one in times.accepted if one not in decided]
    return wanted + [one for times in people for one in times.edited if one not in texts]


def measured(what: str, people: list[Times], bar: float, paint_bar: float = math.inf) -> bool:
    """Prints one line each; whether all bars are kept."""
    kept = True
    for kind, limit in (("paints", paint_bar), ("accepts", bar), ("edits", bar)):
        seconds = sorted(one for times in people for one in getattr(times, kind))
        high = seconds[math.ceil(0.95 * len(seconds)) - 1]
        kept &= high <= limit
        told = f"bar {1000 * limit:5.0f} ms" if limit < math.inf else "no bar: five that open it in one moment"
        print(f"{what:18} {kind:8} {len(seconds):4}   {in_ms('median', statistics.median(seconds))} {in_ms('p95', high)} {told}")
    return kept


def in_ms(what: str, seconds: float) -> str:
    return f"{what} {1000 * seconds:5.0f} ms  "


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="postmortem-bench-") as folder:
        desk = open_desk(Settings(home=folder, embedder="none"))
        alone, shared = made(desk), made(desk)
        with served(Path(folder)) as url:
            print(f"{MESSAGES:,} messages, {STATEMENTS} statements; load before it began: {os.getloadavg()[0]:.1f}")
            one = [at_work(url, alone, 0, 0)]
            kept = measured("one person", one, ONE_BAR, PAINT_BAR)
            many = together(url, shared)
            kept &= measured(f"{PEOPLE} people at once", many, MANY_BAR)
        gone = lost(desk, alone, one) + lost(desk, shared, many)
    print(f"lost decisions: {len(gone)} of {sum(len(one.accepted) + len(one.edited) for one in one + many)}")
    return 0 if kept and not gone else 1


if __name__ == "__main__":
    sys.exit(main())
