"""Numbers what was found and counts how often each placeholder was put."""

from pipeline.domain.postmortem import Redaction
from pipeline.redact.finding import Kind


def _key(value: str, kind: Kind) -> str:
    """What makes two findings the same thing: spelling does not matter to an address or a number."""
    if kind in (Kind.PHONE, Kind.CARD):
        return "".join(filter(str.isdigit, value)).lstrip("0")
    return value if kind.secret else "".join(value.split()).casefold()


class Placeholders:
    def __init__(self) -> None:
        self._by_thing: dict[tuple[str, str], str] = {}
        self._kinds: dict[str, Kind] = {}
        self._numbers: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._originals: dict[str, str] = {}

    def name(self, value: str, kind: Kind, same_as: str | None = None) -> str:
        """The placeholder of this thing, a new one when it was not seen before; `same_as` is another value of the same thing."""
        family = "secret" if kind.secret else kind.value
        thing = (family, _key(value, kind))
        if same_as is not None:
            self._by_thing.setdefault(thing, self.name(same_as, kind))
        if thing not in self._by_thing:
            number = self._numbers[family] = self._numbers.get(family, 0) + 1
            placeholder = f"[secret {number}: {kind.value}]" if kind.secret else f"[{kind.value} {number}]"
            self._by_thing[thing], self._kinds[placeholder] = placeholder, kind
            self._originals[placeholder] = value
        return self._by_thing[thing]

    def count(self, placeholder: str) -> None:
        self._counts[placeholder] = self._counts.get(placeholder, 0) + 1

    def originals(self) -> dict[str, str]:
        """What the placeholders of the report stand for, as first written."""
        return {placeholder: value for placeholder, value in self._originals.items() if placeholder in self._counts}

    def report(self) -> tuple[Redaction, ...]:
        """Those that were put somewhere, in order of their numbers within each kind as first seen."""
        return tuple(
            Redaction(placeholder=name, kind=kind.value, count=self._counts[name])
            for name, kind in self._kinds.items()
            if name in self._counts
        )
