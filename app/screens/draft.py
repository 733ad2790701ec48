"""Draft: section by section, each statement beside its evidence; accepted, edited, rejected, one key each."""

from collections.abc import Sequence

import streamlit as st

from app import acts, deciding, editing, evidence, incident, session
from app.offers import offers
from app.pieces import names
from app.pieces.chooser import chooser
from app.pieces.findings import finding
from app.pieces.lines import item_line, part_line
from app.pieces.markup import block, mute, text
from app.remarks import ADDS, add, answer, comments, redraft
from pipeline.domain.review import QUESTIONS, Item
from pipeline.reviewing.look import Look

PART, ITEM = "part", "item"


def show() -> None:
    look = incident.opened()
    parts = [part for part in names.PARTS if look.parts.get(part) or part in ADDS]
    part = wanted(PART, parts, first="summary")
    items = look.parts.get(part, ())
    sections, body, beside = st.columns([1.2, 3, 2], gap="medium")
    with sections:
        chooser("Sections", [part_line(look, one) for one in parts], part, f"sections-{look.review.id}", choose_part, narrow=True)
    if not items:
        with body:
            empty(look, part)
        return
    open = next((one.id for one in items if one.decision is None), items[0].id)
    chosen = wanted(ITEM, [one.id for one in items], first=open)
    item = next(one for one in items if one.id == chosen)
    with body:
        statements(look, part, items, item)
    with beside, st.container(key="evidence"):
        evidence.beside(look, item, lambda: session.choose(ITEM, item.id))


def empty(look: Look, part: str) -> None:
    st.subheader(names.part(part))
    deciding.refused()
    offers(look, part)
    st.html(mute("Nothing stands here yet. What you know can be added, and what a newer draft finds is offered."))
    add(look, part)


def wanted(what: str, known: Sequence[str], first: str = "") -> str:
    """What is chosen, if it is there; else `first`, else the first there is."""
    return next((one for one in (session.chosen(what), first) if one and one in known), known[0])


def choose_part(part: str) -> None:
    session.choose(PART, part)
    session.choose(ITEM, None)
    editing.end()


def choose_item(item: str) -> None:
    session.choose(ITEM, item)
    editing.end()


def statements(look: Look, part: str, items: Sequence[Item], item: Item) -> None:
    st.subheader(names.part(part))
    with st.container():  # one element whatever stands in it: the list below keeps its place and is not drawn anew
        acting(look, part, items, item)
    zone = session.zone()
    lines = [item_line(look, one, zone) for one in items]
    chooser(names.part(part), lines, item.id, f"items-{look.review.id}-{part}", choose_item)
    with st.container(horizontal=True):
        whole_section(look, part, items)


def acting(look: Look, part: str, items: Sequence[Item], item: Item) -> None:
    deciding.refused()
    if deciding.conflict(look.review.id, part):
        return
    offers(look, part)
    buttons(look, items, item)
    if (begun := editing.seen(look.review.id, item)) is not None:
        acts.form(look.review.id, begun, lambda: choose_item(next_open(items, item.id)))
    problems(look, item)


def buttons(look: Look, items: Sequence[Item], item: Item) -> None:
    id, row = look.review.id, acts.Acts(look.review.id, item)
    on = lambda: choose_item(next_open(items, item.id))  # noqa: E731
    with st.container(horizontal=True, gap="small"):
        if item.part == QUESTIONS:
            answer(id, item)
        else:
            row.accept(on)
            row.edit()
        row.reject(on)
        row.take_back()
        comments(look, item)
        row.go(lambda: choose_item(step(items, item, -1)), lambda: choose_item(step(items, item, 1)), "statement")


def problems(look: Look, item: Item) -> None:
    """What the check and the lint say of the chosen item."""
    check = look.checks.get((item.part, item.id)) or item.value.get("because", item.value).get("check") or {}
    found = check.get("problems", ()) if isinstance(check, dict) else check.problems
    said = [block("pm-finding", mute("evidence "), text(problem)) for problem in found]
    said += [finding(one) for one in look.findings if (one.part, one.item) == (item.part, item.id)]
    if said:
        st.html("".join(said))


def whole_section(look: Look, part: str, items: Sequence[Item]) -> None:
    open = [one for one in items if one.decision is None]
    desk, me, id = session.desk(), session.me(), look.review.id
    label = f"Accept all {len(open)} open" if open else "All decided"
    every = lambda: desk.accept_part(me, id, part)  # noqa: E731
    st.button(label, disabled=not open, icon=":material/done_all:", on_click=deciding.attempt, args=(every,))
    told = "Without a decision on each: it counts until something here changes"
    read = lambda: desk.mark_read(me, id, part, look.digests[part])  # noqa: E731
    st.button("Mark as read", disabled=not open, help=told, on_click=deciding.attempt, args=(read,))
    add(look, part)
    redraft(look.review.id, part)


def step(items: Sequence[Item], item: Item, by: int) -> str:
    at = items.index(item) + by
    return items[max(0, min(at, len(items) - 1))].id


def next_open(items: Sequence[Item], item: str) -> str:
    """The next that nobody has decided yet, from here on and around; this one where all are."""
    at = [one.id for one in items].index(item)
    around = [*items[at + 1 :], *items[:at]]
    return next((one.id for one in around if one.decision is None), item)


show()
