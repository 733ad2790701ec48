from datetime import UTC, datetime
from typing import Any

import numpy as np

from pipeline.domain.past_incident import Part, PartKind, PastAction, PastIncident
from pipeline.domain.pattern import Flag, Pattern, Trend
from pipeline.related.patterns import patterns

POOL = "The connection pool of {} was exhausted: sessions idle in transaction held every connection."
CERTIFICATE = "The certificate of {} expired overnight and every handshake was refused."
OTHER = ("A typo in a firewall rule cut a region off.", "The queue consumer crashed on a poison message.")


def incident(id: str, text: str, at: str | None = None, **fields: Any) -> PastIncident:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    part = Part(kind=PartKind.CAUSE, text=text)
    return PastIncident(id=id, title=f"Incident {id}", parts=(part,), started_at=when, **fields)


def found(*incidents: PastIncident) -> tuple[Pattern, ...]:
    return patterns(incidents, None)


def ids(pattern: Pattern) -> list[str]:
    return [one.id for one in pattern.incidents]


def test_incidents_of_one_mechanism_are_a_pattern_named_by_their_own_words() -> None:
    listed = [incident("a", POOL.format("ledger")), incident("b", CERTIFICATE.format("portal")), incident("c", OTHER[0])]
    listed += [incident("d", POOL.format("billing")), incident("e", CERTIFICATE.format("mail")), incident("f", OTHER[1])]
    by_ids = {tuple(ids(one)): one for one in found(*listed)}
    assert set(by_ids) == {("a", "d"), ("b", "e")}
    assert "connection pool" in by_ids["a", "d"].name
    assert "certificate" in by_ids["b", "e"].name


def test_vectors_decide_where_there_are_any() -> None:
    listed = [incident("a", POOL), incident("b", CERTIFICATE), incident("c", OTHER[0])]
    vectors = np.array([[1, 0], [0.9, 0.436], [0, 1]], dtype=np.float32)
    assert [ids(one) for one in patterns(listed, vectors)] == [["a", "b"]]


def test_a_recurrence_with_an_open_action_comes_first_and_says_what_came_after_it() -> None:
    still = PastAction(action="Give the export its own pool", ticket="LED-1", open=True)
    done = PastAction(action="Restart the export", open=False)
    listed = [incident(id, CERTIFICATE, at) for id, at in (("x", "2026-01-02"), ("y", "2026-02-02"), ("z", "2026-03-02"))]
    listed += [incident("late", POOL, "2026-03-01"), incident("early", POOL, "2026-01-01", actions=(still, done))]
    listed += [incident("other", OTHER[0], "2026-01-05"), incident("another", OTHER[1], "2026-01-06")]
    first, second = found(*listed)
    assert (ids(first), first.flags) == (["early", "late"], (Flag.RECURRED_WITH_OPEN_ACTION,))
    assert [(item.ticket, item.incident, item.recurred_in) for item in first.open_action_items] == [("LED-1", "early", ("late",))]
    assert (len(second.incidents), second.flags) == (3, ())


def test_an_action_that_only_the_last_one_left_open_is_no_recurrence() -> None:
    still = PastAction(action="Give the export its own pool", open=True)
    listed = [incident("a", POOL, "2026-01-01"), incident("b", POOL, "2026-02-01", actions=(still,)), incident("c", OTHER[0])]
    (pattern,) = found(*listed)
    assert pattern.flags == ()
    assert pattern.open_action_items[0].recurred_in == ()


def test_minor_incidents_that_add_up_are_a_theme() -> None:
    minor = [incident(f"m{n}", POOL, f"2026-0{n}-01", severity_level=3 + n % 2) for n in (1, 2, 3)]
    major = [incident(f"c{n}", CERTIFICATE, f"2026-0{n}-01", severity_level=1) for n in (1, 2, 3)]
    flags = {ids(one)[0]: one.flags for one in found(*minor, *major, incident("o", OTHER[0]), incident("p", OTHER[1]))}
    assert flags == {"m1": (Flag.RECURRING_MINOR,), "c1": ()}


def test_months_without_an_incident_are_counted_and_a_trend_is_seen_in_them() -> None:
    rising = [incident(f"r{n}", POOL, at) for n, at in enumerate(("2026-01-01", "2026-05-01", "2026-06-01", "2026-06-09"))]
    falling = [incident(f"f{n}", CERTIFICATE, at) for n, at in enumerate(("2026-01-01", "2026-01-05", "2026-02-01"))]
    by_first = {ids(one)[0]: one for one in found(*rising, *falling, incident("o", OTHER[0], "2025-12-31"))}
    assert [(month.month, month.count) for month in by_first["r0"].months] == [
        ("2025-12", 0), ("2026-01", 1), ("2026-02", 0), ("2026-03", 0), ("2026-04", 0), ("2026-05", 1), ("2026-06", 2),
    ]  # fmt: skip
    assert by_first["r0"].trend is Trend.RISING
    assert by_first["f0"].trend is Trend.FALLING


def test_the_order_in_which_incidents_come_changes_nothing() -> None:
    listed = [incident(f"{n}", (POOL, CERTIFICATE, *OTHER)[n % 4], f"2026-0{n}-01") for n in range(1, 9)]
    assert {p.name: ids(p) for p in found(*listed)} == {p.name: ids(p) for p in found(*reversed(listed))}
