"""Sample files of many products, if a folder of them lies beside the repository: each is read, or refused with one sentence."""

import datetime
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.sources.collect import collect
from pipeline.sources.reading import ReadOptions

FORMATS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "incidents" / "formats"
OPTIONS = ReadOptions(assume_timezone="UTC", date=datetime.date(2020, 1, 1))
FILES = sorted(path for path in FORMATS.rglob("*") if path.is_file()) if FORMATS.is_dir() else []

pytestmark = pytest.mark.skipif(not FILES, reason="no folder of sample formats beside the repository")


def outcome(path: Path) -> str:
    """`read as ...` or `refused: ...` for one file."""
    try:
        material = collect([path], OPTIONS)
    except InputError as error:
        return f"refused: {type(error).__name__}: {error}"
    return f"read as {', '.join(sorted({summary.format for summary in material.summaries}))}: {len(material.evidence)} pieces"


def outcomes() -> dict[str, str]:
    return {str(path.relative_to(FORMATS)): outcome(path) for path in FILES}


def test_every_sample_file_is_read_or_refused_with_one_sentence():
    found = outcomes()
    for path, what in found.items():
        assert "\n" not in what, path
        assert what.startswith("read as ") or what.endswith("."), path
    print("\n".join(f"{path}: {what}" for path, what in found.items()))
    print(Counter(what.split(":")[0] for what in found.values()))


def test_every_sample_of_a_format_that_is_read_is_read():
    folders = (
        "pagerduty",
        "alertmanager",
        "statuspage",
        "incident_io",
        "rootly",
        "firehydrant",
        "opsgenie",
        "datadog",
        "servicenow",
        "discord",
        "ms_teams",
        "mattermost",
        "gitter",
    )
    files = [path for path in FILES if path.relative_to(FORMATS).parts[0] in folders and path.suffix == ".json"]
    assert [path.name for path in files if not outcome(path).startswith("read as ")] == []
