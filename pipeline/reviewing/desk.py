"""The review desk: everything that a screen may ask for, and nothing else. Each call is one transaction, made by an Actor.

    people          sign_in, people, set_person
    new_incident    recognised, create, add_sources, set_options, discard, sample
    pulling         asked_for, start_pull, pullable
    drafts          start_draft, start_redraft, start_index, stop, jobs, take_offer, leave_offer
    looking         listed, look, evidence
    deciding        accept, accept_part, edit, reject, take_back, add, merge_events, mark_read, answer
    discussing      comment, resolve, sign_off, dispute, decide_dispute, waive, unwaive
    publishing      set_plan, formats, set_visibility, submit, approve, back_to_review, block, unblock, abort, publish, retract,
                    reopen, blocks, outside_findings, preview, checklist, answer_point
    board           board, set_action, export_actions, insights, audit
    past_search     search, similar, link, lint_text
    past_incidents  past, add_past, add_sample_past, remove_past
    configuration   doctor, configured

Raises PostmortemError alone: NotAllowed, UnknownReview, Conflict, WrongState, BadOption, StoreUnavailable and their kin.
"""

from contextlib import suppress
from datetime import UTC, datetime

from pipeline.doctor import corpus, home
from pipeline.reviewing.bench import Clock
from pipeline.reviewing.configuration import Configuration
from pipeline.reviewing.deciding import Deciding
from pipeline.reviewing.new_incident import NewIncident
from pipeline.reviewing.past_incidents import PastIncidents
from pipeline.reviewing.people import People
from pipeline.settings import Settings
from pipeline.store.reviews import open_reviews


class ReviewDesk(People, NewIncident, Deciding, PastIncidents, Configuration):
    """One for a whole server: many threads may call it at once."""


def now() -> datetime:
    return datetime.now(UTC)


def open_desk(settings: Settings, clock: Clock = now) -> ReviewDesk:
    """The desk of this home folder. Its database is for the eyes of its owner alone. Raises StoreUnavailable."""
    store = open_reviews(home(settings))
    for file in home(settings).glob(f"{corpus(settings).name}*"):
        with suppress(PermissionError, FileNotFoundError):
            file.chmod(0o600)
    desk = ReviewDesk(settings, store, clock)
    desk.settle_all()
    return desk
