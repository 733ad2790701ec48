"""A document and what the lint says of it -> HTML: the text with its lines and marks, the findings in groups beside it."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from app.pieces.markup import Tone, block, chip, mute, text
from pipeline.domain.finding import Finding, Level

TONES = {Level.ERROR: Tone.BAD, Level.WARNING: Tone.WARN, Level.SUGGESTION: Tone.PLAIN}
NAMES = {Level.ERROR: "Errors", Level.WARNING: "Warnings", Level.SUGGESTION: "Suggestions"}
MOST_LINES, MOST_FINDINGS = 3_000, 300


def grouped(findings: Sequence[Finding]) -> str:
    """The gravest first, then by rule."""
    order = list(Level)
    shown = sorted(findings, key=lambda one: (order.index(one.level), one.rule, one.line, one.column))[:MOST_FINDINGS]
    more = len(findings) - len(shown)
    groups = (
        block("pm-group", f"<h4>{text(rule)} {chip(len(ones), TONES[ones[0].level])}</h4>", *map(finding, ones))
        for rule, group in groupby(shown, key=lambda one: one.rule)
        for ones in [list(group)]
    )
    return "".join(groups) + (mute(f"and {more:,} more") if more else "")


def finding(one: Finding) -> str:
    asks = block("", text(one.question)) if one.question else ""
    ways = "".join(block("pm-way", text(way)) for way in one.suggestions)
    place = f'<a class="pm-nobr" href="#line-{one.line}">line {one.line}</a> '
    quote = f" <q>{text(one.excerpt)}</q>" if one.excerpt else ""
    return block(f"pm-finding {one.level.value}", place, text(one.message), quote, asks, ways)


def document(source: str, findings: Sequence[Finding]) -> str:
    """The text line by line, what a finding stands on marked. Findings count from 1, and their ends are exclusive."""
    lines = source.replace("\r\n", "\n").split("\n")
    rows = (line(number, words, findings) for number, words in enumerate(lines[:MOST_LINES], 1))
    more = block("pm-gap", text(f"{len(lines) - MOST_LINES:,} more lines")) if len(lines) > MOST_LINES else ""
    return block("pm-source", *rows, more)


def line(number: int, words: str, findings: Sequence[Finding]) -> str:
    here = [one for one in findings if one.line <= number <= one.end_line]
    said = "".join(marked(number, words, here)) or " "
    return f'<div class="pm-line" id="line-{number}"><span class="pm-number">{number}</span><span>{said}</span></div>'


def marked(number: int, words: str, here: Sequence[Finding]) -> Iterator[str]:
    """The line in stretches, each in the color of the gravest finding on it."""
    spans = [(start, end, one) for one in here for start, end in [span(number, words, one)] if start < end]
    edges = sorted({0, len(words), *(edge for start, end, _ in spans for edge in (start, end))})
    for start, end in pairwise(edges):
        on = [one for first, last, one in spans if first <= start and end <= last]
        yield mark(words[start:end], on) if on else text(words[start:end])


def span(number: int, words: str, one: Finding) -> tuple[int, int]:
    start = one.column - 1 if one.line == number else 0
    end = one.end_column - 1 if one.end_line == number else len(words)
    return max(0, start), min(len(words), end)


def mark(words: str, on: Sequence[Finding]) -> str:
    gravest = min((one.level for one in on), key=list(Level).index)
    rules = ", ".join(dict.fromkeys(one.rule for one in on))
    return f'<mark class="{gravest.value}" title="{text(rules)}">{text(words)}</mark>'
