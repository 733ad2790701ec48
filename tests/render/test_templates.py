import subprocess
import sys
from pathlib import Path

import pytest
from render_samples import FULL

from pipeline import render
from pipeline.errors import BadOption


def filled_in(folder: Path, source: str) -> str:
    file = folder / "mine.md.j2"
    file.write_text(source, encoding="utf-8")
    return render.postmortem(FULL, "md", template=str(file))


def test_a_file_of_the_users_fills_in_the_document(tmp_path: Path) -> None:
    written = filled_in(
        tmp_path, "# {{ document.incident.title }}\n{% for s in document.summary %}\n* {{ s }}\n{% endfor %}\n{{ footnotes }}\n"
    )
    assert written.startswith("# Mixer 2.18.0 paints grey")
    assert "* Rolling back to 2.17.3 ended it.[^3][^4]\n" in written
    assert "[^4]: **" in written


def test_footnotes_that_a_template_forgot_are_added_at_its_end(tmp_path: Path) -> None:
    assert "[^2]: **" in filled_in(tmp_path, "{{ document.summary.sentences[0] }}")


def test_a_users_template_may_build_on_a_built_in_one(tmp_path: Path) -> None:
    written = filled_in(tmp_path, '{% import "_parts.md.j2" as parts %}\n{{ parts.actions(document) }}')
    assert "### Prevent Recurrence" in written


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% if %}", "line 1"),
        ("{{ document.nothing_like_it }}", "nothing_like_it"),
        ("{{ nothing }}", "nothing"),
        ("{% include 'other.j2' %}", "other.j2"),
        ("{{ document.__class__.__mro__ }}", "unsafe"),
        ("{{ ''.__class__ }}", "unsafe"),
        ("{{ document._document }}", "unsafe"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ 'a' + 1 }}", "correct the template"),
        ("{{ range(999999999) | list }}", "correct the template"),
        ("{% for a in document.metrics %}{{ a() }}{% endfor %}", "correct the template"),
        ("{{ missing_filter | whatever }}", "whatever"),
    ],
)
def test_a_template_that_does_not_work_is_one_clear_sentence(tmp_path: Path, source: str, said: str) -> None:
    with pytest.raises(BadOption) as caught:
        filled_in(tmp_path, source)
    assert said in str(caught.value)
    assert str(caught.value).startswith("--template ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["nope", "missing/file.j2", "", "a\x00b", "x" * 5000])
def test_a_template_that_is_not_there_names_the_built_in_ones(name: str) -> None:
    if not name:
        assert render.postmortem(FULL, "md", template=name) == render.postmortem(FULL, "md")
        return
    with pytest.raises(BadOption, match="--template"):
        render.postmortem(FULL, "md", template=name)


def test_a_template_in_another_encoding_or_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "latin.j2").write_bytes("café".encode("latin-1"))
    with pytest.raises(BadOption, match="UTF-8"):
        render.postmortem(FULL, "md", template=str(tmp_path / "latin.j2"))
    with pytest.raises(BadOption, match="--template"):
        render.postmortem(FULL, "md", template=str(tmp_path))


def test_a_template_is_checked_before_anything_is_drafted_without_what_fills_it(tmp_path: Path) -> None:
    render.check_template(None, "html")
    render.check_template("short", "html")
    mine = tmp_path / "mine.md.j2"
    mine.write_text("{{ footnotes }}", encoding="utf-8")
    render.check_template(str(mine))
    for name, format in (("nope", "md"), (str(mine), "html"), (str(tmp_path), "md")):
        with pytest.raises(BadOption, match="--template"):
            render.check_template(name, format)
    loaded = "import sys; from pipeline import render; render.check_template('short'); print('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_file_with_a_body_fills_markdown_only(tmp_path: Path) -> None:
    (tmp_path / "mine.md.j2").write_text("{{ footnotes }}", encoding="utf-8")
    with pytest.raises(BadOption, match="--format md"):
        render.postmortem(FULL, "html", template=str(tmp_path / "mine.md.j2"))
