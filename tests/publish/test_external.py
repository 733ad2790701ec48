"""The version for readers outside names nobody, tells of no customer, and holds nothing that is only ours."""

from datetime import UTC, date, datetime

import pytest

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.finding import DraftFinding, Finding, Level
from pipeline.domain.incident import Incident, Link, Role
from pipeline.domain.material import Person
from pipeline.domain.moment import Basis, Moment
from pipeline.domain.postmortem import Lessons, Postmortem, Provenance, Question, Redaction
from pipeline.domain.related import RelatedIncident
from pipeline.domain.review import BlockKind, SignOffKind
from pipeline.domain.statement import Check, CheckStatus, ResponseAction, Statement, StatementBasis
from pipeline.domain.timeline import Event, Phase
from pipeline.publish import anonymous_of, checklist, external, file_name, files, outside, unanswered
from pipeline.publish.customers import companies
from pipeline.text.identity import content_id
from pipeline.timeline.metrics import measure

AT = datetime(2026, 3, 16, 9, 0, tzinfo=UTC)
PEOPLE = (Person("Tunde Okafor", aliases=("tunde.o",)), Person("Mei-Ling Tsai", title="SRE"), Person("Will Stone"))
CITED = ("slack:C1:1",)


def said(text: str, status: CheckStatus = CheckStatus.SUPPORTED, basis: StatementBasis = StatementBasis.QUOTED) -> Statement:
    return Statement(
        id=content_id("said", text), text=text, evidence=CITED, basis=basis, check=Check(status=status, problems=("a number",))
    )


def event(text: str, key: bool = False) -> Event:
    return Event(id=content_id("said", text), at=AT, phase=Phase.OTHER, text=text, evidence=CITED, key=key, basis=Basis.STATED)


def document(**parts: object) -> Postmortem:
    incident = Incident(
        id="INC-1",
        title="Tunde's rollout",
        services=("Booking Checkout",),
        started_at=Moment(at=AT, basis=Basis.LOG, evidence=CITED),
        roles=(Role(role="IC", name="Tunde Okafor"),),
        participants=("Tunde Okafor", "Mei-Ling Tsai"),
        links=(Link(label="Slack", url="https://slack.example/x"),),
    )
    bare = Postmortem(incident=incident, metrics=measure(incident), provenance=Provenance(engine="extractive", version="1"))
    return bare.model_copy(update=parts)


def texts(of: Postmortem) -> str:
    return of.model_dump_json()


def test_names_become_roles_in_every_text_also_in_lower_case_and_in_identifiers() -> None:
    told = external(
        document(
            summary=(said("tunde rolled it back, Mei-Ling agreed (by=tunde)"),),
            timeline=(event("Tunde Okafor: starting", key=True),),
            response_actions=(ResponseAction(**said("Restarted").model_dump(), result="Tsai: fine now"),),
            lessons=Lessons(process=(said("Ask Tunde"),)),
        ),
        PEOPLE,
    )
    for name in ("tunde", "okafor", "mei-ling", "tsai"):
        assert name not in texts(told).lower()
    assert told.summary[0].text == "[incident commander] rolled it back, [SRE] agreed (by=[incident commander])"
    assert told.timeline[0].text == "[incident commander]: starting"
    assert told.incident.title == "[incident commander]'s rollout"


def test_what_is_only_ours_is_left_out() -> None:
    told = external(
        document(
            authors=("Tunde Okafor",),
            reviewers=("Mei-Ling Tsai",),
            summary=(said("It broke"),),
            supporting=(said("https://wiki.example/runbook"),),
            questions=(Question(id="q", about="impact", text="What did it cost?"),),
            related=(RelatedIncident(id="OLD", title="An older one", score=1),),
            redactions=(Redaction(placeholder="[e-mail 1]", kind="e-mail", count=1),),
            evidence=(Evidence(id=CITED[0], text="secret talk", source=Source(file="slack")),),
        ),
        PEOPLE,
    )
    for inside in ("secret talk", "slack", "wiki.example", "What did it cost", "An older one", "e-mail", "a number"):
        assert inside not in texts(told)


def test_action_items_outside_are_those_taken_on_without_owner_and_ticket() -> None:
    known = {"owner": "Tunde Okafor", "ticket": "OPS-7", "due": date(2026, 4, 1)}
    actions = (
        ActionItem(id="a", action="Add an alert", commitment=Commitment.COMMITTED, **known),
        ActionItem(id="b", action="Think about it", commitment=Commitment.PROPOSED),
        ActionItem(id="c", action="Taken on", commitment=Commitment.PROPOSED, accepted=True),
        ActionItem(id="d", action="Turned down", commitment=Commitment.COMMITTED, accepted=False),
        ActionItem(id="e", action="Never", commitment=Commitment.DECLINED),
    )
    told = external(document(action_items=actions), PEOPLE).action_items
    assert [one.id for one in told] == ["a", "c"]
    assert (told[0].owner, told[0].ticket, told[0].due) == (None, None, date(2026, 4, 1))


def test_what_the_evidence_does_not_support_stays_inside_unless_a_person_wrote_it() -> None:
    unsupported = said("Ten thousand orders", CheckStatus.UNSUPPORTED)
    by_hand = said("Our own words", CheckStatus.UNSUPPORTED, StatementBasis.PERSON)
    assert [one.text for one in external(document(impact=(unsupported, by_hand)), PEOPLE).impact] == ["Our own words"]


def test_the_timeline_outside_is_its_key_events_where_any_are_marked() -> None:
    both = (event("a chat"), event("the rollback", key=True))
    assert [one.text for one in external(document(timeline=both), PEOPLE).timeline] == ["the rollback"]
    assert len(external(document(timeline=both[:1]), PEOPLE).timeline) == 1


def test_customers_are_not_named_wherever_they_stand() -> None:
    told = external(
        document(
            impact=(said("Two customers missed their ship: Halden Cold Chain (8) and Meridian Freight."),),
            summary=(said("Halden Cold Chain called; Booking Checkout was down. ACME paid."),),
        ),
        PEOPLE,
        customers=("ACME",),
    )
    assert told.impact[0].text == "Two customers missed their ship: [customer] (8) and [customer]."
    assert told.summary[0].text == "[customer] called; Booking Checkout was down. [customer] paid."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The customer Acme called", ("Acme",)),
        ("Our client Example Ltd, of Leeds", ("Example Ltd",)),
        ("Customers on Black Friday", ()),
        ("Booking Checkout failed for customers", ()),
        ("Slipway Config Tool has no stages", ()),
    ],
)
def test_companies_are_found_where_a_sentence_speaks_of_customers(text: str, found: tuple[str, ...]) -> None:
    assert companies([text], ["Booking Checkout"]) == found


def test_what_may_still_name_somebody_blocks_with_its_place() -> None:
    whole = document(summary=(said("Then Will asked @stone-w, see ana@example.com"),), impact=(said("Will this do? It broke."),))
    told = external(whole, PEOPLE)
    found = outside(told, anonymous_of(whole, PEOPLE))
    assert {(block.kind, block.part) for block in found} == {(BlockKind.OUTSIDE, "summary")}
    assert "ana@example.com" in found[0].text


def test_errors_of_the_lint_for_readers_outside_block_in_their_part() -> None:
    lesson = said("Somebody failed to look")
    told = external(document(lessons=Lessons(process=(lesson,))), PEOPLE)
    error, warning = (
        DraftFinding(Finding("blame/x", level, "This blames.", "", 1, 1, 1, 2, "failed"), "lessons", lesson.id)
        for level in (Level.ERROR, Level.WARNING)
    )
    (block,) = outside(told, anonymous_of(told, PEOPLE), (error, warning))
    assert (block.part, block.item) == ("lessons.process", lesson.id)


def test_the_checklist_answers_what_code_can_and_asks_a_person_the_rest() -> None:
    told = external(document(summary=(said("See https://wiki.example/x"),)), PEOPLE)
    points = {point.name: point for point in checklist(told, (), {SignOffKind.LEGAL}, set())}
    assert {name: point.done for name, point in points.items()} == {
        "internal": False,
        "names": True,
        "legal": False,
        "accuracy": False,
        "sensitivity": False,
        "executive": True,
    }
    assert {point.name for point in points.values() if point.asks} == {"internal", "accuracy", "sensitivity"}
    answered = {point.name: point for point in checklist(told, (), (), (), {"accuracy": "Ana Lima"})}
    assert (answered["accuracy"].done, answered["accuracy"].by) == (True, "Ana Lima")
    assert [block.item for block in unanswered({"accuracy"})] == ["internal", "sensitivity"]
    assert "https://wiki.example/x" in points["internal"].said
    assert checklist(told, (), {SignOffKind.LEGAL}, {SignOffKind.LEGAL})[2].done is True
    assert all(point.said.endswith(".") for point in points.values())


def test_files_are_named_by_incident_and_audience_and_their_markdown_is_safe() -> None:
    made = files(document(), "external", lambda _, format: f"{format} ![x](https://evil.example/x.png)")
    assert file_name("../INC 1", "external", "md") == "INC-1-external.md"
    assert [one.format for one in made] == ["md", "html", "json"]
    assert "![" not in made[0].text
