"""Sections of a finished draft told anew: only they change, what people wrote stays, everything new is checked."""

from collections.abc import Callable, Sequence

import pytest
from fake_desk import FakeDesk
from label_incident import INCIDENT, MATERIAL, draft

from pipeline.domain.action_item import ActionItem, Commitment
from pipeline.domain.evidence import Evidence, Source
from pipeline.domain.incident import Visibility
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.statement import CheckStatus, Statement, StatementBasis
from pipeline.draft.model.answers import Mended, Repair
from pipeline.draft.model.redraft import KEEPS, Redrafted, Restated, Wish
from pipeline.errors import FellBack, RemoteRefused
from pipeline.llm.config import ModelConfig
from pipeline.llm.task import Failure, Fault, Task
from pipeline.redrafting import people_of, preview, redrafted, shorter
from pipeline.run import Request

REQUEST = Request(paths=())
MINE = Statement(id="mine", text="Stores could not ship for an hour.", basis=StatementBasis.PERSON)


def document(*mine: Statement) -> Postmortem:
    """The extractive draft with its evidence whole, and with statements of a person in front of its impact."""
    made = draft()
    return made.model_copy(update={"impact": (*mine, *made.impact), "evidence": MATERIAL.evidence})


def restated(text: str, *evidence: str, beside: str | None = None, instead_of: str | None = None) -> Restated:
    return Restated(text=text, beside=beside, category=None, evidence=list(evidence), instead_of=instead_of)


def answers(**by_section: Sequence[Restated]) -> Callable[[Task], Redrafted | Failure]:
    def answer(task: Task) -> Redrafted | Failure:
        said = by_section.get(task.label.replace(".", "_"))
        return Failure(Fault.REFUSED, "the model refused to answer") if said is None else Redrafted(statements=list(said))

    return answer


def desk(repair: Repair | None = None, **by_section: Sequence[Restated]) -> FakeDesk:
    return FakeDesk({"edit/redraft": answers(**by_section), "check/repair": [repair] if repair else []})


def reference(asked: FakeDesk, id: str) -> str:
    """The reference under which a piece of evidence was shown."""
    return f"m{[piece.id for piece in MATERIAL.evidence].index(id) + 1}"


GOOD = restated("1,980 label requests were rejected.", "m7", "m5")


def test_only_the_named_section_changes_and_its_statements_are_checked() -> None:
    before = document()
    result = redrafted(before, Wish(("impact",), "Only figures."), REQUEST, desk(impact=[GOOD]))
    after = result.document
    assert [(s.text, s.basis, s.check.status) for s in after.impact] == [
        ("1,980 label requests were rejected.", StatementBasis.MODEL, CheckStatus.SUPPORTED)
    ]
    untouched = {"impact", "provenance"}
    assert after.model_dump(exclude=untouched) == before.model_dump(exclude=untouched)
    assert [change.part for change in result.changes if change.added or change.gone] == ["impact"]


def test_times_are_filled_in_and_the_statement_is_computed() -> None:
    said = restated("Labels printed again at {{t:m6}}, {{d:m1..m6}} after the change.", "m6", "m1")
    (statement,) = redrafted(document(), Wish(("summary",)), REQUEST, desk(summary=[said])).document.summary
    assert statement.text == "Labels printed again at 09:10 UTC, 1 h 10 min after the change."
    assert statement.basis is StatementBasis.COMPUTED


def test_what_a_person_wrote_stays_and_the_change_is_proposed() -> None:
    proposal = restated("1,980 label requests were rejected by the new version.", "m7", "m5", instead_of="s1")
    before = document(MINE).model_copy(update={"summary": ()})
    asked = desk(impact=[proposal, GOOD])
    result = redrafted(before, Wish(("impact",), shorten=True), REQUEST, asked)
    assert "Stores could not ship for an hour. (a person's)" in asked.prompt(0)
    assert [s.text for s in result.document.impact] == [MINE.text, GOOD.text]
    assert result.document.impact[0] == MINE
    (proposed,) = result.proposals
    assert (proposed.stands, proposed.text) == (MINE.text, proposal.text)
    (question,) = [q for q in result.document.questions if q.text.startswith(KEEPS)]
    assert question.about == "impact"
    assert proposal.text in question.text and question.evidence == ("e7", "e5")
    again = redrafted(result.document, Wish(("impact",)), REQUEST, desk(impact=[GOOD])).document
    assert not [q for q in again.questions if q.text.startswith(KEEPS)]


def test_a_proposal_that_does_not_hold_is_not_made() -> None:
    wrong = restated("4,711 label requests were rejected.", "m7", instead_of="s1")
    before = document(MINE).model_copy(update={"summary": ()})
    result = redrafted(before, Wish(("impact",)), REQUEST, desk(impact=[wrong, GOOD]))
    assert result.proposals == ()
    assert "not proposed" in " ".join(result.notes)
    assert result.document.questions == before.questions


def test_what_fails_is_mended_once_and_then_marked() -> None:
    wrong = restated("4,711 label requests were rejected.", "m7")
    asked = desk(impact=[wrong])
    (marked,) = redrafted(document(), Wish(("impact",)), REQUEST, asked).document.impact
    assert marked.check.status is CheckStatus.UNSUPPORTED
    assert "4711" in marked.check.problems[0]
    assert [task.prompt.name for task in asked.asked] == ["edit/redraft", "check/repair"]

    def mend(task: Task) -> Repair:
        name = task.prompt.user.split("- s")[1].split(":")[0]
        mended = Mended(id=f"s{name}", text=GOOD.text, beside=None, evidence=["m7", "m5"], duplicate_of=None)
        return Repair(statements=[mended])

    mending = FakeDesk({"edit/redraft": answers(impact=[wrong]), "check/repair": mend})
    (good,) = redrafted(document(), Wish(("impact",)), REQUEST, mending).document.impact
    assert (good.text, good.check.status) == (GOOD.text, CheckStatus.SUPPORTED)


def test_a_section_that_does_not_come_stays_with_the_reason() -> None:
    before = document()
    result = redrafted(before, Wish(("impact", "summary")), REQUEST, desk(summary=[GOOD]))
    assert result.document.impact == before.impact
    assert result.notes[0] == "The section impact stays as it was: the model refused to answer."
    nothing = redrafted(before, Wish(("impact",)), REQUEST, desk(impact=[]))
    assert nothing.document == before
    assert "gave nothing" in nothing.notes[0]


def test_strict_ends_where_a_section_does_not_come() -> None:
    with pytest.raises(FellBack, match="impact stays"):
        redrafted(document(), Wish(("impact",)), Request(paths=(), strict=True), desk())


def test_sections_of_every_shape_keep_theirs() -> None:
    factor = Restated(text="No test had postal codes with letters.", beside=None, category=None, evidence=["m8"], instead_of=None)
    why = restated("There was no test with letters in postal codes.", "m8", beside="Why did version 4.2 reject postal codes?")
    deed = restated("The address-checker was rolled back to 4.1.", "m6", beside="Labels printed again.")
    quote = restated("the staged rollout was good, it held the other site back", "m8")
    wish = Wish(("contributing_factors", "five_whys", "response_actions", "worked_well", "lessons.process"))
    asked = desk(
        contributing_factors=[factor], five_whys=[why], response_actions=[deed], worked_well=[quote], lessons_process=[quote]
    )
    after = redrafted(document(), wish, REQUEST, asked).document
    assert after.contributing_factors[0].category == "technical"
    assert after.five_whys[0].why == why.beside
    assert after.response_actions[0].result == "Labels printed again."
    assert after.worked_well[0].basis is StatementBasis.QUOTED
    assert after.lessons.process[0].text == quote.text


def test_a_quote_that_nobody_said_is_not_kept() -> None:
    made_up = restated("the rollout saved the day", "m8")
    before = document()
    result = redrafted(before, Wish(("lessons.process",)), REQUEST, desk(lessons_process=[made_up]))
    assert result.document.lessons.process == ()
    assert "was left out" in " ".join(result.notes)


def test_for_customers_no_role_and_no_name_from_inside() -> None:
    said = [
        restated("1,980 label requests were rejected.", "m7", "m5"),
        restated("[incident commander 1] called the printer vendor.", "m4"),
        restated("The host print-box-7 rejected requests.", "m5"),
        restated("The address-checker rejected postal codes with letters.", "m5"),
    ]
    result = redrafted(document(), Wish(("impact",), audience="customers"), REQUEST, desk(impact=said))
    problems = [" ".join(s.check.problems) for s in result.document.impact]
    assert problems[0] == "" and problems[3] == ""
    assert "no person, no role" in problems[1]
    assert "print-box-7, which customers do not know" in problems[2]
    assert result.warnings[-1].endswith("this is no version for outside yet.")


def test_for_customers_a_section_of_which_nothing_is_said_goes_and_summary_stays() -> None:
    before = document()
    wish = Wish(("summary", "could_be_improved", "why_it_took_so_long"), audience="customers")
    after = redrafted(before, wish, REQUEST, desk(summary=[], could_be_improved=[], why_it_took_so_long=[])).document
    assert after.summary == before.summary
    assert after.could_be_improved == after.why_it_took_so_long == ()


def test_people_and_secrets_written_by_hand_are_not_sent() -> None:
    secret = "ghp_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8"
    mine = MINE.model_copy(update={"text": f"Ilse Marten used the token {secret} for it."})
    wish = Wish(("impact",), instruction=f"Leave Goran and {secret} out.")
    asked = desk(impact=[GOOD])
    result = redrafted(document(mine), wish, REQUEST, asked)
    sent = "\n".join(asked.prompt(n) for n in range(len(asked.asked)))
    for word in (secret, "Ilse", "Marten", "Goran", "Vidal"):
        assert word not in sent
    assert "[incident commander 1]" in sent
    assert result.document.impact[0] == mine
    assert result.document.evidence == MATERIAL.evidence


def test_people_are_all_whom_the_draft_names_with_the_short_forms_it_uses() -> None:
    piece = Evidence(id="x", author="Rafaela Prado", text="Rafa is on it, Tor too", source=Source(file="c"))
    item = ActionItem(id="a", action="Test letters", commitment=Commitment.COMMITTED, owner="Tordis Lund")
    named = document().model_copy(update={"evidence": (piece,), "action_items": (item,), "reviewers": ("[guest 1]",)})
    people = {person.name: person for person in people_of(named)}
    assert set(people) == {"Ilse Marten", "Goran Vidal", "Rafaela Prado", "Tordis Lund"}
    assert people["Goran Vidal"].title == "incident commander"
    assert (people["Rafaela Prado"].aliases, people["Tordis Lund"].aliases) == (("Rafa",), ("Tor",))


def test_a_restricted_incident_is_not_sent_to_another_machine() -> None:
    few = document().model_copy(update={"incident": INCIDENT.model_copy(update={"visibility": Visibility.RESTRICTED})})
    asked = desk(impact=[GOOD])
    remote = Request(paths=(), model=ModelConfig("openai:gpt-5"))
    with pytest.raises(RemoteRefused):
        redrafted(few, Wish(("impact",)), remote, asked)
    assert asked.rounds == []


def test_what_it_took_is_added_to_what_the_draft_took() -> None:
    before = document()
    before = before.model_copy(update={"provenance": before.provenance.model_copy(update={"prompts": ("write/overview@1",)})})
    after = redrafted(before, Wish(("impact",)), REQUEST, desk(impact=[GOOD])).document.provenance
    assert after.prompts == ("edit/redraft@1", "write/overview@1")
    assert after.notes[-1] == "Redrafted by a model: impact."
    assert after.engine == "llm"


def test_a_preview_asks_everything_and_sends_nothing() -> None:
    material, shown = preview(document(), Wish(("impact", "summary")), REQUEST)
    assert [task.label for task in shown.rounds[0]] == ["impact", "summary"]
    assert material.evidence == MATERIAL.evidence


def test_a_section_too_long_is_asked_for_with_less_evidence() -> None:
    tries: list[Task] = []

    def answer(task: Task) -> Redrafted | Failure:
        tries.append(task)
        return Failure(Fault.TOO_LONG, "too long") if len(tries) == 1 else Redrafted(statements=[GOOD])

    result = redrafted(document(), Wish(("impact",)), REQUEST, FakeDesk({"edit/redraft": answer}))
    assert len(tries[1].prompt.user) < len(tries[0].prompt.user)
    assert [s.text for s in result.document.impact] == [GOOD.text]


def test_shorter_without_a_model_says_so_and_keeps_people_s() -> None:
    before = document(MINE)
    result = shorter(before, ("impact",))
    assert MINE in result.document.impact
    assert len(result.document.impact) <= len(before.impact)
    assert result.document.provenance.notes[-1].startswith("Shortened without a model")
    assert result.document.summary == before.summary
