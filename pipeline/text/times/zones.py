"""Time zone labels as people write them -> IANA names or fixed offsets, and local times -> UTC."""

import datetime
import re
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline.text.times.places import ABBREVIATIONS, CITIES, LOWER_CASE_LABELS, NOT_PLACES, REGIONS

OFFSET = re.compile(r"(?:(?:UTC|GMT)\s?)?([+\-−])(\d{1,2})(?::?(\d\d))?\Z", re.IGNORECASE)


@lru_cache(maxsize=1)
def _iana_names() -> dict[str, str]:
    """Lower-cased IANA name -> name, of the installed tz database."""
    names = files("tzdata").joinpath("zones").read_text(encoding="ascii").split()
    return {name.lower(): name for name in names}


@lru_cache(maxsize=1)
def _iana_cities() -> dict[str, str]:
    """ "new york" -> America/New_York: the last parts of IANA names that are places."""
    cities: dict[str, str] = {}
    for name in sorted(_iana_names().values()):
        area, _, city = name.rpartition("/")
        city = city.replace("_", " ").lower()
        if area and area not in ("Etc", "US", "SystemV") and city not in NOT_PLACES:
            cities.setdefault(city, name)
    return cities


@lru_cache(maxsize=4096)
def zone_name(label: str, near: str | None = None) -> str | None:
    """The IANA name or fixed offset ("+05:30") that a label means, None when it is no zone.

    `near` is the zone that the writer is otherwise known to be in: it decides labels that several countries use (CST, IST, BST).
    """
    words = " ".join(label.split()).strip("() ")
    if offset := OFFSET.match(words):
        return _fixed_offset(*offset.groups())
    upper = words.upper()
    if upper in ABBREVIATIONS and (words == upper or words in LOWER_CASE_LABELS):
        return near if near and upper in _own_labels(near) else ABBREVIATIONS[upper][0]
    lower = words.lower()
    place = lower.removesuffix(" time")
    if place != lower and place in REGIONS:
        return REGIONS[place]
    if "/" in words or lower in ("singapore", "japan", "israel", "iran"):
        return _iana_names().get(lower.replace(" ", "_"))
    if place in ABBREVIATIONS or place.upper() in ABBREVIATIONS:
        return zone_name(place.upper(), near) if place != lower else None
    return CITIES.get(place) or _iana_cities().get(place)


def _fixed_offset(sign: str, hours: str, minutes: str | None) -> str | None:
    if int(hours) > 14 or int(minutes or 0) > 59:
        return None
    return f"{'+' if sign == '+' else '-'}{int(hours):02}:{minutes or '00'}"


@lru_cache(maxsize=64)
def _own_labels(name: str) -> frozenset[str]:
    """The abbreviations that a zone itself uses over a year."""
    zone = zone_info(name)
    days = (datetime.datetime(2024, month, 1, tzinfo=zone) for month in (1, 7))
    return frozenset(day.tzname() or "" for day in days)


@lru_cache(maxsize=256)
def zone_info(name: str) -> datetime.tzinfo:
    """The tzinfo of what `zone_name` gave. Raises ValueError for anything else."""
    if name == "UTC":
        return datetime.UTC
    if re.fullmatch(r"[+-]\d\d:\d\d", name):
        offset = datetime.timedelta(hours=int(name[1:3]), minutes=int(name[4:]))
        return datetime.timezone(-offset if name[0] == "-" else offset)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValueError(f"{name!r} is no time zone") from problem


def to_utc(local: datetime.datetime, name: str, label: str | None = None) -> tuple[datetime.datetime, str | None]:
    """A naive local time in a zone -> aware UTC and, where there is one, a note.

    A label that contradicts the date (EST in April) is read by the date. Of an hour that happens twice the label's one is taken,
    else the first; an hour that clocks skipped is read with the offset before. Raises OverflowError at the ends of the calendar.
    """
    zone = zone_info(name)
    if zone is datetime.UTC:
        return local.replace(tzinfo=zone), None
    claims = ABBREVIATIONS.get((label or "").upper(), ("", None))[1]
    first, second = local.replace(tzinfo=zone), local.replace(tzinfo=zone, fold=1)
    before, after = first.utcoffset() or datetime.timedelta(), second.utcoffset() or datetime.timedelta()
    if before > after and claims is False:
        return second.astimezone(datetime.UTC), None
    note = None
    if before > after and claims is None:
        note = f"{local:%H:%M} happened twice on {local:%Y-%m-%d} in {name}; the first is taken"
    elif before < after:
        shown = local + (after - before)
        note = f"{local:%H:%M} did not exist on {local:%Y-%m-%d} in {name}, clocks went forward; read as {shown:%H:%M}"
    elif claims is not None and claims != bool(first.dst()):
        note = f"{label} in {local:%B} is read as {first.tzname()}"
    return first.astimezone(datetime.UTC), note
