from label_incident import draft

from pipeline.draft.model.asking import MOST_OF_MODEL, asked
from pipeline.draft.silence import question

COST = question("impact", "What did it cost? The evidence leaves it open.", ["e9"])


def told(*texts: str, about: str = "detection") -> list[str]:
    found = asked(draft(), [COST], [question(about, text) for text in texts], asks_learning=False)
    return [each.text for each in found]


def test_what_a_model_found_open_comes_behind_what_the_draft_does_not_say():
    assert told("Who reads the printer queue?") == [COST.text, "Who reads the printer queue?"]


def test_nothing_is_asked_twice():
    assert told("What did the evidence leave open of the cost?") == [COST.text]
    again = question("impact", "How many labels went unpaid?", ["e9"])
    assert [each.text for each in asked(draft(), [COST], [again], asks_learning=False)] == [COST.text]


def test_a_model_may_not_flood_the_owner():
    many = [
        f"Who owns {name}?" for name in ("apples", "bridges", "candles", "dragons", "engines", "feathers", "gardens", "hammers")
    ]
    assert len(told(*many)) == 1 + MOST_OF_MODEL
