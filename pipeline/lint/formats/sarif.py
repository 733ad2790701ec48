"""SARIF 2.1.0, as code scanning reads it: paths from the repository's root, fingerprints that survive moved lines."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from pipeline.domain.finding import Finding, Level
from pipeline.lint import registry
from pipeline.lint.formats.repository import in_repository
from pipeline.lint.manual import page
from pipeline.lint.pages import anchor, as_markdown, as_text, sentence
from pipeline.lint.report import Report

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.SUGGESTION: "note"}


def write(report: Report, color: bool = False) -> str:
    del color
    results: list[dict[str, Any]] = []
    for file in report.files:
        results += [result(f, key) for f, key in zip(file.findings, file.keys, strict=True)]
        hidden = zip(file.ignored, file.ignored_keys, strict=True)
        results += [result(f, key) | {"suppressions": [suppression(reason)]} for (f, reason), key in hidden]
    names = sorted({each["ruleId"] for each in results})
    for each in results:
        each["ruleIndex"] = names.index(each["ruleId"])
    run = {
        "tool": {"driver": {"name": "postmortem", "semanticVersion": version(), "rules": [descriptor(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def result(finding: Finding, key: str) -> dict[str, Any]:
    return {
        "ruleId": finding.rule,
        "level": LEVELS[finding.level],
        "message": {"text": " ".join(said for said in (finding.message, finding.question, *finding.suggestions) if said)},
        "locations": [{"physicalLocation": {"artifactLocation": location(finding.path), "region": region(finding)}}],
        "partialFingerprints": {"primaryLocationLineHash": f"{key[:16]}:1", "postmortemKey/v1": key},
    }


def location(path: str) -> dict[str, str]:
    shown = in_repository(path)
    if shown.startswith("/"):
        return {"uri": "file://" + quote(shown)}
    return {"uri": quote(shown), "uriBaseId": "%SRCROOT%"}


def region(finding: Finding) -> dict[str, Any]:
    place: dict[str, Any] = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    return place | {"snippet": {"text": finding.excerpt}} if finding.excerpt else place


def suppression(reason: str) -> dict[str, str]:
    return {"kind": "inSource", "justification": reason} if reason else {"kind": "inSource"}


def descriptor(name: str) -> dict[str, Any]:
    rule = registry.rule(name)
    of = page(rule.manual)
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.replace("/", "-").split("-")),
        "shortDescription": {"text": of.summary},
        "fullDescription": {"text": sentence(of.why) or of.summary},
        "helpUri": help_uri(name),
        "help": {"text": as_text(rule), "markdown": as_markdown(rule)},
        "defaultConfiguration": {"level": LEVELS[rule.level]},
        "properties": {"tags": ["postmortem", name.partition("/")[0]]},
    }


def help_uri(name: str) -> str:
    """The page of the rule in the documentation that the package names; a name of it where the package names none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = dict(line.split(", ", 1) for line in metadata("postmortem").get_all("Project-URL") or ())
    except PackageNotFoundError:
        urls = {}
    base = urls.get("Documentation")
    return f"{base.rstrip('/')}/lint-rules.md#{anchor(name)}" if base else f"urn:postmortem:lint:{name}"


def version() -> str:
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("postmortem")
    except PackageNotFoundError:
        return "0"
