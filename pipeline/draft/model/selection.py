"""The evidence that a model is shown to write from: all of it where that fits, else what the story rests on, with neighbors.

In: material, story, the extractive draft, how many characters fit. Out: the pieces in order, and a note where not all of what is
cited fits. No piece is cut.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from pipeline.domain.evidence import Evidence
from pipeline.domain.incident import MomentName
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.story import Story
from pipeline.draft.model.sections import SECTION_NAMES, held
from pipeline.transcript.chunks import size_of

LEFT_OUT = "{} of {} cited pieces of evidence did not fit in front of the model that wrote the sections."
IN_TELLING, IN_KEY_EVENT, IN_MOMENT, IN_STATEMENT, IN_EVENT, NEIGHBOR = 3, 3, 4, 2, 1, 1


def select(material: RedactedMaterial, story: Story, draft: Postmortem, most: int) -> tuple[tuple[Evidence, ...], str | None]:
    """The pieces to write from, of at most `most` characters."""
    spoken = [piece for piece in material.evidence if piece.text.strip()]
    if _size(spoken) <= most:
        return tuple(spoken), None
    cited = Counter[str]()
    for id, weight in _weights(story, draft):
        cited[id] += weight
    around = Counter(cited)
    for id in _neighbors(spoken, cited):
        around[id] += NEIGHBOR
    pieces = [piece for piece in spoken if piece.id in around] or spoken
    kept = _that_fit(pieces, around, most)
    told = [piece.id for piece in pieces if piece.id in cited]
    lost = len(told) - sum(piece.id in cited for piece in kept)
    return tuple(kept), LEFT_OUT.format(lost, len(told)) if lost else None


def _weights(story: Story, draft: Postmortem) -> Iterator[tuple[str, int]]:
    """Each id that something rests on, with how much that counts."""
    yield from ((id, IN_TELLING) for id in story.telling)
    for name in MomentName:
        moment = story.incident.moment(name)
        yield from ((id, IN_MOMENT) for id in (moment.evidence if moment else ()))
    for event in story.timeline:
        if event.key or not story.telling:
            yield from ((id, IN_KEY_EVENT if event.key else IN_EVENT) for id in event.evidence)
    for section in SECTION_NAMES:
        yield from ((id, IN_STATEMENT) for statement in held(draft, section) for id in statement.evidence)
    yield from ((id, IN_STATEMENT) for item in draft.action_items for id in item.evidence)
    yield from ((id, IN_STATEMENT) for pair in story.superseded for id in pair)


def _neighbors(pieces: Sequence[Evidence], cited: Counter[str]) -> Iterator[str]:
    """What was said just before and after a cited piece, in its channel."""
    by_channel: dict[str | None, list[Evidence]] = {}
    for piece in pieces:
        by_channel.setdefault(piece.channel, []).append(piece)
    for channel in by_channel.values():
        for index, piece in enumerate(channel):
            if piece.id in cited:
                yield from (other.id for other in channel[max(0, index - 1) : index + 2] if other.id != piece.id)


def _that_fit(pieces: Sequence[Evidence], weights: Counter[str], most: int) -> list[Evidence]:
    """The pieces without those that least rests on, the last of these first."""
    too_much = _size(pieces) - most
    gone: set[str] = set()
    for _, index in sorted((weights[piece.id], -index) for index, piece in enumerate(pieces)):
        piece = pieces[-index]
        if too_much <= 0 or len(gone) == len(pieces) - 1:
            break
        gone.add(piece.id)
        too_much -= size_of(piece)
    return [piece for piece in pieces if piece.id not in gone]


def _size(pieces: Iterable[Evidence]) -> int:
    return sum(size_of(piece) for piece in pieces)
