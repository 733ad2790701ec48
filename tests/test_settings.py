from pathlib import Path

import pytest

from pipeline.errors import BadOption, UnreadableSource
from pipeline.settings import load


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text('timezone = "Europe/Berlin"\nengine = "extractive"\n')
    found = load(tmp_path, {"POSTMORTEM_TIMEZONE": "Asia/Tokyo", "HOME": "/"})
    assert (found.timezone, found.engine) == ("Asia/Tokyo", "extractive")


def test_pyproject_is_read_where_there_is_no_file_of_our_own(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.postmortem]\nassume-timezone = "UTC"\n')
    assert load(tmp_path, {}).assume_timezone == "UTC"


def test_an_unknown_key_names_the_one_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text('timezon = "UTC"\n')
    with pytest.raises(BadOption, match=r"timezon in postmortem.toml.*did you mean 'timezone'"):
        load(tmp_path, {})


def test_an_unknown_variable_is_an_error_too(tmp_path: Path) -> None:
    with pytest.raises(BadOption, match=r"POSTMORTEM_ENGNE.*'engine'"):
        load(tmp_path, {"POSTMORTEM_ENGNE": "llm"})


def test_a_value_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text("engine = 3\n")
    with pytest.raises(BadOption, match="text in quotes"):
        load(tmp_path, {})


def test_broken_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "postmortem.toml").write_text("engine = \n")
    with pytest.raises(UnreadableSource, match="not valid TOML"):
        load(tmp_path, {})
