"""The plan of a review: shown, and changed as it was when its form was opened, so that nobody's change is lost."""

import datetime
from typing import Any

import streamlit as st

from app import session
from app.answers import READERSHIPS, VISIBILITIES, names_and_teams
from app.deciding import REFUSED, decide
from app.pieces import standing
from app.pieces.markup import mute
from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan
from pipeline.errors import PostmortemError
from pipeline.reviewing.look import Look

SEEN = "plan"


def shown(look: Look) -> None:
    st.subheader("Plan")
    seen = session.chosen(SEEN)
    if seen is None:
        st.html(standing.plan(look.review.plan, look.review.owner, session.zone()))
        if st.button("Change the plan", icon=":material/edit:"):
            session.choose(SEEN, look.review.plan.model_dump_json())
            st.rerun()
        return
    before = Plan.model_validate_json(seen)
    with st.form(f"plan-{look.review.id}", border=True):
        wanted = fields(look, before)
        with st.container(horizontal=True):
            saved = st.form_submit_button("Save the plan", type="primary")
            left = st.form_submit_button("Leave it")
    if left:
        session.choose(SEEN, None)
        st.rerun()
    if saved:
        save(look, wanted, before)


def save(look: Look, wanted: Plan, before: Plan) -> None:
    """What others have changed since is kept; where both changed one thing it is said, and saving again takes this one."""
    try:
        session.desk().set_plan(session.me(), look.review.id, wanted, before)
    except PostmortemError as error:
        session.choose(REFUSED, str(error))
        mine = [name for name in Plan.model_fields if getattr(wanted, name) != getattr(before, name)]
        now = session.desk().look(session.me(), look.review.id).review.plan
        known = before.model_copy(update={name: getattr(now, name) for name in mine})
        session.choose(SEEN, known.model_dump_json())
    else:
        session.choose(SEEN, None)
    st.rerun()


def fields(look: Look, before: Plan) -> Plan:
    key, people = look.review.id, [one.name for one in session.desk().people(session.me())]
    owner = before.owner or look.review.owner
    names = list(dict.fromkeys(filter(None, [*people, owner, before.facilitator, *before.participants])))
    audiences = [one for one in READERSHIPS if one in before.audiences]
    return Plan(
        owner=select("Owner", names, owner, f"plan-owner-{key}"),
        audiences=tuple(
            st.multiselect(
                "Audiences", list(READERSHIPS), audiences, format_func=READERSHIPS.__getitem__, key=f"plan-audiences-{key}"
            )
        ),
        meeting_at=meeting(before, key),
        facilitator=select("Facilitator", names, before.facilitator, f"plan-facilitator-{key}"),
        participants=tuple(
            st.multiselect(
                "Participants", names, before.participants, accept_new_options=True, key=f"plan-participants-{key}",
                placeholder="Choose or type a name",
            )
        ),
        recurs=st.checkbox("Recurring", before.recurs, key=f"plan-recurs-{key}"),
        process_failure=st.checkbox("A process let it through", before.process_failure, key=f"plan-process-{key}"),
        publish_by=day("Publish by", before.publish_by, f"plan-by-{key}"),
        format=layout(before.format, f"plan-format-{key}"),
        risks=lines("Risks, one a line", before.risks, f"plan-risks-{key}"),
        validation=lines("Validation points, one a line", before.validation, f"plan-validation-{key}"),
    )  # fmt: skip


def layout(value: str, key: str) -> str:
    formats = session.desk().formats()
    return st.selectbox("Format", formats, formats.index(value) if value in formats else 0, key=key)


def select(label: str, names: list[str], value: str | None, key: str) -> str | None:
    at = names.index(value) if value in names else None
    return st.selectbox(label, names, at, accept_new_options=True, key=key, placeholder="Choose or type a name")


def meeting(before: Plan, key: str) -> datetime.datetime | None:
    zone = session.zone()
    at = before.meeting_at
    value: Any = at.astimezone(zone).replace(tzinfo=None) if at else None
    label = f"Meeting ({zone.key})"
    typed: Any = st.datetime_input(label, value, key=f"plan-meeting-{key}", format="YYYY-MM-DD")
    return at if typed == value else typed and typed.replace(tzinfo=zone)


def day(label: str, value: datetime.date | None, key: str) -> datetime.date | None:
    chosen: Any = st.date_input(label, value, key=key, format="YYYY-MM-DD")
    return chosen if isinstance(chosen, datetime.date) else None


def lines(label: str, values: tuple[str, ...], key: str) -> tuple[str, ...]:
    said = st.text_area(label, "\n".join(values), key=key, height=90) or ""
    return tuple(line.strip() for line in said.splitlines() if line.strip())


def readers(look: Look) -> None:
    """Who may know of the incident."""
    review, desk, me = look.review, session.desk(), session.me()
    st.subheader("Who may know of it")
    now = review.visibility if review.visibility in VISIBILITIES else Visibility.INTERNAL
    key = f"{review.id}-{review.visibility}-{hash(review.readers)}"
    chosen = st.segmented_control(
        "Who may know of it", list(VISIBILITIES), default=now, format_func=VISIBILITIES.__getitem__, key=f"visibility-{key}",
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    restricted = chosen is Visibility.RESTRICTED
    named: tuple[str, ...] = ()
    if restricted:
        known = list(dict.fromkeys([*names_and_teams(), *review.readers]))
        named = tuple(
            st.multiselect(
                "Readers, by name or team", known, review.readers, accept_new_options=True, key=f"readers-{key}",
                placeholder="Choose or type a name",
            )
        )  # fmt: skip
        st.html(mute("For everybody else it is not there: in lists, counts, search, boards, insights and exports."))
    if (chosen, named) != (now, review.readers if restricted else ()) and st.button("Save who may know", type="secondary"):
        decide(lambda: desk.set_visibility(me, review.id, chosen or now, named))
