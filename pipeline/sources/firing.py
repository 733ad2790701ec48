"""Alerts in the shape that Alertmanager sends, by it or by Grafana -> evidence of when each fired and when it was resolved.

    {status, alerts: [alert]}    a list of those    a list of alerts
    alert: {status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint}

Groups mix firing and resolved alerts, so each alert's own status counts. `endsAt` is the year 1 while it fires. The same alert
comes again every `repeat_interval`; one that says nothing new is dropped.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pipeline.domain.evidence import Evidence, EvidenceKind, Source, Subtype
from pipeline.sources.payload import Json, instant, items, mapping, names, text


@dataclass(frozen=True)
class Tool:
    """Who sends the alerts: the prefix of their ids, the name they are signed with, the prefix of a relay's `type`."""

    prefix: str
    author: str
    relay: str


@dataclass(frozen=True)
class Signal:
    """One change of an alert: it fired, or it was resolved. `at` is None where the payload does not say.

    `recalled` marks a firing that only the message of the resolution tells of.
    """

    alert: Json
    fingerprint: str
    subtype: Subtype
    at: datetime | None
    file: str
    place: str
    recalled: bool = False

    @property
    def text(self) -> str:
        return _text(self.alert, "firing" if self.subtype is Subtype.FIRING else "resolved")


def alerts_in(value: object, tool: Tool) -> Iterator[tuple[str, Json]]:
    """The alerts of a payload or a list of payloads, each with its place; what is no object is an empty one."""
    for index, item in enumerate(items(value)):
        yield from _in_object(mapping(item) or {"alerts": [item]}, f"[{index}]", tool)
    yield from _in_object(mapping(value), "", tool)


def _in_object(node: Json, place: str, tool: Tool) -> Iterator[tuple[str, Json]]:
    if text(node, "type").startswith(tool.relay):
        node, place = mapping(node.get("data")), f"{place}.data".lstrip(".")
    if "alerts" in node:
        for index, alert in enumerate(items(node["alerts"])):
            yield f"{place}.alerts[{index}]".lstrip("."), mapping(alert)
    elif node:
        yield place, node


def _signals(alert: Json, file: str, place: str) -> Iterator[Signal]:
    """A resolved alert also says when it had fired."""
    fingerprint = text(alert, "fingerprint") or _own_fingerprint(alert)
    started = instant(alert, "startsAt")
    resolved = text(alert, "status") == "resolved"
    if started or not resolved:
        yield Signal(alert, fingerprint, Subtype.FIRING, started, file, place, recalled=resolved)
    if resolved:
        yield Signal(alert, fingerprint, Subtype.RESOLVED, instant(alert, "endsAt"), file, place)


def _own_fingerprint(alert: Json) -> str:
    labels = mapping(alert.get("labels"))
    written = json.dumps([(key, text(labels, key)) for key in sorted(labels)])
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def firing_evidence(alerts: Iterable[tuple[str, str, Json]], tool: Tool) -> tuple[list[Evidence], int]:
    """Of alerts with their file and place: evidence in order of time, and how many repeats said nothing new."""
    signals = [signal for file, place, alert in alerts for signal in _signals(alert, file, place)]
    signals.sort(
        key=lambda signal: (signal.at is None, signal.at.timestamp() if signal.at else 0.0, signal.recalled, signal.text)
    )
    evidence = _evidence(signals, tool)
    return evidence, len(signals) - len(evidence)


def _evidence(signals: list[Signal], tool: Tool) -> list[Evidence]:
    """The first of an alert has its fingerprint as id, the others `#2`, `#3` ..."""
    told: dict[str, set[tuple[object, ...]]] = {}
    counts: Counter[str] = Counter()
    evidence: list[Evidence] = []
    for signal in signals:
        before = told.setdefault(signal.fingerprint, set())
        change = (signal.subtype, signal.at)
        if (change if signal.recalled else (*change, signal.text)) in before:
            continue
        before |= {change, (*change, signal.text)}
        counts[signal.fingerprint] += 1
        number = counts[signal.fingerprint]
        id = f"{tool.prefix}:{signal.fingerprint}" + (f"#{number}" if number > 1 else "")
        evidence.append(
            Evidence(
                id=id,
                at=signal.at,
                author=tool.author,
                kind=EvidenceKind.ALERT,
                subtype=str(signal.subtype),
                text=signal.text,
                thread=f"{tool.prefix}:{signal.fingerprint}",
                automated=True,
                links=names([text(signal.alert, "generatorURL")]),
                source=Source(file=signal.file, locator=signal.place),
            )
        )
    return evidence


def _text(alert: Json, state: str) -> str:
    """`Alert firing: DiskFull: /data is at 95 %` and the labels in a second line."""
    labels, annotations = mapping(alert.get("labels")), mapping(alert.get("annotations"))
    said = ". ".join(names((text(annotations, "summary"), text(annotations, "description", "message"))))
    head = ": ".join(names((f"Alert {state}", text(labels, "alertname"), said)))
    rest = ", ".join(f"{key}={text(labels, key)}" for key in sorted(labels) if key != "alertname" and text(labels, key))
    return "\n".join(names((head, rest)))
