"""What status pages have in common: bodies with bits of HTML, times that were set back, and files of many incidents."""

import html
import re
from datetime import timedelta

from pipeline.domain.incident import Link
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.sources.payload import Json, instant

BREAK = re.compile(r"<br ?/?>|</p>|</div>|</li>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")

TRUST = 30
"""A status page is written for customers; what an incident record says weighs more."""

SET_BACK = timedelta(minutes=1)
"""A page that shows a time this much earlier than the posting says when it thinks the incident began."""

MOST_NAMED = 5


def plain(body: str) -> str:
    """The text of a body that may hold HTML, newlines as `\\n`."""
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    if "<" in body:
        body = TAG.sub("", BREAK.sub("\n", body))
    if "&" in body:
        body = html.unescape(body)
    return body.strip()


def recorded(node: Json, key: str) -> Moment | None:
    """A time that the page's software wrote."""
    at = instant(node, key)
    return Moment(at=at, basis=Basis.RECORD) if at else None


def typed(node: Json, key: str, *evidence: str) -> Moment | None:
    """A time that a person set; one on the full minute is no more precise than that."""
    at = instant(node, key)
    if at is None:
        return None
    precision = Precision.SECOND if at.second or at.microsecond else Precision.MINUTE
    return Moment(at=at, precision=precision, basis=Basis.RECORD, evidence=evidence)


def link(label: str, url: str) -> tuple[Link, ...]:
    return (Link(label=label, url=url),) if url.startswith(("https://", "http://")) else ()


def many_incidents(name: str, ids: list[str]) -> list[str]:
    """What to tell the user of a file that holds several incidents."""
    if len(ids) < 2:
        return []
    some = ", ".join(ids[:MOST_NAMED]) + (" ..." if len(ids) > MOST_NAMED else "")
    return [f"{name}: this holds {len(ids)} incidents ({some})."]


def edited_later(name: str, ids: list[str]) -> list[str]:
    """What to tell the user of updates whose text was changed after it was posted: no old text survives."""
    if not ids:
        return []
    some = ", ".join(ids[:MOST_NAMED]) + (" ..." if len(ids) > MOST_NAMED else "")
    return [f"{name}: changed after posting, so the text may speak of later events: {some}."]
