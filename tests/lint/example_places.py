"""A report that is clean under every rule, and the places in it where the examples of rules stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.lint.document import Document, read_markdown
from pipeline.lint.manual import Example
from pipeline.lint.rule import Rule
from pipeline.lint.stamps import read_stamp

ROSTER = (
    "Tomasz Nowak", "Wanjiru Kamau", "Deniz Kaya", "Haruto Sato", "Ines Costa", "Katya Orlova", "Lwei Chen", "Olu Ade",
    "Beatriz Lima", "Sven Berg", "Farid Haddad", "Niamh Kelly", "Pilar Ruiz", "Yusuf Demir", "Kofi Mensah", "Mei Tanaka",
    "Noor Aziz", "Ken Abe", "Ana Pereira", "Li Wang", "@lwei", "@noor", "@ken",
)  # fmt: skip
ROWS = (
    "09:41 deploy 88 ([change](https://changes.example.com/88))",
    "09:44 first 5xx, 0.4% of requests ([graph](https://graphs.example.com/5xx))",
    "10:02 page received ([page](https://pages.example.com/7))",
    "10:20 rollback to release 87 starts",
    "10:26 rates normal: 0 failed requests in a minute",
)
FACTORS = (
    "The lock table holds 64 entries, and no alert covers its size (OPS-91).",
    "The canary receives no carts, so the checkout path is not exercised before a release (OPS-92).",
)
ACTIONS = (
    "Add an alert: the lock table above 50 entries for 5 min pages storage - @noor - 2026-03-20 - OPS-91",
    "Route 1% of carts through the canary in deploy.yaml - @lwei - 2026-03-27 - OPS-92",
)


@dataclass(frozen=True)
class Report:
    """The report, part by part; an empty part is left out."""

    front: str = ""
    summary: str = "Search answered slowly for 412 customers for 42 minutes (09:44-10:26 UTC)."
    impact: str = "412 customers saw HTTP 500 on search for 42 minutes; 3.1% of requests failed."
    rows: Sequence[str] = ROWS
    timeline: str = "## Timeline (UTC)"
    happened: str = "Release 88 took a second lock for each cart. At 64 locks new requests waited until they timed out."
    causes: str = "\n".join(f"- {factor}" for factor in FACTORS)
    whys: str = ""
    actions: str = "\n".join(f"- {action}" for action in ACTIONS)
    outside: str = ""

    def __str__(self) -> str:
        parts = (
            ("", f"---\n{self.front}\n---\n" if self.front else ""),
            ("", "# Slow search on 2 March 2026\n"),
            ("## Summary", self.summary),
            ("## Impact", self.impact),
            (self.timeline, "\n".join(f"- {row}" for row in self.rows)),
            ("## What happened", self.happened),
            ("## Contributing factors", self.causes),
            ("## Five whys", self.whys),
            ("## Message to customers", self.outside),
            ("## Action items", self.actions),
        )
        return "\n".join(f"{heading}\n\n{text}\n" if heading else text for heading, text in parts if text)


DEFERRED = "actions: deferred to 2026-03-20"


def row(text: str) -> Report:
    """A line among the rows of the timeline, where its time belongs."""
    stamp = read_stamp(text)
    later = [
        i for i, other in enumerate(ROWS) if stamp and (seen := read_stamp(other)) and (seen.seconds or 0) > (stamp.seconds or 0)
    ]
    at = later[0] if later else len(ROWS)
    return Report(rows=(*ROWS[:at], text, *ROWS[at:]))


def cause(text: str) -> Report:
    return Report(causes=text, actions="", front=DEFERRED)


def cause_among_others(text: str) -> Report:
    return cause("\n".join((f"- {text}", *(f"- {factor}" for factor in FACTORS))))


def action(text: str) -> Report:
    line = text if text.startswith(("-", "|", "*")) else f"- {text}"
    if line.startswith("|"):
        return Report(actions=f"| Action | Owner | Due | Ticket |\n|---|---|---|---|\n{line}\n")
    return Report(actions="\n".join((line, *(f"- {one}" for one in ACTIONS))))


PLACES: dict[str, Callable[[str], Report]] = {
    "action": action,
    "cause": cause,
    "blame/named-individual-in-analysis": cause,
    "hindsight/vague-negative-descriptor": cause,
    "timeline": row,
    "timeline/duration-mismatch": lambda text: Report(happened=text),
    "section/impact-unquantified": lambda text: Report(impact=text),
    "section/outage-wording": lambda text: Report(summary=text),
}
"""By rule or family; everything else stands under "What happened"."""


def place_of(name: str) -> Callable[[str], Report]:
    return PLACES.get(name) or PLACES.get(name.split("/")[0]) or (lambda text: replace(Report(), happened=text))


def placed(rule: Rule, example: Example, *, good: bool) -> Document:
    """The example as it is tested: a whole document as it is, a line in its place. A good cause stands among others."""
    if example.whole:
        text = example.text
    elif good and place_of(rule.name) is cause:
        text = str(cause_among_others(example.text))
    else:
        text = str(place_of(rule.name)(example.text))
    return read_markdown(text, "report.md", ROSTER)
