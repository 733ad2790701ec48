"""The rows of a timeline are found wherever they are written, with the day each is of."""

from pipeline.lint.document import read_markdown
from pipeline.lint.timeline import Row, timeline, tracks


def rows(text: str) -> list[Row]:
    return timeline(read_markdown(text, "a.md"))


def said(text: str) -> list[tuple[float | None, str]]:
    return [(row.minutes, row.text) for row in rows(text)]


def test_rows_of_a_table_take_their_time_from_the_column_headed_so():
    found = said("## Timeline\n\n| Who | Time (UTC) | What |\n|-|-|-|\n| bot | 10:02 | alert |\n| ops | 10:05 | rollback |\n")
    assert found == [(602, "bot alert"), (605, "ops rollback")]


def test_items_of_a_list_are_rows_and_what_hangs_below_belongs_to_them():
    found = said("## Timeline\n\n- 10:02 alert\n  - of probe-eu\n- 10:05: rollback\n- then nothing\n")
    assert found == [(602, "alert of probe-eu"), (605, "rollback"), (None, "then nothing")]


def test_headings_and_paragraphs_that_begin_with_a_time_are_rows():
    assert said("## Timeline\n\n### 5:00 PM\n\nThe alert fires.\n") == [(17 * 60, "The alert fires.")]
    assert said("## Timeline\n\n**08:09**: alert\n\n08:12 rollback\n08:15 done\n") == [
        (489, "alert"),
        (492, "rollback\n"),
        (495, "done"),
    ]


def test_three_items_with_times_make_a_timeline_without_a_heading():
    listed = "- 10:02 alert\n- 10:05 rollback\n- 10:09 done\n"
    assert [row.minutes for row in rows("## Summary\n\n" + listed)] == [602, 605, 609]
    assert rows("## Summary\n\n- 10:02 alert\n- a rollback\n") == []


def test_a_row_without_a_day_is_of_the_day_above_it():
    found = rows(
        "## Timeline\n\n## 2026-05-12\n\n### 23:50\n\nPage.\n\n### 23:58\n\nFix.\n\n## 2026-05-13\n\n### 00:10\n\nEnd.\n"
    )
    days = [row.day for row in found if row.seconds is not None and row.day]
    assert [day - days[0] for day in days] == [0, 0, 1]


def test_each_table_and_list_is_a_track_of_its_own():
    text = "## Timeline\n\n- 10:02 alert\n- 10:05 rollback\n\n| Time | What |\n|-|-|\n| 09:00 | deploy |\n"
    assert [len(track) for track in tracks(read_markdown(text, "a.md"))] == [2, 1]
