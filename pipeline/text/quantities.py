"""Numbers in text, with their units brought to one form: "1 h 48 min" is 6480 s, "1.4M" is 1400000, "1,412" is 1412.

In: text. Out: quantities (numbers with a unit) and plain numbers, to compare one text with another.
"""

import re
from dataclasses import dataclass

NUMBER = r"\d{1,3}(?:[,’'\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
DURATION = re.compile(
    r"(?<![\w.,])(?:(?:\d+(?:\.\d+)?)\s?(?:days?|d|hours?|hrs?|h|minutes?|mins?|min|(?-i:m)(?![a-z])|seconds?|secs?"
    r"|s)(?![a-z])[ ,]*(?:and )?)+",
    re.IGNORECASE,
)
PART = re.compile(
    r"(\d+(?:\.\d+)?)\s?(days?|d|hours?|hrs?|h|minutes?|mins?|min|(?-i:m)|seconds?|secs?|s)(?![a-z])", re.IGNORECASE
)
SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
UNIT = re.compile(
    rf"(?<![\w.,:\-])({NUMBER})\s?(%|percent|ms|[kmgt]i?b(?:/s)?|/s|/min|rps|x(?!\w)|k(?!\w)|(?-i:M)(?!\w)|million|billion|thousand)(?!\w)",
    re.IGNORECASE,
)
SCALE = {"k": 1e3, "m": 1e6, "thousand": 1e3, "million": 1e6, "billion": 1e9}
PLAIN = re.compile(rf"(?<![\w.,:])({NUMBER})(?![\w:%]|[.,]\d)")
ANY = re.compile(rf"{NUMBER}")


@dataclass(frozen=True)
class Quantity:
    """A value in its unit: seconds for durations, `count` for scaled numbers, else the unit as written in lower case."""

    value: float
    unit: str

    def __str__(self) -> str:
        shown = f"{self.value:g}"
        return f"The number {shown}" if self.unit == "count" else f"The figure {shown} {self.unit}"


def quantities(text: str) -> frozenset[Quantity]:
    """Numbers with a unit."""
    found = {
        Quantity(sum(float(n) * SECONDS[unit[0].lower()] for n, unit in PART.findall(m.group())), "s")
        for m in DURATION.finditer(text)
    }
    for match in UNIT.finditer(text):
        unit = match.group(2).lower()
        value = value_of(match.group(1))
        found.add(
            Quantity(value * SCALE[unit], "count") if unit in SCALE else Quantity(value, "%" if unit == "percent" else unit)
        )
    return frozenset(found)


def without_quantities(text: str) -> str:
    """The text with its numbers that have a unit blanked out."""
    return UNIT.sub(" ", DURATION.sub(" ", text))


def plain_numbers(text: str) -> frozenset[str]:
    """All numbers of the text without separators, those with units too: what a number without a unit may be taken from."""
    return frozenset(f"{value_of(m.group()):g}" if len(m.group()) < 16 else m.group() for m in ANY.finditer(text))


def value_of(number: str) -> float:
    """The value of a number as written; a comma before three digits separates thousands, else it is a decimal comma."""
    plain = re.sub(r"[,’'\u202f](?=\d{3}(?:\D|$))", "", number)
    return float(plain.replace(",", "."))
