"""The rules that only suggest: where they look, what they leave alone, what can be put right."""

import pytest

from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.fixes import apply, ranges

ROSTER = ("Katya Orlova", "Will Grant", "Łukasz Nowak")
SUGGESTING = (
    "blame/passive-agent-named", "blame/named-individual-in-analysis", "blame/who-why-question", "hindsight/agentless-hindsight",
    "hindsight/obviousness", "hindsight/absolute-or-extreme", "hindsight/defensive-wording",
)  # fmt: skip


def found(rule: str, text: str, heading: str = "What happened") -> list[str]:
    document = read_markdown(f"## {heading}\n\n{text}\n", "a.md", ROSTER)
    return [finding.excerpt for finding in Engine([registry.rule(rule)]).lint(document)]


@pytest.mark.parametrize("rule", SUGGESTING)
def test_they_only_suggest(rule: str):
    assert registry.rule(rule).level.value == "suggestion"


@pytest.mark.parametrize("name", ["Katya", "Will", "Łukasz", "@dkim", "Katya Orlova"])
def test_an_agent_is_found_by_each_name(name: str):
    assert found("blame/passive-agent-named", f"The rule was approved by {name}.") == [f"approved by {name}"]


@pytest.mark.parametrize(
    "text",
    [
        "It was approved by default, by 09:50, by design and by hand.",
        "The alert was detected by Katya and acknowledged by Łukasz.",
        "It was deployed by Jenkins and deleted by the cleanup job.",
        "It was deleted by the team, by a customer and by anyone who asked.",
        "Changes are approved by a reviewer.",
        "10:41 rolled out by Katya",
    ],
)
def test_an_agent_is_no_credit_no_service_and_nobody_in_particular(text: str):
    assert not found("blame/passive-agent-named", text)


@pytest.mark.parametrize("heading", ["Timeline", "Action items", "What went well", "Participants"])
def test_an_agent_stands_where_names_belong(heading: str):
    assert not found("blame/passive-agent-named", "The rule was approved by Katya.", heading)


def test_a_name_is_looked_for_in_the_analysis_alone():
    rule = "blame/named-individual-in-analysis"
    assert found(rule, "Only Katya Orlova knew, and @dkim slept.", "Root cause") == ["Katya Orlova", "@dkim"]
    assert found(rule, "Katya rolled the cluster.", "Summary") == ["Katya"]
    assert not found(rule, "Katya rolled the cluster.", "What happened")
    assert not found(rule, "Katya rolled the cluster.", "Timeline")
    assert not found(rule, "Thanks to Katya, Nowak's law and support@example.com hold.", "Lessons learned")
    assert found(rule, "Will rolled the cluster.", "Summary") == ["Will"]
    assert not found(rule, "Will the lock be freed? Nowak's law says so.", "Lessons learned")
    assert not registry.rule(rule).default and registry.rule(rule).profiles == {"external": True}


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Who had approved the change?", "Who had approved"),
        ("Whose commit was it?", "Whose commit"),
        ("1. Why did Łukasz wait?", "Why did Łukasz"),
        ("Why didn't you roll back?", "Why didn't you"),
        ("Why did the on-call engineer not look?", "Why did the on-call engineer"),
    ],
)
def test_a_question_about_a_person_is_found(text: str, excerpt: str):
    assert found("blame/who-why-question", text) == [excerpt]


@pytest.mark.parametrize(
    "text",
    [
        "Who was affected? Who is paged? Who owns the gateway?",
        "Why did the pod restart? Why was the replica behind? Why did the operator pod wait?",
        "Why did the admin console not load? Why did the engineer's laptop lock?",
        "We asked who approved the change.",
        "WHOIS was down. Why not?",
    ],
)
def test_a_question_about_a_thing_or_no_question_is_left_alone(text: str):
    assert not found("blame/who-why-question", text)


@pytest.mark.parametrize(
    "text",
    [
        "The write should have been rejected by the validator.",
        "It could have been avoided by a lock, or prevented with a canary.",
        "It could have been worse, and should have been caught.",
        "The engineer should have been told.",
        "The flag is poorly documented.",
    ],
)
def test_duties_of_systems_controls_and_worse_worlds_are_no_hindsight(text: str):
    assert not found("hindsight/agentless-hindsight", text)


@pytest.mark.parametrize(
    "text",
    [
        "The trace clearly showed two writers.",
        "There were no obvious errors, and it was not at all obvious.",
        "It would have been easy to miss.",
        "The graph made it plain, and the log was obviously cut.",
        "Simply run it again.",
        "The label was clearly visible.",
    ],
)
def test_evidence_and_what_was_not_obvious_is_no_hindsight(text: str):
    assert not found("hindsight/obviousness", text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Clearly the flag was wrong.", "The flag was wrong."),
        ("Obviously, it failed. It was clearly too low.", "It failed. It was too low."),
        ("The limit *was obviously* low.", "The limit *was obviously* low."),
        ("Clearly\nthe flag was wrong.", "Clearly\nthe flag was wrong."),
        ("And obviously `x` was set.", "And `x` was set."),
    ],
)
def test_the_adverb_goes_where_the_sentence_stays_whole(before: str, after: str):
    document = read_markdown(f"{before}\n", "a.md", ROSTER)
    examined = Engine([registry.rule("hindsight/obviousness")]).examine(document)
    fixes = [one.hit.fix for one in examined.shown if one.hit.fix]
    assert all(not fix.safe for fix in fixes)
    assert apply(str(document.source), [ranges(document, fix) for fix in fixes])[0] == f"{after}\n"


@pytest.mark.parametrize(
    "text",
    [
        "Only a small number of customers were affected: 31 of 40,000.",
        "We verified that failover works as designed.",
        "The link fault is outside the rack.",
        "There is no choice of region in the form.",
    ],
)
def test_a_number_a_check_and_a_plain_fault_defend_nothing(text: str):
    assert not found("hindsight/defensive-wording", text)


def test_what_went_well_may_say_so():
    text = "Failover works as designed, and only a few users noticed."
    assert not found("hindsight/defensive-wording", text, "What went well")
    assert len(found("hindsight/defensive-wording", text, "Impact")) == 1
