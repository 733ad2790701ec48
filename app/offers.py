"""What a newer draft offers for a section: both texts beside each other, taken or left one by one."""

from typing import Any

import streamlit as st

from app import session
from app.deciding import attempt
from app.pieces.compare import beside
from app.pieces.lines import words
from pipeline.domain.review import Item, Offer, OfferKind
from pipeline.review import outcome
from pipeline.reviewing.look import Look

SAYS = {OfferKind.ADDED: "adds", OfferKind.GONE: "no longer has", OfferKind.CHANGED: "says otherwise"}


def offers(look: Look, part: str) -> None:
    here = [one for one in look.offers if one.part == part]
    if not here:
        return
    count = f"{len(here)} change{'s' if len(here) > 1 else ''}"
    with st.expander(f"A newer draft offers {count} in this section", expanded=True, icon=":material/compare:"):
        for offer in here:
            shown(look, offer)


def shown(look: Look, offer: Offer) -> None:
    """The item as it is now, and as it would be: what only a person changed of it stays."""
    desk, me, incident = session.desk(), session.me(), look.review.id
    now = next((item for item in look.parts.get(offer.part, ()) if item.id == offer.item), None)
    then = said(offer, outcome(offer, now))
    st.html(beside(said(offer, now and now.value), then, "Now", f"The newer draft {SAYS[offer.kind]}"))
    seen = now.revision if now else None
    take = lambda: desk.take_offer(me, incident, offer.id, seen)  # noqa: E731
    leave = lambda: desk.leave_offer(me, incident, offer.id)  # noqa: E731
    with st.container(horizontal=True):
        st.button("Take it", key=f"take-{offer.id}", on_click=attempt, args=(take,))
        st.button("Leave it", key=f"leave-{offer.id}", on_click=attempt, args=(leave,))


def said(offer: Offer, value: dict[str, Any] | None) -> str:
    return words(Item(part=offer.part, id=offer.item, position=0, value=value)) if value else ""
