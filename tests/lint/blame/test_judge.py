"""What the model alone says: heard in a short text, and less and less the more sentences about people a document has."""

from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine

REPROACH = "The vendor preferred a new logo to a working portal."
NEUTRAL = (
    "The network team joined at ten and started with the switches.",
    "An engineer drained the first rack while her colleague watched the graphs.",
    "The vendor answered within the hour and sent two technicians.",
    "The second responder took over the call at noon.",
    "Their manager told the partners that the site was slow.",
    "The operator restarted the proxy, and the errors went away.",
)


def found(*sentences: str, people: tuple[str, ...] = ()) -> list[str]:
    rules = [rule for name in registry.names() if (rule := registry.rule(name)).default and name.startswith(("blame", "hind"))]
    text = "\n\n".join(("# Report", "## What happened", *sentences)) + "\n"
    return [finding.level for finding in Engine(rules).lint(read_markdown(text, "report.md", people))]


def test_a_reproach_that_no_pattern_meets_is_a_warning():
    assert found(REPROACH) == ["warning"]


def test_neutral_sentences_about_people_are_none():
    assert found(*NEUTRAL) == []


def test_one_that_looks_like_reproach_among_very_many_is_taken_for_chance():
    assert found(REPROACH, *NEUTRAL * 40) == []


def test_what_patterns_meet_does_not_depend_on_the_length_of_the_document():
    assert found("The release manager forgot the flag.", *NEUTRAL * 40) == ["error"]


def test_names_and_what_somebody_says_of_themselves_are_no_reproach():
    people = ("Ana Pereira", "Emeka Nwosu")
    for said in ("Emeka Nwosu", "Ana Pereira, Emeka Nwosu", "I want @ana", "Emeka Nwosu: I don't love it but ok try"):
        assert found(said, people=people) == []


def test_a_reproach_is_heard_whoever_says_it():
    assert found(f"Ana Pereira: {REPROACH[0].lower()}{REPROACH[1:]}", people=("Ana Pereira",)) == ["warning"]
    assert found("Ana Pereira: Emeka Nwosu forgot the flag.", people=("Ana Pereira", "Emeka Nwosu")) == ["error"]
