"""Documents that people wrote (RCAs, postmortems, notes; Markdown or plain text) -> a piece of evidence for each part.

Parts are numbered from 1 in their order. What the document states of the incident in front matter or first lines is a record.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.incident import IncidentKind, MomentName
from pipeline.domain.material import Person, Record
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.errors import EmptySource
from pipeline.sources.documents.parts import Part, parts_of
from pipeline.sources.documents.prose import is_document
from pipeline.sources.documents.stated import Stated, split_front_matter, stated_in
from pipeline.sources.files import File, Tree
from pipeline.sources.lines.cleaning import clean_lines, file_name, first_lines
from pipeline.sources.payload import parse_instant
from pipeline.sources.reading import Claim, Reading, ReadOptions, Skipped
from pipeline.sources.shapes import product_of
from pipeline.sources.text_kind import TextKind, kind_of_lines

FORMAT = "document"
PRODUCT = "document"
PRIORITY = 90

TRUST = 20
TRUST_OF_A_TITLE = 5
"""A document that states nothing but its title is still better than no title."""
MOST_PARTS = 1500
TITLE = re.compile(
    r"[#= ]{0,7}"
    r"(?:(?:RCA|Root cause analysis|Post-?mortem|Incident (?:report|review)|PIR|Retrospective)\b[ :–—-]*(?:#?[0-9]+\b[ :–—-]*)?)?"
    r"(?P<title>.*?)[#=\s]*\Z",
    re.IGNORECASE,
)
INCIDENT_ID = re.compile(r"\b(?:INC|IR|PM|SEV|RCA|OUTAGE|INCIDENT)[-#_][0-9][0-9A-Za-z_-]{0,20}\b")
URL = re.compile(r"https?://[^\s<>\"|)\]]{1,2000}[^\s<>\"|.,;:!?)\]']")


def sniff(tree: Tree) -> list[Claim]:
    return [Claim(file.name, (file,)) for file in tree.files if _is_document(file)]


def _is_document(file: File) -> bool:
    lines = first_lines(file)
    return is_document(lines, file_name(file)) and product_of(file) is None and kind_of_lines(lines) is TextKind.OTHER


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Every part of the document. Raises EmptySource, UnreadableSource."""
    (file,) = claim.files
    clean = clean_lines(file)
    fields, body, problem = split_front_matter(clean.lines)
    parts = list(islice(parts_of(clean.lines[body:], body), MOST_PARTS))
    if not parts:
        raise EmptySource(claim.name, PRODUCT)
    stated = stated_in(fields, clean.lines[body:])
    evidence = tuple(_evidence(part, number, stated, file) for number, part in enumerate(parts, start=1))
    people = dict.fromkeys(person for _, person in stated.people)
    return Reading(
        evidence=evidence,
        records=_records(stated, parts[0], file, evidence[0].id),
        people=tuple(Person(name=person) for person in people),
        dropped={"lines of a very long document": _lines_after(parts, clean.lines)},
        skipped=(Skipped(file.name, "front matter", problem),) if problem else (),
        notes=clean.notes,
    )


def _lines_after(parts: Sequence[Part], lines: Sequence[str]) -> int:
    last = parts[-1]
    return len(lines) - (last.number + len(last.lines) - 1) if len(parts) == MOST_PARTS else 0


def _evidence(part: Part, number: int, stated: Stated, file: File) -> Evidence:
    text = part.text
    return Evidence(
        id=f"doc:{file_name(file)}#{number}",
        at_text=stated.date_text,
        precision=Precision.DAY if stated.date_text else Precision.SECOND,
        author=stated.authors[0] if stated.authors else None,
        kind=EvidenceKind.DOCUMENT,
        text=text,
        links=tuple(dict.fromkeys(URL.findall(text))) if "://" in text else (),
        source=Source(file=file.name, locator=f"line {part.number}"),
    )


def _records(stated: Stated, first: Part, file: File, evidence: str) -> tuple[Record, ...]:
    values = stated.values
    heading = first.text.split("\n", 1)[0]
    title = values.get("title") or (_title(heading) if heading.lstrip().startswith(("#", "=")) else None)
    id = values.get("id") or _incident_id(heading)
    kind = values.get("kind", "").lower().replace(" ", "_")
    says_more = bool(values or stated.several)
    if not (says_more or title):
        return ()
    return (
        Record(
            source=FORMAT,
            file=file.name,
            trust=TRUST if says_more else TRUST_OF_A_TITLE,
            id=id,
            title=title,
            severity=values.get("severity"),
            kind=IncidentKind(kind) if kind in list(IncidentKind) else None,
            status=values.get("status"),
            services=stated.several.get("services", ()),
            regions=stated.several.get("regions", ()),
            people=tuple(stated.people),
            moments={name: moment for name in MomentName if (moment := _moment(values.get(name), evidence))},
            date=stated.date,
        ),
    )


def _title(heading: str) -> str | None:
    match = TITLE.match(heading[:300])
    title = match["title"].strip() if match else ""
    return INCIDENT_ID.sub("", title).strip(" :–—-") or title or None


def _incident_id(heading: str) -> str | None:
    match = INCIDENT_ID.search(heading[:300])
    return match[0] if match else None


def _moment(written: str | None, evidence: str) -> Moment | None:
    at: datetime | None = parse_instant(written) if written else None
    return Moment(at=at.astimezone(UTC), basis=Basis.RECORD, evidence=(evidence,)) if at else None
