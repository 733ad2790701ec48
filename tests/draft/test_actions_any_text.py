"""Whatever is said, in whatever order: no exception, ids that are unique, the same result twice."""

from datetime import timedelta

from action_samples import ENDED, PEOPLE, Talk, story
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.domain.evidence import Evidence, EvidenceKind, Source
from pipeline.domain.material import RedactedMaterial
from pipeline.draft.actions import find_actions
from pipeline.draft.actions.remarks import stems

PHRASES = (
    "I take it", "mine, by Friday", "someone should", "no", "fair", "done", "rotated", "@Ben Otto can you", "who?", "me, now",
    "Actions in thread", "- add an alert", "merged", "not now", "idea:", "maybe", "the token is in this channel", "tomorrow",
    "?", "| Action | Owner |", "```", "\n", "> ",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PHRASES), min_size=1, max_size=6).map(" ".join))
NAMES = [*(person.name for person in PEOPLE), "bot", ""]
MESSAGES = st.lists(st.tuples(TEXTS, st.sampled_from(NAMES), st.integers(0, 6), st.integers(-300, 5000)), max_size=25)


def evidence_of(rows: list[tuple[str, str, int, int]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            id=f"m{n}",
            at=ENDED + timedelta(minutes=minute) if minute % 7 else None,
            author=author or None,
            kind=EvidenceKind.DOCUMENT if thread == 6 else EvidenceKind.MESSAGE,
            text=text,
            thread=f"m{thread}" if 0 < thread < n else None,
            channel="incident" if minute % 2 else None,
            source=Source(file="chat"),
        )
        for n, (text, author, thread, minute) in enumerate(rows)
    )


@settings(max_examples=150, deadline=None)
@given(MESSAGES, st.booleans())
def test_any_messages_give_items_with_unique_ids_and_known_evidence_the_same_way_twice(rows, ends: bool) -> None:
    material = RedactedMaterial(evidence=evidence_of(rows), people=PEOPLE)
    items = find_actions(material, story(ENDED if ends else None))
    assert items == find_actions(material, story(ENDED if ends else None))
    assert len({item.id for item in items}) == len(items)
    known = {piece.id for piece in material.evidence}
    assert all(item.evidence and len(item.evidence) <= 8 and known.issuperset(item.evidence) for item in items)


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_the_words_of_an_item_stand_in_its_evidence(text: str) -> None:
    talk = Talk().call().reply("Ana Lima", f"I'll add an alert on the replica lag by Friday. {text}")
    said = {piece.id: piece.text for piece in talk.said}
    for item in talk.items():
        assert stems(item.action) <= stems(" ".join(said[id] for id in item.evidence))
