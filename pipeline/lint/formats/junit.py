"""JUnit XML: a suite a file, a failing test case a finding at or above the level that fails, a passing one for a clean file."""

import re
from xml.sax.saxutils import quoteattr

from pipeline.domain.finding import Finding, Level
from pipeline.lint.report import FileReport, Report

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(report: Report, color: bool = False) -> str:
    del color
    suites = [suite(file) for file in report.read]
    count = sum(max(1, len(file.findings)) for file in report.read)
    failures = sum(fails(f, file) for file in report.read for f in file.findings)
    head = f'<testsuites name="postmortem lint" tests="{count}" failures="{failures}" errors="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def suite(file: FileReport) -> str:
    cases = [case(file, finding) for finding in file.findings] or [f'<testcase name="clean" classname={quoted(file.path)}/>']
    failures = sum(fails(f, file) for f in file.findings)
    head = f'<testsuite name={quoted(file.path)} tests="{len(cases)}" failures="{failures}" errors="0">'
    return "\n".join([f"  {head}", *(f"    {line}" for line in cases), "  </testsuite>"])


def case(file: FileReport, finding: Finding) -> str:
    name = quoted(f"{finding.rule} {finding.line}:{finding.column}")
    says = f"{finding.path}:{finding.line}:{finding.column}: {finding.message}"
    inner = (
        f"<failure type={quoted(finding.level)} message={quoted(says)}/>"
        if fails(finding, file)
        else f"<system-out>{quoted(f'{finding.level}: {says}')[1:-1]}</system-out>"
    )
    return f"<testcase name={name} classname={quoted(file.path)}>{inner}</testcase>"


def fails(finding: Finding, file: FileReport) -> bool:
    order = list(Level)
    return order.index(finding.level) <= order.index(file.fail_on)


def quoted(text: str) -> str:
    return quoteattr(NO_XML.sub("�", text), {'"': "&quot;"})
