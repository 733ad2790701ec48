import pytest

from pipeline.lint.lines import Lines
from pipeline.lint.source import PIECE, Source


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n", "a\n\nb", "é\n😜 x\r\n\n"])
def test_lines_are_those_of_a_split_at_line_ends(text: str) -> None:
    split = text.split("\n")
    for lines in (Lines([text]), Lines(text.splitlines(keepends=True) or [""]), Source(text).lines()):
        assert list(lines) == split
        assert len(lines) == len(split)
        assert lines[-1] == split[-1]
        assert lines[:2] == split[:2]
        assert lines[1:] == split[1:]


def test_a_long_source_is_held_in_pieces_that_end_with_a_line() -> None:
    text = "".join(f"{number} 😜 is a line\n" for number in range(PIECE // 4)) + "the end"
    source = Source(text)
    assert len(source.pieces) > 2
    assert all(piece.endswith("\n") for piece in source.pieces[:-1])
    assert (str(source), len(source)) == (text, len(text))
    assert list(source.lines()) == text.split("\n")
    assert "the end" in source and "no such line" not in source


@pytest.mark.parametrize("offset", [0, 7, PIECE, PIECE + 700, 3 * PIECE])
def test_what_is_behind_an_offset_is_the_rest_of_the_text(offset: int) -> None:
    text = "a line of some words\n" * (PIECE // 9)
    assert "".join(Source(text).behind(offset)) == text[offset:]
