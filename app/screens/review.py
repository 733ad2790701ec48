"""Review: what still stands in the way, sign-offs, disputes and comments; beside them state, deadlines and plan; who did what."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import streamlit as st

from app import deciding, discussing, files, going, incident, plan, session
from app.pieces import names, standing
from app.pieces.markup import block, chip, mute, text
from pipeline.domain.review import Block, Readership, ReviewState
from pipeline.reviewing import ReviewDesk
from pipeline.reviewing.look import Look

S = ReviewState
NOTHING = "Nothing stands in the way."
AUDITED, AT_ONCE = "audit", 50


def show() -> None:
    look = incident.opened(needs_draft=False)
    deciding.refused()
    told, beside = st.columns([3, 2], gap="large")
    with told:
        blocked(look)
        discussing.sign_offs(look)
        discussing.disputes(look)
        discussing.comments(look)
    with beside:
        state(look)
        due(look)
        plan.shown(look)
        plan.readers(look)
        files.files(look)
    audited(look)


def blocked(look: Look) -> None:
    found = list(dict.fromkeys(blocks(look)))
    st.subheader(f"What still stands in the way ({len(found)})" if found else "What still stands in the way")
    if not found:
        st.html(block("pm-note", chip("✓", hint="nothing"), text(NOTHING)))
    going.standing(look, found, on_review=True)


def blocks(look: Look) -> Iterator[Block]:
    """For all of the readers that the plan names."""
    for audience in look.review.plan.audiences:
        yield from session.desk().blocks(session.me(), look.review.id, Readership(audience))


def state(look: Look) -> None:
    review = look.review
    st.subheader("State")
    name, tone = names.STATES[review.state]
    st.html(chip(name, tone) + mute(f" {review.reason}" if review.reason else ""))
    with st.container(horizontal=True, gap="small"):
        for to in look.next_states:
            step(look, to)


def step(look: Look, to: ReviewState) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    if to is S.BLOCKED:
        with_reason("Block", "Why it cannot go on", lambda why: desk.block(me, id, why))
    elif to is S.ABORTED:
        with_reason("Abort", "Why there will be none", lambda why: desk.abort(me, id, why))
    elif to in (S.PUBLISHED, S.RETRACTED):
        if st.button("Go to Publish", type="primary" if to is S.PUBLISHED else "secondary", icon=":material/send:"):
            st.switch_page("screens/publish.py")
    else:
        label, act = PLAIN[look.review.state, to] if look.review.state is not S.BLOCKED else ("Unblock", ReviewDesk.unblock)
        forward = look.review.state is not S.APPROVED
        if st.button(label, key=f"to-{to.value}", type="primary" if forward else "secondary"):
            deciding.decide(lambda: act(desk, me, id))


def with_reason(label: str, asked: str, act: Callable[[str], object]) -> None:
    with st.popover(label):
        why = st.text_area(asked, key=f"reason-{label}", height=80)
        if st.button(f"{label} it"):
            deciding.decide(lambda: act(why or ""))


def due(look: Look) -> None:
    duty, why = look.duty
    st.subheader("Deadlines")
    st.html(block("pm-row-facts", chip(names.DUTIES[duty]), mute(why)))
    if look.deadlines:
        st.html(standing.deadlines(look.deadlines, datetime.now(UTC), session.zone()))


def audited(look: Look) -> None:
    """Asked for only where somebody wants to see it."""
    wanted = session.chosen(AUDITED)
    if not wanted:
        if st.button("Show the audit log", icon=":material/history:"):
            session.choose(AUDITED, str(AT_ONCE))
            st.rerun()
        return
    entries = session.desk().audit(session.me(), look.review.id, int(wanted) + 1)
    st.subheader("Audit log")
    st.html(standing.audit(entries[: int(wanted)], session.zone()))
    if len(entries) > int(wanted) and st.button("Show more"):
        session.choose(AUDITED, str(4 * int(wanted)))
        st.rerun()


PLAIN = {
    (S.DRAFT, S.IN_REVIEW): ("Submit for review", ReviewDesk.submit),
    (S.IN_REVIEW, S.APPROVED): ("Approve", ReviewDesk.approve),
    (S.APPROVED, S.IN_REVIEW): ("Back to review", ReviewDesk.back_to_review),
    (S.RETRACTED, S.DRAFT): ("Take it back to a draft", ReviewDesk.reopen),
}
"""The steps that need no reason."""
show()
