"""The model engine's draft: what models write is checked, mended once, and has a way out where it fails."""

import pytest
from fake_desk import FakeDesk
from label_incident import MATERIAL, PIECES, STORY, draft

from pipeline.domain.finding import DraftFinding, Finding, Level
from pipeline.domain.postmortem import DetectionMethod, Postmortem
from pipeline.domain.statement import CheckStatus, FactorCategory, Statement, StatementBasis
from pipeline.domain.wishes import Wishes
from pipeline.draft.model import rewrite
from pipeline.draft.model.answers import (
    Audit,
    AuditFinding,
    Candidate,
    Causes,
    Deed,
    Factor,
    Fault,
    Learning,
    Mended,
    Noticing,
    OpenPoint,
    Overview,
    Repair,
    Response,
    Said,
    Step,
)
from pipeline.draft.model.follow_ups import FollowUp, FollowUps
from pipeline.draft.model.one_list import OneList, Work
from pipeline.llm.task import Failure
from pipeline.llm.task import Fault as DeskFault

OUTAGE = Said(text="Labels did not print for {{d:impact_duration}}.", evidence=["m1", "m6"])
OVERVIEW = Overview(
    summary=[OUTAGE],
    impact=[Said(text="1,980 label requests were rejected.", evidence=["m7"])],
    questions=[OpenPoint(text="What did the delay cost the stores?", evidence=["m9"])],
)
CAUSES = Causes(
    what_happened=[Said(text="address-checker 4.2 went to all hosts at {{t:m1}}.", evidence=["m1"])],
    immediate_cause=[Said(text="address-checker 4.2 rejected postal codes with letters.", evidence=["m5"])],
    contributing_factors=[
        Factor(text="No test had postal codes with letters.", category=FactorCategory.PROCESS, evidence=["m8"])
    ],
    five_whys=[
        Step(why="Why did labels not print?", because="Requests with letters in the postal code were rejected.", evidence=["m5"])
    ],
    questions=[],
)
NOTICING = Noticing(
    method=DetectionMethod.MONITORING,
    detection=[Said(text="An alert fired at {{t:m2}}, {{d:time_to_detect}} after the start.", evidence=["m2"])],
    why_not_detected_sooner=[],
    why_it_took_so_long=[Said(text="The printer vendor was suspected first and ruled out.", evidence=["m3", "m4"])],
    questions=[],
)
RESPONSE = Response(
    response_actions=[Deed(text="address-checker was rolled back to 4.1.", result="Labels printed again.", evidence=["m6"])],
    could_be_improved=[],
    questions=[],
)
LEARNING = Learning(
    worked_well=[Candidate(quote="the staged rollout was good, it held the other site back.", evidence="m8")],
    technical=[],
    process=[Candidate(quote="we had no test with letters in postal codes.", evidence="m8")],
    communication=[],
)
CLEAN = Audit(findings=[])


def desk(**changes) -> FakeDesk:
    answers = {
        "write/overview": [OVERVIEW],
        "write/causes": [CAUSES],
        "write/detection": [NOTICING],
        "write/response": [RESPONSE],
        "write/learning": [LEARNING],
        "read/follow_ups": [FollowUps(items=[])],
        "check/audit": [CLEAN],
    }
    return FakeDesk(answers | {name.replace("__", "/"): queue for name, queue in changes.items()})


def no_findings(_: Postmortem) -> list[DraftFinding]:
    return []


def rewritten(asked: FakeDesk, before: Postmortem | None = None, **options) -> Postmortem:
    options.setdefault("lint", no_findings)
    return rewrite(MATERIAL, STORY, before or draft(), asked, **options)


def texts(statements) -> list[str]:
    return [statement.text for statement in statements]


def unsupported(document: Postmortem) -> list[str]:
    sections = (document.summary, document.impact, document.contributing_factors, document.response_actions)
    return [s.text for section in sections for s in section if s.check.status is CheckStatus.UNSUPPORTED]


def test_all_sections_are_asked_side_by_side_and_the_audit_alone_where_nothing_fails():
    asked = desk()
    document = rewritten(asked)
    assert [[task.label for task in tasks] for tasks in asked.rounds] == [
        ["overview", "causes", "detection", "response", "learning", "action items"],
        ["audit"],
    ]
    assert texts(document.summary) == ["Labels did not print for 1 h 10 min."]
    assert texts(document.what_happened) == ["address-checker 4.2 went to all hosts at 08:00 UTC."]
    assert document.five_whys[0].why == "Why did labels not print?"
    assert document.response_actions[0].result == "Labels printed again."
    assert document.detection.method is DetectionMethod.MONITORING
    assert not unsupported(document)
    assert document.provenance.notes == ()


def test_what_is_cited_stands_in_the_evidence_of_the_draft():
    document = rewritten(desk())
    held = {piece.id for piece in document.evidence}
    assert {id for statement in document.impact for id in statement.evidence} <= held


def test_only_figures_that_code_filled_in_count_as_computed():
    document = rewritten(desk())
    assert document.summary[0].basis is StatementBasis.COMPUTED
    assert document.impact[0].basis is StatementBasis.MODEL
    assert document.worked_well[0].basis is StatementBasis.QUOTED


def test_learning_comes_as_quotes_with_a_question_for_each_kind():
    document = rewritten(desk())
    assert texts(document.lessons.process) == ["we had no test with letters in postal codes."]
    asked = [(q.about, q.evidence) for q in document.questions if "candidates" in q.text]
    assert asked == [("worked_well", ("e8",)), ("lessons", ("e8",))]


def test_what_a_model_leaves_open_becomes_a_question_to_the_owner():
    document = rewritten(desk())
    assert [q.evidence for q in document.questions if q.text == "What did the delay cost the stores?"] == [("e9",)]


WRONG = Overview(summary=[OUTAGE], impact=[Said(text="1,980 stores called.", evidence=["m9"])], questions=[])


def repaired(text: str, *references: str, duplicate_of: str | None = None) -> Repair:
    return Repair(statements=[Mended(id="s2", text=text, beside=None, evidence=list(references), duplicate_of=duplicate_of)])


def test_what_fails_is_mended_once_next_to_the_audit():
    asked = desk(write__overview=[WRONG], check__repair=[repaired("nine stores called.", "m9")])
    document = rewritten(asked)
    assert [task.label for task in asked.rounds[1]] == ["repairing overview", "audit"]
    assert texts(document.impact) == ["nine stores called."]
    assert not unsupported(document)


def test_the_repair_is_told_the_problem_and_where_the_figure_stands():
    asked = desk(write__overview=[WRONG])
    rewritten(asked)
    user = asked.rounds[1][0].prompt.user
    assert "! The figure 1980 does not stand in the cited evidence." in user
    assert "! The figure 1980 stands in m7." in user
    assert "m7 | 2026-03-09 09:20:00" in user and "m1 | " not in user


def test_what_still_fails_stays_and_is_marked_with_its_problems():
    document = rewritten(desk(write__overview=[WRONG], check__repair=[repaired("1,981 stores called.", "m9")]))
    assert texts(document.impact) == ["1,981 stores called."]
    assert document.impact[0].check.status is CheckStatus.UNSUPPORTED
    assert "The figure 1981 does not stand in the cited evidence." in document.impact[0].check.problems


def test_without_a_repair_it_stays_marked_and_the_reason_is_noted():
    document = rewritten(desk(write__overview=[WRONG], check__repair=[Failure(DeskFault.TIMEOUT, "it took too long")]))
    assert unsupported(document) == ["1,980 stores called."]
    assert document.provenance.notes == ("What failed in overview was not mended: it took too long.",)


def test_only_a_duplicate_may_be_dropped():
    twice = Overview(summary=[OUTAGE], impact=[*WRONG.impact, *OVERVIEW.impact], questions=[])
    dropped = rewritten(desk(write__overview=[twice], check__repair=[repaired("", duplicate_of="s3")]))
    assert texts(dropped.impact) == ["1,980 label requests were rejected."]
    kept = rewritten(desk(write__overview=[twice], check__repair=[repaired("", duplicate_of="s1")]))
    assert unsupported(kept) == ["1,980 stores called."]


def test_a_quote_that_does_not_stand_is_left_out_and_said():
    invented = Learning(
        worked_well=[Candidate(quote="rollouts saved us", evidence="m8")], technical=[], process=[], communication=[]
    )
    document = rewritten(desk(write__learning=[invented]))
    assert document.worked_well == ()
    assert any("left out: These words do not stand" in note for note in document.provenance.notes)


def finding(document: Postmortem, text: str, rule: str = "blame/x", level: Level = Level.ERROR) -> list[DraftFinding]:
    told = Finding(rule, level, "It blames.", "", 1, 1, 1, 2, text, question="What made it likely?")
    held = [s for s in (*document.impact, *document.response_actions) if text in s.text]
    return [DraftFinding(told, "impact", s.id) for s in held]


def test_wording_that_the_lint_refuses_is_mended_with_its_question():
    asked = desk(check__repair=[repaired("Label requests were rejected.", "m7")])
    document = rewritten(asked, lint=lambda d: finding(d, "1,980"))
    assert "What made it likely?" in asked.rounds[1][0].prompt.user
    assert texts(document.impact) == ["Label requests were rejected."]


def test_a_suspicion_of_blame_is_mended_but_marks_nothing():
    asked = desk()
    document = rewritten(asked, lint=lambda d: finding(d, "1,980", level=Level.WARNING))
    assert asked.rounds[1][0].label == "repairing overview"
    assert not unsupported(document)


def test_where_only_the_wording_is_refused_the_extractive_text_stands_in():
    before = draft()
    refused = Response(
        response_actions=[Deed(text="The engineer rolled it back too late.", result=None, evidence=["m6"])],
        could_be_improved=[],
        questions=[],
    )
    own = [action for action in before.response_actions if "e6" in action.evidence]
    assert own, "the sample needs an extractive action on e6"
    document = rewritten(desk(write__response=[refused]), before, lint=lambda d: finding(d, "too late"))
    assert texts(document.response_actions) == [own[0].text]
    assert not unsupported(document)


def test_where_no_extractive_text_stands_in_it_is_marked():
    refused = Overview(summary=[OUTAGE], impact=[Said(text="The rejected labels were avoidable.", evidence=["m3"])], questions=[])
    before = draft().model_copy(update={"impact": ()})
    document = rewritten(desk(write__overview=[refused]), before, lint=lambda d: finding(d, "avoidable"))
    assert unsupported(document) == ["The rejected labels were avoidable."]


def audit(fault: Fault, statement: str, *evidence: str) -> Audit:
    return Audit(
        findings=[AuditFinding(fault=fault, statement=statement, other=None, evidence=list(evidence), reason="It was ruled out.")]
    )


def test_what_an_audit_finds_and_cites_marks_the_statement():
    document = rewritten(desk(check__audit=[audit(Fault.GUESS_AS_FACT, "s2", "m4")]))
    assert document.impact[0].check.problems == ("An audit finds a supposition told as fact: It was ruled out.",)


@pytest.mark.parametrize(
    "found", [audit(Fault.GUESS_AS_FACT, "s2"), audit(Fault.GUESS_AS_FACT, "s2", "m99"), audit(Fault.GUESS_AS_FACT, "s99", "m4")]
)
def test_what_an_audit_does_not_cite_counts_for_nothing(found):
    assert not unsupported(rewritten(desk(check__audit=[found])))


def test_what_an_audit_finds_in_words_that_changed_meanwhile_is_asked():
    changed = repaired("nine stores called.", "m9")
    document = rewritten(
        desk(write__overview=[WRONG], check__repair=[changed], check__audit=[audit(Fault.CONTRADICTION, "s2", "m4")])
    )
    assert not unsupported(document)
    assert any(q.about == "impact" and q.text.startswith("Is this right?") for q in document.questions)


def test_an_audit_that_fails_is_noted():
    document = rewritten(desk(check__audit=[Failure(DeskFault.SERVER, "the provider failed")]))
    assert document.provenance.notes == ("The draft was not audited by a model: the provider failed.",)


def test_the_work_that_several_parts_gave_becomes_one_list():
    def heard(_: object) -> FollowUps:
        plain = dict.fromkeys(("owner", "due", "due_in", "done_in", "priority", "ticket", "success_criteria"))
        work = {"action": "Add a test", "evidence": ["m1"], "commitment": "proposed", "category": "prevent", "in_progress": False}
        return FollowUps(items=[FollowUp.model_validate(work | plain)])

    asked = desk(read__follow_ups=heard, read__one_list=[OneList(work=[Work(items=["a1"])])])
    document = rewritten(asked, most=300)
    assert [each.action for each in document.action_items] == ["Add a test"]
    failed = rewritten(desk(read__follow_ups=heard, read__one_list=[Failure(DeskFault.TIMEOUT, "it took too long.")]), most=300)
    assert len(failed.action_items) > 1
    assert "The action items of several parts stand as each part gave them: it took too long." in failed.provenance.notes


def test_a_group_that_fails_keeps_its_extractive_text_and_says_why():
    before = draft()
    document = rewritten(desk(write__overview=[Failure(DeskFault.REFUSED, "the model refused to answer")]), before)
    assert document.summary == before.summary and document.impact == before.impact
    assert document.provenance.notes == (
        "The sections summary and impact were drafted without a model: the model refused to answer.",
    )


def test_without_any_answer_the_extractive_draft_comes_out():
    before = draft()
    asked = FakeDesk()
    document = rewritten(asked, before)
    assert len(asked.rounds) == 1
    changed = {"provenance", "questions"}
    assert document.model_dump(exclude=changed) == before.model_dump(exclude=changed)


def test_a_section_that_the_owner_turned_off_keeps_its_text_without_a_note():
    before = draft()
    asked = desk()
    off = frozenset({"impact", "worked_well", "lessons", "action_items"})
    document = rewritten(asked, before, wishes=Wishes(off=off))
    assert [task.label for task in asked.rounds[0]] == ["overview", "causes", "detection", "response"]
    assert document.impact == before.impact and document.action_items == before.action_items
    assert texts(document.summary) == ["Labels did not print for 1 h 10 min."]
    assert document.provenance.notes == ()


def test_what_the_owner_asks_for_stands_in_the_sections_prompt():
    asked = desk()
    rewritten(asked, wishes=Wishes(audience="the board of a bakery", instructions={"impact": "Name the sites."}))
    prompts = {task.label: task.prompt.user for task in asked.rounds[0]}
    assert "Readers: the board of a bakery." in prompts["causes"]
    assert "asks for impact: Name the sites." in prompts["overview"]
    assert "Name the sites." not in prompts["causes"]


def test_what_a_person_wrote_is_never_overwritten():
    own = Statement(id="p1", text="We paid the stores.", basis=StatementBasis.PERSON)
    document = rewritten(desk(), draft().model_copy(update={"impact": (own,), "summary": (own,)}))
    assert document.impact[0] == own and document.summary[0] == own
    assert len(document.impact) == len(document.summary) == 2


def test_a_page_that_is_too_long_is_tried_again_with_less_of_it():
    answers = iter([Failure(DeskFault.TOO_LONG, "too long"), OVERVIEW])
    asked = desk(write__overview=lambda _: next(answers))
    document = rewritten(asked)
    assert [task.label for task in asked.rounds[1]] == ["overview"]
    assert len(asked.rounds[1][0].prompt.user) < len(asked.rounds[0][0].prompt.user)
    assert texts(document.impact) == ["1,980 label requests were rejected."]


def test_no_name_of_a_person_reaches_the_desk():
    asked = desk(write__overview=[WRONG])
    rewritten(asked)
    sent = " ".join(asked.prompt(number) for number in range(len(asked.asked)))
    assert not [name for name in ("Ilse", "Marten", "Goran", "Vidal") if name.lower() in sent.lower()]


def test_the_same_input_gives_the_same_prompts():
    first, second = desk(), desk()
    assert rewritten(first) == rewritten(second)
    assert [task.prompt for task in first.asked] == [task.prompt for task in second.asked]


def test_every_piece_is_shown_where_all_fit():
    asked = desk()
    rewritten(asked)
    assert all(f"m{number} | " in asked.prompt(0) for number in range(1, len(PIECES) + 1))
