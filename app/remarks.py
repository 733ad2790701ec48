"""What a person adds to a section: a comment, an answer, a statement of their own, a wish for another draft."""

import streamlit as st

from app import forms, session
from app.answers import ENGINES
from app.deciding import decide, decide_on
from app.pieces import names
from app.pieces.markup import block, clock, mute, text
from pipeline.domain.parts import PARTS
from pipeline.domain.review import FACTS, QUESTIONS, RELATED, Item
from pipeline.reviewing.look import Look

NO_WISHES = frozenset({FACTS, QUESTIONS, RELATED})
PLAIN = frozenset(PARTS) - {"timeline", "action_items", "five_whys"}
"""Parts to which a statement in plain words can be added."""
ADDS = frozenset(PARTS) - {"timeline"}
"""Parts to which something can be added here; an event is added where the time is seen."""
ADD = {"action_items": "Add an action item", "five_whys": "Add a why"}


def comments(look: Look, item: Item) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    here = [one for one in look.comments if (one.part, one.item) == (item.part, item.id) and one.resolved_at is None]
    with st.popover(f"Comment ({len(here)})" if here else "Comment", icon=":material/comment:"):
        for one in here:
            st.html(block("pm-message", mute(f"{one.by}, {clock(one.at, session.zone())}"), block("pm-text", text(one.text))))
            if st.button("Resolve", key=f"resolve-{one.id}"):
                decide(lambda one=one: desk.resolve(me, id, one.id))
        said = st.text_area("Comment", key=f"comment-{item.id}-{len(here)}", label_visibility="collapsed", placeholder="A remark")
        if st.button("Post", key=f"post-{item.id}") and said and said.strip():
            decide(lambda: desk.comment(me, id, said, part=item.part, item=item.id))


def answer(incident: str, item: Item) -> None:
    key = f"{item.id}-{item.revision}"
    with st.popover("Answer", icon=":material/reply:", key=f"answering-{key}"):  # closed again once it is saved
        said = st.text_area("Answer", item.value.get("answer", ""), key=f"answer-{key}")
        into = st.selectbox(
            "Also as a statement of", ["", *sorted(PLAIN)], key=f"into-{key}",
            format_func=lambda one: names.part(one) if one else "no section",
        )  # fmt: skip
        if st.button("Save the answer", type="primary") and said and said.strip():
            desk, me = session.desk(), session.me()
            decide_on(incident, item, lambda now: desk.answer(me, incident, now.id, now.revision, said, into or ""))


def add(look: Look, part: str) -> None:
    """What no draft says, with all that an item of the part has; the form is another, closed and empty, once it is added."""
    if part not in ADDS:
        return
    key = f"add-{look.review.id}-{part}-{len(look.parts.get(part, ()))}"
    with st.popover(ADD.get(part, "Add a statement"), icon=":material/add:", key=key):
        if said := forms.new(part, key, session.zone()):
            desk, me = session.desk(), session.me()
            decide(lambda: session.choose("item", desk.add(me, look.review.id, part, said).id))


def redraft(incident: str, part: str) -> None:
    if part in NO_WISHES:
        return
    desk, me = session.desk(), session.me()
    with st.popover("Redraft", icon=":material/autorenew:"):
        engine = "extractive"
        if desk.settings.model:
            engine = st.selectbox("Told", list(ENGINES), format_func=ENGINES.__getitem__, key=f"redraft-by-{part}")
        wish = ""
        if engine == "extractive":
            st.html(mute("Without a model it gets shorter: the statements that tell most."))
        else:
            wish = st.text_area("What should be otherwise", key=f"wish-{part}", placeholder="Leave this empty to make it shorter")
        if st.button("Redraft it", key=f"redraft-{part}"):
            decide(lambda: desk.start_redraft(me, incident, [part], wish or "", engine))
