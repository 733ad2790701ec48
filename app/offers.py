"""What a newer draft offers for a section: both texts beside each other, taken or left one by one."""

import streamlit as st

from app import session
from app.deciding import decide
from app.pieces.compare import beside
from app.pieces.lines import words
from pipeline.domain.review import Item, Offer, OfferKind
from pipeline.reviewing.look import Look

SAYS = {OfferKind.ADDED: "adds", OfferKind.GONE: "no longer has", OfferKind.CHANGED: "says otherwise"}


def offers(look: Look, part: str) -> None:
    here = [one for one in look.offers if one.part == part]
    if not here:
        return
    count = f"{len(here)} change{'s' if len(here) > 1 else ''}"
    with st.expander(f"A newer draft offers {count} in this section", expanded=True, icon=":material/compare:"):
        for offer in here:
            shown(look.review.id, offer)


def shown(incident: str, offer: Offer) -> None:
    desk, me = session.desk(), session.me()
    st.html(beside(said(offer, offer.before), said(offer, offer.after), "Now", f"The newer draft {SAYS[offer.kind]}"))
    with st.container(horizontal=True):
        if st.button("Take it", key=f"take-{offer.id}"):
            decide(lambda: desk.take_offer(me, incident, offer.id))
        if st.button("Leave it", key=f"leave-{offer.id}"):
            decide(lambda: desk.leave_offer(me, incident, offer.id))


def said(offer: Offer, value: dict[str, object] | None) -> str:
    return words(Item(part=offer.part, id=offer.item, position=0, value=value)) if value else ""
