"""Settings and doctor: who works here, in which zone times are read, whether all is there, how it is set up, who did what."""

from importlib.metadata import version

import streamlit as st

from app import session
from app.pieces import standing
from app.pieces.markup import Tone, block, chip, mute, text
from app.pieces.table import table
from pipeline.domain.actor import Actor, Role
from pipeline.errors import PostmortemError
from pipeline.reviewing.configuration import Examined, Setting

DOCTOR, AUDITED, AT_ONCE = "doctor", "audited", 50
MAY = {
    Role.VIEWER: "reads",
    Role.REVIEWER: "also comments, signs off, disputes",
    Role.OWNER: "also decides, edits, publishes, starts incidents",
    Role.ADMIN: "also names people",
}
GROUPS = (
    ("Drafting with a model", "engine model base_url api_key model_read model_write model_check model_lint model_related "
     "temperature concurrency timeout retries token_cap price_in price_out answers replay_only"),
    ("Searching the past", "embedder embedder_url chroma_url chroma_download reader related"),
)  # fmt: skip
HOW = (
    "Settings are read when the desk starts: from the environment, else from <code>postmortem.toml</code> or "
    "<code>[tool.postmortem]</code> of <code>pyproject.toml</code> in the folder that it was started in. Change one there, and "
    "start <code>postmortem ui</code> again. Keys stand in the environment only."
)


def show() -> None:
    st.title("Settings and doctor")
    tabs = {
        "People": everybody,
        "You and your time zone": yourself,
        "Doctor": examined,
        "Configuration": configured,
        "Audit log": audited,
    }
    for tab, draw in zip(st.tabs(list(tabs), on_change="rerun", key="settings-tab"), tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def everybody() -> None:
    known = session.desk().people(session.me())
    rows = [(text(one.name), chip(one.role.value.capitalize()), text(", ".join(one.teams))) for one in known]
    st.html(table("People", ("Name", "Role", "Teams"), rows))
    st.html("".join(block("pm-mute", f"<strong>{role.value.capitalize()}</strong> {does}") for role, does in MAY.items()))
    me = next((one for one in known if one.name == session.me().name), session.me())
    if me.role is not Role.ADMIN:
        st.html(mute("An admin changes roles and teams."))
        return
    st.subheader("Change or add somebody")
    name = st.selectbox(
        "Name",
        [one.name for one in known],
        None,
        accept_new_options=True,
        width=420,
        placeholder="Choose, or type a new name",
    )
    if name:
        change(next((one for one in known if one.name == name), Actor(name=name)))


def change(person: Actor) -> None:
    with st.form(f"person-{person.name}", width=420):
        role = st.selectbox("Role", list(Role), list(Role).index(person.role), format_func=lambda one: one.value.capitalize())
        teams = st.text_input("Teams, by commas", ", ".join(person.teams), placeholder="payments, sre")
        if not st.form_submit_button("Save", type="primary"):
            return
    named = tuple(dict.fromkeys(filter(None, (" ".join(team.split()) for team in (teams or "").split(",")))))
    try:
        session.desk().set_person(session.me(), Actor(name=person.name, role=role, teams=named))
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    session.sign_in(session.me().name)
    st.rerun()


def yourself() -> None:
    with st.form("yourself", border=False, width=420):
        name = st.text_input("Your name", session.me().name, max_chars=80)
        zones = list(session.zones())
        mine = session.zone().key
        zone = st.selectbox("Show times in", zones, zones.index(mine) if mine in zones else zones.index("UTC"))
        saved = st.form_submit_button("Save", type="primary")
    st.html(mute("Without a choice, times are shown in the zone of your browser. What a document says does not change with it."))
    if not saved:
        return
    session.use_zone(zone)
    try:
        session.sign_in(name or "")
    except PostmortemError as error:
        st.html(block("pm-finding error", text(error)))
        return
    st.rerun()


def audited() -> None:
    """Over all incidents that one may know of."""
    many = st.session_state.get(AUDITED, AT_ONCE)
    entries = session.desk().audit(session.me(), limit=many + 1)
    st.html(standing.audit(entries[:many], session.zone(), incidents=True) if entries else mute("Nobody has done anything yet."))
    if len(entries) > many and st.button("Show more"):
        st.session_state[AUDITED] = 4 * many
        st.rerun()


def examined() -> None:
    """Services are asked, which takes seconds where one does not answer: it is done once, and again when somebody wishes."""
    if st.button("Look again", icon=":material/refresh:") or DOCTOR not in st.session_state:
        with st.spinner("Looking"):
            st.session_state[DOCTOR] = session.desk().doctor(session.me())
    st.html("".join(map(looked_at, st.session_state[DOCTOR])))


def looked_at(one: Examined) -> str:
    mark = chip("ok", Tone.OK) if one.ok else chip("look", Tone.WARN, "there is something to do, or something that is not used")
    return block("pm-message", mark, " ", text(one.text))


def configured() -> None:
    known = {one.key: one for one in session.desk().configured(session.me())}
    st.html(block("pm-note", HOW))
    for name, keys in GROUPS:
        st.subheader(name)
        chosen = [known.pop(key) for key in keys.split() if key in known]
        st.html(table(name, ("Setting", "Value", "In the environment"), map(row, chosen)))
    with st.expander("Everything else"):
        st.html(table("Everything else", ("Setting", "Value", "In the environment"), map(row, known.values())))
    st.html(mute(f"postmortem {version('postmortem')}"))


def row(one: Setting) -> tuple[str, str, str]:
    value = mute("not set") if one.value is None else text(one.value)
    return f"<code>{text(one.key)}</code>", value, f"<code>{text(one.variable)}</code>"


show()
