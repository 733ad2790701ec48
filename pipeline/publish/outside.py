"""The version for readers outside -> what in it still stands in the way, and the checklist that somebody goes through first."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.domain import parts
from pipeline.domain.finding import DraftFinding, Level
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import FACTS, Block, BlockKind, SignOffKind
from pipeline.domain.statement import CheckStatus
from pipeline.publish.anonymous import Anonymous
from pipeline.publish.external import texts_of

LINK = re.compile(r"https?://[^\s<>()\"'`]+")
SHOWN = 3
ASKED = MappingProxyType(
    {
        "internal": "Remove internal-only information",
        "accuracy": "Ensure technical accuracy",
        "sensitivity": "Check for competitive sensitivity",
    }
)
"""The points of the checklist that only a person can answer for."""
NOBODY: Mapping[str, str] = MappingProxyType({})


def outside(document: Postmortem, anonymous: Anonymous, findings: Iterable[DraftFinding] = ()) -> tuple[Block, ...]:
    """What stands in the way of a version for outside: names that are left in it, and the errors that the lint finds in it.

    `document` is what `external` made, `findings` what the lint says of that with its profile for readers outside."""
    return (*_names_left(document, anonymous), *_refused(document, findings))


def _names_left(document: Postmortem, anonymous: Anonymous) -> Iterator[Block]:
    if left := anonymous.left(document.incident.title):
        yield Block(kind=BlockKind.OUTSIDE, text=_named(left), part=FACTS, item="title")
    for part in parts.PARTS:
        for item in parts.held(document, part):
            if left := anonymous.left(" ".join(texts_of(item))):
                yield Block(kind=BlockKind.OUTSIDE, text=_named(left), part=part, item=parts.id_of(item))


def _named(left: list[str]) -> str:
    names = ", ".join(f'"{name}"' for name in left[:SHOWN])
    return f"{names} may name a person to readers outside; write the role instead, or say it without."


def _refused(document: Postmortem, findings: Iterable[DraftFinding]) -> Iterator[Block]:
    places = {parts.id_of(item): part for part in parts.PARTS for item in parts.held(document, part)}
    for found in findings:
        if found.finding.level is Level.ERROR:
            text = f"For readers outside: {found.finding.message.rstrip('.')}; say it otherwise, or waive it with a reason."
            place = places.get(found.id, found.field)
            yield Block(kind=BlockKind.OUTSIDE, text=text, part=place, item=found.id, rule=found.finding.rule)


@dataclass(frozen=True)
class Point:
    """One point of the checklist; `said` is what code knows of it, in a sentence. Where only a person can say whether it is done,
    it `asks` for one, and `by` is who answered."""

    name: str
    text: str
    done: bool
    said: str
    asks: bool = False
    by: str = ""


def checklist(
    document: Postmortem,
    blocks: Iterable[Block],
    required: Collection[SignOffKind],
    given: Collection[SignOffKind],
    answers: Mapping[str, str] = NOBODY,
) -> tuple[Point, ...]:
    """The six points of the process before something goes outside ("Review before publishing").

    `document` is what `external` made, `blocks` what `outside` says of it; `required` are the sign-offs it needs, `given` those
    that were given on it as it is; `answers` say who answered for a point of it as it is, by the point's name."""
    left = list(blocks)
    return (
        _asked("internal", _links(document), answers),
        Point("names", "Remove names of individuals", not left, _names(len(left))),
        _signed("legal", "Legal review (for security incidents)", SignOffKind.LEGAL, required, given),
        _asked("accuracy", _checked(document), answers),
        _asked("sensitivity", "Only a person can say what a competitor would learn from it.", answers),
        _signed("executive", "CEO/CTO approval for major incidents", SignOffKind.EXECUTIVE, required, given),
    )


def unanswered(answers: Collection[str]) -> tuple[Block, ...]:
    """The points that nobody has answered for; they stand in the way."""
    return tuple(
        Block(kind=BlockKind.CHECKLIST, text=f"Nobody has answered for this point yet: {text[0].lower()}{text[1:]}.", item=name)
        for name, text in ASKED.items()
        if name not in answers
    )


def _asked(name: str, said: str, answers: Mapping[str, str]) -> Point:
    return Point(name, ASKED[name], name in answers, said, asks=True, by=answers.get(name, ""))


def _links(document: Postmortem) -> str:
    links = list(dict.fromkeys(link for text in texts_of(document) for link in LINK.findall(text)))
    if not links:
        return (
            "Evidence, owners, tickets, questions and related incidents are left out, and no link is in it; read it for the rest."
        )
    more = f" and {len(links) - SHOWN} more" if len(links) > SHOWN else ""
    return f"These links are in it: {', '.join(links[:SHOWN])}{more}; take out those that only we can open."


def _names(left: int) -> str:
    if not left:
        return "No name of anybody who took part was found in it."
    places = "One place needs" if left == 1 else f"{left} places need"
    return f"{places} a look: they may name somebody, or the lint refuses them for readers outside."


def _signed(name: str, text: str, kind: SignOffKind, required: Collection[SignOffKind], given: Collection[SignOffKind]) -> Point:
    if kind not in required:
        return Point(name, text, True, "This incident does not need it.")
    done = kind in given
    return Point(name, text, done, "It was given on the document as it is." if done else "It is needed, and not given yet.")


def _checked(document: Postmortem) -> str:
    items = [item for part in parts.PARTS for item in parts.held(document, part)]
    supported = sum(1 for item in items if not isinstance(item, parts.Why) and item.check.status is CheckStatus.SUPPORTED)
    known = f"The evidence supports {supported} of its {len(items)} statements"
    return f"{known}; whether they tell it rightly is for somebody who was there."
