import pytest

from pipeline.lint.lines import Lines


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n", "a\n\nb", "é\n😜 x\r\n\n"])
def test_lines_are_those_of_a_split_at_line_ends(text: str) -> None:
    lines, split = Lines(text), text.split("\n")
    assert list(lines) == split
    assert len(lines) == len(split)
    assert lines[-1] == split[-1]
    assert lines[:2] == split[:2]
    assert lines[1:] == split[1:]
