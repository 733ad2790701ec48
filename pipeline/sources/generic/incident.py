"""The `incident` object of the generic source -> Record, with a sentence for each field that cannot be used."""

from datetime import date
from typing import TypeVar

from pipeline.domain.incident import Incident, IncidentKind, Link, MomentName, Visibility
from pipeline.domain.material import Record
from pipeline.domain.moment import Basis, Moment, Precision
from pipeline.sources.generic.evidence import precision_of, strings
from pipeline.sources.payload import Json, mapping, mappings, names, parse_instant, text
from pipeline.text.times import zone_name

Choice = TypeVar("Choice", IncidentKind, Visibility)

TRUST = 10
"""A record that somebody wrote for this purpose beats what a status page says."""

OWN_FIELDS = frozenset({"date", "timezone"})


class IncidentFields:
    """The fields as given; `notes` says which of them could not be used."""

    def __init__(self, file: str, fields: Json) -> None:
        self.file, self.fields = file, fields
        self.notes: list[str] = []
        self.date = self._date()
        self.timezone = self._timezone()
        unknown = sorted(set(fields) - set(Incident.model_fields) - OWN_FIELDS)
        if unknown:
            self.notes.append(f"{file}: fields of the incident that are not known were left out: {', '.join(unknown)[:200]}.")

    @property
    def people(self) -> tuple[str, ...]:
        return names([*strings(self.fields.get("participants")), *(name for _, name in self._roles())])

    def record(self) -> Record:
        fields = self.fields
        level = text(fields, "severity_level")
        near_miss = fields.get("near_miss")
        return Record(
            source="generic",
            file=self.file,
            trust=TRUST,
            id=text(fields, "id") or None,
            title=text(fields, "title") or None,
            severity=text(fields, "severity") or (f"SEV{level}" if level else None),
            kind=self._choice("kind", IncidentKind),
            near_miss=near_miss if isinstance(near_miss, bool) else None,
            status=text(fields, "status") or None,
            services=strings(fields.get("services")),
            regions=strings(fields.get("regions")),
            visibility=self._choice("visibility", Visibility),
            links=tuple(Link(label=text(link, "label"), url=text(link, "url")) for link in mappings(fields.get("links"))),
            people=tuple(self._roles()),
            moments={name: moment for name in MomentName if (moment := self._moment(name))},
            date=self.date,
            timezone=self.timezone,
        )

    def _roles(self) -> list[tuple[str, str]]:
        roles = [(text(role, "role"), text(role, "name")) for role in mappings(self.fields.get("roles"))]
        return [(role, name) for role, name in roles if name]

    def _choice(self, field: str, words: type[Choice]) -> Choice | None:
        given = text(self.fields, field)
        if given and given not in list(words):
            self._note(field, given, f"it is one of {', '.join(words)}")
            return None
        return words(given) if given else None

    def _moment(self, name: MomentName) -> Moment | None:
        given = self.fields.get(name)
        if given is None:
            return None
        written = given if isinstance(given, str) else text(mapping(given), "at")
        at = parse_instant(written)
        if at is None:
            self._note(name, written, "write it as 2026-03-17T09:14:32Z")
            return None
        fields = mapping(given)
        basis = text(fields, "basis")
        return Moment(
            at=at,
            precision=precision_of(fields) or Precision.SECOND,
            basis=Basis(basis) if basis in list(Basis) else Basis.RECORD,
            evidence=strings(fields.get("evidence")),
        )

    def _date(self) -> date | None:
        given = text(self.fields, "date")
        try:
            return date.fromisoformat(given) if given else None
        except ValueError:
            self._note("date", given, "write it as 2026-03-17")
            return None

    def _timezone(self) -> str | None:
        given = text(self.fields, "timezone")
        zone = zone_name(given) if given else None
        if given and zone is None:
            self._note("timezone", given, "write it as Europe/Berlin")
        return zone

    def _note(self, field: str, given: str, remedy: str) -> None:
        self.notes.append(f"{self.file}: the incident's {field} {given[:60]!r} cannot be used; {remedy}.")
