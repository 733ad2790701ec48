import json
from pathlib import Path

import pytest
from small_incidents import INCIDENT_WITH_MOMENTS, material, story

from pipeline.draft import write
from pipeline.draft.file import read_draft
from pipeline.errors import InputError

DRAFT = write(material(), story(INCIDENT_WITH_MOMENTS))


def test_what_was_written_is_read_back_with_or_without_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "draft.json"
    for mark in (b"", b"\xef\xbb\xbf"):
        file.write_bytes(mark + DRAFT.model_dump_json().encode())
        assert read_draft(file) == DRAFT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not valid JSON"),
        (b"# Post-Mortem", "not valid JSON"),
        (b"\xff\xfe{}", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "no postmortem"),
        (b'{"a": 1}', "no postmortem"),
        (json.dumps({**DRAFT.model_dump(mode="json"), "impact": [{"id": "a"}]}).encode(), "impact.0.text"),
        (json.dumps({**DRAFT.model_dump(mode="json"), "schema_version": "2"}).encode(), "schema_version"),
    ],
)
def test_what_is_no_draft_is_one_sentence(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "draft.json").write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        read_draft(tmp_path / "draft.json")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there_or_a_folder_is_one_sentence(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "nope.json", "no such file"), (tmp_path, "cannot be read"), (Path("a\0b"), "not usable")):
        with pytest.raises(InputError, match=said):
            read_draft(path)
