import pytest

from pipeline.draft.labels import Label, labelled, meaning, promises


def test_a_sentence_stands_under_the_label_before_it_and_loses_it():
    read = list(labelled(["Root Cause: A route was withdrawn.", "It was pushed at noon.", "Next steps: Test the routes."]))
    assert read == [
        (Label.CAUSE, "A route was withdrawn."),
        (Label.CAUSE, "It was pushed at noon."),
        (Label.NEXT_STEPS, "Test the routes."),
    ]


def test_a_label_that_says_how_sure_the_author_is_stays():
    assert list(labelled(["Preliminary Root Cause: A route was withdrawn."])) == [
        (Label.CAUSE, "Preliminary Root Cause: A route was withdrawn.")
    ]


def test_a_question_as_a_heading_is_a_label():
    assert list(labelled(["What went wrong and why?", "A route was withdrawn."])) == [(Label.CAUSE, "A route was withdrawn.")]


def test_words_before_a_colon_are_no_label_by_themselves():
    assert list(labelled(["Two shops: the one in Turku and the one in Oulu"])) == [
        (None, "Two shops: the one in Turku and the one in Oulu")
    ]


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Summary of Impact", Label.IMPACT),
        ("Customer Impact", Label.IMPACT),
        ("How did we respond", Label.MITIGATION),
        ("How are we making incidents like this less impactful", Label.NEXT_STEPS),
        ("Workaround", Label.ASIDE),
        ("Incident Start", Label.ASIDE),
        ("Diagnosis", Label.STORY),
        ("Turku", None),
    ],
)
def test_labels_are_known_by_their_words(label, meant):
    assert meaning(label) is meant


@pytest.mark.parametrize(
    "text",
    [
        "We apologize for the inconvenience.",
        "We will provide an update by 14:00.",
        "Next update in 30 minutes.",
        "Thank you for your patience.",
        "We expect full recovery within the hour.",
        "We do not have an ETA for mitigation at this point.",
        "Please contact support if you see errors.",
        "None at this time.",
    ],
)
def test_promises_expectations_and_courtesies_are_no_facts(text):
    assert promises(text)


@pytest.mark.parametrize("text", ["Customers saw errors between 9:00 and 9:40.", "We rolled the change back at noon."])
def test_facts_are_no_promises(text):
    assert not promises(text)
