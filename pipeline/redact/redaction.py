"""Material -> RedactedMaterial.

Two walks over the same texts: the first finds what has to go and numbers it in order of appearance, the second replaces, also
where a secret or a name that was found once stands alone. Placeholders are short and say what stood there:

    [secret 1: token]  [e-mail 1]  [phone 1]  [card 1]  [iban 1]  [ip 1]  [customer 1]  [guest 1]

The number counts one kind of thing (all secrets together), the same thing has the same placeholder in the whole material, and the
report holds placeholders, kinds and counts, nothing of what they stand for.
"""

from collections.abc import Callable
from dataclasses import replace

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import Link
from pipeline.domain.material import Channel, Material, Person, Record, RedactedMaterial
from pipeline.redact.passing_names import is_ticket
from pipeline.redact.redactor import Redactor
from pipeline.redact.surroundings import surroundings

Rewrite = Callable[[str], str]


def redact(material: Material, *, addresses: bool = False) -> RedactedMaterial:
    """The material with placeholders for secrets, personal data and outsiders' names, and a report of each placeholder.

    `addresses` also replaces IP addresses. People of the roster keep their names; guests of other workspaces do not.
    """
    redactor, rewritten = _redacted(material, addresses)
    return RedactedMaterial(**vars(rewritten), redactions=redactor.report())


def originals(material: Material, *, addresses: bool = False) -> dict[str, str]:
    """What each placeholder of `redact` stands for. For the owner's eyes: no material, draft or prompt holds it."""
    return _redacted(material, addresses)[0].originals()


def _redacted(material: Material, addresses: bool) -> tuple[Redactor, Material]:
    texts = _texts(material)
    tickets = frozenset(evidence.text for evidence in material.evidence if is_ticket(evidence))
    redactor = Redactor(material.people, addresses, surroundings(material, texts), tickets)
    for text in texts:
        redactor.look(text)
    return redactor, _rewritten(material, redactor.rewrite, redactor.rewrite_author, redactor.rewrite_person)


def _texts(material: Material) -> list[str]:
    """Every text that can reach a draft, in the order in which placeholders are numbered."""
    seen: list[str] = []

    def collect(text: str) -> str:
        seen.append(text)
        return text

    for piece in material.evidence:
        seen += (text for text in (piece.text, piece.at_text, piece.author) if text)
        seen += piece.links
    _rewritten(replace(material, evidence=()), collect, collect, lambda person: person)
    return seen


def _rewritten(material: Material, rewrite: Rewrite, author: Rewrite, person: Callable[[Person], Person]) -> Material:
    return Material(
        evidence=tuple(_evidence(e, rewrite, author) for e in material.evidence),
        records=tuple(_record(r, rewrite, author) for r in material.records),
        people=tuple(map(person, material.people)),
        channels=tuple(_channel(c, rewrite) for c in material.channels),
        summaries=material.summaries,
        notes=tuple(map(rewrite, material.notes)),
        timezone=material.timezone,
    )


def _evidence(evidence: Evidence, rewrite: Rewrite, author: Rewrite) -> Evidence:
    text = rewrite(evidence.text)
    at_text = evidence.at_text and rewrite(evidence.at_text)
    name = evidence.author and author(evidence.author)
    links = tuple(map(rewrite, evidence.links))
    if text == evidence.text and at_text == evidence.at_text and name == evidence.author and links == evidence.links:
        return evidence
    return evidence.model_copy(update={"text": text, "at_text": at_text, "author": name, "links": links})


def _record(record: Record, rewrite: Rewrite, author: Rewrite) -> Record:
    return replace(
        record,
        title=record.title and rewrite(record.title),
        severity=record.severity and rewrite(record.severity),
        status=record.status and rewrite(record.status),
        services=tuple(map(rewrite, record.services)),
        links=tuple(Link(label=rewrite(link.label), url=rewrite(link.url)) for link in record.links),
        people=tuple((author(first), author(second)) for first, second in record.people),
    )


def _channel(channel: Channel, rewrite: Rewrite) -> Channel:
    return replace(channel, topic=rewrite(channel.topic), purpose=rewrite(channel.purpose))
