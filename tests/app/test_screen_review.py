"""The Review page: what stands in the way, plan, sign-offs, disputes, comments, states, readers; who did what."""

from collections.abc import Callable

from drafted import Desk, labelled, shown
from streamlit.testing.v1 import AppTest

from pipeline.domain.incident import Visibility
from pipeline.domain.review import Plan, ReviewState, SignOffKind


def test_what_stands_in_the_way_leads_to_its_place(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    assert "15 of 16 in the facts are undecided" in shown(at)
    next(one for one in at.button if one.label == "Go").click().run()
    assert at.session_state["chosen"]["part"] == "incident"
    assert labelled(at.button, "Accept")


def test_an_error_of_the_lint_leads_to_the_finding(opened: Desk, page: Callable[..., AppTest]) -> None:
    first = opened.look().parts["summary"][0]
    words = "Rafael carelessly deployed the bundle."
    opened.desk.edit(opened.me, opened.incident, "summary", first.id, first.revision, text=words)
    at = page("review", **{"all-blocks": "yes"})
    said = [one.value for one in at.get("html") if "pm-finding" in one.value]
    place = next(number for number, one in enumerate(said) if "waive the finding" in one)
    [one for one in at.button if one.label == "Go"][place].click().run()
    assert first.id in at.session_state["chosen"]["finding"]
    assert labelled(at.button, "Waive it")


def test_it_is_submitted_blocked_with_a_reason_and_taken_up_again(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.button, "Submit for review").click().run()
    assert opened.look().review.state is ReviewState.IN_REVIEW
    labelled(at.button, "Block it").click().run()
    assert "say in a sentence why" in shown(at)
    labelled(at.text_area, "Why it cannot go on").input("Legal looks at it.")
    labelled(at.button, "Block it").click().run()
    assert (opened.look().review.state, opened.look().review.reason) == (ReviewState.BLOCKED, "Legal looks at it.")
    labelled(at.button, "Unblock").click().run()
    assert opened.look().review.state is ReviewState.IN_REVIEW
    labelled(at.button, "Approve").click().run()
    assert "Approving is not possible yet" in shown(at)


def test_the_plan_keeps_what_others_changed_meanwhile(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.button, "Change the plan").click().run()
    before = opened.look().review.plan
    opened.desk.set_plan(opened.me, opened.incident, before.model_copy(update={"facilitator": "Bo Ek"}))
    labelled(at.text_area, "Risks, one a line").input("It may come back\nNobody watches it")
    labelled(at.button, "Save the plan").click().run()
    plan = opened.look().review.plan
    assert (plan.facilitator, plan.risks) == ("Bo Ek", ("It may come back", "Nobody watches it"))


def test_where_two_change_one_thing_of_the_plan_the_second_is_told(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.button, "Change the plan").click().run()
    opened.desk.set_plan(opened.me, opened.incident, Plan(format="short"))
    labelled(at.selectbox, "Format").set_value("near-miss")
    labelled(at.button, "Save the plan").click().run()
    assert "somebody has set it to short since" in shown(at)
    assert opened.look().review.plan.format == "short"
    labelled(at.button, "Save the plan").click().run()
    assert opened.look().review.plan.format == "near-miss"


def test_a_sign_off_counts_for_the_document_as_it_is(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    assert "missing" in shown(at)
    labelled(at.button, "I approve it").click().run()
    word = opened.look().sign_offs[0]
    assert (word.kind, word.approves, word.digest) == (SignOffKind.OWNER, True, opened.look().today)
    first = opened.look().parts["summary"][0]
    opened.desk.reject(opened.me, opened.incident, "summary", first.id, first.revision)
    assert "on an earlier text" in shown(page("review"))


def test_both_views_of_a_dispute_are_kept_and_the_owner_decides(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.text_area, "What most hold").input("The canary was too small.")
    labelled(at.text_area, "What the others hold").input("Nobody looked at it.")
    labelled(at.button, "Keep both views").click().run()
    assert "The canary was too small." in shown(at) and "Nobody looked at it." in shown(at)
    labelled(at.text_area, "The owner's decision").input("Both are told.")
    labelled(at.button, "Decide").click().run()
    assert opened.look().disputes[0].decision == "Both are told."


def test_a_comment_is_answered_and_resolved(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    labelled(at.text_area, "Comment").input("Is <b>this</b> all?")
    labelled(at.button, "Comment").click().run()
    assert "Is &lt;b&gt;this&lt;/b&gt; all?" in shown(at)
    labelled(at.text_area, "Answer").input("Yes.")
    labelled(at.button, "Post").click().run()
    labelled(at.button, "Resolve").click().run()
    first, answer = opened.look().comments
    assert (answer.text, answer.reply_to, first.resolved_by) == ("Yes.", first.id, opened.me.name)


def test_few_may_know_of_it_when_its_owner_says_so(opened: Desk, page: Callable[..., AppTest]) -> None:
    at = page("review")
    at.button_group[0].set_value(Visibility.RESTRICTED).run()
    labelled(at.multiselect, "Readers, by name or team").set_value([]).run()
    labelled(at.button, "Save who may know").click().run()
    assert opened.look().review.visibility is Visibility.RESTRICTED
    assert opened.desk.listed(opened.desk.sign_in("Bo Ek")) == []


def test_who_did_what_is_shown_on_demand(opened: Desk, page: Callable[..., AppTest]) -> None:
    opened.desk.comment(opened.me, opened.incident, "Looked at.")
    at = page("review")
    assert "Looked at." not in shown(at).split("Audit log")[-1] or "Audit log" not in shown(at)
    labelled(at.button, "Show the audit log").click().run()
    assert 'aria-label="Audit log"' in shown(at)


def test_a_title_and_a_name_are_text_alone(opened: Desk, page: Callable[..., AppTest]) -> None:
    hostile = "![x](http://127.0.0.1:9/a.png)<img src=x>"
    opened.desk.comment(opened.me, opened.incident, hostile)
    opened.desk.dispute(opened.me, opened.incident, hostile, hostile)
    opened.desk.set_plan(opened.me, opened.incident, Plan(facilitator=hostile, risks=(hostile,)))
    at = page("review", audit="50")
    assert "<img" not in shown(at) and "&lt;img src=x&gt;" in shown(at)
    assert all("![x]" not in one.value for one in at.markdown)
