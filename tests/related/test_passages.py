from datetime import UTC, datetime

from pipeline.domain.past_incident import Part, PartKind, PastIncident
from pipeline.related.passages import LONGEST, passages


def cut(*parts: Part, **facts: object):
    return passages(PastIncident.model_validate({"id": "PM-1", "title": "Disk full", "parts": parts, **facts}))


def test_the_first_passage_is_title_services_and_day():
    first = cut(services=("search",), started_at=datetime(2026, 3, 1, tzinfo=UTC))[0]
    assert (first.id, first.text) == ("PM-1#0", "Disk full. search. 2026-03-01")


def test_a_passage_says_of_which_incident_and_part_it_is():
    passage = cut(Part(kind=PartKind.CAUSE, heading="Root cause", text="Logs were not rotated."))[1]
    assert (passage.heading, passage.kind) == ("Disk full: Root cause", PartKind.CAUSE)


def test_long_text_is_cut_and_no_word_is_lost():
    text = " ".join(f"word{n}" for n in range(1000))
    found = cut(Part(text=text))[1:]
    assert max(len(one.text.split()) for one in found) <= LONGEST
    assert " ".join(one.text for one in found).split() == text.split()


def test_list_items_and_rows_are_readable():
    text = "| Time | Event |\n|---|---|\n| 10:00 | Node became unready |\n\n- restarted the node\n- raised the limit"
    assert cut(Part(text=text))[1].text.splitlines() == [
        "Time, Event",
        "10:00, Node became unready",
        "restarted the node",
        "raised the limit",
    ]


def test_what_stands_in_every_report_is_left_out():
    text = "We apologize for the inconvenience. The queue was full. We will provide an update by noon.\n\nTBD\n\nN/A"
    assert [one.text for one in cut(Part(text=text))[1:]] == ["The queue was full."]


def test_a_sentence_that_an_update_repeats_is_kept_once():
    text = "Queries fail in the east region.\n\nQueries fail in the east region. A fix is being rolled out."
    assert " ".join(one.text for one in cut(Part(text=text))[1:]).count("Queries fail") == 1


def test_equal_words_have_equal_hashes_whatever_the_id():
    part = Part(text="The pool was exhausted.")
    one, other = (passages(PastIncident(id=id, title="Pool", parts=(part,)))[1] for id in ("A", "B"))
    assert one.text_hash == other.text_hash
    assert one.text_hash != cut(part)[1].text_hash
