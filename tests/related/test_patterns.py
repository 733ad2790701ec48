from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.domain.past_incident import Part, PartKind, PastAction, PastIncident
from pipeline.domain.pattern import Flag, Pattern, Trend
from pipeline.related.patterns import patterns

POOL = "The connection pool of {} was exhausted: sessions idle in transaction held every connection."
CERTIFICATE = "The certificate of {} expired overnight and every client was refused."
OTHER = ("A typo in a firewall rule cut a region off.", "The queue consumer crashed on a poison message.")


def incident(id: str, text: str, at: str | None = None, **fields: Any) -> PastIncident:
    when = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    part = Part(kind=PartKind.CAUSE, text=text)
    return PastIncident(id=id, title=f"Incident {id}", parts=(part,), started_at=when, **fields)


def found(*incidents: PastIncident) -> tuple[Pattern, ...]:
    return patterns(incidents)


def ids(pattern: Pattern) -> list[str]:
    return [one.id for one in pattern.incidents]


def test_incidents_of_one_mechanism_are_a_pattern_named_by_their_own_words() -> None:
    listed = [incident("a", POOL.format("ledger")), incident("b", CERTIFICATE.format("portal")), incident("c", OTHER[0])]
    listed += [incident("d", POOL.format("billing")), incident("e", CERTIFICATE.format("mail")), incident("f", OTHER[1])]
    by_ids = {tuple(ids(one)): one for one in found(*listed)}
    assert set(by_ids) == {("a", "d"), ("b", "e")}
    assert by_ids["a", "d"].name == "connections exhausted"
    assert "certificate" in by_ids["b", "e"].name


@pytest.mark.parametrize("text", [
    "We apologize for the inconvenience. We will provide an update by 14:00 US/Pacific with current details about the {}.",
    "Mark Otto and Gabriel at the {} saw errors on Tuesday, 4 May 2021.",
    "The {} service faced a downtime. Users could not find the {} servers.",
])  # fmt: skip
def test_courtesies_people_days_and_products_make_no_pattern(text: str) -> None:
    assert found(*(incident(id, text.replace("{}", f"eventlogging {id}")) for id in "abcdef")) == ()


def test_a_pattern_is_named_by_its_mechanism_and_by_no_person_or_product() -> None:
    texts = [f"Gabriel and Asher saw that the disk of elasticsearch was full on {day} May." for day in (3, 9, 21)]
    owned = PastAction(action="Gabriel frees the disk", owner="Gabriel", open=True)
    (pattern,) = found(*(incident(str(n), text, actions=(owned,), services=("elasticsearch",)) for n, text in enumerate(texts)))
    assert (pattern.name, pattern.words) == ("disk full", ("disk full",))


def test_what_most_tell_beside_it_is_named_too() -> None:
    texts = [
        f"The disk of {name} was full, and the disk was read: no space left. The database became readonly." for name in "abc"
    ]
    (pattern,) = found(*(incident(name, text) for name, text in zip("abc", texts, strict=True)))
    assert pattern.words == ("disk full", "read-only database")


def test_different_products_share_a_mechanism_and_one_product_has_several() -> None:
    texts = {"a": "Kafka ran out of memory.", "b": "The wiki ran out of memory at noon.", "c": "A certificate of Kafka expired."}
    assert [ids(one) for one in found(*(incident(id, text) for id, text in texts.items()))] == [["a", "b"]]


def test_one_report_posted_twice_is_no_recurrence() -> None:
    once, again = (incident(id, POOL.format("ledger"), at) for id, at in (("a", "2026-01-02"), ("b", "2026-01-03")))
    assert found(once, again) == ()
    assert len(found(once, incident("c", "The connection pool of billing was used up.", "2026-01-03"))) == 1
    assert len(found(once, incident("c", POOL.format("ledger"), "2026-02-03"))) == 1


@pytest.mark.parametrize("aside", [
    "No data corruption has been observed.", "Workaround: raise the rate limit.", "If you hit a rate limit, wait.",
])  # fmt: skip
def test_what_did_not_happen_and_what_is_advised_is_no_mechanism(aside: str) -> None:
    assert found(incident("a", aside), incident("b", f"{aside} {OTHER[0]}"), incident("c", aside.replace(".", " yet."))) == ()


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


def monthly(id: str, text: str, counts: tuple[int, ...]) -> list[PastIncident]:
    """So many incidents in each month from January 2026 on."""
    days = [f"2026-{month:02}-{day:02}" for month, count in enumerate(counts, 1) for day in range(1, count + 1)]
    return [incident(f"{id}{n:02}", f"{text.format(n)} It was the {n}th.", at) for n, at in enumerate(days)]


def trend_of(counts: tuple[int, ...]) -> Trend:
    """Where others happened in December and in the last month."""
    last = incident("late", OTHER[1], f"2026-{len(counts):02}-28")
    return found(*monthly("r", POOL, counts), incident("o", OTHER[0], "2025-12-31"), last)[0].trend


def test_months_without_an_incident_are_counted() -> None:
    (pattern, *_) = found(*monthly("r", POOL, (1, 0, 0, 2)), incident("o", OTHER[0], "2025-12-31"))
    assert [(month.month, month.count) for month in pattern.months] == [
        ("2025-12", 0), ("2026-01", 1), ("2026-02", 0), ("2026-03", 0), ("2026-04", 2),
    ]  # fmt: skip


@pytest.mark.parametrize(("counts", "trend"), [
    ((1, 0, 0, 1, 3, 5), Trend.RISING),
    ((5, 3, 1, 0, 0, 1), Trend.FALLING),
    ((0, 0, 0, 0, 2, 2), Trend.STEADY),
    ((2, 1, 2, 2, 3, 2), Trend.STEADY),
])  # fmt: skip
def test_a_trend_is_said_where_there_is_enough_to_say_so(counts: tuple[int, ...], trend: Trend) -> None:
    assert trend_of(counts) is trend


def test_eight_incidents_in_ten_years_are_no_trend() -> None:
    early = monthly("r", POOL, (2, 2, 2, 1))
    (pattern, *_) = found(*early, incident("late", POOL.format("mail"), "2035-12-01"))
    assert (len(pattern.incidents), pattern.trend) == (8, Trend.STEADY)


def test_the_order_in_which_incidents_come_changes_nothing() -> None:
    listed = [incident(f"{n}", (POOL, CERTIFICATE, *OTHER)[n % 4], f"2026-0{n}-01") for n in range(1, 9)]
    assert {p.name: ids(p) for p in found(*listed)} == {p.name: ids(p) for p in found(*reversed(listed))}
