"""Findings: what the lint says of the draft, at the words it is about; put right there, or waived with a reason."""

from collections.abc import Sequence

import streamlit as st

from app import deciding, editing, incident, session
from app.forms import form
from app.pieces import names
from app.pieces.chooser import Line, chooser
from app.pieces.findings import finding, id_of
from app.pieces.lines import words
from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.finding import Level
from pipeline.domain.review import Item
from pipeline.reviewing.look import Look, Placed

FOUND = "finding"
SIGNS = {Level.ERROR: ("✕", Tone.BAD), Level.WARNING: ("!", Tone.WARN), Level.SUGGESTION: ("·", Tone.PLAIN)}
CLEAN = ("<h3>Nothing to say</h3>", "<p>The lint finds no blame, no guess and no empty promise in this draft.</p>")
ABOUT = "Errors block publishing until they are said otherwise or waived with a reason; the rest is advice."


def show() -> None:
    look = incident.opened()
    found = sorted(look.findings, key=order)
    if not found:
        st.html(block("pm-teach", *CLEAN))
        return
    ids = {id_of(one): one for one in found}
    chosen = ids.get(session.chosen(FOUND) or "") or found[0]
    st.html(counts(found) + mute(ABOUT))
    listed, one = st.columns([2, 3], gap="medium")
    with listed:
        lines = [line(each) for each in found]
        chooser("Findings", lines, id_of(chosen), f"findings-{look.review.id}", lambda id: session.choose(FOUND, id), narrow=True)
    with one:
        details(look, chosen)


def order(one: Placed) -> tuple[bool, int, int]:
    parts = list(names.PARTS)
    place = parts.index(one.part) if one.part in parts else len(parts)
    return one.waiver is not None, list(SIGNS).index(one.finding.finding.level), place


def counts(found: Sequence[Placed]) -> str:
    open = [one.finding.finding.level for one in found if one.waiver is None]
    chips = [chip(f"{open.count(level)} {level.value}s", tone) for level, (_, tone) in SIGNS.items() if level in open]
    waived = len(found) - len(open)
    return "".join(chips) + (chip(f"{waived} waived") if waived else "") + " "


def line(one: Placed) -> Line:
    found = one.finding.finding
    mark, tone = SIGNS[found.level] if one.waiver is None else ("✓", Tone.OK)
    return Line(id_of(one), found.message, mark, tone, hint=found.level.value, note=names.part(one.part))


def details(look: Look, one: Placed) -> None:
    item = next((each for each in look.parts.get(one.part, ()) if each.id == one.item), None)
    st.html(finding(one))
    if item is not None:
        st.html(block("pm-quote", text(words(item, session.zone()))))
    ways = one.finding.finding.suggestions
    if ways:
        st.html(mute("Ways to say it: ") + "".join(block("", "· ", text(way)) for way in ways))
    deciding.refused()
    if item is not None and not deciding.conflict(look.review.id, one.part):
        rephrase(look, item)
    with st.container(horizontal=True):
        if item is not None and st.button("Show it in the draft", icon=":material/my_location:"):
            session.choose("part", one.part)
            session.choose("item", one.item)
            st.switch_page("screens/draft.py")
        waive(look, one)
        explain(one)


def rephrase(look: Look, item: Item) -> None:
    begun = editing.seen(look.review.id, item)
    if begun is None:
        if st.button("Say it otherwise", type="primary", icon=":material/edit:"):
            editing.begin(look.review.id, item)
            st.rerun()
        return
    changes = form(begun, session.zone())
    if changes is None:
        return
    if changes:
        deciding.edited(look.review.id, begun, changes, editing.end)
    editing.end()
    st.rerun()


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
