"""A newer draft gives offers, and no word of a person is lost to it; sections told anew are offered too."""

from pathlib import Path

import pytest
from desk_of import SAID, Meanwhile, draft, drafted, export, item

from pipeline.domain.actor import Actor
from pipeline.domain.draft_options import DraftOptions
from pipeline.domain.incident import Visibility
from pipeline.domain.job import JobKind, JobState
from pipeline.domain.review import Decision, OfferKind
from pipeline.errors import BadOption, Conflict, RemoteRefused, WrongState
from pipeline.reviewing import ReviewDesk, open_desk
from pipeline.settings import Settings

LATER = [
    *SAID,
    ("10:30", "Bo Ek", "I'll write a list of all config keys until 2024-05-20"),
    ("10:31", "Ana Lima", "the dashboard was wrong too: it showed the staging cluster"),
]


def again(desk: ReviewDesk, ana: Actor, id: str, said: list[tuple[str, str, str]]) -> None:
    """The same file with more in it, drafted again."""
    desk.discard(ana, id, "incident.json")
    desk.add_sources(ana, id, [("incident.json", export(said))])
    draft(desk, ana, id)


def test_the_same_evidence_offers_nothing(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    items = desk.look(ana, id).parts
    draft(desk, ana, id)
    look = desk.look(ana, id)
    assert look.review.draft == 2 and look.offers == () and look.parts == items


def test_what_is_new_is_offered_and_what_people_said_stays(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    edited = item(desk, ana, id, "summary", "rolling back")
    desk.edit(ana, id, "summary", edited.id, edited.revision, text="Build 40 was put back.")
    rejected = item(desk, ana, id, "timeline", "looking at it")
    desk.reject(ana, id, "timeline", rejected.id, rejected.revision)
    mine = desk.add(ana, id, "impact", {"text": "Three shops called."})
    before = desk.look(ana, id).parts
    again(desk, ana, id, LATER)
    look = desk.look(ana, id)
    assert look.parts == before
    assert {offer.kind for offer in look.offers} >= {OfferKind.ADDED}
    assert not [offer for offer in look.offers if offer.item in (edited.id, rejected.id, mine.id)]
    new = next(offer for offer in look.offers if offer.part == "action_items")
    assert any(block.kind.value == "offer" and block.part == "action_items" for block in look.blocks)
    (taken,) = desk.take_offer(ana, id, new.id, None)
    now = desk.look(ana, id)
    assert taken.id in [one.id for one in now.parts["action_items"]] and taken.decision is Decision.ACCEPTED
    assert now.document and set(taken.value["evidence"]) <= {piece.id for piece in now.document.evidence}
    assert new.id not in [offer.id for offer in now.offers]


def test_an_offer_that_was_left_does_not_come_again(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    again(desk, ana, id, LATER)
    for offer in desk.look(ana, id).offers:
        desk.leave_offer(ana, id, offer.id)
    draft(desk, ana, id)
    assert desk.look(ana, id).offers == ()


def test_an_offer_is_taken_or_left_once(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    again(desk, ana, id, LATER)
    offer = desk.look(ana, id).offers[0]
    desk.leave_offer(ana, id, offer.id)
    with pytest.raises(BadOption):
        desk.take_offer(ana, id, offer.id, None)


def test_words_that_rest_on_evidence_which_is_gone_keep_it(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    again(desk, ana, id, SAID[:-1])
    look = desk.look(ana, id)
    event = item(desk, ana, id, "timeline", "what went well")
    assert look.document and "m6" in {piece.id for piece in look.document.evidence}
    assert desk.evidence(ana, id, event).messages


def test_sections_are_shortened_without_a_model_and_that_is_offered(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    before = desk.look(ana, id).parts
    draft(desk, ana, id, JobKind.REDRAFT, parts=["summary"], instruction="", engine="auto")
    look = desk.look(ana, id)
    assert look.parts == before
    assert {(offer.part, offer.kind) for offer in look.offers} == {("summary", OfferKind.GONE)}
    for offer in look.offers:
        desk.take_offer(ana, id, offer.id, item(desk, ana, id, offer.part, offer.item).revision)
    document = desk.look(ana, id).document
    assert document and 0 < len(document.summary) < len(before["summary"])


def test_an_offer_that_was_seen_beside_older_words_is_not_taken(desk: ReviewDesk, ana: Actor, bo: Actor) -> None:
    id = drafted(desk, ana)
    draft(desk, ana, id, JobKind.REDRAFT, parts=["summary"], instruction="", engine="auto")
    offer = desk.look(ana, id).offers[0]
    seen = item(desk, ana, id, "summary", offer.item)
    desk.edit(bo, id, "summary", seen.id, seen.revision, text="Bo's later words.")
    with pytest.raises(Conflict) as conflict:
        desk.take_offer(ana, id, offer.id, seen.revision)
    assert conflict.value.now.value["text"] == "Bo's later words."
    now = desk.look(ana, id)
    assert offer in now.offers and "Bo's later words." in [one.value["text"] for one in now.parts["summary"]]


def test_sections_told_anew_rest_on_the_evidence_of_a_draft_that_came_meanwhile(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    newer = Meanwhile("telling it anew", lambda: again(desk, ana, id, LATER))
    draft(desk, ana, id, JobKind.REDRAFT, newer, parts=["summary"], instruction="", engine="auto")
    look = desk.look(ana, id)
    assert look.review.draft == 3 and look.document
    assert "m8" in {piece.id for piece in desk.evidence(ana, id).messages}
    assert {offer.kind for offer in look.offers if offer.part == "summary"} == {OfferKind.GONE}


def test_a_draft_that_is_stopped_just_before_it_is_kept_is_not_kept(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    stop = lambda: [desk.stop(ana, job.id) for job in desk.jobs(ana, id) if job.is_alive]  # noqa: E731
    late = Meanwhile("keeping the draft", stop)
    with pytest.raises(BadOption, match="stopped"):
        draft(desk, ana, id, JobKind.DRAFT, late)
    assert desk.look(ana, id).review.draft == 1 and JobState.STOPPED in {job.state for job in desk.jobs(ana, id)}


def test_what_is_over_is_not_drafted(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    over = Meanwhile("keeping the draft", lambda: desk.abort(ana, id, "A duplicate."))
    with pytest.raises(WrongState):
        draft(desk, ana, id, JobKind.DRAFT, over)
    assert desk.look(ana, id).review.draft == 1
    for attempt in (lambda: desk.start_draft(ana, id), lambda: desk.start_redraft(ana, id, ["summary"])):
        with pytest.raises(WrongState, match="aborted"):
            attempt()


def test_an_instruction_without_a_model_is_refused_before_anything_starts(desk: ReviewDesk, ana: Actor) -> None:
    id = drafted(desk, ana)
    with pytest.raises(BadOption, match="without a model"):
        desk.start_redraft(ana, id, ["summary"], "friendlier")
    assert len(desk.jobs(ana, id)) == 1


def test_the_title_that_a_person_gave_is_the_documents(desk: ReviewDesk, ana: Actor) -> None:
    review = desk.create(ana, "Nobody could pay", [("incident.json", export())])
    draft(desk, ana, review.id)
    look = desk.look(ana, review.id)
    assert look.review.title == "Nobody could pay"
    assert look.document and look.document.incident.title == "Nobody could pay"


def test_a_restricted_incident_is_shown_to_no_model_elsewhere_though_no_record_restricts_it(tmp_path: Path) -> None:
    settings = Settings(
        home=str(tmp_path / "home"), embedder="none", model="openai:none", base_url="http://192.0.2.1/v1", api_key="k"
    )
    desk = open_desk(settings)
    ana = desk.sign_in("Ana Lima")
    review = desk.create(ana, "Checkout down", [("incident.json", export())], visibility=Visibility.RESTRICTED)
    result = draft(desk, ana, review.id)
    document = desk.look(ana, review.id).document
    assert any("restricted" in note and "was not asked" in note for note in result["notes"])
    assert document and (document.provenance.engine, document.incident.visibility) == ("extractive", Visibility.RESTRICTED)
    desk.set_options(ana, review.id, DraftOptions(engine="llm"))
    for attempt in (
        lambda: draft(desk, ana, review.id),
        lambda: draft(desk, ana, review.id, JobKind.REDRAFT, parts=["summary"], instruction="shorter", engine="llm"),
    ):
        with pytest.raises(RemoteRefused):
            attempt()
