import pytest

from pipeline.domain.finding import Finding, Level
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.manual import page
from pipeline.lint.registry import rule

NAMES = ("surface-cause", "cause-ends-at-person", "single-cause", "circular-cause", "cause-without-action")
RULES = [*(rule(f"cause/{name}") for name in NAMES), rule("hindsight/vague-negative-descriptor")]


def findings(text: str) -> list[Finding]:
    return Engine(RULES).lint(read_markdown(text, "incident.md"))


def flagged(text: str) -> set[str]:
    return {found.rule.split("/")[1] for found in findings(text)}


def under_root_cause(text: str, whole: bool = False) -> str:
    return text if whole else f"# Outage\n\n## Root cause\n\n{text}\n"


@pytest.mark.parametrize("name", [one.name for one in RULES])
def test_every_bad_example_is_flagged_by_its_rule_and_every_good_one_is_clean(name: str):
    examples = page(rule(name).manual)
    assert len(examples.bad) >= 3
    assert len(examples.good) >= 3
    for example in examples.bad:
        assert name.split("/")[1] in flagged(under_root_cause(example.text, example.whole)), example.text
    for example in examples.good:
        assert not flagged(under_root_cause(example.text, example.whole)), example.text


def test_the_finding_stands_on_the_words_behind_the_label():
    found = next(
        one for one in findings("## Root cause\n\nRoot cause: misspelt bucket name.\n") if one.rule.endswith("surface-cause")
    )
    assert (found.line, found.column, found.excerpt) == (3, 13, "misspelt bucket name.")
    assert "misspelt bucket name" in found.suggestions[0]


def test_one_line_that_names_a_condition_speaks_for_all_causes():
    surface = "## Trigger\n\nDeployment of a migration.\n\n## Contributing factors\n\n- the disk of the primary was full\n"
    assert "surface-cause" in flagged(surface)
    assert "surface-cause" not in flagged(surface + "- migrations are never tried on data of real size\n")


def test_a_document_with_many_surface_causes_gets_one_finding():
    found = findings("## Root causes\n\n- the disk was full\n- the certificate expired\n- a node crashed\n")
    assert [one.rule for one in found] == ["cause/surface-cause"]


def test_a_labelled_cause_outside_of_its_own_section_counts_where_there_is_no_such_section():
    assert "surface-cause" in flagged("# Outage\n\n## Summary\n\nRoot cause: the disk was full.\n")
    section = "## Root cause\n\nNothing watches the disk of the primary.\n"
    assert not flagged(f"# Outage\n\n## Summary\n\nRoot cause: the disk was full.\n\n{section}")


def test_cause_rules_say_nothing_in_other_sections():
    assert not flagged("# Outage\n\n## What happened\n\nThe disk was full. An engineer deleted the old logs at 10:04.\n")


def test_a_person_as_cause_is_an_error_and_a_group_a_warning():
    person = [one for one in findings(under_root_cause("The admin ran the script twice.")) if "person" in one.rule]
    team = [one for one in findings(under_root_cause("The vendor rebooted the firewall.")) if "person" in one.rule]
    assert [one.level for one in person] == [Level.ERROR]
    assert [one.level for one in team] == [Level.WARNING]


@pytest.mark.parametrize(
    "text",
    [
        "The operator pod was killed by the kernel.",
        "A customer ran an export of 4 million rows.",
        "Attackers deleted the index.",
        "The on-call engineer did not receive the page.",
        "User sessions were lost in the restart.",
    ],
)
def test_things_outsiders_and_what_somebody_could_not_know_are_no_persons_as_cause(text: str):
    assert "cause-ends-at-person" not in flagged(under_root_cause(text))


def test_a_name_on_the_roster_is_a_person():
    front = "---\nparticipants: [Mirela Dragan]\n---\n"
    assert "cause-ends-at-person" in flagged(front + under_root_cause("Mirela dropped the table on the live host."))


def test_a_person_in_the_middle_of_a_chain_of_whys_is_fine_and_at_its_end_is_not():
    first, second = "1. Why? The engineer ran the script on the live host.", "2. Why? Both hosts show the same prompt."
    assert "cause-ends-at-person" not in flagged(f"## Five whys\n\n{first}\n{second}\n")
    assert "cause-ends-at-person" in flagged("## Five whys\n\n1. Why? The index was gone.\n2. Why? The engineer deleted it.\n")


def test_suggestions_stay_suggestions():
    found = findings(under_root_cause("The disk was full."))
    assert {one.rule: one.level for one in found} == {
        "cause/surface-cause": Level.WARNING,
        "cause/single-cause": Level.SUGGESTION,
    }


def test_a_record_of_low_severity_may_have_one_cause():
    assert "single-cause" not in flagged("---\nseverity: SEV4\n---\n" + under_root_cause("The disk was full."))


def test_a_restatement_before_the_detail_is_not_circular():
    assert "circular-cause" not in flagged(
        under_root_cause("The API was down because the API servers were down. They had no file handles left.")
    )


def test_an_action_that_shares_a_word_with_a_factor_answers_it():
    text = "## Contributing factors\n\n- backups are not monitored\n\n## Action items\n\n- {}\n"
    assert "cause-without-action" in flagged(text.format("Rename the wiki page on failover"))
    assert "cause-without-action" not in flagged(text.format("Page when a backup is older than a day"))


def test_a_document_without_action_items_is_left_to_other_rules():
    assert "cause-without-action" not in flagged("## Contributing factors\n\n- backups are not monitored\n")
