"""Settings of the lint: the nearest file upward, one wins, flags on top, unknown keys refused."""

import json
from pathlib import Path

import pytest
from lint_command import CLEAN, ONE_WARNING, ONLY, lint, write


def test_the_nearest_settings_upward_of_each_file_hold(tmp_path: Path) -> None:
    write(tmp_path, near__deep__a_md=ONE_WARNING, far__b_md=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text('[lint]\nselect = ["suppression/no-reason"]\n')
    (tmp_path / "near/pyproject.toml").write_text('[tool.postmortem.lint.levels]\n"suppression/no-reason" = "error"\n')
    found = json.loads(lint(".", "--format", "json", "--extend-select", ONLY[1], cwd=tmp_path).stdout)
    levels = {f["path"]: f["level"] for f in found if f["rule"] == ONLY[1]}
    assert levels == {"far/b.md": "warning", "near/deep/a.md": "error"}


def test_a_pyproject_of_somebody_else_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, sub__a_md=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text('[lint]\nignore = ["all"]\n')
    (tmp_path / "sub/pyproject.toml").write_text('[project]\nname = "postmortem-archive"\n')
    assert lint(".", cwd=tmp_path).stdout == b""


def test_flags_win_and_extensions_add_up(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text(
        '[lint]\nselect = ["suppression/unused"]\nextend-select = ["suppression/no-reason"]\nfail-on = "warning"\n'
    )
    assert lint("a.md", cwd=tmp_path).returncode == 1
    assert lint("a.md", "--fail-on", "error", cwd=tmp_path).returncode == 0
    assert lint("a.md", "--extend-ignore", "suppression/no-reason,suppression/unused", cwd=tmp_path).stdout == b""
    only = lint("a.md", "--select", "suppression/no-reason", "--format", "json", cwd=tmp_path).stdout
    assert {f["rule"] for f in json.loads(only)} == {"suppression/no-reason"}


def test_isolated_reads_no_settings_and_config_reads_the_one_that_is_named(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text('[lint]\nignore = ["all"]\n')
    (tmp_path / "other.toml").write_text('select = ["suppression/no-reason"]\nlevels = {"suppression/no-reason" = "error"}\n')
    assert lint("a.md", cwd=tmp_path).stdout == b""
    assert b"suppression" in lint("a.md", "--isolated", *ONLY, cwd=tmp_path).stdout
    named = lint("a.md", "--config", "other.toml", cwd=tmp_path)
    assert named.returncode == 1 and b": error: " in named.stdout


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ('[lint]\nselekt = ["blame"]\n', "did you mean 'select'"),
        ('[lint]\nselect = ["suppresion"]\n', "did you mean 'suppression'"),
        ("[lint]\nselect = 3\n", "write it as a list"),
        ('[lint]\nprofile = "secret"\n', "choose one of internal, external, draft"),
        ('[lint]\nfail-on = "never"\n', "choose one of error, warning, suggestion"),
        ('[lint.levels]\n"suppression/unused" = "grave"\n', "choose one of error, warning, suggestion"),
        ('[lint]\nlevels = ["a"]\n', "write it as a table"),
        ('[lint]\nroster = "gone.txt"\n', "gone.txt: it cannot be read"),
        ("lint = 1\n", "write it as a table"),
        ("[lint\n", "not valid TOML"),
    ],
)
def test_a_bad_setting_gets_one_sentence(table: str, says: str, tmp_path: Path) -> None:
    write(tmp_path, a=CLEAN)
    (tmp_path / "postmortem.toml").write_text(table)
    done = lint("a.md", cwd=tmp_path)
    errors = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"") and says in errors and errors.count("\n") == 1


def test_rules_are_left_out_in_the_files_of_a_pattern(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING, archive__b_md=ONE_WARNING, archive__old__c_md=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text('[lint.per-file-ignores]\n"archive/*" = ["suppression"]\n')
    (line,) = lint(".", *ONLY, cwd=tmp_path).stdout.decode().splitlines()
    assert line.startswith("a.md:")
    assert lint(".", *ONLY, "--per-file-ignores", "a.md:suppression/no-reason", cwd=tmp_path).stdout == b""


def test_what_is_excluded_is_linted_only_when_it_is_named(tmp_path: Path) -> None:
    write(tmp_path, a=CLEAN, archive__b_md=ONE_WARNING)
    (tmp_path / "postmortem.toml").write_text('[lint]\nexclude = ["archive"]\n')
    assert lint(".", "--show-files", cwd=tmp_path).stdout == b"a.md\n"
    assert lint("archive/b.md", "--show-files", cwd=tmp_path).stdout == b"archive/b.md\n"
    assert lint("archive/b.md", "--force-exclude", "--show-files", cwd=tmp_path).stdout == b""


def test_a_rule_that_is_named_wins_over_its_family(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    done = lint("a.md", "--ignore", "suppression", "--extend-select", "suppression/no-reason", "--format", "json", cwd=tmp_path)
    rules = {f["rule"] for f in json.loads(done.stdout)}
    assert "suppression/no-reason" in rules and "suppression/unused" not in rules


def test_settings_are_shown(tmp_path: Path) -> None:
    write(tmp_path, a=CLEAN)
    (tmp_path / "postmortem.toml").write_text('[lint]\nprofile = "external"\nroster = ["Ana Lima"]\n')
    shown = json.loads(lint("a.md", *ONLY, "--show-settings", cwd=tmp_path).stdout)
    assert (shown["profile"], shown["roster"], shown["rules"]) == ("external", ["Ana Lima"], ["suppression/no-reason"])
    assert Path(shown["config"]).name == "postmortem.toml"


def test_the_other_commands_do_not_mind_the_table(tmp_path: Path) -> None:
    from pipeline.settings import load

    (tmp_path / "postmortem.toml").write_text('engine = "extractive"\n[lint]\nprofile = "draft"\n')
    assert load(tmp_path, {}).engine == "extractive"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("people.txt", "# on call\nAna Lima\n\n- Bo Ek\n"),
        ("people.json", '["Ana Lima", {"name": "Bo Ek", "id": 7}]'),
        ("people.csv", "id,name,team\n7,Ana Lima,pay\n8,Bo Ek,pay\n"),
        ("people.csv", "Team;Name\r\npay;Ana Lima\r\npay;Bo Ek\r\n"),
    ],
)
def test_a_roster_is_lines_json_or_csv(name: str, text: str, tmp_path: Path) -> None:
    from pipeline.lint.roster import read_roster

    (tmp_path / name).write_text(text, newline="")
    assert read_roster(str(tmp_path / name)) == ("Ana Lima", "Bo Ek")
