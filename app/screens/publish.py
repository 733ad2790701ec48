"""Publish: the document as each readership will get it, what stands in the way, the checklist for outside; what went out."""

import streamlit as st

from app import deciding, going, incident, session
from app.answers import READERSHIPS
from app.pieces import standing
from app.pieces.markup import Tone, block, chip, mute, text
from app.pieces.page import page
from pipeline.domain.review import Publication, Readership, ReviewState
from pipeline.errors import PostmortemError
from pipeline.publish import FORMATS, Point, file_name
from pipeline.reviewing.look import Look

S = ReviewState
MIMES = {"md": "text/markdown", "html": "text/html", "json": "application/json"}
VIEWS = {"html": "As a page", "md": "As Markdown"}
NOTHING = "Nothing stands in the way for these readers."
HIGH = 640
FIRST = "It can be published once it is approved; the Review page says what that takes."


def show() -> None:
    look = incident.opened()
    deciding.refused()
    audience, view = asked(look)
    document, beside = st.columns([3, 2], gap="large")
    with document:
        preview(look, audience, view)
    with beside:
        act = st.container()
        ready = unblocked(look, audience)
        if audience is Readership.EXTERNAL:
            checklist(look)
        with act:
            going_out(look, audience, ready)
        went_out(look)


def asked(look: Look) -> tuple[Readership, str]:
    id = look.review.id
    with st.container(horizontal=True, vertical_alignment="bottom"):
        audience = st.segmented_control(
            "For readers", list(READERSHIPS), default=Readership.INTERNAL, format_func=READERSHIPS.__getitem__,
            key=f"readers-{id}", required=True,
        )  # fmt: skip
        view = st.segmented_control(
            "Shown", list(VIEWS), default="html", format_func=VIEWS.__getitem__, key=f"view-{id}", required=True
        )
    return Readership(audience or Readership.INTERNAL), view or "html"


def preview(look: Look, audience: Readership, view: str) -> None:
    desk, me, id = session.desk(), session.me(), look.review.id
    state = look.review.state.replace("_", "-")
    shown = desk.preview(me, id, audience, view)
    if view == "html":
        page(shown, f"The document for readers {READERSHIPS[audience].lower()}", f"page-{id}")
    else:
        st.code(shown, language="markdown", wrap_lines=True, height=HIGH)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.html(mute("As it is now:"))
        for format in FORMATS:
            made = lambda format=format: desk.preview(me, id, audience, format).encode()  # noqa: E731
            download(f"Download {format}", made, file_name(id, f"{audience}-{state}", format), format)


def download(label: str, made: object, name: str, format: str) -> None:
    st.download_button(label, made, name, MIMES[format], key=f"download-{name}-{label}", on_click="ignore")  # pyright: ignore


def unblocked(look: Look, audience: Readership) -> bool:
    """Whether nothing stands in the way; what does is listed."""
    found = session.desk().blocks(session.me(), look.review.id, audience)
    st.subheader(f"What stands in the way ({len(found)})" if found else "What stands in the way")
    if not found:
        st.html(block("pm-note", text(NOTHING)))
    going.standing(look, found)
    return not found


def checklist(look: Look) -> None:
    """The points of the process before something goes outside, answered by code or by a person here."""
    st.subheader("Before it goes outside")
    for one in session.desk().checklist(session.me(), look.review.id):
        point(look, one)


def point(look: Look, one: Point) -> None:
    if not one.asks:
        st.html(
            block("pm-note", chip("done", Tone.OK) if one.done else chip("open", Tone.WARN), text(one.text), " ", mute(one.said))
        )
        return
    key = f"point-{one.name}-{look.review.id}-{look.today}-{one.by}"
    st.checkbox(one.text, one.done, key=key, on_change=answer, args=(look, one, key))
    st.html(mute(f"{one.said} {one.by} answers for it." if one.by else one.said))


def answer(look: Look, one: Point, key: str) -> None:
    try:
        session.desk().answer_point(session.me(), look.review.id, one.name, look.today, not one.done)
    except PostmortemError as error:
        session.choose(deciding.REFUSED, str(error))
        st.session_state[key] = one.done


def going_out(look: Look, audience: Readership, ready: bool) -> None:
    desk, me, id, state = session.desk(), session.me(), look.review.id, look.review.state
    st.subheader("Publish")
    if (
        S.APPROVED in look.next_states
        and state is S.IN_REVIEW
        and st.button("Approve", type="primary", icon=":material/verified:")
    ):
        deciding.decide(lambda: desk.approve(me, id))
    if S.PUBLISHED in look.next_states or state is S.PUBLISHED:
        label = f"Publish for readers {READERSHIPS[audience].lower()}"
        if st.button(label, type="primary", icon=":material/send:", disabled=not ready):
            deciding.decide(lambda: desk.publish(me, id, audience))
    else:
        st.html(mute(FIRST))
    if S.RETRACTED in look.next_states:
        with st.popover("Retract", icon=":material/undo:"):
            st.html(mute("The files that went out are removed here, and it is no past incident any more."))
            why = st.text_area("Why it is taken back", key=f"retract-{id}", height=80)
            if st.button("Retract it"):
                deciding.decide(lambda: desk.retract(me, id, why or ""))
    if state is S.RETRACTED and st.button("Take it back to a draft"):
        deciding.decide(lambda: desk.reopen(me, id))


def went_out(look: Look) -> None:
    if not look.publications:
        return
    st.subheader("Published before")
    for one in sorted(look.publications, key=lambda each: each.number, reverse=True):
        told, get = st.columns([4, 1], vertical_alignment="center")
        told.html(standing.published(one, session.zone()))
        with get:
            again(look, one)


def again(look: Look, one: Publication) -> None:
    name = f"{look.review.id}-{one.audience}-{one.number}.{one.format}"
    download("Get", one.text.encode, name, one.format)


show()
