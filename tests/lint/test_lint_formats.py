"""Each format as its reader wants it. The SARIF schema is that of OASIS (2.1.0, revision 5), without its descriptions."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lint_command import ONE_WARNING, ONLY, lint, write

from pipeline.domain.finding import Finding, Level
from pipeline.lint.formats import write as formatted
from pipeline.lint.report import FileReport, Report

SCHEMA = Path(__file__).with_name("sarif-2.1.0-rtm.5.schema.json")
NASTY = "a,b:c%\n100 % “ran” <&> \x1b[31m \x00"


def one(**changes: Any) -> Report:
    """A report of one finding."""
    fields: dict[str, Any] = {
        "rule": "suppression/unused", "level": Level.ERROR, "message": "It ran.", "path": "a.md", "line": 2, "column": 5,
        "end_line": 2, "end_column": 8, "excerpt": "ran", "question": "How did it run?", "suggestions": ("It was run.",),
    }  # fmt: skip
    finding = Finding(**fields | changes)
    return Report([FileReport(finding.path, findings=[finding], keys=["k" * 64], lines={finding.line: "It, ran dry."})])


def sarif(folder: Path, *arguments: str) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(lint(*arguments, "--format", "sarif", cwd=folder).stdout)
    jsonschema.Draft4Validator(json.loads(SCHEMA.read_text()), format_checker=jsonschema.FormatChecker()).validate(log)
    return log


def test_sarif_is_valid_and_says_what_code_scanning_needs(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write(tmp_path, docs__a_b_md=ONE_WARNING + "\nWe forgot to renew it. <!-- pm-ignore -- quoted -->\n")
    (run,) = sarif(tmp_path / "docs", "a_b.md", *ONLY, "--extend-select", "suppression/unused")["runs"]
    by_rule = {result["ruleId"]: result for result in run["results"]}
    result = by_rule["suppression/no-reason"]
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "suppression/no-reason"
    assert run["columnKind"] == "unicodeCodePoints"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "docs/a_b.md", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 3 and place["region"]["startColumn"] == 19
    assert len(result["partialFingerprints"]["primaryLocationLineHash"]) > 16
    assert "What makes these words right as they stand?" in rules[result["ruleIndex"]]["help"]["markdown"]
    assert rules[result["ruleIndex"]]["helpUri"]


def test_sarif_tells_what_comments_hide_as_suppressed(tmp_path: Path) -> None:
    write(tmp_path, a="# T\n\n## What happened\n\nWe forgot to renew it. <!-- pm-ignore: blame/self-blame -- our own words -->\n")
    (run,) = sarif(tmp_path, "a.md", "--select", "blame/self-blame")["runs"]
    (result,) = run["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": "our own words"}]


def test_sarif_fingerprints_stay_when_lines_move(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING)
    first = sarif(tmp_path, "a.md", *ONLY)["runs"][0]["results"][0]
    write(tmp_path, a=ONE_WARNING.replace("# Report\n", "# Report\n\nMore words.\n\n"))
    moved = sarif(tmp_path, "a.md", *ONLY)["runs"][0]["results"][0]
    assert first["partialFingerprints"] == moved["partialFingerprints"]
    assert first["locations"] != moved["locations"]


def test_sarif_of_a_clean_file_is_valid_too(tmp_path: Path) -> None:
    write(tmp_path, a="# T\n")
    assert sarif(tmp_path, "a.md", *ONLY)["runs"][0]["results"] == []


def test_full_puts_the_caret_under_the_words() -> None:
    shown = formatted(one(), "full").splitlines()
    assert shown == [
        "a.md:2:5: error: It ran. [suppression/unused]",
        "  2 | It, ran dry.",
        "    |     ^^^",
        "    = How did it run?",
        "    = try: It was run.",
        "",
    ]


@pytest.mark.parametrize(
    ("line", "column", "end", "caret"),
    [
        ("日本 ran dry", 4, 7, "     ^^^"),
        ("\tran dry", 2, 5, " ^^^"),
        ("e\u0301 ran", 4, 7, "  ^^^"),
        ("x" * 300 + " ran " + "y" * 300, 302, 305, " " * 81 + "^^^"),
        ("x" * 300 + " ran", 302, 305, " " * 81 + "^^^"),
    ],
)
def test_the_caret_stands_right_below_wide_long_and_tabbed_text(line: str, column: int, end: int, caret: str) -> None:
    report = one(column=column, end_column=end)
    report.files[0].lines = {2: line}
    assert formatted(report, "full").splitlines()[2] == f"    | {caret}"


def test_a_finding_over_several_lines_is_underlined_to_the_end_of_its_first() -> None:
    report = one(end_line=3, end_column=2)
    assert formatted(report, "full").splitlines()[2] == "    |     ^^^^^^^^"


def test_text_of_a_document_cannot_steer_the_terminal() -> None:
    for format in ("text", "full"):
        shown = formatted(one(message=NASTY, path="x\x1b.md", question=NASTY), format)
        assert "\x1b" not in shown and "\x00" not in shown


def test_github_commands_escape_what_means_something_there() -> None:
    shown = formatted(one(message="100 %, a: b\nc", path="a,b:c.md", question=""), "github")
    assert shown == ("::error file=a%2Cb%3Ac.md,line=2,endLine=2,col=5,endColumn=8,title=suppression/unused::100 %25, a: b%0Ac\n")
    assert formatted(one(level=Level.SUGGESTION), "github").startswith("::notice ")


def test_gitlab_gets_a_fingerprint_for_each_finding(tmp_path: Path) -> None:
    write(tmp_path, a=ONE_WARNING * 3, b=ONE_WARNING)
    rows = json.loads(lint(".", *ONLY, "--format", "gitlab", cwd=tmp_path).stdout)
    assert len({row["fingerprint"] for row in rows}) == 4
    assert rows[0]["severity"] == "minor" and rows[0]["location"] == {"path": "a.md", "lines": {"begin": 3, "end": 3}}


def test_junit_is_xml_whatever_the_words_are_and_fails_where_the_call_fails() -> None:
    report = one(message=NASTY)
    report.files.append(FileReport("b.md"))
    report.files.append(FileReport("c.md", fail_on=Level.ERROR, findings=list(one(level=Level.WARNING).findings), keys=["k"]))
    suites = ET.fromstring(formatted(report, "junit"))
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    failures = [(suite.get("name"), len(suite.findall(".//failure"))) for suite in suites]
    assert failures == [("a.md", 1), ("b.md", 0), ("c.md", 0)]
