"""From what stands in the way to the place where something can be done about it."""

from collections.abc import Sequence

import streamlit as st

from app import session
from app.pieces import names
from app.pieces.findings import id_of
from app.pieces.markup import block as box
from app.pieces.markup import text
from pipeline.domain.finding import Level
from pipeline.domain.review import Block, BlockKind
from pipeline.reviewing.look import Look

AT_ONCE = 10
OUTSIDE = "outside"
"""Chosen where somebody came to see what only readers outside get a finding for."""
HERE = frozenset({BlockKind.NO_OWNER, BlockKind.SIGN_OFF})
"""What is done on the Review page itself."""
BESIDE = frozenset({BlockKind.CHECKLIST})
"""What is done on the Publish page itself."""


def standing(look: Look, blocks: Sequence[Block], on_review: bool = False) -> None:
    """All that stands in the way, in the order of the document, each with a button that goes there."""
    key = f"{look.review.id}-{'review' if on_review else 'publish'}"
    many = len(blocks) if session.chosen("all-blocks") else AT_ONCE
    with st.container(gap="xxsmall", key="standing"):
        for number, one in enumerate(sorted(blocks, key=place)[:many]):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                st.html(box("pm-finding", text(one.text)), width="stretch")
                if one.kind not in (HERE if on_review else BESIDE) and st.button("Go", key=f"go-{key}-{number}"):
                    go(look, one)
    if len(blocks) > many and st.button(f"Show {len(blocks) - many} more", key=f"more-{key}"):
        session.choose("all-blocks", "yes")
        st.rerun()


def place(one: Block) -> int:
    parts = list(names.PARTS)
    return parts.index(one.part) if one.part in parts else len(parts)


def go(look: Look, one: Block) -> None:
    if one.kind in HERE or (one.kind is BlockKind.DISPUTE and not one.item):
        st.switch_page("screens/review.py")
    if one.kind is BlockKind.CHECKLIST:
        st.switch_page("screens/publish.py")
    if one.rule and (found := finding_of(look, one)):
        session.choose("finding", found)
        session.choose(OUTSIDE, "yes" if one.kind is BlockKind.OUTSIDE else None)
        st.switch_page("screens/findings.py")
    to_item(one.part, one.item)


def finding_of(look: Look, one: Block) -> str | None:
    """The finding of the lint that blocks: the same rule at the same place."""
    outside = one.kind is BlockKind.OUTSIDE
    all = session.desk().outside_findings(session.me(), look.review.id) if outside else look.findings
    here = (each for each in all if (each.finding.finding.rule, each.part, each.item) == (one.rule, one.part, one.item))
    return next((id_of(each) for each in here if each.waiver is None and each.finding.finding.level is Level.ERROR), None)


def to_item(part: str, item: str) -> None:
    """The item in the draft; the draft where there is none."""
    if part:
        session.choose("part", part)
        session.choose("item", item or None)
    st.switch_page("screens/draft.py")
