"""Course + the extractive Story -> Story: the model's moments and facts where code can stand for them, the extractive ones
elsewhere. Where the two readings put a moment at different times, the owner is asked.
"""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Incident, MomentName, Role
from pipeline.domain.material import Record, RedactedMaterial
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.postmortem import Question
from pipeline.text.grounding import folded
from pipeline.timeline.facts import level_of, severity_as_written
from pipeline.timeline.model.answers import About
from pipeline.timeline.model.course import Course, Severity
from pipeline.timeline.model.reading import ReadPart
from pipeline.timeline.open_questions import differing, inferred
from pipeline.transcript.pseudonyms import Pseudonyms

MOST_SERVICES = 8
ANOTHER_READING = "the reading by rules"
CAUSES = (About.CAUSE, About.FACTOR)

Taken = Mapping[MomentName, Moment | None]


def moments_of(
    course: Course, incident: Incident, near_miss: bool, only_reports: bool = False
) -> dict[MomentName, Moment | None]:
    """The model's, else the extractive one. In a near miss a start that was only guessed is none; where there are `only_reports`
    it was over when the impact ended, not when somebody wrote so."""
    taken = {name: course.moments.get(name) or incident.moment(name) for name in MomentName}
    if only_reports:
        taken[MomentName.RESOLVED] = taken[MomentName.MITIGATED] or taken[MomentName.RESOLVED]
    start = taken[MomentName.STARTED]
    if near_miss and MomentName.STARTED not in course.moments and start and start.basis is Basis.INFERRED:
        taken[MomentName.STARTED] = None
    return taken


def near_miss_of(course: Course, incident: Incident, records: Sequence[Record]) -> bool:
    recorded = next((r.near_miss for r in records if r.near_miss is not None), None)
    return recorded if recorded is not None else incident.near_miss if course.near_miss is None else course.near_miss


def incident_of(
    course: Course, taken: Taken, near_miss: bool, parts: Sequence[ReadPart], material: RedactedMaterial, incident: Incident
) -> Incident:
    people = Pseudonyms(material.people, incident.roles)
    update: dict[str, object] = {
        "near_miss": near_miss,
        "kind": next((r.kind for r in material.records if r.kind), None) or course.kind or incident.kind,
        "services": services_of(parts, material, incident),
        "roles": tuple(roles_of(parts, people, incident)),
        **{name.value: moment for name, moment in taken.items()},
    }
    if course.severity:
        update["severity"], update["severity_level"] = severity_of(course.severity, material, incident)
    if taken[MomentName.RESOLVED] or taken[MomentName.MITIGATED]:
        update["status"] = "resolved" if taken[MomentName.RESOLVED] else "mitigated"
    return incident.model_copy(update=update)


def severity_of(said: Severity, material: RedactedMaterial, incident: Incident) -> tuple[str, int | None]:
    """As written, and as a level; a P scale in which P0 occurs is shifted."""
    words = severity_as_written(said.words) or said.words
    if words == incident.severity:
        return words, incident.severity_level
    texts = (*(r.severity or "" for r in material.records), *(piece.text for piece in material.evidence))
    shifted = words[:1] == "P" and any(severity_as_written(text) == "P0" for text in texts if "P0" in text)
    return words, level_of(words, int(shifted))


def services_of(parts: Sequence[ReadPart], material: RedactedMaterial, incident: Incident) -> tuple[str, ...]:
    """Those of the records, then those that the model names where the evidence it read names them too."""
    recorded = [s for record in material.records for s in record.services]
    pages = [(part, folded(part.page.text)) for part in parts if part.reading.services]
    named = [s.strip() for part, page in pages for s in part.reading.services if s.strip() and folded(s) in page]
    if not named:
        return incident.services
    once = {service.lower(): service for service in reversed([*recorded, *named])}
    return tuple(reversed(once.values()))[: max(MOST_SERVICES, len(recorded))]


def roles_of(parts: Sequence[ReadPart], people: Pseudonyms, incident: Incident) -> Iterator[Role]:
    """The extractive ones, and those that the model adds; a role that rests on nothing is left out."""
    yield from incident.roles
    held = {(role.role, role.name) for role in incident.roles}
    for part in parts:
        for said in part.reading.roles:
            person, cited = people.people.get(said.person.strip()), part.page.cited([said.evidence])
            if person and cited and (said.role, person.name) not in held:
                held.add((said.role, person.name))
                yield Role(role=said.role, name=person.name, evidence=cited)


def questions_of(questions: Sequence[Question], taken: Taken, incident: Incident) -> tuple[Question, ...]:
    """The extractive questions but for those about a moment that is another now; both readings named where they differ."""
    asked: list[Question] = []
    changed: set[str] = set()
    for name, moment in taken.items():
        before = incident.moment(name)
        if moment == before:
            continue
        changed.add(name.value)
        if moment and before and (different := differing(name, moment, before, ANOTHER_READING)):
            asked.append(different)
        elif moment and moment.basis is Basis.INFERRED:
            asked.append(inferred(name, moment))
    return (*asked, *(q for q in questions if q.about not in changed))


def refuted_of(parts: Sequence[ReadPart], extractive: frozenset[str]) -> frozenset[str]:
    """What the model or the rules heard refuted, but for what the model takes the causes from."""
    ruled_out = {id for part in parts for r in part.reading.ruled_out for id in pair(part, r.hypothesis, r.refuted_by)[:1]}
    causes = {
        id for part in parts for fact in part.reading.facts if fact.about in CAUSES for id in part.page.cited(fact.evidence)
    }
    return frozenset(ruled_out | (extractive - causes))


def superseded_of(parts: Sequence[ReadPart], extractive: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """What the model heard put right; what the rules heard, where no model read both pieces."""
    read = {id for part in parts for id in part.page.ids.values()}
    heard = [both for part in parts for c in part.reading.corrected if (both := pair(part, c.wrong, c.right))]
    unread = [both for both in extractive if not read.issuperset(both)]
    return tuple(dict.fromkeys((*unread, *((both[0], both[1]) for both in heard))))


def pair(part: ReadPart, one: str, other: str) -> tuple[str, ...]:
    """The ids of two references; empty unless both are known and two."""
    cited = part.page.cited([one, other])
    return cited if len(cited) == 2 else ()


def telling_of(parts: Sequence[ReadPart], evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """What the facts rest on, in the evidence's order."""
    ids = {id for part in parts for fact in part.reading.facts for id in part.page.cited(fact.evidence)}
    return tuple(piece.id for piece in evidence if piece.id in ids)
