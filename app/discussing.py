"""What people say of a review as a whole: sign-offs, disputes, comments."""

import streamlit as st

from app import session
from app.deciding import attempt, decide
from app.going import to_item
from app.pieces import names, standing
from app.pieces.lines import words
from app.pieces.markup import block, clock, mute, text
from pipeline.domain.review import Comment
from pipeline.review import offered_sign_offs
from pipeline.reviewing.look import Look


def sign_offs(look: Look) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    st.subheader("Sign-offs")
    st.html(standing.sign_offs(look, session.zone()))
    as_key, note_key = f"sign-as-{id}-{len(look.sign_offs)}", f"sign-note-{id}-{len(look.sign_offs)}"

    def sign(approves: bool, seen: str) -> None:
        said = st.session_state
        attempt(lambda: desk.sign_off(me, id, said[as_key], seen, approves, said[note_key]))

    with st.popover("Sign off", icon=":material/verified:"):
        kinds = offered_sign_offs(me.name, look.review.owner, look.required, look.sign_offs, look.today)
        st.selectbox("As", kinds, format_func=names.SIGN_OFFS.__getitem__, key=as_key)
        st.text_area("Note", key=note_key, placeholder="What you looked at, or what is wrong")
        st.html(mute("It counts for the document as it is now; a later change asks for it again."))
        with st.container(horizontal=True):
            for label, approves in (("I approve it", True), ("I object", False)):
                st.button(label, key=f"sign-{approves}", on_click=sign, args=(approves, look.today))


def disputes(look: Look) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    st.subheader("Disputes")
    for one in look.disputes:
        placed(look, one.part, one.item, f"dispute-{one.id}")
        st.html(standing.views(one, session.zone()))
        if one.decided_at is None:
            said = st.text_area("The owner's decision", key=f"decision-{id}-{one.id}", height=70)
            if st.button("Decide", key=f"decide-{one.id}"):
                decide(lambda one=one, said=said: desk.decide_dispute(me, id, one.id, said or ""))
    with st.popover("Raise a dispute", icon=":material/balance:"):
        parts = [part for part in names.PARTS if look.parts.get(part)]
        number = len(look.disputes)
        part = st.selectbox(
            "About", ["", *parts], format_func=lambda one: names.part(one) if one else "the whole", key=f"about-{id}-{number}"
        )
        majority = st.text_area("What most hold", key=f"majority-{id}-{number}", height=80)
        dissent = st.text_area("What the others hold", key=f"dissent-{id}-{number}", height=80)
        if st.button("Keep both views"):
            decide(lambda: desk.dispute(me, id, majority or "", dissent or "", part=part or ""))


def comments(look: Look) -> None:
    """Each with its answers; those that are resolved on demand."""
    desk, me, id = session.desk(), session.me(), look.review.id
    st.subheader("Comments")
    first = [one for one in look.comments if one.reply_to is None]
    done = [one for one in first if one.resolved_at]
    for one in first:
        if one.resolved_at is None:
            thread(look, one)
    if done:
        with st.expander(f"Resolved ({len(done)})"):
            st.html("".join(remark(one) for one in done))
    said = st.text_area("Comment", key=f"comment-{id}-{len(look.comments)}", height=70, placeholder="On the whole")
    if st.button("Comment", icon=":material/comment:"):
        decide(lambda: desk.comment(me, id, said or ""))


def thread(look: Look, one: Comment) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    replies = [each for each in look.comments if each.reply_to == one.id]
    placed(look, one.part, one.item, f"comment-{one.id}")
    st.html(remark(one) + "".join(block("pm-passage", remark(each)) for each in replies))
    with st.container(horizontal=True, gap="small"):
        with st.popover("Answer", key=f"answer-{one.id}"):
            said = st.text_area("Answer", key=f"reply-{id}-{one.id}-{len(replies)}", label_visibility="collapsed")
            if st.button("Post", key=f"post-{one.id}"):
                decide(lambda: desk.comment(me, id, said or "", one.part, one.item, one.id))
        if st.button("Resolve", key=f"resolve-{one.id}"):
            decide(lambda: desk.resolve(me, id, one.id))


def remark(one: Comment) -> str:
    by = mute(f"{one.by}, {clock(one.at, session.zone())}")
    return block("pm-message", by, block("pm-text", text(one.text)))


def placed(look: Look, part: str, item: str, key: str) -> None:
    """What it is about, with a button that goes there."""
    if not part:
        return
    about = next((words(one, session.zone()) for one in look.parts.get(part, ()) if one.id == item), "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(mute(f"{names.part(part)}: {about[:120]}" if about else names.part(part)))
        if st.button("Go", key=f"go-{key}"):
            to_item(part, item)
