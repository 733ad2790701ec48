"""Findings: what the lint says of the draft, at the words it is about; put right there, or waived with a reason."""

from collections.abc import Sequence

import streamlit as st

from app import acts, deciding, editing, incident, session
from app.going import OUTSIDE
from app.pieces import names
from app.pieces.chooser import Line, chooser
from app.pieces.findings import finding, id_of, instead
from app.pieces.lines import words
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.finding import Level
from pipeline.domain.review import FACTS, Item, Readership
from pipeline.review import text_of
from pipeline.reviewing.look import Look, Placed

FOUND, WAY, FOUND_OUTSIDE = "finding", "way", "found-outside"
SIGNS = {Level.ERROR: ("✕", Tone.BAD), Level.WARNING: ("!", Tone.WARN), Level.SUGGESTION: ("·", Tone.PLAIN)}
CLEAN = ("<h3>Nothing to say</h3>", "<p>The lint finds no blame, no guess and no empty promise in this draft.</p>")
ABOUT = "Errors block publishing until they are reworded or waived with a reason; the rest is advice."


def show() -> None:
    look = incident.opened()
    outside = only_outside(look) if wants_outside(look) else ()
    graver = set(map(key, outside))
    found = sorted((*(one for one in look.findings if key(one) not in graver), *outside), key=order)
    if not found:
        st.html(block("pm-teach", *CLEAN))
        return
    ids = {id_of(one): one for one in found}
    chosen = ids.get(session.chosen(FOUND) or "") or found[0]
    st.html(counts(found) + mute(ABOUT))
    listed, one = st.columns([2, 3], gap="medium")
    with listed:
        lines = [line(each, each in outside) for each in found]
        chooser("Findings", lines, id_of(chosen), f"findings-{look.review.id}", lambda id: session.choose(FOUND, id), narrow=True)
    with one:
        details(look, chosen)


def wants_outside(look: Look) -> bool:
    """Asked where the plan names readers outside, or where somebody came from what stands in their way."""
    planned = Readership.EXTERNAL in look.review.plan.audiences or session.chosen(OUTSIDE) is not None
    return st.checkbox("Also findings for external readers only", planned, key=f"outside-{look.review.id}-{planned}")


def only_outside(look: Look) -> tuple[Placed, ...]:
    """What the lint refuses in the version for outside, and lets stand in this one; made once for each revision."""
    revision = (look.review.id, look.review.revision)
    before, found = st.session_state.get(FOUND_OUTSIDE, (None, ()))
    if before != revision:
        known = {key(one) for one in look.findings if one.finding.finding.level is Level.ERROR}
        every = session.desk().outside_findings(session.me(), look.review.id)
        found = tuple(one for one in every if key(one) not in known)
        st.session_state[FOUND_OUTSIDE] = (revision, found)
    return found


def key(one: Placed) -> tuple[str, str, str, str]:
    return one.finding.finding.rule, one.part, one.item, one.finding.finding.excerpt


def order(one: Placed) -> tuple[bool, int, str, int]:
    parts = list(names.PARTS)
    place = parts.index(one.part) if one.part in parts else len(parts)
    found = one.finding.finding
    return one.waiver is not None, list(SIGNS).index(found.level), found.rule, place


def counts(found: Sequence[Placed]) -> str:
    open = [one.finding.finding.level for one in found if one.waiver is None]
    counted = ((level, open.count(level), tone) for level, (_, tone) in SIGNS.items())
    chips = [chip(f"{count} {level.value}{'' if count == 1 else 's'}", tone) for level, count, tone in counted if count]
    waived = len(found) - len(open)
    return "".join(chips) + (chip(f"{waived} waived") if waived else "") + " "


def line(one: Placed, outside: bool = False) -> Line:
    """Below the name of its rule."""
    found = one.finding.finding
    mark, tone = SIGNS[found.level] if one.waiver is None else ("✓", Tone.OK)
    where = f"{names.part(one.part)}{', for outside' if outside else ''}"
    group = f"waived: {found.rule}" if one.waiver else found.rule
    return Line(id_of(one), found.message, mark, tone, hint=found.level.value, note=where, group=group)


def details(look: Look, one: Placed) -> None:
    item = next((each for each in look.parts.get(one.part, ()) if each.id == one.item), None)
    st.html(finding(one))
    if item is not None:
        st.html(block("pm-quote", text(words(item, session.zone()))))
    ways(look, one, item)
    deciding.refused()
    if item is not None and not deciding.conflict(look.review.id, one.part):
        rephrase(look, item, one)
    with st.container(horizontal=True):
        if item is not None and st.button("Show it in the draft", icon=":material/my_location:"):
            session.choose("part", one.part)
            session.choose("item", one.item)
            st.switch_page("screens/draft.py")
        waive(look, one)
        explain(one)


def ways(look: Look, one: Placed, item: Item | None) -> None:
    """Each other way to say it, with a button that puts it into the form in the place of its sentence."""
    for number, way in enumerate(one.finding.finding.suggestions):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(block("pm-way", text(way)), width="stretch")
            if item is not None and item.part != FACTS and st.button("Start with this", key=f"way-{number}-{id_of(one)}"):
                editing.begin(look.review.id, item)
                session.choose(WAY, way)
                st.rerun()


def rephrase(look: Look, item: Item, one: Placed) -> None:
    begun = editing.seen(look.review.id, item)
    if begun is None:
        if st.button("Reword it", type="primary", icon=":material/edit:"):
            editing.begin(look.review.id, item)
            session.choose(WAY, None)
            st.rerun()
        return
    found, way = one.finding.finding, session.chosen(WAY)
    begin = instead(text_of(begun), found.excerpt, way) if way in found.suggestions else ""
    acts.form(look.review.id, begun, editing.end, begin)


def waive(look: Look, one: Placed) -> None:
    found, desk, me = one.finding.finding, session.desk(), session.me()
    where = (me, look.review.id, found.rule, one.part, one.item, found.excerpt)
    if one.waiver is not None:
        if st.button("Take the waiver back", icon=":material/undo:"):
            deciding.decide(lambda: desk.unwaive(*where))
        return
    with st.popover("Waive", icon=":material/block:"):
        reason = st.text_area("Why this may stand", key=f"waive-{id_of(one)}", placeholder="Whoever asks later reads this")
        if st.button("Waive it", type="primary", disabled=not (reason or "").strip()) and reason:
            deciding.decide(lambda: desk.waive(*where, reason))


def explain(one: Placed) -> None:
    with st.popover("The rule", icon=":material/menu_book:"):
        st.html(block("pm-text", text(session.desk().explained(one.finding.finding.rule))))


show()
