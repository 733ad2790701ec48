"""What is given on the command line: files, folders and zips, good and bad."""

import io
import os
import stat
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import UnreadableSource
from pipeline.sources import limits
from pipeline.sources.opening import open_tree


def zip_of(path: Path, entries: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return path


def paths(path: Path) -> list[str]:
    return [file.path for file in open_tree(path).files]


def test_a_single_file_is_a_tree_of_one(tmp_path: Path):
    (tmp_path / "deploy.log").write_text("hello\r\nthere")
    tree = open_tree(tmp_path / "deploy.log")
    assert (tree.single, tree.name, tree.files[0].text) == (True, "deploy.log", "hello\nthere")


def test_a_folder_gives_its_files_in_path_order_without_junk(tmp_path: Path):
    for name in ("b.json", "a/2.json", "a/1.json", ".DS_Store", "._b.json", "__MACOSX/x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("[]")
    assert paths(tmp_path) == ["a/1.json", "a/2.json", "b.json"]


def test_a_file_of_a_folder_is_named_by_the_folder_and_its_path(tmp_path: Path):
    (tmp_path / "export").mkdir()
    (tmp_path / "export" / "a.json").write_text("[]")
    assert open_tree(tmp_path / "export").files[0].name == "export/a.json"


def test_a_zip_gives_its_files_without_junk_and_folders(tmp_path: Path):
    path = zip_of(tmp_path / "e.zip", {"top/": b"", "top/a.json": b"[1]", "__MACOSX/._a.json": b"x", "top/.DS_Store": b""})
    (file,) = open_tree(path).files
    assert (file.path, file.name, file.json) == ("top/a.json", "e.zip: top/a.json", [1])


def test_the_head_of_a_zipped_file_is_read_without_the_rest(tmp_path: Path):
    path = zip_of(tmp_path / "e.zip", {"a.json": b"[" + b"1," * 100_000 + b"1]"})
    assert len(open_tree(path).files[0].head) == 8192


def test_a_name_in_utf_8_that_does_not_say_so_is_read_as_utf_8(tmp_path: Path):
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as archive:
        archive.writestr("чат/a.json", b"[]")
    data = raw.getvalue()
    flag = (0x800).to_bytes(2, "little")
    (tmp_path / "e.zip").write_bytes(data.replace(b"\x14\x00" + flag, b"\x14\x00\x00\x00"))
    assert paths(tmp_path / "e.zip") == ["чат/a.json"]


def test_a_zip_in_a_folder_is_opened_as_a_folder_of_its_name(tmp_path: Path):
    zip_of(tmp_path / "slack.zip", {"users.json": b"[]"})
    (tmp_path / "note.md").write_text("x")
    assert paths(tmp_path) == ["note.md", "slack.zip/users.json"]


def test_zips_in_zips_end_somewhere(tmp_path: Path):
    data = b"[]"
    for level in range(4):
        raw = io.BytesIO()
        with zipfile.ZipFile(raw, "w") as archive:
            archive.writestr("a.json" if level == 0 else "inner.zip", data)
        data = raw.getvalue()
    (tmp_path / "e.zip").write_bytes(data)
    tree = open_tree(tmp_path / "e.zip")
    assert tree.files == ()
    assert "a zip in a zip in a zip" in tree.passed_over[0]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b", "C:/x.json", "..\\..\\x"])
def test_a_path_that_leaves_the_archive_is_not_read(tmp_path: Path, name: str):
    tree = open_tree(zip_of(tmp_path / "e.zip", {name: b"x", "ok.json": b"[]"}))
    assert [file.path for file in tree.files] == ["ok.json"]
    assert "leads out of the archive" in tree.passed_over[0]


def test_an_entry_without_a_name_is_passed_over(tmp_path: Path):
    data = zip_of(tmp_path / "e.zip", {"nameless": b"[]", "ok.json": b"[]"}).read_bytes()
    (tmp_path / "e.zip").write_bytes(data.replace(b"nameless", b"\x00ameless"))
    assert paths(tmp_path / "e.zip") == ["ok.json"]


def test_a_link_in_a_zip_is_not_followed(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        entry = zipfile.ZipInfo("link.json")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/passwd")
    tree = open_tree(tmp_path / "e.zip")
    assert (tree.files, len(tree.passed_over)) == ((), 1)


def test_a_link_in_a_folder_is_not_followed_and_one_that_is_named_is(tmp_path: Path):
    (tmp_path / "secret").write_text("x")
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "link").symlink_to(tmp_path / "secret")
    tree = open_tree(tmp_path / "given")
    assert (tree.files, tree.passed_over) == ((), ("given/link: a link to another place was not followed.",))
    assert open_tree(tmp_path / "given" / "link").files[0].text == "x"


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match="neither a file nor a folder"):
        open_tree(tmp_path / "pipe")
    assert open_tree(tmp_path).passed_over == (f"{tmp_path.name}/pipe: this is neither a file nor a folder.",)


def test_what_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(UnreadableSource, match=r"no\.json: there is no such file or folder; check the path\."):
        open_tree(tmp_path / "no.json")


def test_a_name_that_no_system_takes_is_said():
    with pytest.raises(UnreadableSource, match="cannot be opened"):
        open_tree(Path("a\x00b"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_said(tmp_path: Path):
    (tmp_path / "a.json").write_text("[]")
    (tmp_path / "a.json").chmod(0)
    with pytest.raises(UnreadableSource, match="permission"):
        open_tree(tmp_path / "a.json")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b"this is text", "this is not a zip"),
        (b"PK\x03\x04 and then nothing", "cut or damaged"),
    ],
)
def test_what_is_called_zip_and_is_none_is_said(tmp_path: Path, data: bytes, says: str):
    (tmp_path / "e.zip").write_bytes(data)
    with pytest.raises(UnreadableSource, match=says):
        open_tree(tmp_path / "e.zip")


def test_a_zip_that_was_cut_is_said(tmp_path: Path):
    data = zip_of(tmp_path / "e.zip", {"a.json": os.urandom(9000)}).read_bytes()
    (tmp_path / "e.zip").write_bytes(data[:5000])
    with pytest.raises(UnreadableSource, match="cut or damaged"):
        open_tree(tmp_path / "e.zip")


def test_a_zip_with_another_name_is_known_by_its_content(tmp_path: Path):
    zip_of(tmp_path / "download", {"a.json": b"[]"})
    assert paths(tmp_path / "download") == ["a.json"]


def test_a_damaged_entry_is_said_when_it_is_read(tmp_path: Path):
    path = zip_of(tmp_path / "e.zip", {"a.json": b"[1, 2, 3]" * 100})
    data = bytearray(path.read_bytes())
    data[45] ^= 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(UnreadableSource, match=r"e\.zip: a\.json: it is damaged inside the zip"):
        _ = open_tree(path).files[0].text


def test_an_encrypted_zip_is_said(tmp_path: Path):
    data = zip_of(tmp_path / "e.zip", {"a.json": b"[]"}).read_bytes()
    start = data.index(b"PK\x01\x02") + 8
    (tmp_path / "e.zip").write_bytes(data[:start] + b"\x01" + data[start + 1 :])
    with pytest.raises(UnreadableSource, match="the zip is encrypted"):
        open_tree(tmp_path / "e.zip")


def test_a_bomb_is_refused_by_its_directory_without_unpacking(tmp_path: Path):
    path = zip_of(tmp_path / "bomb.zip", {"big.json": b"0" * 20_000_000})
    with pytest.raises(UnreadableSource, match=r"big\.json in it would become \d+ times larger"):
        open_tree(path)


def test_a_directory_that_promises_two_gigabytes_is_refused(tmp_path: Path):
    data = zip_of(tmp_path / "e.zip", {"a.json": b"[]"}).read_bytes()
    start = data.index(b"PK\x01\x02") + 24
    (tmp_path / "e.zip").write_bytes(data[:start] + (2_000_000_000).to_bytes(4, "little") + data[start + 4 :])
    with pytest.raises(UnreadableSource, match=r"more than 1\.5 GB when unpacked"):
        open_tree(tmp_path / "e.zip")


def test_too_many_entries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_ENTRIES", 3)
    path = zip_of(tmp_path / "e.zip", {f"{number}.json": b"[]" for number in range(4)})
    with pytest.raises(UnreadableSource, match="holds more than 3 files"):
        open_tree(path)


def test_a_folder_past_the_total_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 10)
    (tmp_path / "a.json").write_text("[1, 2, 3, 4, 5]")
    with pytest.raises(UnreadableSource, match="holds more than"):
        open_tree(tmp_path)


def test_a_broken_zip_in_a_folder_is_passed_over(tmp_path: Path):
    (tmp_path / "e.zip").write_bytes(b"no zip")
    (tmp_path / "a.json").write_text("[]")
    tree = open_tree(tmp_path)
    assert [file.path for file in tree.files] == ["a.json"]
    assert "this is not a zip" in tree.passed_over[0]


def test_a_bomb_in_a_folder_or_a_zip_is_passed_over(tmp_path: Path):
    (tmp_path / "in").mkdir()
    bomb = zip_of(tmp_path / "in" / "bomb.zip", {"big.json": b"0" * 20_000_000})
    (tmp_path / "in" / "a.json").write_text("[]")
    outer = zip_of(tmp_path / "outer.zip", {"bomb.zip": bomb.read_bytes(), "a.json": b"[]"})
    for path in (tmp_path / "in", outer):
        tree = open_tree(path)
        assert [file.path for file in tree.files] == ["a.json"]
        assert "times larger when unpacked" in tree.passed_over[0]
