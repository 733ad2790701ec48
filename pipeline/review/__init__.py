"""What the rules of the process say of a review: pure functions, no database and no clock.

items        Postmortem -> items, items -> Postmortem, and what a reader has seen of them (digests)
offering     items + a newer draft -> offers, taken one by one
duty, deadlines, states, sign_offs     Review -> what has to be done, by when, in which order, with whose word
blocks       all of it -> what still stands in the way of publishing
shares, insights                       what people did with drafts, and what many incidents say together
"""

from pipeline.review.blocks import NO_DRAFT, Reviewed, blocks, place_of, waiver_of
from pipeline.review.deadlines import deadlines
from pipeline.review.duty import duty
from pipeline.review.insights import DraftsOfMonth, FactorCount, Insights, Kept, Recurrence, Trend, insights, is_recurrence
from pipeline.review.items import assembled, checked, digest, ids_cited, in_document, is_unsupported, opened, stands, text_of
from pipeline.review.offering import offers, outcome, taken
from pipeline.review.shares import Shares, lead_time, shares
from pipeline.review.sign_offs import RequiredSignOff, is_given, offered_sign_offs, required_sign_offs
from pipeline.review.states import after_edit, check_transition, moved, next_states

__all__ = [
    "NO_DRAFT",
    "DraftsOfMonth",
    "FactorCount",
    "Insights",
    "Kept",
    "Recurrence",
    "RequiredSignOff",
    "Reviewed",
    "Shares",
    "Trend",
    "after_edit",
    "assembled",
    "blocks",
    "check_transition",
    "checked",
    "deadlines",
    "digest",
    "duty",
    "ids_cited",
    "in_document",
    "insights",
    "is_given",
    "is_recurrence",
    "is_unsupported",
    "lead_time",
    "moved",
    "next_states",
    "offered_sign_offs",
    "offers",
    "opened",
    "outcome",
    "place_of",
    "required_sign_offs",
    "shares",
    "stands",
    "taken",
    "text_of",
    "waiver_of",
]
