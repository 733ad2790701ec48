"""Code, quotations and addresses are blanked at their place, whatever the text, in time linear in it."""

from time import process_time

import pytest

from pipeline.lint.sentences import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("see `rm -rf` at https://x.io now", "see          at              now"),
        ("he said “my bad” twice", "he said          twice"),
        ("a ` alone", "a ` alone"),
        ("SEV1 @here, @channel: @ana looks", "SEV1      ,         : @ana looks"),
        ("@here-bot and ops@here", "@here-bot and ops@here"),
    ],
)
def test_what_is_not_the_reports_own_words_is_blank(text: str, masked: str):
    assert mask(text) == masked


@pytest.mark.parametrize("unit", ["`", "` ", "``a", "“", '"', "[](", "<a ", "@here "])
def test_a_mark_said_very_often_takes_no_longer_than_words(unit: str):
    text = unit * (60_000 // len(unit))
    began = process_time()
    assert len(mask(text)) == len(text)
    assert process_time() - began < 1
