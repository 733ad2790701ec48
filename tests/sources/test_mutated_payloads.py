"""Payloads with parts taken out or replaced: a reader reads them or refuses with a sentence, and claims without raising."""

import contextlib
import copy
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import PostmortemError
from pipeline.sources.readers import alertmanager, gcp_status, github_issue, pagerduty, slack_status, statuspage, unsupported
from pipeline.sources.reading import Claim, Reading, ReadOptions

T = "2024-05-02T10:00:00Z"
USER = {"id": "P1", "type": "user_reference", "summary": "Ana Lima"}
PAGE = {
    "id": "Q1",
    "type": "incident",
    "incident_number": 7,
    "title": "Slow",
    "created_at": T,
    "status": "resolved",
    "resolved_at": T,
    "assignments": [{"at": T, "assignee": USER}],
    "acknowledgements": [{"at": T, "acknowledger": USER}],
    "priority": {"summary": "P1"},
}
LOG = [
    {
        "id": f"R{i}",
        "type": f"{kind}_log_entry",
        "created_at": T,
        "agent": USER,
        "channel": {"type": "note", "details": {"a": "b"}},
    }
    for i, kind in enumerate(("trigger", "annotate", "resolve"))
]
SAMPLES: list[tuple[ModuleType, Any]] = [
    (
        pagerduty,
        {
            "incident": PAGE,
            "log_entries": LOG,
            "notes": [{"id": "N", "user": USER, "content": "x", "created_at": T}],
            "alerts": [{"id": "A"}],
        },
    ),
    (
        pagerduty,
        {"event": {"id": "E", "event_type": "incident.annotated", "occurred_at": T, "agent": USER, "data": {"incident": PAGE}}},
    ),
    (pagerduty, {"messages": [{"event": "incident.trigger", "incident": PAGE, "log_entries": LOG}]}),
    (
        pagerduty,
        {"type": "pagerduty.incident.annotated", "data": {"incident": PAGE, "annotation": {"content": "x"}}, "timestamp": T},
    ),
    (
        statuspage,
        {
            "page": {"id": "p", "name": "n", "url": "u"},
            "incidents": [
                {
                    "id": "i",
                    "name": "n",
                    "impact": "major",
                    "created_at": T,
                    "started_at": T,
                    "components": [{"name": "c"}],
                    "incident_updates": [
                        {"id": "u", "status": "resolved", "body": "<p>b</p>", "created_at": T, "updated_at": T, "display_at": T}
                    ],
                }
            ],
        },
    ),
    (
        gcp_status,
        [
            {
                "id": "g",
                "begin": T,
                "end": T,
                "external_desc": "d",
                "updates": [{"created": T, "text": "t", "status": "AVAILABLE"}],
            }
        ],
    ),
    (slack_status, [{"id": 1, "date_created": T, "title": "t", "services": ["s"], "notes": [{"date_created": T, "body": "b"}]}]),
    (
        github_issue,
        {
            "issue": {
                "number": 1,
                "title": "t",
                "body": "b",
                "html_url": "https://github.com/a/b/issues/1",
                "user": {"login": "l"},
            },
            "comments": [{"id": 2, "body": "On a day ana wrote:\n> x", "issue_url": "https://api.github.com/repos/a/b/issues/1"}],
        },
    ),
    (
        alertmanager,
        {"alerts": [{"status": "resolved", "labels": {"alertname": "n"}, "annotations": {}, "startsAt": T, "endsAt": T}]},
    ),
]
ODD = st.sampled_from(
    [None, True, 0, -1, 1e308, "", "x", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59-23:59", "\x00", "<" * 50, [], {}, [[]]]
)
JSON = st.recursive(
    ODD | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path] * bool(path) + [place for key, item in inner for place in _places(item, (*path, key))]


def _put(value: Any, place: tuple[Any, ...], new: Any) -> None:
    for key in place[:-1]:
        value = value[key]
    value[place[-1]] = new


@pytest.mark.parametrize(("reader", "sample"), SAMPLES, ids=lambda value: getattr(value, "FORMAT", "payload"))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_mutated_payload_raises_only_errors_for_the_user(tree_of, reader, sample, data):
    mutated = copy.deepcopy(sample)
    for place in data.draw(st.lists(st.sampled_from(_places(sample)), min_size=1, max_size=3, unique=True)):
        new = copy.deepcopy(data.draw(JSON))
        try:
            _put(mutated, place, new)
        except (KeyError, IndexError, TypeError):
            continue
    tree = tree_of({"a.json": mutated})
    for claim in (*reader.sniff(tree), Claim("a.json", tree.files)):
        try:
            reading = reader.read(claim, ReadOptions())
        except PostmortemError as error:
            assert str(error).startswith("a.json")
        else:
            assert isinstance(reading, Reading)
    unsupported.sniff(tree)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(head=st.binary(max_size=40) | st.text(max_size=40))
def test_asking_whose_file_it_is_never_raises(tree_of, head):
    tree = tree_of({"a.json": head, "b": head})
    for reader in {reader for reader, _ in SAMPLES} | {unsupported}:
        reader.sniff(tree)


RELAYED = ("pagerduty.x", "statuspage.x", "prometheus.x")
NESTS = [("[", "]"), ('{"incident": ', "}"), ('{"labels": ', "}"), ('{"alerts": [', "]}"), ('{"comments": [', "]}")]
NESTS += [(f'{{"type": "{relayed}", "timestamp": "t", "data": ', "}") for relayed in RELAYED]


@pytest.mark.parametrize(("opening", "closing"), NESTS)
def test_deep_nesting_is_no_way_to_a_traceback(tree_of, opening, closing):
    tree = tree_of({"a.json": opening * 400 + "{}" + closing * 400})
    for reader in {reader for reader, _ in SAMPLES} | {unsupported}:
        reader.sniff(tree)
        with contextlib.suppress(PostmortemError):
            reader.read(Claim("a.json", tree.files), ReadOptions())
